"""Our matcher beside others on the same queries: `python -m benchmarks.quality FOLDER …`.

A folder holds `corpus.jsonl` and `queries.jsonl` (see bot/authoring/corpus.py) and, if other
services answered the same queries, `peers.jsonl` {id, service: [entry, score], …}.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.nearest import Answering, singles
from bot.adapters.semantic import SentenceEncoder, installed_encoder
from bot.authoring.corpus import Part, read_corpus
from bot.authoring.evaluation import evaluate_corpus
from bot.authoring.figures import Figures, Prediction, figures
from bot.authoring.questions import Question
from bot.core.knowledge import Pack
from bot.core.matching import Matcher, calibrate, encode, fit

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

Parts = Sequence[Part]


def main(arguments: Sequence[str]) -> None:
    """Print a table for each folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--wordings", type=int, metavar="N", help="keep so many an entry")
    options = parser.parse_args(arguments)
    for folder in options.folders:
        print(f"{folder.name}: accuracy, AUROC, joint, joint in hindsight, AURC, ECE")
        for name, row in rows(folder, options.wordings):
            values = (row.accuracy, row.auroc, row.joint, row.joint_best, row.aurc, row.ece)
            told = ("-" if value is None else f"{value:.3f}" for value in values)
            print(f"  {name:26}", *(f"{value:>5}" for value in told))


def rows(folder: Path, wordings: int | None = None) -> Iterator[tuple[str, Figures]]:
    """The figures of each matcher; the others set no threshold of their own."""
    parts, peers = read_corpus(folder), folder / "peers.jsonl"
    if wordings is not None:
        parts = cut(parts, wordings)
    elif peers.exists():
        answers = {row["id"]: row for row in map(json.loads, peers.open(encoding="utf-8"))}
        for service in sorted({name for row in answers.values() for name in row} - {"id"}):
            yield service, figures(_predicted(parts, _by(answers, service)))
    for name, answering in singles().items():
        yield name, figures(_predicted(parts, answering))
    yield "ours", _matched(parts, Matcher)
    yield "ours, calibrated", _matched(parts, _calibrated)
    encoder = installed_encoder()
    if encoder is not None:
        yield "ours with meaning", _matched(parts, lambda pack: _semantic(pack, encoder))


def cut(parts: Parts, most: int) -> tuple[Part, ...]:
    """The parts with so many wordings an entry: the question and the first of its phrasings."""
    return tuple(replace(part, pack=_cut_pack(part.pack, most)) for part in parts)


def _cut_pack(pack: Pack, most: int) -> Pack:
    few = tuple(
        replace(entry, phrasings=entry.phrasings[: most - 1], counter_phrasings=())
        for entry in pack.entries
    )
    return replace(pack, entries=few)


def _calibrated(pack: Pack) -> Matcher:
    fitted = fit(pack)
    return Matcher(pack, fitted=fitted, calibration=calibrate(pack, fitted).curves)


def _semantic(pack: Pack, encoder: SentenceEncoder) -> Matcher:
    fitted = fit(pack)
    meaning = encode(fitted.texts(), encoder)
    calibration = calibrate(pack, fitted, meaning).curves
    return Matcher(pack, fitted=fitted, meaning=meaning, calibration=calibration)


def _predicted(parts: Parts, answering: Answering) -> list[Prediction]:
    predictions = []
    for part in parts:
        answer = answering(part.pack)
        for question in part.questions:
            entry, confidence = answer(question)
            predictions.append(
                Prediction(ranked=[entry], confidence=confidence, relevant=question.relevant)
            )
    return predictions


def _by(answers: dict[str, dict[str, Any]], service: str) -> Answering:
    def answer(question: Question) -> tuple[str, float]:
        entry, score = answers[question.id][service]
        return entry, score

    return lambda _: answer


def _matched(parts: Parts, make_matcher: Callable[[Pack], Matcher]) -> Figures:
    return evaluate_corpus(parts, make_matcher, timer=perf_counter, now=NOW).whole.figures


if __name__ == "__main__":
    main(sys.argv[1:])
