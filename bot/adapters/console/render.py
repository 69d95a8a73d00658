"""An answer as text for a terminal."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import assert_never

from bot.core.answer import Answer, Clarification, Detail, Fallback, Reply
from bot.core.knowledge import Excerpt, Pack, Topic
from bot.core.tongue import say
from bot.core.wording import (
    LABELS,
    choice_lines,
    citation,
    closest_text,
    fallback_text,
    language_note,
    question_back,
)

QUOTE = "> "
"""Marks each line of a verbatim excerpt."""


def render(answer: Answer, *, width: int | None) -> str:
    """The answer as lines no wider than `width`; None leaves long lines whole, as for a pipe."""
    match answer:
        case Reply():
            paragraphs = _reply(answer)
        case Clarification():
            paragraphs = _clarification(answer)
        case Fallback():
            paragraphs = _fallback(answer)
        case _:
            assert_never(answer)
    return "\n".join(wrap(paragraph, width=width) for paragraph in paragraphs)


def wrap(paragraph: str, *, width: int | None) -> str:
    """A paragraph as lines no wider than `width`; the mark of a quote stands on each of them."""
    if width is None or len(paragraph) <= width:
        return paragraph
    mark = QUOTE if paragraph.startswith(QUOTE) else ""
    return textwrap.fill(
        paragraph.removeprefix(mark),
        width=width,
        initial_indent=mark,
        subsequent_indent=mark or _hanging(paragraph),
        break_long_words=False,
        break_on_hyphens=False,
    )


def topic_lines(topics: Iterable[Topic]) -> Iterator[str]:
    """One line a topic: its name and where to read on."""
    return (f"  {topic.name}: {topic.url}" for topic in topics)


def about(pack: Pack) -> Iterator[str]:
    """What the pack's report is and what it covers."""
    yield citation(pack.source)
    yield pack.source.url
    yield ""
    yield pack.scope
    yield ""
    yield pack.disclaimer


def _hanging(paragraph: str) -> str:
    """The indent of a paragraph's further lines: as deep as its first."""
    return " " * (len(paragraph) - len(paragraph.lstrip()))


def _reply(reply: Reply) -> Iterator[str]:
    match reply.detail:
        case Detail.BRIEF:
            yield from _brief(reply)
        case Detail.MORE:
            yield from _brief(reply)
            yield ""
            yield say("In short ({section}): {summary}").format(
                section=reply.section.title, summary=reply.section.summary
            )
        case Detail.SOURCE:
            yield from _source(reply)
        case _:
            assert_never(reply.detail)


def _brief(reply: Reply) -> Iterator[str]:
    yield reply.entry.question
    yield from _quotes(reply.entry.excerpts)
    yield ""
    yield say("{source}; {label}").format(
        source=citation(reply.pack.source), label=say(LABELS[reply.entry.label])
    )
    yield from _noted(reply.pack)
    if reply.topics:
        yield say("Topics:")
        yield from topic_lines(reply.topics)


def _source(reply: Reply) -> Iterator[str]:
    for excerpt in reply.entry.excerpts:
        yield say("Quoted from: {place}").format(place=excerpt.locator)
    yield citation(reply.pack.source)
    yield reply.pack.source.url
    yield ""
    yield reply.pack.disclaimer


def _noted(pack: Pack) -> Iterator[str]:
    """A line on quotes in a foreign language."""
    if note := language_note(pack):
        yield note


def _quotes(excerpts: Iterable[Excerpt]) -> Iterator[str]:
    for excerpt in excerpts:
        yield ""
        yield from (QUOTE + line for line in excerpt.text.splitlines() if line.strip())
        yield f"  ({excerpt.locator})"


def _clarification(clarification: Clarification) -> Iterator[str]:
    yield question_back(clarification)
    for number, line in enumerate(choice_lines(clarification.choices), start=1):
        yield f"  {number}. {line}"


def _fallback(fallback: Fallback) -> Iterator[str]:
    yield fallback_text(fallback)
    closest = fallback.closest
    if closest is not None:
        yield ""
        yield say("{lead}: {section}").format(
            lead=closest_text(fallback), section=closest.section.title
        )
        yield from _quotes(closest.excerpts)
        if closest.excerpts:
            yield from _noted(fallback.pack)
