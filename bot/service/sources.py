"""Where packs come from, so that they can be loaded again when they have changed."""

from collections.abc import Hashable
from typing import Protocol

from bot.service.assistant import Briefing


class ReloadError(Exception):
    """A pack cannot be loaded; the message says why, with file and line."""


class PackSource(Protocol):
    """Where one pack is loaded from. Both methods take a while, and may run in any thread."""

    @property
    def id(self) -> str:
        """The pack's."""

    def state(self) -> Hashable | None:
        """What differs once a file of the pack has changed; None if the pack is gone."""

    def load(self) -> Briefing:
        """The pack, ready to answer.

        Raises:
            ReloadError: something is wrong with it.
        """
