"""Our matcher beside others on the same queries: `python -m benchmarks.quality FOLDER …`.

A folder holds `corpus.jsonl` and `queries.jsonl` (see bot/authoring/corpus.py) and, if other
services answered the same queries, `peers.jsonl` {id, service: [entry, score], …}.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from rapidfuzz import fuzz, process

from bot.authoring.corpus import Part, read_corpus
from bot.authoring.evaluation import evaluate_corpus
from bot.authoring.figures import Figures, Prediction, figures
from bot.authoring.questions import Question
from bot.core.knowledge import Pack
from bot.core.matching import calibrate
from bot.core.matching.matcher import Matcher

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

Parts = Sequence[Part]


def main(folders: list[Path]) -> None:
    """Print a table for each folder."""
    for folder in folders:
        print(f"{folder.name}: accuracy, AUROC, joint, joint in hindsight, AURC, ECE")
        for name, row in rows(folder):
            values = (row.accuracy, row.auroc, row.joint, row.joint_best, row.aurc, row.ece)
            told = ("-" if value is None else f"{value:.3f}" for value in values)
            print(f"  {name:26}", *(f"{value:>5}" for value in told))


def rows(folder: Path) -> Iterator[tuple[str, Figures]]:
    """The figures of each matcher; the others set no threshold of their own."""
    parts, peers = read_corpus(folder), folder / "peers.jsonl"
    if peers.exists():
        answers = {row["id"]: row for row in map(json.loads, peers.open(encoding="utf-8"))}
        for service in sorted({name for row in answers.values() for name in row} - {"id"}):
            yield service, figures(_predicted(parts, _by(answers, service)))
    for scorer in (fuzz.WRatio, fuzz.token_set_ratio):
        yield f"rapidfuzz {scorer.__name__}", figures(_predicted(parts, _fuzzy(scorer)))
    yield "ours", _matched(parts, Matcher)
    yield (
        "ours, calibrated",
        _matched(parts, lambda pack: Matcher(pack, calibration=calibrate(pack))),
    )


Answer = Callable[[Question], tuple[str, float]]
"""A question, to the first entry and its confidence."""


def _predicted(parts: Parts, answering: Callable[[Pack], Answer]) -> list[Prediction]:
    predictions = []
    for part in parts:
        answer = answering(part.pack)
        for question in part.questions:
            entry, confidence = answer(question)
            predictions.append(
                Prediction(ranked=[entry], confidence=confidence, relevant=question.relevant)
            )
    return predictions


def _by(answers: dict[str, dict[str, Any]], service: str) -> Callable[[Pack], Answer]:
    def answer(question: Question) -> tuple[str, float]:
        entry, score = answers[question.id][service]
        return entry, score

    return lambda _: answer


def _fuzzy(scorer: Callable[..., float]) -> Callable[[Pack], Answer]:
    def answering(pack: Pack) -> Answer:
        wordings = [
            (text.casefold(), entry.id)
            for entry in pack.entries
            for text in (entry.question, *(phrasing.text for phrasing in entry.phrasings))
        ]
        texts = [text for text, _ in wordings]

        def answer(question: Question) -> tuple[str, float]:
            _, score, at = process.extractOne(question.text.casefold(), texts, scorer=scorer)
            return wordings[at][1], score / 100

        return answer

    return answering


def _matched(parts: Parts, make_matcher: Callable[[Pack], Matcher]) -> Figures:
    return evaluate_corpus(parts, make_matcher, timer=perf_counter, now=NOW).whole.figures


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
