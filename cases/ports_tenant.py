"""What can go wrong when something is asked of the tenant (Microsoft 365).

TenantError
├── AskLaterError         nothing is wrong with the question; ask again, after ``retry_after`` if it is known
│   ├── ThrottledError    too many calls; this one was not carried out
│   └── UnavailableError  no answer, or a broken one; the call may have been carried out
├── NotThereError         no such team, channel or membership, or not to be seen yet
└── RefusedError          ``why`` (in one word) and what to do; asking again the same helps nobody
"""

from enum import StrEnum


class Why(StrEnum):
    """Why something was refused. The sentence that says what to do goes with it (``RefusedError.advice``)."""

    NOT_PERMITTED = "not_permitted"
    NOT_SIGNED_IN = "not_signed_in"
    NAME_TAKEN = "name_taken"
    NAME_FORBIDDEN = "name_forbidden"
    FULL = "full"
    NOT_IN_DIRECTORY = "not_in_directory"
    NOT_IN_TEAM = "not_in_team"
    OTHER_TENANT = "other_tenant"
    GUEST = "guest"
    NO_OWNER = "no_owner"
    LAST_OWNER = "last_owner"
    ARCHIVED = "archived"
    WRONG_KIND = "wrong_kind"
    NO_APP = "no_app"
    APP_BLOCKED = "app_blocked"
    NO_LABEL = "no_label"
    UNREACHED = "unreached"
    OTHER = "other"


class TenantError(Exception):
    """What was asked of the tenant was not done, or not surely."""


class AskLaterError(TenantError):
    """Ask again. ``retry_after`` in seconds, None when nobody said."""

    def __init__(self, retry_after: float | None = None) -> None:
        super().__init__("Ask again later.")
        self.retry_after = retry_after


class ThrottledError(AskLaterError):
    """Too many calls. This one was not carried out."""


class UnavailableError(AskLaterError):
    """No answer. The call may have been carried out."""


class NotThereError(TenantError):
    """There is no such thing, or it cannot be seen yet."""


class RefusedError(TenantError):
    """It will not be done. ``advice`` is a sentence: what to do. ``code`` is the tenant's own word for it."""

    def __init__(self, why: Why, advice: str, code: str = "") -> None:
        super().__init__(advice)
        self.why = why
        self.advice = advice
        self.code = code
