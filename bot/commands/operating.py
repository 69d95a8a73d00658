"""migrate, backup, restore, correct: the database of the bot, and what it has posted."""

import argparse
from pathlib import Path

from bot.commands.options import add_json, add_packs, chosen


def add_correct(parser: argparse.ArgumentParser) -> None:
    """The arguments of `correct`."""
    add_packs(parser)
    add_json(parser)
    parser.add_argument(
        "--yes", action="store_true", help="correct them; without it, they are only listed"
    )
    parser.set_defaults(command=_correct)


def _correct(options: argparse.Namespace) -> bool:
    from bot.curating.correct import correct_posts

    return correct_posts(chosen(options), yes=options.yes, as_json=options.json)


def add_migrate(parser: argparse.ArgumentParser) -> None:
    """The arguments of `migrate`."""
    parser.add_argument(
        "--check", action="store_true", help="change nothing, fail if it is not up to date"
    )
    parser.set_defaults(command=_migrate)


def _migrate(options: argparse.Namespace) -> bool:
    from bot.operating import is_migrated, migrate_now

    if options.check:
        return is_migrated()
    migrate_now()
    return True


def add_backup(parser: argparse.ArgumentParser) -> None:
    """The arguments of `backup`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the SQLite file to make")
    parser.add_argument("--replace", action="store_true", help="in place of one that is there")
    parser.set_defaults(command=_back_up)


def _back_up(options: argparse.Namespace) -> bool:
    from bot.operating import back_up_into

    back_up_into(options.file, replace=options.replace)
    return True


def add_restore(parser: argparse.ArgumentParser) -> None:
    """The arguments of `restore`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a file of briefing backup")
    parser.add_argument(
        "--replace", action="store_true", help="in place of what the database holds"
    )
    parser.set_defaults(command=_restore)


def _restore(options: argparse.Namespace) -> bool:
    from bot.operating import restore_from

    restore_from(options.file, replace=options.replace)
    return True
