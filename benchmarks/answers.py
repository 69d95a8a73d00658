"""How many questions the shipped pack handles rightly: `python -m benchmarks.answers [FILE …]`.

Once by words alone and, where the sentence encoder is installed, once by meaning too.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from bot.adapters.packs import read_pack, shipped_packs
from bot.adapters.semantic import installed_encoder
from bot.authoring.evaluation import evaluate_pack
from bot.authoring.evaluation_text import table
from bot.authoring.outcomes import Evaluation
from bot.authoring.questions import read_questions
from bot.core.answer import Policy
from bot.core.knowledge import Pack
from bot.core.matching import Matcher, encode, fit

QUESTIONS = Path(__file__).parents[1] / "tests" / "evaluation"
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def answer_all(file: Path, pack: Pack, matcher: Matcher) -> Evaluation:
    """What becomes of the questions of a file (see tests/evaluation/README.md)."""
    questions = read_questions(file, pack)
    return evaluate_pack(pack, questions, matcher, policy=Policy(), timer=perf_counter, now=NOW)


def matchers(pack: Pack) -> dict[str, Matcher]:
    """The pack's matcher by words alone, and by meaning too where that is installed."""
    fitted, encoder = fit(pack), installed_encoder()
    by_words = {"by words": Matcher(pack, fitted=fitted)}
    if encoder is None:
        return by_words
    meaning = encode(fitted.texts(), encoder)
    return {**by_words, "by meaning": Matcher(pack, fitted=fitted, meaning=meaning)}


def main(files: list[Path]) -> None:
    """Print tables for each file, and no single question: held-out files are among them."""
    pack = read_pack(shipped_packs() / "japan-south-korea-tensions")
    for name, matcher in matchers(pack).items():
        for file in files:
            print(f"{file.name}, {name}")
            print(*table(answer_all(file, pack, matcher)), sep="\n")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(QUESTIONS.glob("*.jsonl")))
