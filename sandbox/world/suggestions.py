"""First questions worth asking in the demo."""

SUGGESTIONS: list[dict[str, str]] = [
    {
        "person": "p-leila-osei",
        "text": "Who is working with Amara Okonkwo-Reed?",
        "where": "personal",
        "shows": "a circle: Leila leads the case, so she comes first",
    },
    {
        "person": "p-leila-osei",
        "text": "@Teamaround who is working with this child?",
        "where": "lumo-tavi",
        "shows": '"this child" in a case\'s channel',
    },
    {
        "person": "p-jamie-strand",
        "text": "Who is working with Samira Ahmed and her brother?",
        "where": "personal",
        "shows": "a right to one child is none to a sibling; one reason opens the family",
    },
    {
        "person": "p-leila-osei",
        "text": "What has happened with Amara Okonkwo-Reed since June?",
        "where": "personal",
        "shows": "a timeline: who joined, left, confirmed and was in contact, and the case; newest first",
    },
    {
        "person": "p-ben-holloway",
        "text": "Who's involved with Maya Patel?",
        "where": "personal",
        "shows": "two unrelated children of the same name, told apart by year and area only",
    },
    {
        "person": "p-ellie-farrow",
        "text": "Is anyone else supporting Andrei Ionescu?",
        "where": "personal",
        "shows": "not involved, so asked for a reason before the bot says whether the child is known",
    },
    {
        "person": "p-denise-okafor",
        "text": "Who is working with Niamh O'Sullivan?",
        "where": "personal",
        "shows": "two sensitive services disclosed by existence only: one line, however many there are",
    },
    {
        "person": "p-kwame-asante",
        "text": "Who is working with Folarin Adeyemi-Clarke?",
        "where": "personal",
        "shows": "a sensitive service named to somebody else; ask as Fiona Maddox to compare",
    },
    {
        "person": "p-joanna-whitlock",
        "text": "Who is supporting Zofia Kowalczyk?",
        "where": "personal",
        "shows": "a manager sees the circles of her own service's children without giving a reason",
    },
    {
        "person": "p-carol-beamish",
        "text": "Who else works with Jack Green?",
        "where": "personal",
        "shows": "not allowed: no agreement covers the playgroup, so nobody else is shown",
    },
    {
        "person": "p-marcus-thorne",
        "text": "Who is working with Carys Penhallow?",
        "where": "personal",
        "shows": "a shielded child: found by no name, by nobody but the lead",
    },
    {
        "person": "p-meera-chaudhuri",
        "text": "Who is working with Florence Nightjar?",
        "where": "personal",
        "shows": "an unknown child, answered like one that may not be shown",
    },
    {
        "person": "p-leila-osei",
        "text": "Who is Meera Chaudhuri?",
        "where": "personal",
        "shows": "a profile: when somebody works, that they are away, which children both know",
    },
    {
        "person": "p-denise-okafor",
        "text": "Who is working with C-1005?",
        "where": "personal",
        "shows": "a further service, and a request to be put in touch that its broker passes on",
    },
    {
        "person": "p-ellie-farrow",
        "text": "Who is working with C-1026?",
        "where": "personal",
        "shows": "a protected record: by reference only, with an override that alerts the governance lead",
    },
    {
        "person": "p-helen-marchetti",
        "text": "Who has looked at C-1026?",
        "where": "personal",
        "shows": "the audit trail, for the governance lead",
    },
    {
        "person": "p-robin-ellery",
        "text": "Who is working with Amara Okonkwo-Reed?",
        "where": "personal",
        "shows": "somebody whom nobody has registered yet",
    },
]
