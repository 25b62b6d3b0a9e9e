"""Names as their own script writes them, and as a registrar in Britain did.

Ukrainian, Arabic, Greek, Chinese and Hindi.

Each line is a name in its own script, an equals sign, and the spelling in Latin letters.
"""

UKRAINIAN_GIVEN = """
Олександр=Oleksandr Марія=Mariia Дмитро=Dmytro Анна=Anna Максим=Maksym Софія=Sofiia Андрій=Andrii
Вікторія=Viktoriia Іван=Ivan Дарина=Daryna Артем=Artem Катерина=Kateryna Назар=Nazar Ольга=Olha
Богдан=Bohdan Олена=Olena Тарас=Taras Юлія=Yuliia Володимир=Volodymyr Наталія=Nataliia Сергій=Serhii
Тетяна=Tetiana Микола=Mykola Ірина=Iryna Павло=Pavlo Оксана=Oksana Ярослав=Yaroslav Людмила=Liudmyla
Михайло=Mykhailo Єва=Yeva Денис=Denys Поліна=Polina Юрій=Yurii Злата=Zlata
"""
UKRAINIAN_FAMILY = """
Шевченко=Shevchenko Коваленко=Kovalenko Бондаренко=Bondarenko Ткаченко=Tkachenko Кравченко=Kravchenko
Олійник=Oliinyk Коваль=Koval Шевчук=Shevchuk Поліщук=Polishchuk Бойко=Boiko Мельник=Melnyk
Лисенко=Lysenko Марченко=Marchenko Савченко=Savchenko Руденко=Rudenko Петренко=Petrenko Кравчук=Kravchuk
Клименко=Klymenko Павленко=Pavlenko Гончаренко=Honcharenko Хоменко=Khomenko Сидоренко=Sydorenko
Зінченко=Zinchenko Гриценко=Hrytsenko Ковальчук=Kovalchuk Захарченко=Zakharchenko
"""
ARABIC_GIVEN = """
محمد=Mohammed فاطمة=Fatima أحمد=Ahmed مريم=Maryam علي=Ali عائشة=Aisha عمر=Omar زينب=Zainab يوسف=Yousef
خديجة=Khadija إبراهيم=Ibrahim ليلى=Layla حسن=Hassan نور=Noor حسين=Hussein سارة=Sara خالد=Khaled هدى=Huda
مصطفى=Mustafa رانيا=Rania طارق=Tariq سلمى=Salma كريم=Karim أمينة=Amina بلال=Bilal ياسمين=Yasmin
حمزة=Hamza دينا=Dina سمير=Samir آمنة=Amna
"""
ARABIC_FAMILY = """
حداد=Haddad خليل=Khalil منصور=Mansour ناصر=Nasser حمدان=Hamdan صالح=Saleh عبدالله=Abdullah
إسماعيل=Ismail سليمان=Suleiman خوري=Khoury نجار=Najjar الأحمد=Al-Ahmad المصري=Al-Masri الحسن=Al-Hassan
العلي=Al-Ali درويش=Darwish قاسم=Qasim عيسى=Issa حمود=Hammoud شاهين=Shaheen عثمان=Othman بكري=Bakri
طه=Taha سعيد=Saeed مراد=Murad
"""
GREEK_GIVEN = """
Γιώργος=Giorgos Μαρία=Maria Δημήτρης=Dimitris Ελένη=Eleni Κώστας=Kostas Κατερίνα=Katerina
Γιάννης=Giannis Σοφία=Sofia Νίκος=Nikos Αγγελική=Angeliki Παναγιώτης=Panagiotis Δέσποινα=Despina
Χρήστος=Christos Αναστασία=Anastasia Ανδρέας=Andreas Ιωάννα=Ioanna Μιχάλης=Michalis Βασιλική=Vasiliki
Στέλιος=Stelios Χριστίνα=Christina
"""
GREEK_FAMILY = """
Παπαδόπουλος=Papadopoulos Γεωργίου=Georgiou Ιωάννου=Ioannou Χριστοδούλου=Christodoulou Νικολάου=Nikolaou
Δημητρίου=Dimitriou Κωνσταντίνου=Konstantinou Παπαδάκης=Papadakis Βλάχος=Vlachos Αντωνίου=Antoniou
Μακρής=Makris Χαραλάμπους=Charalambous Ανδρέου=Andreou Στυλιανού=Stylianou Οικονόμου=Oikonomou
Καραγιάννης=Karagiannis
"""
CHINESE_GIVEN = """
子轩=Zixuan 欣怡=Xinyi 浩然=Haoran 雨桐=Yutong 宇轩=Yuxuan 梓涵=Zihan 俊杰=Junjie 思雨=Siyu 明=Ming
丽=Li 伟=Wei 芳=Fang 强=Qiang 静=Jing 建国=Jianguo 美玲=Meiling 天佑=Tianyou 晓红=Xiaohong 文博=Wenbo
佳怡=Jiayi
"""
CHINESE_FAMILY = """
王=Wang 李=Li 张=Zhang 刘=Liu 陈=Chen 杨=Yang 赵=Zhao 黄=Huang 周=Zhou 吴=Wu 徐=Xu 孙=Sun 胡=Hu 朱=Zhu
高=Gao 林=Lin 何=He 郭=Guo 马=Ma 罗=Luo
"""
HINDI_GIVEN = """
आरव=Aarav अनन्या=Ananya अर्जुन=Arjun दिया=Diya विहान=Vihaan सानवी=Saanvi कृष्ण=Krishna प्रिया=Priya
रोहन=Rohan काव्या=Kavya देव=Dev मीरा=Meera करण=Karan रिया=Riya राहुल=Rahul पूजा=Pooja राज=Raj गीता=Gita
रवि=Ravi राधा=Radha
"""
HINDI_FAMILY = """
पटेल=Patel सिंह=Singh शाह=Shah शर्मा=Sharma कुमार=Kumar गुप्ता=Gupta देसाई=Desai मेहता=Mehta जोशी=Joshi
रेड्डी=Reddy राव=Rao नायर=Nair दास=Das सेन=Sen वर्मा=Verma कपूर=Kapoor
"""
