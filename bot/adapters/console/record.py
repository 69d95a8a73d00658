"""An answer as a JSON-ready record: a contract with tests and other programs."""

from collections.abc import Iterable
from typing import Any, assert_never

from bot.core.answer import Answer, Choice, Clarification, Closest, Fallback, Reply
from bot.core.knowledge import Excerpt, Pack
from bot.core.wording import first_line

Record = dict[str, Any]


def record(answer: Answer) -> Record:
    """The answer with every key of the contract; what does not apply is empty or null."""
    blank: Record = {
        "outcome": "",
        "reason": None,
        "confidence": round(answer.confidence, 4),
        "entry": None,
        "section": None,
        "excerpts": [],
        "summary": None,
        "topics": [],
        "choices": [],
        "closest": None,
        "source": _source(answer.pack),
        "pack": answer.pack.id,
        "message": first_line(answer),
    }
    return blank | _particulars(answer)


def _particulars(answer: Answer) -> Record:
    """The keys that one kind of answer fills."""
    match answer:
        case Reply():
            return {
                "outcome": "reply",
                "entry": answer.entry.id,
                "section": {"id": answer.section.id, "title": answer.section.title},
                "excerpts": _excerpts(answer.entry.excerpts),
                "summary": answer.section.summary,
                "topics": [{"id": t.id, "name": t.name, "url": t.url} for t in answer.topics],
            }
        case Clarification():
            return {
                "outcome": "clarification",
                "choices": [_choice(choice) for choice in answer.choices],
            }
        case Fallback():
            return {
                "outcome": "fallback",
                "reason": answer.reason.value,
                "closest": _closest(answer.closest),
            }
        case _:
            assert_never(answer)


def _choice(choice: Choice) -> Record:
    entry = choice.entry
    return {
        "entry": entry.id,
        "title": entry.question,
        "excerpts": _excerpts(entry.excerpts),
        "pack": choice.pack.id,
    }


def _closest(closest: Closest | None) -> Record | None:
    if closest is None:
        return None
    section = {"id": closest.section.id, "title": closest.section.title}
    return {"section": section, "excerpts": _excerpts(closest.excerpts)}


def _excerpts(excerpts: Iterable[Excerpt]) -> list[Record]:
    return [{"text": excerpt.text, "locator": excerpt.locator} for excerpt in excerpts]


def _source(pack: Pack) -> Record:
    source = pack.source
    return {
        "title": source.title,
        "publisher": source.publisher,
        "date": source.published.isoformat(),
        "url": source.url,
    }
