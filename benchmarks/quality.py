"""Our matcher beside others on the same queries: `python -m benchmarks.quality FOLDER …`.

A folder holds `corpus.jsonl` {id, question, phrasings}, `queries.jsonl` {id, query, relevant} and,
if other services answered the same queries, `peers.jsonl` {id, service: [entry, score], …}.
"""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from benchmarks.figures import Figures, Prediction, figures
from bot.core.knowledge import (
    Entry,
    Excerpt,
    Label,
    Pack,
    Phrasing,
    Section,
    Source,
    Status,
)
from bot.core.matching import calibrate
from bot.core.matching.matcher import Matcher

THRESHOLD = 0.45
"""From which a calibrated pack replies."""

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

Rows = list[dict[str, Any]]


def main(folders: list[Path]) -> None:
    """Print a table for each folder."""
    for folder in folders:
        print(f"{folder.name}: accuracy, AUROC, joint, joint in hindsight, AURC, ECE")
        for name, row in rows(folder):
            values = (row.accuracy, row.auroc, row.joint, row.joint_best, row.aurc, row.ece)
            print(f"  {name:26}", *(f"{value:.3f}" for value in values))


def rows(folder: Path) -> Iterator[tuple[str, Figures]]:
    """The figures of each matcher; the others set no threshold of their own."""
    corpus, queries = read(folder / "corpus.jsonl"), read(folder / "queries.jsonl")
    peers = folder / "peers.jsonl"
    if peers.exists():
        answers = {row["id"]: row for row in read(peers)}
        for service in sorted({name for row in answers.values() for name in row} - {"id"}):
            yield service, figures(_predicted(queries, _by(answers, service)), None)
    for scorer in (fuzz.WRatio, fuzz.token_set_ratio):
        name = f"rapidfuzz {scorer.__name__}"
        yield name, figures(_predicted(queries, _fuzzy(corpus, scorer)), None)
    pack = make_pack(corpus)
    yield "ours", figures(_predicted(queries, _matched(Matcher(pack))), THRESHOLD)
    calibrated = Matcher(pack, calibration=calibrate(pack))
    yield "ours, calibrated", figures(_predicted(queries, _matched(calibrated)), THRESHOLD)


def read(file: Path) -> Rows:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


Answer = Callable[[dict[str, Any]], tuple[str, float]]
"""A query's row, to the first entry and its confidence."""


def _predicted(queries: Rows, answer: Answer) -> list[Prediction]:
    predictions = []
    for query in queries:
        entry, confidence = answer(query)
        predictions.append(
            Prediction(entry=entry, confidence=confidence, relevant=query["relevant"])
        )
    return predictions


def _by(answers: dict[str, dict[str, Any]], service: str) -> Answer:
    def answer(query: dict[str, Any]) -> tuple[str, float]:
        entry, score = answers[query["id"]][service]
        return entry, score

    return answer


def _fuzzy(corpus: Rows, scorer: Callable[..., float]) -> Answer:
    wordings = [(w, row["id"]) for row in corpus for w in (row["question"], *row["phrasings"])]
    texts = [text.casefold() for text, _ in wordings]

    def answer(query: dict[str, Any]) -> tuple[str, float]:
        _, score, at = process.extractOne(query["query"].casefold(), texts, scorer=scorer)
        return wordings[at][1], score / 100

    return answer


def _matched(matcher: Matcher) -> Answer:
    def answer(query: dict[str, Any]) -> tuple[str, float]:
        ranked = matcher.match(query["query"], now=NOW).ranked
        return (ranked[0].target.id, ranked[0].confidence) if ranked else ("", 0.0)

    return answer


def make_pack(corpus: Rows) -> Pack:
    """A pack of the corpus; each entry quotes a passage of its own."""
    return Pack(
        id="corpus",
        source=Source(
            title="",
            publisher="",
            published=date(2020, 1, 1),
            url="",
            language="en",
            edition="",
            sha256="",
        ),
        scope="",
        disclaimer="",
        text="",
        topics=(),
        glossary=(),
        sections=(Section(id="all", title="", level=1, summary="", start=0, end=0),),
        entries=tuple(
            Entry(
                id=row["id"],
                section="all",
                question=row["question"],
                phrasings=tuple(Phrasing(text=text, language="en") for text in row["phrasings"]),
                excerpts=(Excerpt(text="", locator="", start=number),),
                label=Label.FINDING,
                status=Status.LIVE,
            )
            for number, row in enumerate(corpus)
        ),
        out_of_scope=(),
        readings=(),
        starters=(),
        digest_order=(),
    )


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
