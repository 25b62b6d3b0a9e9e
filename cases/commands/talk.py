"""What is said about the conversation itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Help:
    """What can I ask?"""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """The text was none of the things the bot knows. ``hint`` is a sentence that helps, if there is one."""

    hint: str = ""
