"""What an id of Entra looks like."""

from cases.model.guids import is_guid

__all__ = ["is_guid"]
