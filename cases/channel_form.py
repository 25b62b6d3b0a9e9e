"""What a case's channel is made as: the rule of docs/policy.md, "What its channel is"."""

from collections.abc import Iterable

from cases.model import ChannelForm


def settled(setting: ChannelForm | None, agency: ChannelForm | None) -> ChannelForm | None:
    """The form that nobody chooses: what is set for everybody, else by the lead's agency; None if neither."""
    return setting or agency


def fitting(tenants: Iterable[str], home: str) -> ChannelForm:
    """The form that takes in people of these tenants. Guests are people of the home tenant."""
    return ChannelForm.SHARED if any(tenant != home for tenant in tenants) else ChannelForm.PRIVATE
