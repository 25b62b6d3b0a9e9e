"""Thirty-five families of Larkmere and their sixty children, one of whom is on record twice."""

from dataclasses import dataclass

WARDS = (
    "Ropewalk", "Sallow Green", "Tannery Row", "Fennel Hill", "Millrace", "Chantry Fields", "Upper Lark",
    "Dovecote", "Osier Beds", "Saltpan", "Beacon Rise", "Withy Common",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kid:
    """One child.

    ``age`` is in years on the day the world is built, below zero for an unborn child, None when no date of
    birth is known at all. ``known`` says how much of the date is: "day", "month" or "year". ``family``
    replaces the family's name, ``also`` is a further name, "Given Family".
    """

    number: int
    given: str
    age: float | None
    known: str = "day"
    family: str | None = None
    also: str = ""
    shielded: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """Who lives together. ``adults`` reads "kind: Given Family; kind: Given Family"."""

    name: str
    ward: str
    adults: str
    children: tuple[Kid, ...]


FAMILIES = (
    Family("Okonkwo-Reed", "Ropewalk", "mother: Ngozi Okonkwo; father: Thomas Reed", (
        Kid(1001, "Amara", 9.3), Kid(1002, "Theo", 6.2), Kid(1003, "Zuri", 1.6))),
    Family("Patel", "Sallow Green", "mother: Hetal Patel; father: Jignesh Patel", (Kid(1004, "Maya", 6.4),)),
    Family("Patel", "Tannery Row", "mother: Bhavna Patel", (
        Kid(1005, "Maya", 14.2), Kid(1006, "Rohan", 11.7))),
    Family("O'Sullivan", "Fennel Hill", "mother: Dervla O'Sullivan; father: Cormac O'Sullivan", (
        Kid(1007, "Niamh", 15.4), Kid(1008, "Finn", 12.8))),
    Family("Kowalczyk", "Ropewalk", "mother: Agnieszka Kowalczyk; father: Tomasz Kowalczyk", (
        Kid(1009, "Zofia", 4.7), Kid(1010, "Jakub", 4.7))),
    Family("Hussain", "Millrace", "mother: Rukhsana Hussain; father: Tariq Hussain", (
        Kid(1011, "Yusra", 16.3), Kid(1012, "Bilal", 13.1), Kid(1013, "Hamza", 8.6))),
    Family("Smith", "Chantry Fields", "mother: Donna Barrowclough; stepfather: Lee Smith", (
        Kid(1014, "Kayleigh", 14.9, also="Kayleigh Barrowclough"),)),
    Family("Nguyen", "Upper Lark", "mother: Thuy Nguyen", (Kid(1015, "Linh", 10.5),)),
    Family("Kaur", "Dovecote", "mother: Simran Kaur; father: Manjit Singh", (
        Kid(1016, "Unborn", -0.2), Kid(1017, "Jasleen", 3.1))),
    Family("Adeyemi-Clarke", "Osier Beds", "mother: Folasade Adeyemi", (
        Kid(1018, "Folarin", 7.9), Kid(1019, "Ayo", 5.3))),
    Family("Marsh", "Withy Common", "foster carer: Linda Marsh", (Kid(1020, "Zalmai", 17.1, family=""),)),
    Family("Boateng", "Saltpan", "foster carer: Esther Boateng", (
        Kid(1021, "Tesfay", 16.0, known="year", family="Haile"),)),
    Family("Fitzgerald-Brown", "Beacon Rise", "mother: Claire Fitzgerald; father: Simon Brown", (
        Kid(1022, "Ruby", 12.2), Kid(1023, "Archie", 9.9))),
    Family("Ionescu", "Ropewalk", "mother: Mirela Ionescu; father: Florin Ionescu", (
        Kid(1024, "Andrei", 8.1), Kid(1025, "Elena", 2.4, known="month"))),
    Family("Penhallow", "Withy Common", "mother: Tamsin Penhallow", (
        Kid(1026, "Carys", 7.4, shielded=True),)),
    Family("al-Hakim", "Millrace", "mother: Rima al-Hakim; father: Samir al-Hakim", (
        Kid(1027, "Layla", 5.8), Kid(1028, "Omar", 2.9))),
    Family("D'Souza", "Tannery Row", "grandmother: Philomena D'Souza", (Kid(1029, "Nathaniel", 13.6),)),
    Family("Chen", "Upper Lark", "mother: Meiling Chen; father: Guowei Chen", (
        Kid(1030, "Xinyi", 12.6, also="Cindy Chen"),)),
    Family("Mohamud", "Saltpan", "mother: Hodan Mohamud", (
        Kid(1031, "Ifrah", 15.9), Kid(1032, "Abdi", 10.1))),
    Family("Taylor", "Chantry Fields", "mother: Jade Taylor; father: Connor Mills", (
        Kid(1033, "Alfie", 3.8), Kid(1034, "Isla", 0.4))),
    Family("van der Berg", "Fennel Hill", "father: Pieter van der Berg", (Kid(1035, "Saskia", 16.8),)),
    Family("Robinson", "Saltpan", "mother: Marcia Robinson", (Kid(1036, "Tyrese", 16.1),)),
    Family("Gunawardena", "Sallow Green", "mother: Nilmini Gunawardena; father: Asanka Gunawardena", (
        Kid(1037, "Dinuka", 8.8),)),
    Family("Brennan", "Osier Beds", "mother: Kathleen Brennan; father: Martin Brennan", (
        Kid(1038, "Margaret", 11.2), Kid(1039, "Patrick", None))),
    Family("Ahmed", "Tannery Row", "mother: Nasreen Ahmed", (
        Kid(1040, "Samira", 14.5), Kid(1041, "Idris", 12.1))),
    Family("Evans", "Beacon Rise", "father: Gethin Evans", (Kid(1042, "Rhys", 10.9),)),
    Family("Mensah", "Dovecote", "mother: Akosua Mensah; father: Yaw Mensah", (
        Kid(1043, "Kofi", 5.1), Kid(1044, "Abena", 3.5))),
    Family("Petrov", "Upper Lark", "mother: Irina Petrova", (Kid(1045, "Nikolai", 17.2),)),
    Family("Hughes-Tembo", "Sallow Green", "mother: Sian Hughes; father: Tapiwa Tembo", (
        Kid(1046, "Chipo", 9.0), Kid(1060, "Tanaka", 12.4))),
    Family("García Moreno", "Millrace", "mother: Pilar Moreno; father: Andrés García", (
        Kid(1047, "Lucía", 6.9),)),
    Family("Green", "Chantry Fields", "mother: Stacey Green", (
        Kid(1048, "Poppy", 1.1), Kid(1049, "Jack", 4.2))),
    Family("Rahman", "Osier Beds", "mother: Shirin Rahman; father: Anwar Rahman", (
        Kid(1050, "Tahmina", 15.2), Kid(1051, "Sadia", 13.3), Kid(1052, "Rafiq", 6.6))),
    Family("St John", "Beacon Rise", "mother: Arabella St John; father: Giles St John", (
        Kid(1053, "Barnaby", 8.3),)),
    Family("Oyelaran", "Saltpan", "mother: Yetunde Oyelaran", (
        Kid(1054, "Tobi", 16.6), Kid(1055, "Temi", 11.5))),
    Family("Wright", "Fennel Hill", "mother: Kelly Wright; carer: Maureen Wright", (
        Kid(1056, "Lily-Mae", 7.7), Kid(1057, "Jaxon", 5.6), Kid(1058, "Ellie-Rose", 2.1),
        Kid(1059, "Logan", 0.9))),
    # Alfie Taylor, as somebody else wrote him down.
    Family("Mills", "Chantry Fields", "father: Connor J Mills", (
        Kid(1061, "Alfie", 3.8, known="year", also="Alfy Taylor"),)),
)  # fmt: skip
