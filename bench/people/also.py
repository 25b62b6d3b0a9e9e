"""What else a name is called: short forms, and other spellings of its sounds in Latin letters.

Kept apart from the product's own lists on purpose: what it does not know shows as a miss.
"""

_SHORT = """
elizabeth: liz lizzie beth betty eliza; william: will bill billy; robert: rob bob bobby; richard: rick
dick ricky; margaret: maggie meg peggy; katherine: kate katie kathy; catherine: cath cathy kate; thomas:
tom tommy; james: jim jimmy jamie; charles: charlie chuck; alexander: alex xander sandy; alexandra: alex
lexi sandra; christopher: chris kit; daniel: dan danny; michael: mike mick mikey; matthew: matt matty;
samuel: sam sammy; samantha: sam sammie; joseph: joe joey; benjamin: ben benji; nicholas: nick nicky;
anthony: tony ant; andrew: andy drew; edward: ed eddie ted; jennifer: jen jenny; jessica: jess jessie;
rebecca: becky becca; victoria: vicky tori; abigail: abi abbie; natalie: nat; stephen: steve; patricia:
pat trish; deborah: deb debbie; kimberley: kim; frederick: fred freddie; henry: harry hal; joshua: josh;
jacob: jake; zachary: zac zak; timothy: tim timmy; gregory: greg; jonathan: jon jonny; david: dave
davey; peter: pete; kenneth: ken kenny; lawrence: larry laurie; georgina: georgie gina; eleanor: ellie
nell nora; isobel: izzy bel; francesca: fran frankie; matilda: tilly; florence: flo florrie; penelope:
penny; sebastian: seb; theo: teddy; patrick: paddy pat; oliver: ollie; olivia: liv; charlotte: lottie
charlie; amelia: millie amy; harriet: hattie; beatrice: bea trixie; dominic: dom; gabriel: gabe;
nathaniel: nate nat; philip: phil; cameron: cam; bethany: beth; madeleine: maddie; aleksander: alek
olek; katarzyna: kasia; małgorzata: gosia; agnieszka: aga; aleksandra: ola; stanisław: staszek;
mohammed: mo; abdulrahman: abdul; emmanuel: manny; oluwaseun: seun; oluwadamilola: dami lola; oleksandr:
sasha; kateryna: katya; francisco: paco;
"""
_SPELT = """
mohammed: muhammad mohamed mohammad muhammed mohamad; muhammad: mohammed mohamed mohammad; ahmed: ahmad
ahmet achmed; yusuf: yousef yousuf youssef; yousef: yusuf youssef; hussein: hussain husain hossain;
hussain: hussein husain hossain; khadija: khadijah kadija; aisha: ayesha aysha aishah aicha; ayesha:
aisha aysha; maryam: mariam miriam; mariam: maryam; fatima: fatimah fathima fatma; ibrahim: ebrahim
ibraheem; omar: umar omer; umar: omar; usman: osman uthman; osman: usman uthman; abdullah: abdallah
abdulla; abdulrahman: abdurrahman abdelrahman abdurahman; zainab: zaynab zeinab; noor: nur nour; layla:
leila laila leyla; leila: layla laila; yasmin: yasmeen jasmin; chowdhury: choudhury chaudhry choudhary;
uddin: udin; miah: mia miya; qureshi: quraishi qureshy; sheikh: shaikh shaykh sheik; siddiqui: siddiqi
siddique; mohamud: mohamoud mahamud; abdi: abdy cabdi; rahman: rehman rahmaan; rehman: rahman; mahmood:
mahmud mehmood mahmoud; hassan: hasan hassen; imran: emran; khalid: khaled; khaled: khalid; tariq: tarek
tarik; suleiman: sulaiman soliman; jamal: gamal djamal; zahra: zara zehra; sumaya: sumayyah soumaya;
safiya: safiyyah safia; amina: aminah ameena; ali: aly; akhtar: akther akhter; begum: begom; iqbal:
eqbal; aziz: azeez; karim: kareem; kareem: karim; said: saeed; oleksandr: aleksandr alexander olexandr;
mariia: maria mariya; dmytro: dmitri dmitry; viktoriia: victoria viktoria; andrii: andriy andrei;
serhii: sergiy sergei; yuliia: yulia julia; nataliia: natalia nataliya; kateryna: katerina ekaterina;
olha: olga; mykola: nikolai mikola; tetiana: tatiana tetyana; volodymyr: vladimir; olena: elena;
mykhailo: mikhail; giorgos: georgios yorgos; giannis: yiannis ioannis; dimitris: demetris dimitrios;
kostas: costas; angeliki: aggeliki; christos: hristos; georgiou: yeoryiou; konstantinou: constantinou;
wong: wang huang; chan: chen; cheung: zhang; lau: liu; xinyi: hsin-yi; zhang: chang; zhou: chou; xu:
hsu; singh: sing; kaur: kor; lakshmi: laxmi; krishna: krisna; gita: geeta; pooja: puja; meera: mira;
diya: dia; sunita: suneeta; vikram: bikram; shreya: shriya; chidi: chidy; ngozi: ngosi; kwame: kwami;
aminata: aminatou; mamadou: mamadu; dawit: david; yonas: jonas; tesfaye: tesfai; szymon: simon; jakub:
jacob; zofia: sofia; wiktoria: victoria; mikołaj: mikolai nicholas; katarzyna: catarina; aoife: eefa;
saoirse: seersha; niamh: neeve neve; siobhan: shivaun; caoimhe: keeva kweeva; sinead: shinaid; tadhg:
tige; cillian: killian; roisin: rosheen; eabha: ava; maeve: maebh; catherine: katherine kathryn;
katherine: catherine kathryn; stephen: steven; sean: shaun shawn; geoffrey: jeffrey;
"""


def _table(text: str) -> dict[str, tuple[str, ...]]:
    pairs = (entry.partition(":") for entry in text.split(";") if entry.strip())
    return {name.strip(): tuple(others.split()) for name, _, others in pairs}


SHORT: dict[str, tuple[str, ...]] = _table(_SHORT)
"""Short forms of a name, in lower case."""
SPELT: dict[str, tuple[str, ...]] = _table(_SPELT)
"""Other spellings of a name, in lower case."""
