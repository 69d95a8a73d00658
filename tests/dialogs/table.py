"""The table of dialogs and platforms in docs/features.md."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from tests.dialogs import all_dialogs

PAGE: Final = Path(__file__).parents[2] / "docs" / "features.md"

HEADING: Final = "## One answer on every platform"

PLATFORMS: Final[Mapping[str, str]] = {
    "terminal": "tests/adapters/console/test_dialogs.py::test_the_terminal_holds_the_dialog",
    "Discord": "tests/adapters/discord/test_dialogs.py"
    "::test_a_direct_conversation_holds_the_dialog",
    "Slack": "tests/adapters/slack/test_dialogs.py::test_a_direct_conversation_holds_the_dialog",
    "Slack, in a thread": "tests/adapters/slack/test_dialogs.py::test_a_thread_holds_the_dialog",
}
"""The test that holds the dialogs on each platform."""


def written(page: str, held: Mapping[tuple[str, str], bool]) -> str:
    """The page with the table of what held where; it is the page's last part."""
    return f"{page.partition(HEADING)[0].rstrip()}\n\n{_part(held)}\n"


def _part(held: Mapping[tuple[str, str], bool]) -> str:
    return "\n".join([HEADING, "", *_intro(), "", *_rows(held)])


def _intro() -> Iterator[str]:
    yield "Each dialog of `tests/dialogs` is held on every platform, with the same outcome, entry"
    yield "and excerpt at each turn. `make dialogs` runs them and writes this table. The tests:"
    yield ""
    for platform, test in PLATFORMS.items():
        yield f"- {platform}: `{test}`"


def _rows(held: Mapping[tuple[str, str], bool]) -> Iterator[str]:
    yield f"| dialog | turns | {' | '.join(PLATFORMS)} |"
    yield "|---" * (len(PLATFORMS) + 2) + "|"
    for dialog in all_dialogs():
        marks = ("Y" if held[dialog.name, platform] else "N" for platform in PLATFORMS)
        yield f"| {dialog.name} | {len(dialog.turns)} | {' | '.join(marks)} |"
