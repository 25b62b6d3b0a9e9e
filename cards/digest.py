"""A manager's digest: what needs them, in counts, each with a way to what it counts; then two charts."""

from collections import Counter
from collections.abc import Sequence

from cards.card import Card, finish, heading, press, size
from cards.charts import Color, HorizontalBars, VerticalBars
from cards.circle import LARGEST
from cards.dates import coming_day
from cards.digest_words import changed, words
from cards.elements import Element, TextBlock
from cards.fitting import fewer
from cards.layout import ActionSet, Column, ColumnSet, FactSet
from cards.text import clip, escape, plain
from cases.commands import DigestLine, MyDigest, TeamTasks
from cases.digest import LATE, OF_PERIOD, Kind, Line
from cases.views import DigestView, Figure

SUMMARY = {Kind.DAY: "Your team's digest of the day.", Kind.WEEK: "Your team's digest of the week."}
NONE, NONE_SUMMARY = "You manage no service, so there is no digest for you.", "There is no digest for you."
ALL_WELL = "Nothing needs you this morning."
NOTHING_OVERDUE = "Nothing is overdue."
STANDING = frozenset({Line.CHILDREN, Line.OPENED, Line.CLOSED})
AGES = {Line.OVERDUE_5: "1-5 days", Line.OVERDUE_10: "6-10 days", Line.OVERDUE_MORE: "Over 10 days"}
LONGEST, MOST_SERVICES = 60, 3

Bar = tuple[str, int, Color]


def digest(view: DigestView) -> Card:
    """The whole of it; fewer names in the chart where it would not fit."""
    for many in fewer(max(len(view.caseload), 1)):
        card = _card(view, many)
        if size(card) <= LARGEST:
            break
    return card


def no_digest() -> Card:
    """For whoever manages nothing."""
    return finish([heading("Digest"), TextBlock(NONE)], NONE_SUMMARY)


def _card(view: DigestView, many: int) -> Card:
    found = {one.line: one for one in view.figures}
    needs = [one for one in view.figures if one.line not in STANDING and one.line not in LATE]
    body: list[Element] = [heading(_title(view)), TextBlock(_about(view), spacing="Small", is_subtle=True)]
    body.append(TextBlock(_short(needs), spacing="Small"))
    body += [_line(view, one) for one in needs]
    if Line.OVERDUE not in found and needs:
        body.append(TextBlock(NOTHING_OVERDUE, separator=True, spacing="Medium"))
    standing = [one for one in view.figures if one.line in STANDING]
    if standing:
        body.append(TextBlock("How it stands", weight="Bolder", separator=True, spacing="Medium"))
        body += [_line(view, one, separated=False) for one in standing]
    body += _late([(AGES[line], found[line].count if line in found else 0, _colour(line)) for line in LATE])
    body += _caseload(view, many)
    return finish(
        body, SUMMARY[view.kind], [press("Tasks of my team", TeamTasks()), press("As of now", MyDigest())]
    )


def _title(view: DigestView) -> str:
    day = coming_day(view.day, view.day, named=True)
    return day if view.kind is Kind.DAY else f"Your team's week: {day}"


def _about(view: DigestView) -> str:
    named = [escape(clip(one, LONGEST)) for one in view.services[:MOST_SERVICES]]
    if others := len(view.services) - len(named):
        named.append(f"{others} more")
    compared = f" Changes since {coming_day(view.compared, view.compared)}." if view.compared else ""
    return f"{', '.join(named)}.{compared}"


def _short(needs: Sequence[Figure]) -> str:
    """One line that says it all."""
    if not needs:
        return ALL_WELL
    needed = sum(one.count for one in needs)
    return f"**{needed} {'thing needs' if needed == 1 else 'things need'} somebody.**"


def _line(view: DigestView, one: Figure, *, separated: bool = True) -> ColumnSet:
    about = words(one.line, one.count, view.level, view.contact_days)
    since = f" since {coming_day(view.since, view.since)}" if one.line in OF_PERIOD else ""
    said = " ".join(filter(None, (f"**{one.count}**", changed(one.change), about)))
    show = press("Show", _behind(view, one.line), tooltip=f"Show: {about}")
    return ColumnSet(
        [
            Column([TextBlock(f"{said}{since}")], width="stretch", vertical_content_alignment="Center"),
            Column([ActionSet([show])], width="auto", vertical_content_alignment="Center"),
        ],
        separator=separated,
        spacing="Small",
    )


def _behind(view: DigestView, line: Line) -> DigestLine:
    return DigestLine(line, week=view.kind is Kind.WEEK and line in OF_PERIOD)


def _colour(line: Line) -> Color:
    return "attention" if line is Line.OVERDUE_MORE else "warning"


def _late(bars: Sequence[Bar]) -> list[Element]:
    if not any(count for _, count, _ in bars):
        return []
    title = "Overdue tasks, in working days"
    chart = VerticalBars(bars, title=title, show_bar_values=True, fallback=_in_words(bars))
    return [_chart_title(title), chart]


def _caseload(view: DigestView, many: int) -> list[Element]:
    if not view.caseload:
        return []
    seen: Counter[str] = Counter()
    bars: list[Bar] = []
    for name, count in view.caseload[:many]:
        short = plain(clip(name, LONGEST))
        seen[short] += 1
        # Two of one name would be one bar.
        named = short if seen[short] == 1 else f"{short} ({seen[short]})"
        bars.append((named, count, "attention" if count > view.level else "categoricalBlue"))
    title = f"Children per practitioner, {view.level} at most"
    chart = HorizontalBars(bars, title=title, display_mode="AbsoluteWithAxis", fallback=_in_words(bars))
    return [_chart_title(title), chart]


def _chart_title(title: str) -> TextBlock:
    return TextBlock(title, weight="Bolder", separator=True, spacing="Medium")


def _in_words(bars: Sequence[Bar]) -> FactSet:
    """The same figures, for whoever's Teams draws no charts."""
    return FactSet({escape(name): str(count) for name, count, _ in bars})
