"""What is said of an evaluation, and to whom: lines for people or programs, and missed bars."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.authoring.bars import Bar, read_bar
from bot.authoring.comparing import Earlier, compare, read_earlier
from bot.authoring.evaluation_record import record
from bot.authoring.evaluation_text import report
from bot.authoring.outcomes import Evaluation


@dataclass(frozen=True, kw_only=True, slots=True)
class Reporting:
    """How to report: as JSON or text, beside an earlier evaluation, against which bars.

    `lists_replies` is whether the text shows the wrong replies one by one.
    """

    as_json: bool = False
    lists_replies: bool = True
    earlier: Earlier | None = None
    bars: tuple[Bar, ...] = ()

    def lines(self, evaluation: Evaluation) -> Iterator[str]:
        """The report: text, or one JSON object on one line.

        Raises:
            EarlierError: if the earlier evaluation is of other questions.
        """
        comparison = compare(self.earlier, evaluation) if self.earlier else None
        if self.as_json:
            told = record(evaluation, comparison)
            yield json.dumps(told, ensure_ascii=False, allow_nan=False)
        else:
            yield from report(evaluation, comparison, listed=self.lists_replies)

    def missed(self, evaluation: Evaluation) -> list[str]:
        """A sentence for each bar that the whole misses."""
        sentences = (bar.missed_by(evaluation.whole.figures) for bar in self.bars)
        return [sentence for sentence in sentences if sentence]


def read_reporting(
    *, as_json: bool, lists_replies: bool, earlier: Path | None, bars: Iterable[str]
) -> Reporting:
    """How to report, from the file of an earlier evaluation and bars as they are written.

    Raises:
        CuratorError: if the file or a bar cannot be used.
    """
    return Reporting(
        as_json=as_json,
        lists_replies=lists_replies,
        earlier=None if earlier is None else read_earlier(earlier),
        bars=tuple(read_bar(bar) for bar in bars),
    )
