"""The desk at which dialogs sit, with the real port in every place."""

from datetime import timedelta
from secrets import token_urlsafe
from uuid import uuid4

from bot.bank_holidays import holiday_name, is_bank_holiday
from bot.calendar import TOKEN_BYTES
from bot.name_forms import forms_in
from bot.settings import Settings
from bot.task_templates import templates_in
from cases.digest import Rules
from cases.model import ChannelForm, Identity
from cases.ports import Ledger, Roster
from cases.ports_faces import Faces
from dialogs.ports_pictures import Pictures
from dialogs.turn import Calendaring, Channelling, Desk, Digesting
from store.approaches import SqlApproaches
from store.calendar_links import SqlCalendars
from store.casework_files import SqlCasework
from store.choices import SqlChoices
from store.database import Database
from store.digests import SqlDigests
from store.handovers import SqlHandovers
from store.history import SqlHistories
from store.introductions import SqlIntroductions
from store.own_children import SqlOwnChildren
from store.profiles import SqlProfiles
from store.reach import SqlReach
from store.register import SqlRegister
from store.reminders import SqlReminders
from store.reviews import SqlReviews
from store.search import SqlChildSearch
from store.seens import SqlSeens
from store.stewarding import SqlStewarding
from store.tasks import SqlTasks
from store.trail import SqlTrail
from store.updates import SqlUpdates
from store.upkeep import SqlUpkeep


def desk_of(
    settings: Settings,
    database: Database,
    *,
    ledger: Ledger,
    roster: Roster,
    pictures: Pictures | None,
    public: str,
    faces: Faces | None = None,
) -> Desk:
    """Everything over one database. ``public`` is our own address as others see it, "" where none is said."""
    forms = forms_in(settings.name_forms)
    return Desk(
        register=SqlRegister(database),
        search=SqlChildSearch(database, forms),
        ledger=ledger,
        roster=roster,
        grant_for=timedelta(hours=settings.grant_hours),
        fresh_id=lambda: uuid4().hex,
        even_seconds=settings.even_ms / 1_000,
        trail=SqlTrail(database),
        upkeep=SqlUpkeep(database),
        handovers=SqlHandovers(database),
        histories=SqlHistories(database),
        profiles=SqlProfiles(database),
        introductions=SqlIntroductions(database),
        is_holiday=is_bank_holiday,
        holiday_name=holiday_name,
        approaches=SqlApproaches(database),
        overrides_a_day=settings.overrides_a_day,
        casework=SqlCasework(database),
        tasks=SqlTasks(database),
        task_templates=templates_in(settings.task_templates),
        reminders=SqlReminders(database),
        calendars=SqlCalendars(database),
        choices=SqlChoices(database),
        reviews=SqlReviews(database),
        burst_children=settings.burst_children,
        updates=SqlUpdates(database),
        seens=SqlSeens(database),
        digests=SqlDigests(database),
        digesting=Digesting(settings.digest_at, Rules(settings.caseload_level, settings.digest_contact_days)),
        reach=SqlReach(database),
        stewarding=SqlStewarding(database),
        own_children=SqlOwnChildren(database),
        forms=forms,
        escalate_after=settings.task_escalate_days,
        contact_gap=timedelta(days=settings.contact_gap_days),
        calendaring=_calendaring(public),
        pictures=pictures,
        faces=faces,
        channels=_channelling(settings),
    )


def _calendaring(public: str) -> Calendaring | None:
    if not public:
        return None
    return Calendaring(lambda: token_urlsafe(TOKEN_BYTES), lambda token: f"{public}/calendar/{token}.ics")


def _channelling(settings: Settings) -> Channelling | None:
    if settings.graph != "on":
        return None
    return Channelling(
        home=settings.graph_tenant,
        owner=Identity(settings.graph_tenant, settings.graph_owner_id),
        form=None if settings.channels == "auto" else ChannelForm(settings.channels),
        alert_only=settings.unexpected_members == "alert",
    )
