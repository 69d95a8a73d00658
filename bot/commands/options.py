"""What several commands are given, each declared once."""

import argparse
from pathlib import Path

from bot.preparing import Chosen


def add_packs(parser: argparse.ArgumentParser) -> None:
    """`--pack`, as often as there are packs."""
    parser.add_argument(
        "--pack",
        action="append",
        type=Path,
        default=[],
        metavar="DIR",
        help="folder of a pack, or of several; may be given again (default: the shipped one)",
    )


def add_pack(parser: argparse.ArgumentParser) -> None:
    """One pack, as an argument."""
    parser.add_argument(
        "pack", nargs="?", type=Path, metavar="PACK", help="its folder (default: the shipped one)"
    )


def add_questions(parser: argparse.ArgumentParser, told: str) -> None:
    """A pack, and a file of questions for it."""
    add_pack(parser)
    parser.add_argument("questions", nargs="?", type=Path, metavar="QUESTIONS", help=told)


def add_drafts(parser: argparse.ArgumentParser) -> None:
    """`--drafts`."""
    parser.add_argument("--drafts", action="store_true", help="answer from drafts too, to try them")


def add_json(parser: argparse.ArgumentParser) -> None:
    """`--json`."""
    parser.add_argument("--json", action="store_true", help="print one JSON object on one line")


def add_semantic(parser: argparse.ArgumentParser) -> None:
    """`--semantic` and `--no-semantic`."""
    parser.add_argument(
        "--semantic",
        action=argparse.BooleanOptionalAction,
        help="count meaning beside words (default: where it is installed)",
    )


def chosen(options: argparse.Namespace) -> Chosen:
    """The packs that `--pack` names, with drafts or without."""
    return Chosen(folders=tuple(options.pack), drafts=getattr(options, "drafts", False))


def pack_and_questions(options: argparse.Namespace) -> tuple[Path | None, Path | None]:
    """The two as they are meant: one that is no folder is the questions, for the default pack."""
    pack, questions = options.pack, options.questions
    if questions is None and pack is not None and not pack.is_dir():
        return None, pack
    return pack, questions
