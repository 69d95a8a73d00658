"""The packs that are served: made ready at the start, and looked for again later."""

from dataclasses import dataclass
from pathlib import Path

from bot.adapters.pack_folders import State, state_of
from bot.adapters.packs import pack_id
from bot.preparing.folders import Chosen, pack_folders
from bot.preparing.preparation import Preparation
from bot.preparing.start import StartError
from bot.service.assistant import Briefing
from bot.service.sources import ReloadError
from bot.settings import Settings


@dataclass(frozen=True, kw_only=True, slots=True)
class PackOnDisk:
    """A `PackSource`: the pack in a folder, made ready as often as it is asked for."""

    prepared: Preparation
    folder: Path
    drafts: bool = False

    @property
    def id(self) -> str:
        """The pack's: its folder's name."""
        return pack_id(self.folder)

    def state(self) -> State | None:
        """What differs once a file of the pack has changed; None if the pack is gone."""
        return state_of(self.folder)

    def load(self) -> Briefing:
        """The pack, ready to answer.

        Raises:
            ReloadError: something is wrong with it.
        """
        try:
            return self.prepared.briefing(self.folder, drafts=self.drafts)
        except StartError as error:
            raise ReloadError(str(error)) from error


@dataclass(frozen=True, kw_only=True, slots=True)
class Packs:
    """The packs that are chosen, to be made ready at the start and looked for again later."""

    chosen: Chosen
    settings: Settings
    prepared: Preparation

    def find(self) -> list[PackOnDisk]:
        """The packs that are there now.

        Raises:
            ReloadError: they are not told apart.
        """
        try:
            folders = pack_folders(self.chosen.folders, self.settings)
        except StartError as error:
            raise ReloadError(str(error)) from error
        return [
            PackOnDisk(prepared=self.prepared, folder=folder, drafts=self.chosen.drafts)
            for folder in folders
        ]

    def states(self) -> dict[str, State | None]:
        """The state of each pack, by id."""
        return {pack.id: pack.state() for pack in self._found()}

    def briefings(self) -> list[Briefing]:
        """Every pack ready to answer, or all reasons not to start."""
        briefings, problems = [], []
        for pack in self._found():
            try:
                briefings.append(pack.load())
            except ReloadError as error:
                problems.append(str(error))
        if problems:
            raise StartError("\n".join(problems))
        return briefings

    def _found(self) -> list[PackOnDisk]:
        try:
            return self.find()
        except ReloadError as error:
            raise StartError(str(error)) from error
