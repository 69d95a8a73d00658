"""The pack's own wordings asked again after an edit, with a bar: that takes seconds."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from bot.authoring.curation.left_out import LeftOut
from bot.authoring.curation.losses import Lost, Stage, lost_wordings
from bot.core.knowledge import Target
from bot.curating.progress import progress
from bot.preparing import Preparation
from bot.service.assistant import Briefing


def stage(prepared: Preparation, briefing: Briefing, now: datetime) -> Stage:
    """A pack as it is now, to be asked for its own wordings."""
    shelf, encoder = prepared.shelf, prepared.encoder
    fitted = shelf.fitted(briefing.pack)
    meaning = None if encoder is None else shelf.meaning(briefing.pack, fitted, encoder)
    return Stage(briefing=briefing, left_out=LeftOut(briefing.pack, fitted, meaning, now))


def lost(
    wordings: Sequence[tuple[Target, str]], before: Stage, after: Stage, now: datetime
) -> list[Lost]:
    """Those of the pack's wordings that edits took from their targets."""
    if not wordings:
        return []

    def told(tell: Callable[[str], None]) -> Iterator[tuple[Target, str]]:
        for target, text in wordings:
            tell("asking the pack's own wordings again")
            yield target, text

    with progress(len(wordings)) as tell:
        return list(lost_wordings(told(tell), before, after, now))
