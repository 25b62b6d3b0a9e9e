"""Given and family names heard in England today, for generated families."""

_GIVEN = """
Aaliyah Aaron Abdul Abigail Ada Adam Aisha Aiden Alex Alexandra Alice Alisha Amelia Amina Amir Amy Anaya
Andreea Anna Antoni Arjun Arlo Arthur Arya Asha Ava Ayaan Ayesha Beatrice Bella Benjamin Blessing Bronwen
Caleb Callie Cameron Caoimhe Charlie Charlotte Chidi Chloe Daisy Daniel Daniyal David Dawid Delilah Destiny
Dylan Edward Eesa Eleanor Elijah Eliza Elizabeth Ella Emily Emmanuel Erin Esme Ethan Eva Evelyn Evie Ezra
Faith Fatima Femi Ffion Finley Fola Francesca Freddie Freya Gabriel George Georgia Grace Hana Harley Harriet
Harrison Harry Harvey Hassan Henry Holly Hugo Ibrahim Imani Imran Inaaya Isaac Isabella Ivy Jack Jacob James
Jasmine Jayden Jaya Jessica Joseph Joshua Jude Julia Kacper Kai Karim Kasia Katie Khadija Kiran Kwabena Lena
Leo Lewis Liam Logan Lola Louie Louis Lucas Lucy Luna Maisie Malachi Malik Maria Marley Maryam Mason Matilda
Max Maya Mia Michael Mila Milo Mohammed Molly Musa Mustafa Myra Nadia Nancy Nathan Neve Nia Noah Nora Oliver
Olivia Oluwaseun Oscar Otis Owen Phoebe Pippa Quincy Rafael Reggie Reuben Rhiannon Riley Rio Robyn Roman
Rory Rosa Rose Rowan Ruaridh Sadie Safiya Saffron Samuel Sara Scarlett Sean Sebastian Shanice Shreya Sienna
Sofia Sophie Stanley Stefan Summer Sunny Tadhg Talia Tariq Taylor Teddy Thea Thomas Toby Tommy Uzma Victoria
Viktor Violet Wanjiru William Willow Wiktoria Xavier Yahya Yara Yasmin Zac Zahra Zain Zara Zoe Lily-Rose
Ella-Mae Mary-Kate Amelia-Grace John-Paul Ming-Hao Ji-woo Chloé Zoë Siân D'Andre De'Shawn
"""
_FAMILY = """
Abbott Abdi Abdullah Acheampong Adams Afolabi Agarwal Akhtar Akinwande Ali Allen Amoah Anderson Appiah
Armstrong Asghar Atkinson Aziz Bailey Baker Balogun Banerjee Barker Barnes Begum Bell Bennett Bhatt Bianchi
Booth Bradley Brooks Brown Butler Campbell Carter Chan Chapman Choudhury Clark Coleman Collins Conteh Cook
Cooper Cox Czarnecki Das Davies Dawson Desai Dhillon Diallo Dixon Doherty Dosanjh Doyle Dube Edwards Ellis
Fernandes Ferreira Fisher Fletcher Foster Fox Francis Gallagher Georgiou Ghebremedhin Gibson Gill Gomes
Gonzalez Graham Grant Gray Griffiths Hall Hamilton Hamid Harris Harrison Hassan Hill Ho Holmes Horvath
Howard Hughes Hunt Hunter Iqbal Islam Ivanov Jackson Jaiyesimi James Jenkins Johal Johnson Jones Joseph
Joshi Kamara Kapoor Kebede Kelly Kennedy Khalil Khan Kiely King Knight Kruger Kumar Kurt Lawson Lee Lewis Li
Lim Lloyd Mahmood Malik Marku Marshall Martin Mason Matthews McCarthy McDonald Mehta Mendes Mendy Miah
Miller Mistry Mitchell Mohamed Moore Morgan Morris Moyo Murphy Murray Mwangi Naidoo Ncube Ndlovu Nkrumah
Nowak Nunes Nwosu Obeng O'Brien O'Connor Ochieng Odhiambo Ogunleye O'Neill Oduro Olawale Omar Osman Owusu
Palmer Papadopoulos Parker Parmar Pereira Perera Phillips Popescu Powell Price Qureshi Rai Rajan Reid
Reynolds Richards Roberts Rogers Rose Rossi Russell Saleh Sandhu Santos Sarpong Scott Sesay Shah Sharma Shaw
Sheikh Simpson Singh Sithole Stevens Stewart Suleiman Sutton Sweeney Szabo Tan Tesfaye Thapa Thomas Thompson
Tran Turner Uddin Usman Varga Virk Walker Wallace Walsh Wang Ward Warsame Watson Webb West White Wilkinson
Williams Wilson Wong Wood Woźniak Yilmaz Young Yusuf Zaman Zhang Zhou Żuk Müller Núñez Brown-Khan
Ali-Roberts Mensah-Cole Lloyd-Davies Singh-Walker Owusu-Ansah Smith-Okoro Taylor-Begum D'Cruz N'Diaye
de-Freitas
"""
GIVEN: tuple[str, ...] = tuple(_GIVEN.split())
FAMILY: tuple[str, ...] = tuple(_FAMILY.split())
