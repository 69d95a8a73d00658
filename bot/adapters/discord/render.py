"""An answer as a Discord message."""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from bot.adapters.discord.choices import number_buttons, numbered
from bot.adapters.discord.markdown import cut, escape, first_fitting, quote, small
from bot.adapters.discord.post import (
    LONGEST_URL,
    Act,
    Link,
    Post,
    action,
    topic_links,
)
from bot.core.answer import Answer, Clarification, Detail, Fallback, Reply
from bot.core.knowledge import Excerpt, Pack
from bot.core.wording import (
    LABELS,
    choice_lines,
    citation,
    closest_text,
    fallback_text,
    question_back,
)

LONGEST_CHOICE = 600
"""Characters of a choice where not all of them fit."""

TOO_LONG = "The passage is too long for a message. Please read it in the report."


def render(answer: Answer) -> Post:
    """The answer as a post of at most 2,000 characters; a quote is whole or left out."""
    match answer:
        case Reply():
            return _reply(answer)
        case Clarification():
            return _clarification(answer)
        case Fallback():
            return _fallback(answer)
        case _:
            assert_never(answer)


def _reply(reply: Reply) -> Post:
    match reply.detail:
        case Detail.BRIEF:
            return _brief(reply)
        case Detail.MORE:
            return _more(reply)
        case Detail.SOURCE:
            return _source(reply)
        case _:
            assert_never(reply.detail)


def _brief(reply: Reply) -> Post:
    title = f"**{escape(reply.entry.question)}**"
    more = action(Act.MORE, reply.pack, reply.entry, "More")
    source = action(Act.SOURCE, reply.pack, reply.entry, "Source")
    return Post(
        text=first_fitting(quoting([title], reply.entry.excerpts, [attribution(reply)])),
        actions=more + source,
        links=topic_links(reply.topics),
    )


def _more(reply: Reply) -> Post:
    """Everything about the entry: the curated summary of its section goes first if room lacks."""
    title = f"**{escape(reply.entry.question)}**"
    section = reply.section
    summary = f"**In short: {escape(section.title)}**\n{escape(section.summary)}"
    foot = attribution(reply)
    return Post(
        text=first_fitting(
            [
                *_whole(
                    [title], reply.entry.excerpts, [summary, foot] if section.summary else [foot]
                ),
                *quoting([title], reply.entry.excerpts, [foot]),
            ]
        ),
        actions=action(Act.SOURCE, reply.pack, reply.entry, "Source"),
        links=topic_links(reply.topics),
    )


def _source(reply: Reply) -> Post:
    source = reply.pack.source
    places = "\n".join(f"Quoted from: {escape(e.locator)}" for e in reply.entry.excerpts)
    about = f"**{escape(citation(source))}**\n<{source.url}>"
    disclaimer = small(escape(reply.pack.disclaimer))
    return Post(
        text=first_fitting([f"{about}\n{places}\n{disclaimer}", f"{about}\n{places}", about]),
        links=_report_link(reply.pack),
    )


def _clarification(clarification: Clarification) -> Post:
    head = f"**{question_back(clarification)}**"
    lines = numbered(choice_lines(clarification))
    short = [cut(line, LONGEST_CHOICE) for line in lines]
    return Post(
        text=first_fitting(["\n".join([head, *lines]), "\n".join([head, *short])]),
        actions=number_buttons(clarification.choices),
    )


def _fallback(fallback: Fallback) -> Post:
    said = escape(fallback_text(fallback))
    closest = fallback.closest
    if closest is None:
        return Post(text=first_fitting([said]))
    near = f"{escape(closest_text(fallback))}: **{escape(closest.section.title)}**"
    foot = small(escape(citation(fallback.pack.source)))
    return Post(
        text=first_fitting(
            [*quoting([said, near], closest.excerpts, [foot]), f"{said}\n\n{near}\n{foot}"]
        ),
        links=_report_link(fallback.pack),
    )


def attribution(reply: Reply) -> str:
    """The report with its date, and what kind of statement it makes here, in small letters."""
    return small(f"{escape(citation(reply.pack.source))} · {LABELS[reply.entry.label]}")


def quoting(head: Sequence[str], excerpts: Sequence[Excerpt], foot: Sequence[str]) -> Iterator[str]:
    """Texts of fewer and fewer of the excerpts, each whole, with a line for those left out."""
    yield from _whole(head, excerpts, foot)
    for shown in range(len(excerpts) - 1, 0, -1):
        left = len(excerpts) - shown
        yield from _whole(head, excerpts[:shown], [f"…and {left} more: see the report.", *foot])
    if excerpts:
        yield "\n\n".join(["\n".join(head), TOO_LONG, "\n".join(foot)])
        yield "\n\n".join([TOO_LONG, "\n".join(foot)])


def _whole(head: Sequence[str], excerpts: Iterable[Excerpt], foot: Sequence[str]) -> Iterator[str]:
    """The one text that has everything."""
    quotes = (f"{quote(e.text)}\n\n{small(f'— {escape(e.locator)}')}" for e in excerpts)
    yield "\n".join([*head, *quotes, *foot])


def _report_link(pack: Pack) -> tuple[Link, ...]:
    if len(pack.source.url) > LONGEST_URL:
        return ()
    return (Link(label="Read the report", url=pack.source.url),)
