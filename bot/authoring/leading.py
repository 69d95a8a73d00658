"""Whether an answer leads to a target: gives just what it does, or at least brings it up."""

from bot.core.answer import Answer, Clarification, Fallback, Reply
from bot.core.knowledge import Entry, OutOfScope, Target, answer_alike


def leads_to(answer: Answer, target: Target) -> bool:
    """Whether an answer gives what the target does: its passages, or its note."""
    match target:
        case Entry():
            return isinstance(answer, Reply) and _passages(answer.entry) == _passages(target)
        case OutOfScope():
            return isinstance(answer, Fallback) and answer.note == target.note


def brings_up(answer: Answer, target: Target) -> bool:
    """Whether an answer gives what a target does, or offers it."""
    match answer:
        case Reply(entry=entry):
            return answer_alike(entry, target)
        case Clarification(choices=choices):
            return any(answer_alike(choice.entry, target) for choice in choices)
        case Fallback(note=note):
            return isinstance(target, OutOfScope) and note == target.note


def _passages(entry: Entry) -> tuple[int, ...]:
    return tuple(excerpt.start for excerpt in entry.excerpts)
