"""`briefing check`: what is wrong with packs, or that nothing is."""

from collections.abc import Sequence
from pathlib import Path

from bot.adapters.packs import read_pack
from bot.adapters.policies import POLICY_FILE, PolicyError, read_tuning
from bot.core.knowledge import Pack
from bot.core.loading.problems import PackError
from bot.core.matching.stored import content
from bot.preparing import shipped


def check(folders: Sequence[Path]) -> bool:
    """Check packs, print what is wrong with each, and return whether all are right."""
    right = [_check(folder) for folder in folders or shipped()]  # a list: each is to be shown
    return all(right)


def _check(folder: Path) -> bool:
    try:
        pack = read_pack(folder)
    except PackError as error:
        for problem in error.problems:
            print(f"{folder / problem.file}:{problem.line}: {problem.message}")
        return False
    print(f"{folder}: fine, {len(pack.entries)} entries over {len(pack.sections)} sections")
    return _check_policy(folder, pack)


def _check_policy(folder: Path, pack: Pack) -> bool:
    """Whether the policy beside a pack can be used; an old one can, and is told of."""
    try:
        tuning = read_tuning(folder)
    except PolicyError as error:
        print(error)
        return False
    if tuning is not None and tuning.fitted_to != content(pack):
        print(f"{folder / POLICY_FILE}: fitted to an older version: run briefing calibrate")
    return True
