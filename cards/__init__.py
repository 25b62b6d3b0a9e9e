"""What people see: pure functions from a view to an Adaptive Card."""

from cards.card import Card

__all__ = ["Card"]
