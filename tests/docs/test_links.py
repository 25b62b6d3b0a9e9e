"""What the documents point to is there: files, headings, pictures, tests, places in the code."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.docs.tables import ROOT

PAGES = sorted(page for pattern in ("*.md", "docs/**/*.md", "bench/**/*.md") for page in ROOT.glob(pattern))
FOLDERS = "bench|bot|cards|cases|dialogs|docs|graph|manifest|sandbox|store|tests"
PLACE = re.compile(rf"((?:{FOLDERS})/[\w./-]*?)(?:::(\w+))?")
ONE_PER_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def tokens(page: Path) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8")):
        yield token
        yield from token.children or ()


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub and most others make of headings."""
    parsed = list(tokens(page))
    titles = [parsed[at + 1].content for at, token in enumerate(parsed) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@ONE_PER_PAGE
def test_every_relative_link_and_picture_points_to_something(page: Path):
    for token in tokens(page):
        target = str(token.attrGet("href") or token.attrGet("src") or "")
        if not target or re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / unquote(path)) if path else page
        assert found.exists(), target
        assert not anchor or anchor in anchors(found), target


@ONE_PER_PAGE
def test_every_picture_says_what_is_on_it(page: Path):
    for token in tokens(page):
        assert token.type != "image" or len(token.content) > 20, token.attrGet("src")


@ONE_PER_PAGE
def test_every_place_named_in_the_code_is_there(page: Path):
    for token in tokens(page):
        named = PLACE.fullmatch(token.content) if token.type == "code_inline" else None
        if named:
            assert (ROOT / named[1]).exists(), token.content
            inside = (ROOT / named[1]).read_text(encoding="utf-8") if named[2] else ""
            assert not named[2] or re.search(rf"(?:def|class) {named[2]}\b", inside), token.content
