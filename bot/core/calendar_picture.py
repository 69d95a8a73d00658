"""A year of digests as a picture: its months, the days of posts marked and named."""

from calendar import Calendar
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from typing import Final
from zoneinfo import ZoneInfo

from bot.core.calendar import Planned

CELL: Final = 20
MONTH_WIDTH, MONTH_HEIGHT = 7 * CELL + 24, 6 * CELL + 46
COLUMNS, ROWS = 5, 3
MARGIN: Final = 24
HEAD: Final = 56
"""Pixels, and how many months stand beside and above one another."""

MONTHS: Final = 13
"""A year from any day on touches thirteen."""

STYLE: Final = """
  .page { fill: #ffffff } text { fill: #1f2328; font: 11px system-ui, sans-serif }
  .head { font-size: 18px; font-weight: 600 } .month { font-weight: 600; font-size: 13px }
  .day { text-anchor: middle } .name { fill: #59636e; text-anchor: middle }
  .post { fill: #0969da } .on { fill: #ffffff; font-weight: 600 }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0d1117 } text { fill: #e6edf3 } .name { fill: #9198a1 }
    .post { fill: #4493f8 } .on { fill: #0d1117 }
  }
"""


def calendar_svg(title: str, entries: Sequence[Planned], first: date, zone: str) -> str:
    """The year from `first` on, as SVG; days are those of a zone.

    Each day with a post is filled and named in a tooltip; all of it is in the description as well,
    for those who cannot see it.
    """
    local = ZoneInfo(zone)
    posts: dict[date, list[str]] = {}
    for each in entries:
        if not each.is_empty:
            moment = each.due.astimezone(local)
            posts.setdefault(moment.date(), []).append(f"{moment:%H:%M} {each.title}")
    width = 2 * MARGIN + COLUMNS * MONTH_WIDTH
    height = 2 * MARGIN + HEAD + ROWS * MONTH_HEIGHT
    listed = "; ".join(f"{day}: {', '.join(said)}" for day, said in sorted(posts.items()))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" role="img" aria-labelledby="title desc">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="desc">{escape(listed)}</desc>',
            f"<style>{STYLE}</style>",
            f'<rect class="page" width="{width}" height="{height}"/>',
            f'<text class="head" x="{MARGIN}" y="{MARGIN + 20}">{escape(title)}</text>',
            *_months(first, posts),
            "</svg>",
        ]
    )


def _months(first: date, posts: Mapping[date, Sequence[str]]) -> Iterator[str]:
    for number in range(MONTHS):
        months = first.year * 12 + first.month - 1 + number
        x = MARGIN + number % COLUMNS * MONTH_WIDTH
        y = MARGIN + HEAD + number // COLUMNS * MONTH_HEIGHT
        yield f'<g transform="translate({x} {y})">'
        yield from _month(months // 12, months % 12 + 1, posts)
        yield "</g>"


def _month(year: int, month: int, posts: Mapping[date, Sequence[str]]) -> Iterator[str]:
    yield f'<text class="month" x="0" y="0">{date(year, month, 1):%B %Y}</text>'
    for column, name in enumerate(("M", "T", "W", "T", "F", "S", "S")):
        yield f'<text class="name" x="{_middle(column)}" y="18">{name}</text>'
    for row, week in enumerate(Calendar().monthdatescalendar(year, month)):
        for column, day in enumerate(week):
            if day.month == month:
                yield from _day(day, column, row, posts.get(day, ()))


def _day(day: date, column: int, row: int, said: Sequence[str]) -> Iterator[str]:
    x, y = _middle(column), 38 + row * CELL
    if said:
        yield f"<g><title>{escape(', '.join(said))}</title>"
        yield f'<circle class="post" cx="{x}" cy="{y - 4}" r="9"/>'
    yield f'<text class="day{" on" if said else ""}" x="{x}" y="{y}">{day.day}</text>'
    if said:
        yield "</g>"


def _middle(column: int) -> int:
    return column * CELL + CELL // 2
