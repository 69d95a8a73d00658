"""`briefing diff`: what a new edition changes."""

import json
from pathlib import Path

from bot.authoring.editions.comparison import compare
from bot.authoring.editions.edition import Edition
from bot.authoring.editions.text import as_record, lines
from bot.authoring.errors import CuratorError
from bot.curating.told import extra_told
from bot.preparing import Preparation, StartError, load_settings, preparation


def compare_editions(old: Path, new: Path, *, as_json: bool) -> None:
    """Print what changed from one edition, a pack or a report's file, to the other."""
    prepared = preparation(load_settings(), semantic=False)
    comparison = compare(_edition(old, prepared), _edition(new, prepared))
    if as_json:
        print(json.dumps(as_record(comparison), ensure_ascii=False))
    else:
        print(*lines(comparison), sep="\n")


def _edition(path: Path, prepared: Preparation) -> Edition:
    """The edition that a pack's folder or a report's file holds."""
    if path.is_dir():
        return prepared.pack(path)
    if not path.exists():
        raise StartError(f"there is no {path}: give a pack's folder or a report's file")
    with extra_told("build"):
        from bot.authoring.building.readers.reading import read_report
        from bot.authoring.editions.file_edition import edition_in

    try:
        return edition_in(read_report(path))
    except CuratorError as error:
        raise StartError(f"{path} cannot be compared: {error}") from error
