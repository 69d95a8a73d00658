"""A loaded pack as what others can open: JSON, CSV, Markdown, and a page beside the report."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from bot.authoring.exporting.markdown import as_markdown
from bot.authoring.exporting.page import as_html
from bot.authoring.exporting.record import as_json
from bot.authoring.exporting.table import as_csv
from bot.core.knowledge import Pack

FORMATS: Final[Mapping[str, Callable[[Pack, datetime], str]]] = MappingProxyType(
    {
        "md": lambda pack, _: as_markdown(pack),
        "csv": lambda pack, _: as_csv(pack),
        "json": lambda pack, _: as_json(pack),
        "html": as_html,
    }
)
"""How a pack is written, by the format's name, at a moment; only the page depends on it."""
