"""build, diff, curate, export: from a report to a pack, and on."""

import argparse
from datetime import date
from pathlib import Path

from bot.commands.options import add_json, add_pack, add_questions, pack_and_questions


def add_build(parser: argparse.ArgumentParser) -> None:
    """The arguments of `build`."""
    parser.add_argument(
        "report", type=Path, metavar="REPORT", help="a .pdf, .docx, .html, .md or .txt file"
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="the pack's folder (default: named for the file)"
    )
    parser.add_argument("--title", help="if the document does not say, as all of these")
    parser.add_argument("--publisher", help="who published it")
    parser.add_argument("--published", type=_day, metavar="YYYY-MM-DD", help="when")
    parser.add_argument("--url", help="its page")
    parser.add_argument("--language", help="its language, as en, ja, ko")
    parser.add_argument("--edition", help="which edition it is")
    parser.set_defaults(command=_build)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("write a day as 2026-01-31") from error


def _build(options: argparse.Namespace) -> bool:
    from bot.authoring.building.draft import Origin
    from bot.authoring.building.ids import slug_of
    from bot.curating.build import build

    known = Origin(
        title=options.title,
        publisher=options.publisher,
        published=options.published,
        url=options.url,
        language=options.language,
        edition=options.edition,
    )
    folder = options.out or Path(slug_of(options.report.stem) or "report")
    build(options.report, folder, known)
    return True


def add_diff(parser: argparse.ArgumentParser) -> None:
    """The arguments of `diff`."""
    parser.add_argument(
        "old", type=Path, metavar="OLD", help="the older edition: a pack, or a report's file"
    )
    parser.add_argument("new", type=Path, metavar="NEW", help="the newer: a pack or a file too")
    add_json(parser)
    parser.set_defaults(command=_diff)


def _diff(options: argparse.Namespace) -> bool:
    from bot.curating.diff import compare_editions

    compare_editions(options.old, options.new, as_json=options.json)
    return True


def add_curate(parser: argparse.ArgumentParser) -> None:
    """The arguments of `curate`."""
    add_questions(parser, 'one a line, or JSON Lines {"q"}; without it those that the bot has kept')
    parser.add_argument("--dry-run", action="store_true", help="write nothing, show the diff")
    add_json(parser)
    parser.set_defaults(command=_curate)


def _curate(options: argparse.Namespace) -> bool:
    from bot.curating.curate import curate

    pack, questions = pack_and_questions(options)
    curate(pack, questions, as_json=options.json, dry_run=options.dry_run)
    return True


def add_export(parser: argparse.ArgumentParser) -> None:
    """The arguments of `export`."""
    add_pack(parser)
    parser.add_argument(
        "--format",
        required=True,
        choices=("md", "csv", "json", "html"),
        help="a document, a table, a record, or a page to put beside the report",
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="write it there (default: print it, as with -)"
    )
    parser.set_defaults(command=_export)


def _export(options: argparse.Namespace) -> bool:
    from bot.curating.export import export

    export(options.pack, options.format, options.out)
    return True
