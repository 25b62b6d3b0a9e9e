"""The tables, in the words of docs/glossary.md. The migrations are what makes them in a database."""

from store.tables.agencies import (
    agencies,
    agreement_agencies,
    agreement_purposes,
    agreements,
    directory_version,
    practitioner_name_keys,
    practitioners,
    service_managers,
    services,
)
from store.tables.casework import (
    approach_reviews,
    approaches,
    case_children,
    case_events,
    cases,
    confirm_prompts,
    events,
    grant_endings,
    grants,
    involvement_named_to,
    involvements,
)
from store.tables.children import (
    child_name_keys,
    child_names,
    children,
    household_members,
    households,
    persons,
    relationships,
)
from store.tables.columns import metadata
from store.tables.handovers import handovers
from store.tables.introductions import introduction_approaches, introductions
from store.tables.profiles import profiles
from store.tables.traces import audit, audit_seals, conversation_references, inbound, notices
from store.tables.work import scheduled_work, work_deaths, work_leases

__all__ = [
    "agencies",
    "agreement_agencies",
    "agreement_purposes",
    "agreements",
    "approach_reviews",
    "approaches",
    "audit",
    "audit_seals",
    "case_children",
    "case_events",
    "cases",
    "child_name_keys",
    "child_names",
    "children",
    "confirm_prompts",
    "conversation_references",
    "directory_version",
    "events",
    "grant_endings",
    "grants",
    "handovers",
    "household_members",
    "households",
    "inbound",
    "introduction_approaches",
    "introductions",
    "involvement_named_to",
    "involvements",
    "metadata",
    "notices",
    "persons",
    "practitioner_name_keys",
    "practitioners",
    "profiles",
    "relationships",
    "scheduled_work",
    "service_managers",
    "services",
    "work_deaths",
    "work_leases",
]
