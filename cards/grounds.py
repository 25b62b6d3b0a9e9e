"""The grounds on which a sensitive involvement is recorded, and made known, in words."""

from cases.model import DisclosureBasis, RecordingBasis

BASES: dict[RecordingBasis, str] = {
    RecordingBasis.CONSENT: "Consent",
    RecordingBasis.SIGNIFICANT_HARM: "Reasonable cause to suspect significant harm",
}
GROUNDS: dict[DisclosureBasis, str] = {
    DisclosureBasis.CONSENT: "Consent was given",
    DisclosureBasis.SIGNIFICANT_HARM: "No consent: reasonable cause to suspect significant harm",
    DisclosureBasis.LEGAL_DUTY: "No consent: a legal duty",
}


def recorded_with(basis: str) -> str:
    """On what ground an involvement was recorded; "" where none is known."""
    known = basis in set(RecordingBasis)
    return f"Recorded on this ground: {BASES[RecordingBasis(basis)].lower()}" if known else ""
