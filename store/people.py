"""A practitioner's row."""

from typing import Any

from cases.model import Practitioner


def practitioner_row(practitioner: Practitioner) -> dict[str, Any]:
    """The row of somebody who has not left."""
    identity = practitioner.identity
    return {
        "id": practitioner.id,
        "name": practitioner.name,
        "role": practitioner.role,
        "service_id": practitioner.service_id,
        "phone": practitioner.phone,
        "email": practitioner.email,
        "tenant_id": identity.tenant_id if identity else None,
        "object_id": identity.object_id if identity else None,
        "broker": practitioner.broker,
        "governance_lead": practitioner.governance_lead,
        "administrator": practitioner.administrator,
        "steward": practitioner.steward,
        "active": practitioner.active,
    }
