"""Which packs are meant: on the command line, else in the settings, else the shipped ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from bot.adapters.pack_folders import packs_in
from bot.adapters.packs import pack_id, shipped_packs
from bot.preparing.start import StartError
from bot.settings import Settings


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """What the command line says of the packs: their folders, and whether drafts are tried.

    Without folders, the settings say which packs.
    """

    folders: tuple[Path, ...] = ()
    drafts: bool = False


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
