"""How many questions the shipped pack handles rightly: `python -m benchmarks.answers [FILE …]`."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.adapters.packs import read_pack, shipped_packs
from bot.core.answer import Answer, Clarification, Policy, Reply, decide
from bot.core.knowledge import Entry
from bot.core.matching.matcher import Matcher

QUESTIONS = Path(__file__).parents[1] / "tests" / "evaluation"
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """A question, its answer, and what became of it."""

    question: dict[str, Any]
    answer: Answer

    @property
    def verdict(self) -> str:
        """right, wrong, missed, offered (among the choices), kept back (rightly), or false."""
        gold = self.question["gold"]
        match self.answer:
            case Reply(entry=entry) if gold:
                return "right" if quotes(entry, gold) else "wrong"
            case Reply():
                return "false"
            case Clarification(choices=choices) if any(quotes(e, gold) for e in choices):
                return "offered"
            case _:
                return "missed" if gold else "kept back"

    @property
    def is_right(self) -> bool:
        """Whether the right excerpt was shown, or rightly none."""
        return self.verdict in {"right", "kept back"}


def quotes(entry: Entry, gold: Iterable[str]) -> bool:
    """Whether an entry quotes one of the passages that answer the question."""
    quoted = "\n".join(excerpt.text for excerpt in entry.excerpts)
    return any(passage in quoted for passage in gold)


def answer_all(file: Path, matcher: Matcher) -> list[Case]:
    """The questions of a file (see tests/evaluation/README.md) with the shipped pack's answers."""
    pack = read_pack(shipped_packs() / "japan-south-korea-tensions")
    questions = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [
        Case(
            question=question,
            answer=decide(matcher.match(question["q"], now=NOW), pack, Policy()),
        )
        for question in questions
    ]


def table(cases: list[Case]) -> Iterator[str]:
    """A row for each language: how many, the share handled rightly, and what became of each."""
    for language in sorted({case.question["lang"] for case in cases}):
        own = [case for case in cases if case.question["lang"] == language]
        verdicts = Counter(case.verdict for case in own)
        share = sum(case.is_right for case in own) / len(own)
        told = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common())
        yield f"{language}  {len(own):4}  {share:.3f}  {told}"


def main(files: list[Path]) -> None:
    """Print a table for each file."""
    matcher = Matcher(read_pack(shipped_packs() / "japan-south-korea-tensions"))
    for file in files:
        print(file.name)
        print(*table(answer_all(file, matcher)), sep="\n")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(QUESTIONS.glob("*.jsonl")))
