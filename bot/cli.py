"""The command line: commands and exit codes, nothing else.

Exit codes: 0 done, 1 a pack has problems or misses a bar, 2 wrong usage or something needed is
missing.
"""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from typing_extensions import override

from bot import app
from bot.preparing import Chosen, StartError

DONE, PROBLEMS, MISUSED, INTERRUPTED = 0, 1, 2, 130
"""Exit codes; 130 is the shell's for an interrupted program."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    _forgive_encodings()
    try:
        return _finish(command(options))
    except StartError as error:
        print(f"briefing: {error}", file=sys.stderr)
        return MISUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _abandon_output()  # Whoever read it has enough.
        return DONE
    except OSError as error:
        _abandon_output()
        print(
            f"briefing: {error.strerror or error}: {error.filename or 'the output'}",
            file=sys.stderr,
        )
        return MISUSED


def _finish(code: int) -> int:
    """Write out what is left, while a failure to do so can still be told."""
    print(end="", flush=True)
    return code


def _abandon_output() -> None:
    """Send what is left of the output nowhere, or Python tries again to write it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _forgive_encodings() -> None:
    """Show a sign that cannot be read or written as a question mark instead of stopping at it."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="briefing",
        description="Answer questions about a report by quoting it, or say that it cannot.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_ask(commands.add_parser("ask", help="answer one question, or a file of them"))
    _add_why(commands.add_parser("why", help="explain the answer to a question"))
    _add_chat(commands.add_parser("chat", help="ask and follow up in the terminal"))
    _add_build(commands.add_parser("build", help="draft a pack from a report"))
    _add_diff(commands.add_parser("diff", help="say what a new edition changes"))
    _add_check(commands.add_parser("check", help="check packs and list every problem"))
    _add_eval(commands.add_parser("eval", help="measure a pack on questions with known answers"))
    _add_calibrate(commands.add_parser("calibrate", help="fit how sure is sure enough to a pack"))
    _add_curate(commands.add_parser("curate", help="take missed questions into a pack"))
    _add_export(commands.add_parser("export", help="write a pack for others to open"))
    _add_run(commands.add_parser("run", help="serve Discord, or the terminal without a token"))
    return parser


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: that takes longer than a match."""

    @override
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(version("briefing"))
        parser.exit()


def _add_pack(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--pack",
        action="append",
        type=Path,
        default=[],
        metavar="DIR",
        help="folder of a pack, or of several; may be given again (default: the shipped one)",
    )


def _add_drafts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--drafts", action="store_true", help="answer from drafts too, to try them")


def _chosen(options: argparse.Namespace) -> Chosen:
    return Chosen(folders=tuple(options.pack), drafts=options.drafts)


def _add_ask(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", nargs="*", help="the question, in your own words")
    parser.add_argument("--json", action="store_true", help="one JSON object on one line")
    parser.add_argument(
        "--batch", metavar="FILE", help='JSON Lines {"id", "q"} in, answers out; - reads from stdin'
    )
    _add_pack(parser)
    _add_drafts(parser)
    parser.set_defaults(command=_ask)


def _add_why(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", nargs="+", help="the question, in your own words")
    _add_pack(parser)
    _add_drafts(parser)
    parser.set_defaults(command=_why)


def _add_chat(parser: argparse.ArgumentParser) -> None:
    _add_pack(parser)
    _add_drafts(parser)
    parser.set_defaults(command=_chat)


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folders", nargs="*", type=Path, metavar="DIR", help="pack folders (default: the shipped)"
    )
    parser.set_defaults(command=_check)


def _add_eval(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pack", nargs="?", type=Path, metavar="PACK", help="its folder (default: the shipped one)"
    )
    parser.add_argument(
        "questions",
        nargs="?",
        type=Path,
        metavar="QUESTIONS",
        help='JSON Lines {"q", "gold" or "entry"}; see docs/evaluation.md',
    )
    parser.add_argument(
        "--corpus", type=Path, metavar="DIR", help="a folder of corpus.jsonl and queries.jsonl"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on one line")
    parser.add_argument(
        "--compare", type=Path, metavar="OLD", help="say what changed since this --json output"
    )
    parser.add_argument(
        "--bar",
        action="append",
        default=[],
        metavar="FIGURE=VALUE",
        help="fail if a figure misses it, as joint=.85; may be given several times",
    )
    parser.add_argument(
        "--semantic",
        action=argparse.BooleanOptionalAction,
        help="match by meaning as well (default: a pack as it is served, a corpus by words)",
    )
    _add_drafts(parser)
    parser.set_defaults(command=_evaluate)


def _add_calibrate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pack", nargs="?", type=Path, metavar="PACK", help="the pack's folder (default: shipped)"
    )
    parser.add_argument(
        "--budget",
        type=float,
        metavar="SHARE",
        help="of the replies, how many may be wrong (default: handle most queries rightly)",
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="write policy.yaml there instead")
    parser.add_argument("--charts", type=Path, metavar="DIR", help="draw the charts there as PNG")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--semantic",
        action=argparse.BooleanOptionalAction,
        help="fit the curve of meaning as well (default: where it is installed)",
    )
    parser.set_defaults(command=_calibrate)


def _add_curate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pack", nargs="?", type=Path, metavar="PACK", help="its folder (default: the shipped one)"
    )
    parser.add_argument(
        "questions",
        nargs="?",
        type=Path,
        metavar="QUESTIONS",
        help='one a line, or JSON Lines {"q"}; without it those that the bot has kept',
    )
    parser.add_argument("--dry-run", action="store_true", help="write nothing, show the diff")
    parser.add_argument("--json", action="store_true", help="tell what came of it as JSON")
    parser.set_defaults(command=_curate)


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pack", nargs="?", type=Path, metavar="PACK", help="the pack's folder (default: shipped)"
    )
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


def _add_build(parser: argparse.ArgumentParser) -> None:
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


def _add_diff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "old", type=Path, metavar="OLD", help="the older edition: a pack, or a report's file"
    )
    parser.add_argument("new", type=Path, metavar="NEW", help="the newer: a pack or a file too")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(command=_diff)


def _add_run(parser: argparse.ArgumentParser) -> None:
    _add_pack(parser)
    parser.set_defaults(command=_serve)


def _ask(options: argparse.Namespace) -> int:
    question = " ".join(options.question)
    if options.batch is not None:
        if question:
            raise StartError("give a question or --batch FILE, not both")
        app.ask_batch(options.batch, _chosen(options))
    elif options.question:
        app.ask(question, _chosen(options), as_json=options.json)
    else:
        raise StartError('no question: write briefing ask "…", or --batch FILE')
    return DONE


def _why(options: argparse.Namespace) -> int:
    app.why(" ".join(options.question), _chosen(options))
    return DONE


def _chat(options: argparse.Namespace) -> int:
    app.chat(_chosen(options))
    return DONE


def _check(options: argparse.Namespace) -> int:
    from bot import curating

    return DONE if curating.check(options.folders) else PROBLEMS


def _evaluate(options: argparse.Namespace) -> int:
    from bot import curating

    shown = curating.Shown(as_json=options.json, earlier=options.compare, bars=options.bar)
    if options.corpus is not None:
        if options.pack is not None:
            raise StartError("give a pack and questions or --corpus DIR, not both")
        reached = curating.evaluate_corpus(options.corpus, shown, semantic=bool(options.semantic))
    else:
        pack, questions = _pack_and_questions("eval", options.pack, options.questions)
        chosen = Chosen(folders=() if pack is None else (pack,), drafts=options.drafts)
        reached = curating.evaluate(chosen, questions, shown, semantic=options.semantic)
    return DONE if reached else PROBLEMS


def _calibrate(options: argparse.Namespace) -> int:
    from bot import curating

    if options.budget is not None and not 0 < options.budget < 1:
        raise StartError("--budget is a share: write a number between 0 and 1, as .1")
    wanted = curating.Wanted(
        budget=options.budget, out=options.out, charts=options.charts, as_json=options.json
    )
    curating.calibrate(options.pack, wanted, semantic=options.semantic)
    return DONE


def _curate(options: argparse.Namespace) -> int:
    from bot import curating

    pack, questions = options.pack, options.questions
    if questions is None and pack is not None and not pack.is_dir():
        pack, questions = None, pack
    curating.curate(pack, questions, as_json=options.json, dry_run=options.dry_run)
    return DONE


def _export(options: argparse.Namespace) -> int:
    from bot import curating

    curating.export(options.pack, options.format, options.out)
    return DONE


def _pack_and_questions(
    command: str, pack: Path | None, questions: Path | None
) -> tuple[Path | None, Path]:
    """The two as they are meant: one that is no folder is the questions, for the default pack."""
    if questions is None and pack is not None and not pack.is_dir():
        return None, pack
    if questions is None:
        raise StartError(f"give a file of questions: briefing {command} PACK QUESTIONS")
    return pack, questions


def _build(options: argparse.Namespace) -> int:
    from bot import curating
    from bot.authoring.building.draft import Origin
    from bot.authoring.building.ids import slug_of

    known = Origin(
        title=options.title,
        publisher=options.publisher,
        published=options.published,
        url=options.url,
        language=options.language,
        edition=options.edition,
    )
    folder = options.out or Path(slug_of(options.report.stem) or "report")
    curating.build(options.report, folder, known)
    return DONE


def _diff(options: argparse.Namespace) -> int:
    from bot import curating

    curating.compare_editions(options.old, options.new, as_json=options.json)
    return DONE


def _serve(options: argparse.Namespace) -> int:
    app.serve(Chosen(folders=tuple(options.pack)))
    return DONE
