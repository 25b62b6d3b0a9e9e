"""Cards around protected records, and of not sharing. All people are made up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from cards import Card
from cards.override import override_refused, override_warning, seen_once
from cards.override_told import lead_asked, override_alert, override_list, override_told
from cards.protected import passed_on, protected
from cards.sharing import access_ended, access_ended_told, end_access_form, no_reason
from cards.told import told
from cards.trail import not_shared, which_child
from cases.commands import EndAccess, NotSharing, Override, WhoLooked
from cases.model import ApproachKind, PractitionerId, Purpose, Reason, Verdict
from cases.override import NO_WORDS, TOO_MANY
from cases.query import Query
from cases.views import (
    ApproachView,
    EndedView,
    LookNotice,
    ProtectedView,
    ReviewView,
    TrailView,
    WarningView,
)
from tests.cards.samples.base import FAMILY_VIEW, HOSTILE, HOSTILE_LINE, LOOKED, REASON, many

AT = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
WARNED = WarningView(tuple(Purpose), 3)
FORM = Override("TA-2001", REASON, form="0a1b2c")
OVERRIDDEN = ApproachView(
    id="4d5e6f",
    kind=ApproachKind.OVERRIDE,
    reference="TA-2001",
    name="Ewan Price",
    role="Year 7 tutor",
    agency="Hartley Academy",
    purpose=Purpose.SAFEGUARDING,
    words="She is outside the school gate and her father is with her",
    at=AT,
    seen=3,
    may_review=True,
)
ASKED = replace(
    OVERRIDDEN,
    kind=ApproachKind.CONTACT,
    seen=0,
    phone="01632 960123",
    email="ewan.price@hartley.example",
    may_review=False,
)
REVIEWED = replace(
    OVERRIDDEN,
    may_review=False,
    review=ReviewView("Helen Marsh", AT, Verdict.INVESTIGATE, "Not on duty that day"),
)
LOOKS = LookNotice(
    ("TA-1042", "TA-1043", "TA-1044"), "Ewan Price", "Tutor", "Hartley", Purpose.CARE, "", AT, "9c8d"
)
DECLINED = replace(LOOKED, at=AT, action="grant:end", outcome="not shared", basis="lead")
HOSTILE_APPROACH = ApproachView(
    "1a", ApproachKind.OVERRIDE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, Purpose.CRIME, HOSTILE * 40, AT, 1,
    HOSTILE, HOSTILE, ReviewView(HOSTILE, AT, Verdict.RIGHT, HOSTILE * 40), problem=HOSTILE,
)  # fmt: skip

SAMPLES: dict[str, Callable[[], Card]] = {
    "protected_may_override": lambda: protected(ProtectedView("TA-2001", REASON, may_override=True)),
    "protected_hostile": lambda: protected(ProtectedView(HOSTILE, Reason(Purpose.CRIME, HOSTILE * 40))),
    "passed_on": passed_on,
    "override_warning": lambda: override_warning(WARNED, FORM),
    "override_warning_refused": lambda: override_warning(
        replace(WARNED, left=1, problem=NO_WORDS), replace(FORM, danger="true", reason=Reason(Purpose.CARE))
    ),
    "override_warning_hostile": lambda: override_warning(
        WARNED, Override(HOSTILE, Reason(Purpose.CRIME, HOSTILE * 40), HOSTILE, HOSTILE)
    ),
    "override_seen": lambda: seen_once(FAMILY_VIEW),
    "override_seen_many": lambda: seen_once(many(40, long=True)),
    "override_seen_nothing": lambda: seen_once(replace(FAMILY_VIEW, members=(), further_service=False)),
    "override_refused": lambda: override_refused(TOO_MANY),
    "override_alert": lambda: override_alert(OVERRIDDEN),
    "override_alert_reviewed": lambda: override_alert(REVIEWED),
    "override_alert_refused": lambda: override_alert(
        replace(OVERRIDDEN, kind=ApproachKind.REFUSED, seen=0, words="")
    ),
    "override_alert_hostile": lambda: override_alert(HOSTILE_APPROACH),
    "override_list": lambda: override_list([OVERRIDDEN, replace(OVERRIDDEN, kind=ApproachKind.REFUSED)] * 5),
    "override_list_empty": lambda: override_list([]),
    "override_told": lambda: override_told(OVERRIDDEN),
    "override_told_of_a_further_service": lambda: override_told(
        replace(OVERRIDDEN, name="", role="", agency="A further service", words="")
    ),
    "lead_asked": lambda: lead_asked(ASKED),
    "lead_asked_leaderless": lambda: lead_asked(replace(ASKED, leaderless=True, words="", email="")),
    "lead_asked_hostile": lambda: lead_asked(HOSTILE_APPROACH),
    "told_of_a_family": lambda: told(LOOKS),
    "told_to_be_ended": lambda: told(replace(LOOKS, references=("TA-1042",))),
    "end_access": lambda: end_access_form(EndAccess("9c8d"), ["TA-1042"]),
    "end_access_refused": lambda: end_access_form(
        EndAccess("9c8d", tell="true", sent=True), LOOKS.references, "Please say why, in a few words."
    ),
    "end_access_hostile": lambda: end_access_form(EndAccess(HOSTILE, HOSTILE), [HOSTILE] * 3, HOSTILE),
    "access_ended": lambda: access_ended("Their access has ended, and they are told so."),
    "access_ended_still_there": lambda: access_ended(
        "Their access has ended, and they are told so.", ("TA-1042", PractitionerId("p-ewan"))
    ),
    "access_ended_told": lambda: access_ended_told(EndedView(("TA-1042",), AT, "Not your pupil any more")),
    "access_ended_told_hostile": lambda: access_ended_told(EndedView((HOSTILE,) * 3, AT, HOSTILE * 40)),
    "no_reason": no_reason,
    "not_shared": lambda: not_shared(
        TrailView("TA-1042", (replace(DECLINED, reason="He moved school"), LOOKED), "17"),
        NotSharing(Query(reference="TA-1042")),
    ),
    "not_shared_hostile": lambda: not_shared(
        TrailView(HOSTILE, (HOSTILE_LINE,) * 10, "17"), NotSharing(Query(reference=HOSTILE))
    ),
    "which_child": lambda: which_child(
        ["TA-1042", "TA-1043", HOSTILE], lambda one: WhoLooked(Query(reference=one))
    ),
}
