"""The pack's own wordings asked again after an edit, with a bar: that takes seconds."""

from collections.abc import Callable, Iterator, Sequence

from bot.authoring.curation.losses import Lost, Stage, lost_wordings
from bot.core.knowledge import Target
from bot.curating.progress import progress


def lost(wordings: Sequence[tuple[Target, str]], before: Stage, after: Stage) -> list[Lost]:
    """Those of the pack's wordings that edits took from their targets."""

    def told(tell: Callable[[str], None]) -> Iterator[tuple[Target, str]]:
        for target, text in wordings:
            tell("asking the pack's own wordings again")
            yield target, text

    with progress(len(wordings)) as tell:
        return list(lost_wordings(told(tell), before, after))
