"""What people typed shows as they typed it, whatever it is."""

import html
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cards.text import clip, escape, mail_links, phone_link, plain

MARKUP = st.text(st.sampled_from("[]()*_`~<>&{}#+-=.!|\\/:;@ 1aé\u202e\u200b\n\tDATE")) | st.text()
MARKDOWN = MarkdownIt("commonmark").enable("strikethrough")
BREAK = "\u200b"


def shown(markdown: str) -> str:
    """What a reader sees of it; fails when anything but one plain paragraph comes out."""
    rendered = MARKDOWN.render(markdown)
    if not markdown:
        return ""
    paragraph = re.fullmatch(r"<p>([^<]*)</p>\n", rendered)
    assert paragraph, rendered
    return html.unescape(paragraph[1]).replace(BREAK, "")


@given(MARKUP)
@example("[x](http://bad.example)")
@example("![x](http://bad.example/x.png)")
@example("**b** __b__ *i* _i_ `c` ~~s~~")
@example("<at>Bob</at> <b>b</b> <http://bad.example>")
@example("&lt;at&gt; &#42; M&S")
@example("1. one")
@example("- one")
@example("---")
@example("# one")
@example("> one")
@example("[x]: http://bad.example")
def test_escaped_text_renders_as_the_text_itself(typed: str):
    assert shown(escape(typed)) == plain(typed)


@given(MARKUP)
def test_no_date_template_link_or_mention_survives_where_backslashes_are_not_understood(typed: str):
    escaped = escape(typed)
    assert not re.search(r"\{\{|\]\(|<[a-zA-Z/!?]|&[#\w]", escaped)


@given(MARKUP)
def test_plain_text_is_one_line_that_can_be_sent(typed: str):
    line = plain(typed)
    assert line == " ".join(line.split())
    line.encode("utf-8")
    assert not re.search("[\x00-\x1f\u202a-\u202e\u2066-\u2069]", line)


@pytest.mark.parametrize(
    "name", ["O'Brien-Smith", "Anne Marie d’Arcy", "محمد علی‌نژاد", "Nguyễn Thị Ánh", "J. (Jo) Ng"]
)
def test_ordinary_names_are_left_alone(name: str):
    assert escape(name) == name


def test_clipping_says_that_something_is_missing():
    assert clip("Northbrook", 10) == "Northbrook"
    assert clip("Northbrook Council", 12) == "Northbrook…"


@pytest.mark.parametrize(
    ("phone", "link"),
    [
        ("01632 960123", "[01632 960123](tel:01632960123)"),
        ("+44 (0)1632 960123", "[+44 (0)1632 960123](tel:+441632960123)"),
        ("(01632) 960-123", "[(01632) 960-123](tel:01632960123)"),
        ("01632 960123 ext 45", "[01632 960123 ext 45](tel:01632960123)"),
        ("ask reception", "ask reception"),
        ("1](http://bad.example)", "[1\\]\u200b(http://bad.example)](tel:1)"),
    ],
)
def test_a_phone_number_dials(phone: str, link: str):
    assert phone_link(phone) == link


def test_an_address_offers_a_chat_and_an_e_mail():
    assert mail_links("grace.adeyemi@northbrook.example") == [
        "[Chat](https://teams.microsoft.com/l/chat/0/0?users=grace.adeyemi@northbrook.example)",
        "[E-mail](mailto:grace.adeyemi@northbrook.example)",
    ]


def test_nobody_is_offered_a_chat_with_themself():
    assert mail_links("me@northbrook.example", chat=False) == ["[E-mail](mailto:me@northbrook.example)"]


@given(MARKUP | st.builds("{}@{}".format, MARKUP, MARKUP))
def test_an_address_cannot_break_out_of_its_link(typed: str):
    links = mail_links(typed)
    if len(links) > 1:
        targets = re.findall(r'href="([^"]*)"', MARKDOWN.render(" ".join(links)))
        assert [target.split(":")[0] for target in targets] == ["https", "mailto"]
    else:
        assert shown(links[0]) == plain(typed)


@given(MARKUP | st.from_regex(r"[+(]?[0-9][0-9 ()./-]*.*"))
@example("(0)")
def test_a_phone_number_cannot_break_out_of_its_link(typed: str):
    link = phone_link(typed)
    targets = re.findall(r'href="([^"]*)"', MARKDOWN.render(link))
    assert len(targets) <= 1
    assert all(re.fullmatch(r"tel:\+?\d+", target) for target in targets)
