"""Given and family names of families from Africa and Asia, the commoner ones first."""

MUSLIM_GIVEN = """
Mohammed Fatima Muhammad Aisha Ahmed Maryam Ali Khadija Ibrahim Zainab Yusuf Hafsa Omar Safiya Hassan
Amina Hamza Sumaya Bilal Noor Abdullah Layla Hussein Zahra Khalid Yasmin Imran Halima Mustafa Ruqayyah
Usman Iqra Tariq Sana Idris Mariam Zakariya Hana Musa Ayesha Abdulrahman Nadia Ismail Saima Haris Rabia
Rayyan Inaya Faisal Samira Adnan Naila Zayn Asma Kareem Farah Samir Sabrina Nasir Rania Ayaan Anaya
Junaid Bushra Waleed Sadia Jamal Amal Rashid Salma Salman Leila Karim Huda Yahya Dina Daud Iman Suleiman
Malika Anas Shazia Qasim Tahira Umar Nasreen Harun Parveen Abdul-Aziz Umm-Kulthum
"""
MUSLIM_FAMILY = """
Khan Ahmed Ali Hussain Begum Rahman Hassan Islam Akhtar Malik Iqbal Mahmood Chowdhury Uddin Miah Shah
Qureshi Sheikh Abdi Mohamud Yusuf Farah Warsame Osman Jama Omar Aziz Siddiqui Bibi Karim Hussein Mirza
Butt Aslam Anwar Khatun Ullah Saleh Rashid Nawaz Mahmoud Ibrahim Haddad Khalil Mansour Nasser Hamid
Bashir Javed Rehman Kausar Yasin Hashmi Ansari Baig Rafiq Alam Kamal Saeed Latif Zaman Bukhari Naqvi
Gilani Abdullahi Ismail Nur Hersi Duale Guled Elmi Samatar Adan
"""
INDIAN_GIVEN = """
Aarav Anaya Arjun Diya Vihaan Aadhya Reyansh Saanvi Krishna Ananya Ishaan Priya Rohan Kavya Dev Meera
Aryan Riya Karan Isha Rahul Pooja Nikhil Neha Sanjay Anjali Vikram Shreya Aditya Nisha Raj Divya Anil
Sunita Hari Lakshmi Ravi Gita Suresh Radha Manpreet Simran Gurpreet Jasleen Harpreet Kiran Jaspreet
Navneet Amrit Gurleen Balraj Harleen Tejinder Ravneet Fateh
"""
INDIAN_FAMILY = """
Patel Singh Kaur Shah Sharma Kumar Gupta Desai Mistry Mehta Joshi Parmar Solanki Chauhan Gill Sandhu
Dhillon Sidhu Bains Grewal Johal Dhaliwal Bhatt Reddy Rao Nair Menon Pillai Iyer Krishnan Subramaniam
Rajan Thapa Gurung Rai Tamang Perera Fernando Silva Jayasuriya Banerjee Mukherjee Chatterjee Das Bose
Sen Ghosh Verma Agarwal Kapoor Malhotra Chopra Bhatia Amin Trivedi Pandya Naidu Virk Sangha Uppal
Randhawa Sekhon Purewal Ganatra Lakhani Popat Thakrar Vaghela Raval
"""
AFRICAN_GIVEN = """
David Blessing Daniel Grace Emmanuel Precious Samuel Esther Chidi Chiamaka Tobi Temilola Kwame Ama Kofi
Akosua Oluwaseun Oluwadamilola Ayodele Folasade Emeka Ngozi Ikenna Adaeze Femi Yewande Kwabena Abena
Tunde Bukola Obinna Ifeoma Kojo Efua Tendai Rudo Tatenda Chipo Farai Tariro Sipho Thandiwe Themba Nomsa
Abel Selam Yonas Hiwot Dawit Meron Filmon Rahel Amanuel Bethlehem Fatou Mamadou Aminata Ousmane Mariama
Ibrahima Kadiatu Alhaji Isatou Lamin Deborah Joshua Ruth Caleb Naomi
"""
AFRICAN_FAMILY = """
Adeyemi Okafor Okonkwo Adebayo Ogunleye Balogun Eze Nwosu Okeke Obi Chukwu Abiodun Afolabi Ogundipe
Olawale Oyewole Akinyemi Bello Danjuma Uche Nnamdi Onyeka Amadi Igwe Ekwueme Okoro Osagie Omoregie
Bassey Effiong Udoh Mensah Owusu Boateng Asante Appiah Osei Agyeman Addo Antwi Acheampong Sarpong
Frimpong Amoah Ofori Moyo Ncube Ndlovu Sibanda Dube Chikwanha Mutasa Tesfaye Ghebremedhin Haile Bekele
Kebede Tekle Berhane Kamara Sesay Conteh Bangura Koroma Jalloh Diallo Barry Ceesay Jallow Mwangi Kamau
Ochieng Otieno Odhiambo Wanjiku Mukasa Okello Namukasa Banda Phiri Mwale Tembo Kalala Mbeki Dlamini
Nkosi
"""
EAST_ASIAN_GIVEN = """
Jason Emily Kevin Grace Ryan Chloe Wei Mei Jun Ling Ming-Hao Xiao-Ling Zi-Xuan Yi-Han Jia-Hui Kai-Wen
Yu-Chen Hao Lan Minh Linh Duc Thao Quang Trang Huy Ngoc Anh Nam Hoa Tuan Mai Long Phuong Ji-woo Seo-yeon
Min-jun Ha-eun Joon Soo-jin Haruto Yui Sota Hina Jose-Marie Angelica John-Mark Althea Paolo Bea Miguel
Kristine Gabriel Princess Nathaniel Jasmine
"""
EAST_ASIAN_FAMILY = """
Wong Chan Li Chen Cheung Lau Ho Lam Leung Ng Yeung Tang Chow Lee Cheng Wu Zhang Wang Liu Yang Huang Zhao
Zhou Xu Sun Lin Tan Lim Goh Ong Nguyen Tran Le Pham Hoang Huynh Phan Vu Vo Dang Bui Do Ngo Kim Park Choi
Jung Kang Tanaka Suzuki Sato Ito Reyes Cruz Bautista Ocampo Garcia Mendoza Villanueva Dela-Cruz Aquino
Salazar Manalo Pascual Dizon Magsaysay Tolentino Soriano
"""
