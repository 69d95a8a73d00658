"""Tables of how the bot is doing, as one web page that needs nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from bot.authoring.exporting.sealed import asset, content_policy


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Rows of cells under the names of their columns; `none` is said where there are no rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    none: str


def overview_page(tables: Sequence[Table], now: datetime) -> str:
    """The tables as a page, as of `now` (an aware time, UTC); whatever they hold is escaped."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style = Markup(asset("overview.css"))  # noqa: S704 - our own
    return environment.from_string(asset("overview.html.jinja")).render(
        tables=tables, made=now, style=style, policy=content_policy(style)
    )
