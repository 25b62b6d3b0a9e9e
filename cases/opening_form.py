"""The form that opens a case: how it stands, and what is made of it once it is filled in."""

from dataclasses import dataclass

from cases.channel_form import fitting, settled
from cases.commands import OpenCase
from cases.model import CaseKind, ChannelForm, ChildFile, Colleague, PractitionerId
from cases.opening import Offer, key_of, keys_of, picked, why_apart
from cases.views import Apart, CaseForm

MOST_PEOPLE, MOST_LEADS, MOST_CHILDREN = 40, 20, 8
"""How many a form lists: more do not fit into a message, and nobody reads them."""

NOBODY = "Please tick at least one person who is to be in the channel."
NO_CHILD = "Please tick at least one child."
NO_LEAD = "Please choose a lead: somebody of the circle, or of your own service."
CHANGED = "What this form was made from has changed since: please look it over, and send it again."


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was filled in. ``form`` and ``left_out`` are for the channel, if one is made."""

    files: tuple[ChildFile, ...]
    lead: Colleague | None
    kind: CaseKind | None
    form: ChannelForm
    left_out: frozenset[PractitionerId]


def read(offer: Offer, command: OpenCase) -> Chosen | str:
    """What was filled in; or one sentence on what is wrong with it."""
    if command.seen != offer.stamp:
        return CHANGED
    files, lead = _children(offer, command), _lead(offer, command)
    if not files:
        return NO_CHILD
    if lead is None and offer.case is None:
        return NO_LEAD
    listed, ticked = offer.takeable[:MOST_PEOPLE], picked(command.people)
    if listed and offer.home is not None and not ticked & set(keys_of(listed)):
        return NOBODY
    leading = lead.practitioner.id if lead else None
    left_out = {one.who.practitioner.id for one in listed if one.key not in ticked}
    return Chosen(
        files=files,
        lead=lead,
        kind=CaseKind(command.kind) if command.kind in set(CaseKind) else None,
        form=_form(offer, command, lead),
        # Whoever leads a case is in its channel.
        left_out=frozenset(left_out - {leading}),
    )


def form_view(offer: Offer, command: OpenCase, problem: str = "") -> CaseForm:
    """The form as it was filled in so far; else with what is likely."""
    leads, listed = offer.leads[:MOST_LEADS], offer.takeable[:MOST_PEOPLE]
    lead = _lead(offer, command)
    main = offer.files[0].child
    case = offer.case
    return CaseForm(
        reference=main.reference,
        children=() if case else tuple((key_of(one.child.id), _called(one)) for one in _listed(offer)),
        leads=() if case else tuple((key_of(one.practitioner.id), _words(one)) for one in leads),
        people=tuple(
            (one.key, f"{one.who.practitioner.name}, {one.role}, {one.who.agency.name}") for one in listed
        ),
        children_ticked=tuple(key_of(one.child.id) for one in _ticked(offer, command)),
        # Whoever was not on the form that was filled in is on this one for the first time.
        people_ticked=tuple(
            one.key
            for one in listed
            if one.key in picked(command.people) or one.key not in picked(command.offered)
        ),
        lead=key_of(lead.practitioner.id) if lead else "",
        kind=command.kind,
        form=None
        if settled(offer.setting, lead.agency.channel_form if lead else None)
        else _form(offer, command, lead),
        case=case.reference if case else "",
        channel=offer.home is not None,
        more=len(offer.takeable) - len(listed),
        apart=tuple(Apart(one.who.practitioner.name, why) for one in offer.people if (why := why_apart(one))),
        further_service=offer.further_service,
        seen=offer.stamp,
        problem=problem,
    )


def _listed(offer: Offer) -> tuple[ChildFile, ...]:
    return offer.files[:MOST_CHILDREN]


def _ticked(offer: Offer, command: OpenCase) -> tuple[ChildFile, ...]:
    if command.sent:
        return _children(offer, command)
    return _listed(offer) if command.siblings else offer.files[:1]


def _children(offer: Offer, command: OpenCase) -> tuple[ChildFile, ...]:
    if offer.case is not None:
        return offer.files
    ticked = picked(command.children)
    return tuple(one for one in _listed(offer) if key_of(one.child.id) in ticked)


def _lead(offer: Offer, command: OpenCase) -> Colleague | None:
    if offer.case is not None:
        return offer.lead
    if not command.sent:
        return next(iter(offer.leads), None)
    return next((one for one in offer.leads if key_of(one.practitioner.id) == command.lead), None)


def _form(offer: Offer, command: OpenCase, lead: Colleague | None) -> ChannelForm:
    """What is settled; else what was chosen; else what fits those who are to be in it."""
    if found := settled(offer.setting, lead.agency.channel_form if lead else None):
        return found
    if command.form in set(ChannelForm):
        return ChannelForm(command.form)
    ticked = picked(command.people)
    people = [one.who for one in offer.takeable if not command.sent or one.key in ticked]
    identities = (one.practitioner.identity for one in (*people, *filter(None, [lead])))
    return fitting((one.tenant_id for one in identities if one), offer.home or "")


def _called(file: ChildFile) -> str:
    child = file.child
    return f"{child.names[0]}, {child.reference}" if child.names else child.reference


def _words(one: Colleague) -> str:
    return f"{one.practitioner.name}, {one.practitioner.role}, {one.agency.name}"
