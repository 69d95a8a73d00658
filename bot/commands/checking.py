"""check: what is wrong or weak in packs."""

import argparse
from pathlib import Path

from bot.commands.options import add_drafts, add_json


def add_check(parser: argparse.ArgumentParser) -> None:
    """The arguments of `check`."""
    parser.add_argument(
        "folders", nargs="*", type=Path, metavar="DIR", help="pack folders (default: the shipped)"
    )
    parser.add_argument("--explain", metavar="CODE", help="say all about a rule; `all` lists them")
    add_json(parser)
    _add_choices(parser)
    parser.add_argument("--strict", action="store_true", help="let warnings fail, too")
    parser.add_argument("--notes", action="store_true", help="list notes, too")
    parser.add_argument("--short", action="store_true", help="one line for each finding")
    parser.add_argument(
        "--thefts", action="store_true", help="list who would take whose questions, too"
    )
    parser.add_argument("--links", action="store_true", help="look whether the linked pages exist")
    parser.add_argument(
        "--semantic", action="store_true", help="match by meaning as well (default: by words)"
    )
    add_drafts(parser)
    parser.set_defaults(command=_check)


def _add_choices(parser: argparse.ArgumentParser) -> None:
    for name, told in (("--only", "look for nothing else"), ("--ignore", "leave that out")):
        parser.add_argument(
            name, action="append", default=[], metavar="CODE", help=f"{told}; may be given again"
        )


def _check(options: argparse.Namespace) -> bool:
    from bot.curating.check import Looking, check, explain

    if options.explain is not None:
        explain(options.explain)
        return True
    looking = Looking(
        drafts=options.drafts,
        links=options.links,
        semantic=options.semantic,
        strict=options.strict,
        notes=options.notes,
        short=options.short,
        thefts=options.thefts,
        as_json=options.json,
        only=options.only,
        ignore=options.ignore,
    )
    return check(options.folders, looking)
