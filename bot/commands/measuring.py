"""eval, calibrate, overview: how well a pack is matched, and how the bot is doing."""

import argparse
from pathlib import Path

from bot.commands.options import (
    add_drafts,
    add_json,
    add_pack,
    add_packs,
    add_questions,
    add_semantic,
    chosen,
    pack_and_questions,
)
from bot.preparing import Chosen, StartError


def add_eval(parser: argparse.ArgumentParser) -> None:
    """The arguments of `eval`."""
    add_questions(parser, 'JSON Lines {"q", "gold" or "entry"}; see docs/evaluation.md')
    parser.add_argument(
        "--corpus",
        type=Path,
        metavar="DIR",
        help="corpus.jsonl and queries.jsonl in a folder",
    )
    add_json(parser)
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
    add_semantic(parser)
    add_drafts(parser)
    parser.set_defaults(command=_evaluate)


def _evaluate(options: argparse.Namespace) -> bool:
    from bot.curating.evaluate import Shown, evaluate, evaluate_corpus

    shown = Shown(as_json=options.json, earlier=options.compare, bars=options.bar)
    if options.corpus is not None:
        if options.pack is not None:
            raise StartError("give a pack and questions or --corpus DIR, not both")
        return evaluate_corpus(options.corpus, shown, semantic=bool(options.semantic))
    pack, questions = pack_and_questions(options)
    if questions is None:
        raise StartError("give a file of questions: briefing eval PACK QUESTIONS")
    chosen = Chosen(folders=() if pack is None else (pack,), drafts=options.drafts)
    return evaluate(chosen, questions, shown, semantic=options.semantic)


def add_calibrate(parser: argparse.ArgumentParser) -> None:
    """The arguments of `calibrate`."""
    add_pack(parser)
    parser.add_argument(
        "--budget",
        type=float,
        metavar="SHARE",
        help="of the replies, how many may be wrong (default: handle most queries rightly)",
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="write policy.yaml there instead")
    parser.add_argument("--charts", type=Path, metavar="DIR", help="draw the charts there as PNG")
    add_json(parser)
    add_semantic(parser)
    parser.set_defaults(command=_calibrate)


def _calibrate(options: argparse.Namespace) -> bool:
    from bot.curating.calibrate import Wanted, calibrate

    if options.budget is not None and not 0 < options.budget < 1:
        raise StartError("--budget is a share: write a number between 0 and 1, as .1")
    wanted = Wanted(
        budget=options.budget, out=options.out, charts=options.charts, as_json=options.json
    )
    calibrate(options.pack, wanted, semantic=options.semantic)
    return True


def add_overview(parser: argparse.ArgumentParser) -> None:
    """The arguments of `overview`."""
    add_packs(parser)
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("overview.html"),
        metavar="FILE",
        help="write it there (default: overview.html)",
    )
    parser.set_defaults(command=_overview)


def _overview(options: argparse.Namespace) -> bool:
    from bot.curating.overview import overview

    overview(chosen(options), options.out)
    return True
