"""What people type at the product while it is looked for traces. A new way of talking is a line here.

``{}`` stands for a child: by name, reference or case reference, seen or unseen, or "this child". The lines of
``CHANGES`` in tests/property/test_no_trace.py are said as well.
"""

from tests.property.test_no_trace import CHANGES

TEXTS = (
    "{}",
    "Who is working with {}?",
    "Who is working with {} and her siblings?",
    "the family of {}",
    "Who has looked at {}?",
    "When was {} last seen?",
    "add Silas Quarrie to {}",
    "add Odile Brandt to {} as mentor",
    "hand {} over to Silas Quarrie",
    "I'd like to be put in touch about {}",
    "timeline of {}",
    "what has happened with {} since June?",
    "What has Silas Quarrie looked at?",
    "What has Leila Osei looked at?",
    "Who is Silas Quarrie?",
    "who is Leila Osei?",
    "my profile",
    "my children",
    "my cases",
    "my week",
    "week of {}",
    "access review",
    "close {}",
    "re-open {}",
    "who is in the channel of {}",
    "my tasks",
    "tasks for {}",
    "tasks of my team",
    "help",
    *CHANGES,
)
INVOKES = (
    (
        "application/search",
        {"queryText": "{}", "dataset": "{dataset}", "queryOptions": {"skip": 0, "top": 15}},
    ),
    ("application/search", {"queryText": "{}", "dataset": "children"}),
    ("composeExtension/query", {"commandId": "findChild", "parameters": [{"name": "child", "value": "{}"}]}),
    ("composeExtension/query", {"commandId": "who", "parameters": [{"name": "query", "value": "{}"}]}),
    ("composeExtension/submitAction", {"commandId": "who", "data": {"name": "{}"}}),
    ("task/fetch", {"data": {"name": "{}"}}),
    ("task/submit", {"data": {"name": "{}"}}),
)
