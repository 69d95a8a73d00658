"""The documentation's example pack in a folder of its own, and 100 questions that it misses."""

import re
from pathlib import Path
from typing import Final

DOCS: Final = Path(__file__).parents[3] / "docs" / "packs.md"

MISSES: Final = Path(__file__).with_name("misses.txt")


def example_pack(folder: Path) -> Path:
    """The folder of the example pack, made in another folder."""
    block = re.compile(r"^```\w+ title=(\S+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
    pack = folder / "example-town-bicycles"
    pack.mkdir()
    for name, text in block.findall(DOCS.read_text("utf-8")):
        (pack / name).write_bytes(text.encode())
    return pack


def planned_misses() -> dict[str, str]:
    """The questions, and what the curator of the tests decides of each."""
    lines = (line.partition(" | ") for line in MISSES.read_text("utf-8").splitlines())
    return {text: plan for plan, bar, text in lines if bar}
