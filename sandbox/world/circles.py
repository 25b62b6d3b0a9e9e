"""Who works with whom in Larkmere.

Days are counted back from the day the world is built. Children go by number, practitioners by slug.
"""

from typing import NamedTuple

CONSENT = "Consent of the young person"
PARENT = "Consent of a parent"
SAFEGUARDING = "Safeguarding of children (Data Protection Act 2018, Schedule 1, paragraph 18)"

# "practitioner since/last contact/last confirmed"; "-" is never; without the third, confirmed at the contact.
OPEN: dict[int, str] = {
    1001: "leila-osei 410/6, fiona-maddox 1200/9, kwame-asante 75/2, adaeze-obi 390/34/90, "
          "marcus-thorne 402/61, meera-chaudhuri 2900/48/20, patrice-duval 220/15, tessa-molyneux 130/8",
    1002: "leila-osei 410/6, fiona-maddox 640/9, lucy-tranter 300/20, ruth-lieberman 240/27",
    1003: "leila-osei 410/6, catriona-sinclair 570/19, meera-chaudhuri 560/41/20",
    1004: "piotr-wolski 75/3, bernadette-quill 500/44/10, ben-holloway 180/60",
    1005: "declan-rafferty 160/5, denise-okafor 700/11, jamie-strand 440/7, ben-holloway 150/29,"
          " owen-prosser 3000/200/35",
    1006: "denise-okafor 75/40, owen-prosser 3000/365/35",
    1007: "declan-rafferty 210/4, denise-okafor 1300/16, shabnam-aziz 95/12, adaeze-obi 320/-/90",
    1008: "denise-okafor 440/33, mina-tavakoli 120/10",
    1009: "gareth-pugh 190/8, grace-mbeki 1650/52, patrice-duval 600/88/15, fiona-maddox 75/6,"
          " stephen-oduya 185/21",
    1010: "gareth-pugh 190/8, grace-mbeki 1650/52, ruth-lieberman 260/14, fiona-maddox 75/6",
    1011: "priyanka-nair 330/13, denise-okafor 1500/18, meera-chaudhuri 4000/75/20",
    1012: "priyanka-nair 330/13, denise-okafor 700/18, jamie-strand 200/4, anwen-rhys 150/2",
    1013: "priyanka-nair 330/13, fiona-maddox 1300/30, kwame-asante 75/5",
    1014: "leila-osei 95/10, denise-okafor 1250/25, jamie-strand 440/3, ellie-farrow 60/41/-",
    1015: "lucy-tranter 400/50, fiona-maddox 410/70/9",
    1016: "hannah-abara 30/4, siobhan-keane 62/9",
    1017: "hannah-abara 30/4, grace-mbeki 1100/37",
    1018: "callum-birkett 140/7, fiona-maddox 1000/22, kwame-asante 75/1",
    1019: "callum-birkett 140/7, fiona-maddox 400/22",
    1020: "priyanka-nair 250/9, wendy-garrick 240/3, meera-chaudhuri 230/100/20",
    1021: "priyanka-nair 500/20, wendy-garrick 480/12, orla-kinsella 450/55",
    1022: "denise-okafor 440/400/33",
    1023: "fiona-maddox 1500/600/-",
    1024: "callum-birkett 270/5, fiona-maddox 260/31, lucy-tranter 200/28, patrice-duval 265/12",
    1025: "callum-birkett 270/5, catriona-sinclair 700/24, ibrahim-sesay 120/11",
    1026: "gareth-pugh 120/2, bernadette-quill 110/13, shabnam-aziz 118/30",
    1027: "bernadette-quill 420/45/10, piotr-wolski 75/8, ibrahim-sesay 90/90/-",
    1028: "catriona-sinclair 1000/66",
    1029: "denise-okafor 700/6, anwen-rhys 400/1, gemma-stockdale 50/22",
    1030: "denise-okafor 440/90/33, tessa-molyneux 350/17",
    1031: "sunita-rao 180/12, denise-okafor 1500/27, ben-holloway 170/44",
    1032: "sunita-rao 180/12, lucy-tranter 700/35",
    1033: "grace-mbeki 1350/250/52",
    1034: "grace-mbeki 140/16",
    1036: "kieran-blake 200/6, leon-baptiste 150/2, denise-okafor 1500/80/33, ellie-farrow 190/35",
    1037: "rajesh-menon 800/120, fiona-maddox 1300/180/9, lucy-tranter 900/60",
    1038: "anwen-rhys 75/14, denise-okafor 75/20",
    1040: "declan-rafferty 88/3, denise-okafor 1200/17, jamie-strand 440/9",
    1041: "denise-okafor 440/130/33, leon-baptiste 300/20",
    1042: "callum-birkett 310/18, lucy-tranter 800/26, fiona-maddox 1900/26, tessa-molyneux 200/-/-,"
          " gemma-stockdale 310/290/-",
    1043: "bernadette-quill 400/75/10, piotr-wolski 60/12",
    1044: "catriona-sinclair 1250/140, carol-beamish 200/1",
    1046: "rajesh-menon 1000/45, bernadette-quill 1600/30",
    1047: "bernadette-quill 800/62/10, ruth-lieberman 120/15",
    1048: "grace-mbeki 390/7, sandra-gough 100/25, meera-chaudhuri 380/90/20",
    1049: "grace-mbeki 1500/7, carol-beamish 420/4",
    1050: "leila-osei 70/5, denise-okafor 1500/12, shabnam-aziz 66/33",
    1051: "denise-okafor 800/12",
    1052: "bernadette-quill 700/39, ben-holloway 65/-/-",
    1054: "mina-tavakoli 240/8, anwen-rhys 500/19, ellie-farrow 235/110/35",
    1055: "denise-okafor 75/50",
    1056: "hannah-abara 150/3, bernadette-quill 1200/10, ben-holloway 140/38, sandra-gough 400/16",
    1057: "hannah-abara 150/3, bernadette-quill 500/10, ruth-lieberman 330/47",
    1058: "hannah-abara 150/3, catriona-sinclair 740/21",
    1059: "hannah-abara 150/3, catriona-sinclair 300/21, owen-prosser 310/95/35",
    1060: "denise-okafor 440/210/33",
    1061: "sandra-gough 60/5",
}  # fmt: skip


class Span(NamedTuple):
    """An open involvement that does not hold today: ended, or not yet begun (days below zero)."""

    child: int
    practitioner: str
    since: int
    until: int | None
    contact: int | None


NOT_TODAY = (
    Span(1001, "declan-rafferty", 470, 405, 411),
    Span(1005, "sunita-rao", 600, 170, 175),
    Span(1009, "hannah-abara", 260, 186, 190),
    Span(1020, "orla-kinsella", -14, None, None),
    Span(1022, "hannah-abara", 900, 300, 310),
    Span(1033, "callum-birkett", 600, 200, 204),
    Span(1034, "siobhan-keane", 144, 116, 117),
    Span(1039, "lucy-tranter", 500, 210, 220),
    Span(1039, "sunita-rao", 400, 150, 158),
    Span(1042, "ellie-farrow", 320, 250, 255),
)


class Sensitive(NamedTuple):
    """An involvement of a sensitive service. ``named_to`` are slugs."""

    child: int
    practitioner: str
    since: int
    contact: int | None
    disclosure: str = "none"
    basis: str = ""
    named_to: tuple[str, ...] = ()
    until: int | None = None


SENSITIVE = (
    Sensitive(1005, "farah-siddiqui", 110, 9, "existence", CONSENT),
    Sensitive(1007, "naomi-castellan", 80, 14, "existence", CONSENT),
    Sensitive(1007, "dylan-pryce", 60, 6, "existence", SAFEGUARDING),
    Sensitive(1008, "tobias-lindqvist", 500, 190, "existence", CONSENT, until=180),
    Sensitive(1012, "tobias-lindqvist", 140, 5, "named", CONSENT, (
        "priyanka-nair", "denise-okafor", "meera-chaudhuri", "jamie-strand", "anwen-rhys", "fiona-maddox",
        "kwame-asante")),
    Sensitive(1018, "zainab-bashir", 90, 16, "named", PARENT, ("fiona-maddox",)),
    Sensitive(1031, "tobias-lindqvist", 100, 28, "existence", SAFEGUARDING),
    Sensitive(1035, "naomi-castellan", 45, 11),
    Sensitive(1040, "naomi-castellan", 50, 8, "named", CONSENT, ("declan-rafferty", "denise-okafor")),
    Sensitive(1045, "dylan-pryce", 130, 20, "existence", CONSENT),
    Sensitive(1050, "isobel-hartnell", 68, 4, "existence", SAFEGUARDING),
    Sensitive(1051, "farah-siddiqui", 40, 13),
    Sensitive(1054, "dylan-pryce", 200, None),
    Sensitive(1058, "zainab-bashir", 145, 7),
)  # fmt: skip


class CaseEntry(NamedTuple):
    """A case. ``lead`` is a slug. A case of several children has a channel: there their circles meet.

    It was opened, and closed if it is, so many days ago.
    """

    reference: str
    children: tuple[int, ...]
    lead: str
    opened: int
    channel: bool = False
    closed: int | None = None


CASES = (
    CaseEntry("lumo-tavi", (1001, 1002, 1003), "leila-osei", 405, channel=True),
    CaseEntry("reso-kima", (1009, 1010), "gareth-pugh", 188, channel=True),
    CaseEntry("vado-nelu", (1011, 1012, 1013), "priyanka-nair", 322, channel=True),
    CaseEntry("sira-pomo", (1005,), "declan-rafferty", 158, channel=True),
    CaseEntry("keto-valu", (1024, 1025), "callum-birkett", 266, channel=True),
    CaseEntry("nami-dero", (1056, 1057, 1058, 1059), "hannah-abara", 149, channel=True),
    CaseEntry("tiko-sabu", (1007,), "declan-rafferty", 207),
    CaseEntry("mepa-riso", (1014,), "leila-osei", 94),
    CaseEntry("golu-vini", (1016,), "hannah-abara", 29),
    CaseEntry("dano-kelu", (1020,), "priyanka-nair", 248),
    CaseEntry("fori-musa", (1021,), "priyanka-nair", 495),
    CaseEntry("pavo-lini", (1026,), "gareth-pugh", 118),
    CaseEntry("zeku-tamo", (1029,), "denise-okafor", 690),
    CaseEntry("bira-sonu", (1031,), "sunita-rao", 176),
    CaseEntry("lavi-dopo", (1036,), "kieran-blake", 198),
    CaseEntry("runo-seta", (1040,), "declan-rafferty", 87),
    CaseEntry("kavu-milo", (1042,), "callum-birkett", 309),
    CaseEntry("tesi-bora", (1048,), "grace-mbeki", 385),
    CaseEntry("nuro-gapi", (1050,), "leila-osei", 69),
    CaseEntry("soma-ludi", (1054,), "mina-tavakoli", 238),
    CaseEntry("deki-rufa", (1022,), "hannah-abara", 890, closed=300),
    CaseEntry("vilo-pesa", (1033,), "callum-birkett", 590, closed=200),
)

GROUP_CHATS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Ropewalk partners", ("leila-osei", "marcus-thorne", "fiona-maddox", "meera-chaudhuri")),
    ("Friday youth panel", ("kieran-blake", "leon-baptiste", "denise-okafor", "robin-ellery")),
)
