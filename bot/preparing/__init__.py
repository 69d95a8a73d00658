"""Makes packs ready to answer: reads them, takes up what was made before, and adds their policy.

From below: `start` (what keeps it from starting, the settings), `folders`, `encoding`,
`preparation`, and `packs`.
"""

from bot.preparing.folders import Chosen, pack_folder, pack_folders, shipped
from bot.preparing.packs import PackOnDisk, Packs
from bot.preparing.preparation import (
    Preparation,
    cache_folder,
    load_tuning,
    preparation,
    with_drafts,
)
from bot.preparing.start import StartError, load_settings, usable_settings

__all__ = [
    "Chosen",
    "PackOnDisk",
    "Packs",
    "Preparation",
    "StartError",
    "cache_folder",
    "load_settings",
    "load_tuning",
    "pack_folder",
    "pack_folders",
    "preparation",
    "shipped",
    "usable_settings",
    "with_drafts",
]
