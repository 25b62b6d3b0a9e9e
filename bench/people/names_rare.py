"""What names of a long tail are made of: beginnings and ends that names in Britain have."""

ENDS = """
ton ham ley field worth by wood man son well ford stead ridge more shaw croft gate burn den sworth
kins ett er ingham combe wick thorpe dale mere hurst bury low cott brook land rick away
"""
BEGINS_GIVEN = """
Jay Kay Bray Tay Ray Ash Brook Bri Cal Cam Car Chan Cor Dan Dar Del Dev El Em Fin Gra Har Jace Ja Jer
Jo Kae Kal Kar Kel Ken Key Kris La Lan Lau Lea Lex Lo Ly Mad Mar Mel Mi Na Ni Pres Quin Ra Ro Ry Sha
She Ta Te Tri Ty Va Wes Za Zay
"""
ENDS_GIVEN = """
den son lyn lee la leigh ton ley a ie lynn na don dyn ner ria rick sha shaun tina vin ya yah mere
belle rae beth an el ella ina issa ora wen win iel
"""
