"""What two editions of a report are compared by, whether packs or files."""

from collections.abc import Sequence
from typing import Protocol

from bot.core.knowledge import Entry, OutOfScope, Section


class Edition(Protocol):
    """What two editions are compared by."""

    @property
    def text(self) -> str:
        """The report's."""
        ...

    @property
    def sections(self) -> Sequence[Section]:
        """Its sections, in its order."""
        ...

    @property
    def entries(self) -> Sequence[Entry]:
        """What was written on it; nothing if it is a file."""
        ...

    @property
    def out_of_scope(self) -> Sequence[OutOfScope]:
        """What was written on what it does not say."""
        ...
