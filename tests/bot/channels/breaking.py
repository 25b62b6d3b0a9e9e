"""Something that breaks: a call that fails, an answer that is lost, a process that dies."""

from collections.abc import Callable
from functools import wraps
from typing import Any


class CrashError(BaseException):
    """The process is no more."""


class Breaking:
    """A thing whose every call breaks once, told apart by its name, before it is done, and after."""

    def __init__(self, thing: Any, only: str = "") -> None:
        self.thing = thing
        self.only = only
        self.before: Callable[[], BaseException] | None = None
        self.after: Callable[[], BaseException] | None = None
        self.broken: set[tuple[str, ...]] = set()

    @classmethod
    def around(
        cls,
        thing: Any,
        *,
        only: str = "",
        fail_first: Callable[[], BaseException] | None = None,
        lose_first: Callable[[], BaseException] | None = None,
        crash_each: bool = False,
    ) -> "Breaking":
        made = cls(thing, only)
        made.before, made.after = fail_first, lose_first
        if crash_each:
            made.before = made.after = CrashError
        return made

    def __getattr__(self, name: str) -> Any:
        given = getattr(self.thing, name)
        if not callable(given) or name.startswith("_") or name == "now":
            return given
        return self._breaking(name, given)

    def _breaking(self, name: str, given: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(given)
        async def call(*args: Any, **options: Any) -> Any:
            # By what it is about: a moment, or the number of a message, is another one each time.
            what = (name, *map(str, args if name in ("keep", "seat") else args[:1]))
            self._break((*what, "before"), self.before)
            came = await given(*args, **options)
            self._break((*what, "after"), self.after)
            return came

        return call

    def _break(self, what: tuple[str, ...], how: Callable[[], BaseException] | None) -> None:
        if how is None or (self.only and what[0] != self.only) or what in self.broken:
            return
        self.broken.add(what)
        raise how()

    def break_too(self, process: Any) -> None:
        """In that process the book, the trail and what is sent break as well."""
        hands = process.tending._hands
        book = self._sharing(process.book)
        process.tending._book = hands.teams._book = hands.rooms._book = hands.people._book = book
        hands.told._book = hands.shown._book = book
        posts = hands.shown._posts
        posts._posts = self._sharing(posts._posts)
        posts._connector = self._sharing(posts._connector)

    def _sharing(self, thing: Any) -> "Breaking":
        made = Breaking(thing)
        made.before, made.after, made.broken = self.before, self.after, self.broken
        return made
