"""Questions as JSON Lines in, answers as JSON Lines out, in order."""

import json
from collections.abc import AsyncIterator, Iterable

from bot.adapters.console.record import Record, record
from bot.service.assistant import Assistant

QuestionId = str | int | None

WANTED = 'write {"id": "…", "q": "the question"} on one line'
"""What a line should be, for whoever wrote a bad one."""


class BadLineError(ValueError):
    """A line that is no question; the message says what to write instead."""

    def __init__(self, message: str, question_id: QuestionId = None) -> None:
        super().__init__(message)
        self.question_id = question_id


async def answer_lines(assistant: Assistant, lines: Iterable[str]) -> AsyncIterator[Record]:
    """One record for each line {"id", "q"}; a bad line gives one with `error` and the rest go on.

    Each question stands alone: no line is a follow-up on the one before.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            question_id, question = _question(line)
        except BadLineError as error:
            yield {"id": error.question_id, "error": f"line {number}: {error}"}
            continue
        yield {"id": question_id, **record(await assistant.ask(question))}


def _question(line: str) -> tuple[QuestionId, str]:
    """The id and the text of a question."""
    try:
        value = json.loads(line)
    except RecursionError as error:
        raise BadLineError(f"the JSON is nested too deeply; {WANTED}") from error
    except ValueError as error:
        raise BadLineError(f"not JSON ({error}); {WANTED}") from error
    if not isinstance(value, dict):
        raise BadLineError(f"not an object; {WANTED}")
    question_id = value.get("id")
    if not isinstance(question_id, str | int | None):
        raise BadLineError(f'"id" must be a text or a number; {WANTED}')
    if not isinstance(value.get("q"), str):
        raise BadLineError(f'no text under "q"; {WANTED}', question_id)
    return question_id, value["q"]
