"""Given and family names of families from the rest of Europe, the commoner ones first."""

POLISH_GIVEN = """
Antoni Zuzanna Jakub Julia Jan Maja Szymon Zofia Aleksander Hanna Franciszek Lena Filip Alicja Mikołaj
Maria Wojciech Oliwia Kacper Amelia Adam Aleksandra Marcel Wiktoria Stanisław Natalia Wiktor Gabriela
Piotr Emilia Igor Pola Leon Antonina Nikodem Laura Mateusz Nadia Dawid Liliana Bartosz Kornelia Tomasz
Michalina Krzysztof Agnieszka Paweł Katarzyna Łukasz Małgorzata Michał Magdalena Grzegorz Karolina
Marcin Joanna Dominik Weronika Oskar Martyna Maciej Jagoda Karol Milena
"""
POLISH_FAMILY = """
Nowak Kowalska Kowalski Wiśniewska Wiśniewski Wójcik Kowalczyk Kamińska Kamiński Lewandowska Lewandowski
Zielińska Zieliński Szymańska Szymański Woźniak Dąbrowska Dąbrowski Kozłowska Kozłowski Jankowska
Jankowski Mazur Kwiatkowska Kwiatkowski Krawczyk Kaczmarek Piotrowska Piotrowski Grabowska Grabowski
Zając Pawłowska Pawłowski Michalska Michalski Król Wieczorek Jabłońska Jabłoński Wróbel Nowakowska
Nowakowski Majewska Majewski Olszewska Olszewski Stępień Malinowska Jaworska Jaworski Adamczyk Dudek
Nowicka Nowicki Pawlak Górska Górski Witkowska Walczak Sikora Baran Rutkowska Michalak Szewczyk
Ostrowska Tomaszewska Pietrzak Marciniak Wróblewska Zalewska Jakubowska Jasińska Zawadzka Sadowska Bąk
Chmielewska Włodarczyk Borkowska Czarnecka Sawicka Sokołowska Urbańska Kubiak Maciejewska Szczepańska
Kucharska Wilk
"""
ROMANIAN_GIVEN = """
Andrei Maria David Sofia Matei Ioana Luca Elena Ștefan Andreea Alexandru Ana Gabriel Daria Ionuț
Alexandra Mihai Eva Cristian Antonia Rareș Bianca Darius Denisa Tudor Larisa Vlad Mihaela Radu Raluca
Bogdan Iulia Florin Alina Cosmin Roxana Nicolae Georgiana Dragoș Anca Marian Florentina Sorin Gabriela
Cătălin Diana Valentin Simona Răzvan Ruxandra
"""
ROMANIAN_FAMILY = """
Popescu Ionescu Popa Pop Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Șerban Lazăr Munteanu
Constantin Dinu Marin Toma Moldovan Nistor Florea Dobre Barbu Nicolae Cristea Manole Tudor Oprea Ilie
Voicu Sandu Ene Mocanu Bălan Vasile Neagu Petre Costea Avram Iordache Diaconu Anghel Preda Dragomir
Stanciu Tănase Enache Lungu Ungureanu Filip Olteanu Grigore
"""
IBERIAN_GIVEN = """
João Maria Tiago Beatriz Diogo Leonor Gonçalo Matilde Rodrigo Carolina Martim Mariana Duarte Inês Tomás
Constança Miguel Lara Santiago Margarida Rafael Lucía Pablo Sofía Mateo Martina Hugo Paula Álvaro
Valeria Diego Daniela Adrián Carla Javier Alba Iker Noa Sergio Carmen Bruno Claudia Francisco Catarina
André Filipa Ricardo Joana Pedro Madalena Nuno Isabel
"""
IBERIAN_FAMILY = """
Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Sousa Fernandes Gonçalves Gomes Lopes
Marques Alves Almeida Ribeiro Pinto Carvalho Teixeira Moreira Correia Mendes Nunes Soares Vieira
Monteiro Cardoso Rocha Neves Coelho Cruz Cunha Pires Ramos Reis Simões Antunes Matos Fonseca García
González Rodríguez Fernández López Martínez Sánchez Pérez Gómez Jiménez Ruiz Hernández Díaz Moreno Muñoz
Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Gil
"""
TURKISH_GIVEN = """
Yusuf Zeynep Eymen Elif Ömer Asel Mustafa Defne Ali Eylül Mehmet Nehir Emir Zümra Ahmet Azra Hamza Duru
Kerem Ecrin Emre Meryem Burak Ayşe Murat Fatma Hakan Emine Can Hatice Deniz Büşra Onur Selin Serkan Esra
Barış Merve Tolga Gamze Berat Ebru
"""
TURKISH_FAMILY = """
Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara
Koç Kurt Özkan Şimşek Polat Korkmaz Çakır Erdoğan Özer Güneş Yalçın Tekin Aksoy Bulut Acar Keskin Ünal
Turan Gül Ateş Bozkurt Güler Yavuz Işık
"""
BALTIC_GIVEN = """
Lukas Emilija Matas Liepa Jonas Sofija Dominykas Urtė Benas Kamilė Nojus Gabija Kajus Ugnė Augustas Ieva
Domas Austėja Roberts Estere Gustavs Anna Marks Alise Kristers Elza Artūrs Paula Emīls Keita Tomass
Evelīna Mārtiņš Līga Juris Inese
"""
BALTIC_FAMILY = """
Kazlauskas Jankauskas Petrauskas Stankevičius Vasiliauskas Žukauskas Butkus Paulauskas Urbonas
Kavaliauskas Jankauskienė Bērziņš Kalniņš Ozoliņš Jansons Ozols Liepiņš Krūmiņš Balodis Eglītis Zariņš
Petersons Vītols Kļaviņš Kārkliņš Vanags
"""
