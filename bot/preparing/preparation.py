"""What makes a pack ready to answer."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from bot.adapters.policies import PolicyError, read_tuning
from bot.adapters.shelf import Shelf
from bot.core.answer import Policy, Tuning
from bot.core.knowledge import Pack, Status
from bot.core.loading.problems import PackError
from bot.core.matching import Calibrated, Fitted, Matcher, Meaning, calibrate
from bot.preparing.encoding import encoder, encoder_told
from bot.preparing.start import StartError
from bot.service.assistant import Briefing
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.adapters.semantic import SentenceEncoder


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
        with encoder_told():
            return fitted, self.shelf.meaning(pack, fitted, self.encoder)


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
    return Preparation(
        shelf=Shelf(cache_folder(settings) if keeps else None, _tell_of_encoding),
        encoder=encoder(settings, semantic=semantic),
    )


def cache_folder(settings: Settings) -> Path:
    """Where what is made from packs is kept: the folder of the settings, or the system's."""
    return settings.briefing_cache or user_cache_path("briefing")


def _tell_of_encoding(texts: int) -> None:
    print(f"Reading {texts:,} wordings for their meaning: some seconds, once.", file=sys.stderr)


def load_tuning(folder: Path) -> Tuning | None:
    """What was fitted to the pack in a folder, or a reason not to start."""
    try:
        return read_tuning(folder)
    except PolicyError as error:
        raise StartError(str(error)) from error
