"""`briefing curate`: missed questions are taken into a pack, as its curator decides."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from bot.adapters.console.curate import keys_from
from bot.adapters.console.render import wrap
from bot.adapters.packs import read_files
from bot.app import WIDTH, clock
from bot.authoring.curation.asking import Asked, ask_all
from bot.authoring.curation.clustering import clusters
from bot.authoring.curation.edits import Edit
from bot.authoring.curation.likeness import Senses
from bot.authoring.curation.losses import at_risk, stage
from bot.authoring.curation.misses import Miss, read_misses
from bot.authoring.curation.replay import replay
from bot.authoring.curation.replay_text import as_record, lines
from bot.authoring.curation.session import Curation
from bot.authoring.curation.workspace import Workspace
from bot.core.knowledge import Pack
from bot.core.loading.files import report_file
from bot.curating.again import lost
from bot.curating.told import curator_told, note
from bot.preparing import load_settings, pack_folder, preparation


def curate(pack: Path | None, questions: Path | None, *, as_json: bool, dry_run: bool) -> None:
    """Take missed questions into a pack, as its curator decides, and ask them again.

    They come from a file, or else from those that the bot has kept.

    With `dry_run` nothing is written: what would have been is shown as a diff.
    """
    settings = load_settings()
    folder, prepared, now = pack_folder(pack, settings), preparation(settings), clock()
    before = prepared.briefing(folder)
    with curator_told():
        misses = _misses(questions, settings.briefing_database, before.pack)
        ratings = _ratings(questions, settings.briefing_database, before.pack)
    asked = ask_all(misses, before, now)
    files = read_files(folder, report_file)
    workspace = Workspace(folder, before.pack.id, files, writes=not dry_run)
    senses = Senses.of(before.pack, prepared.shelf.fitted(before.pack), prepared.encoder)
    told = sys.stderr if as_json else sys.stdout
    print(*ratings, sep="\n", end="\n" if ratings else "", file=told)
    edits = _decided(asked, workspace, senses, told=told)
    if dry_run:
        print(*workspace.diff(), sep="\n")
        return
    after = prepared.briefing(folder) if workspace.is_changed else before
    again = at_risk(before.pack, edits, senses, now)
    taken = lost(again, stage(before, now), stage(after, now)) if again else []
    replayed = replay(asked, edits, after, now, again=len(again), lost=taken)
    if as_json:
        print(json.dumps(as_record(replayed), ensure_ascii=False))
    else:
        print(*lines(replayed), sep="\n")


def _misses(questions: Path | None, database: str, pack: Pack) -> Sequence[Miss]:
    """The questions of a file, else those that are kept in the bot's database."""
    if questions is not None:
        return read_misses(questions)
    from bot.curating.kept import kept_misses  # The database's libraries take long to load.

    return kept_misses(database, pack)


def _ratings(questions: Path | None, database: str, pack: Pack) -> Sequence[str]:
    """How readers rated the pack's answers, where it is the bot's database that is curated from."""
    if questions is not None:
        return ()
    from bot.curating.kept import kept_ratings  # The database's libraries take long to load.

    return kept_ratings(database, pack)


def _decided(
    asked: Sequence[Asked], workspace: Workspace, senses: Senses, told: TextIO
) -> list[Edit]:
    """What the curator decides of the questions that were missed, at the terminal or by a pipe."""

    def show(lines: Iterable[str]) -> None:
        width = WIDTH if told.isatty() else None
        print(*(wrap(line, width=width) for line in lines), sep="\n", file=told, flush=True)

    found = clusters([one for one in asked if one.is_missed], senses)
    with keys_from(sys.stdin, lambda prompt: show([prompt])) as keys:
        try:
            return Curation(workspace, senses, keys, show).run(found)
        except KeyboardInterrupt:
            note("stopped; " + workspace.fate)
            raise
