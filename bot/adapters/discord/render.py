"""An answer as a Discord message."""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from bot.adapters.discord.choices import choices_of, offers_of, shortened
from bot.adapters.discord.markdown import escape, quote, small
from bot.adapters.discord.post import (
    LONGEST_URL,
    Action,
    Draft,
    Link,
    Post,
    action,
    drafts_of,
    topic_links,
)
from bot.core.answer import Answer, Clarification, Detail, Fallback, Reply
from bot.core.knowledge import Entry, Excerpt, Pack
from bot.core.press import Act, view
from bot.core.tongue import say, say_count
from bot.core.wording import (
    LABELS,
    choice_lines,
    citation,
    closest_text,
    fallback_text,
    language_note,
    question_back,
)
from bot.service.lines import RELATED, TOO_LONG


def render(answer: Answer, *, related: Sequence[Entry] = (), start: int = 0) -> Post:
    """The answer as a post; a quote is whole or left out, and what does not fit is a page on.

    Args:
        answer: what to show.
        related: questions to go on with after a reply.
        start: the excerpt that a page begins with.
    """
    match answer:
        case Reply():
            return _reply(answer, related, start)
        case Clarification():
            return _clarification(answer)
        case Fallback():
            return _fallback(answer)
        case _:
            assert_never(answer)


def _reply(reply: Reply, related: Sequence[Entry], start: int) -> Post:
    match reply.detail:
        case Detail.BRIEF:
            return _brief(reply, related, start)
        case Detail.MORE:
            return _more(reply)
        case Detail.SOURCE:
            return _source(reply)
        case _:
            assert_never(reply.detail)


def _brief(reply: Reply, related: Sequence[Entry], start: int) -> Post:
    pages = list(_pages(reply, start))
    offers = offers_of(choices_of(reply.pack, related))
    head = pages[0]
    full = Draft(parts=(*head.parts, say(RELATED)), offers=offers, actions=head.actions)
    more = action(Act.SHOW, reply.pack, reply.entry, say("More"), Detail.MORE)
    return Post(
        drafts=(full, *pages) if offers else tuple(pages),
        actions=(more, _source_action(reply)),
        links=topic_links(reply.topics),
        shows=view(Act.SHARE, reply.pack, reply.entry, start=start),
    )


def _more(reply: Reply) -> Post:
    """Everything about the entry: the curated summary of its section goes first if room lacks."""
    section = reply.section
    heading = say("**In short: {section}**").format(section=escape(section.title))
    summary = f"{heading}\n{escape(section.summary)}"
    pages = list(_pages(reply, 0))
    full = Draft(parts=(*pages[0].parts, summary))
    return Post(
        drafts=(full, *pages) if section.summary else tuple(pages),
        actions=(_source_action(reply),),
        links=topic_links(reply.topics),
        shows=view(Act.SHARE, reply.pack, reply.entry, Detail.MORE),
    )


def _source(reply: Reply) -> Post:
    source = reply.pack.source
    text = say("Quoted from: {place}")
    places = "\n".join(text.format(place=escape(e.locator)) for e in reply.entry.excerpts)
    about = f"**{escape(citation(source))}**\n<{source.url}>"
    disclaimer = small(escape(reply.pack.disclaimer))
    return Post(
        drafts=drafts_of([[f"{about}\n{places}\n{disclaimer}"], [f"{about}\n{places}"], [about]]),
        links=report_link(reply.pack),
        shows=view(Act.SHARE, reply.pack, reply.entry, Detail.SOURCE),
    )


def _source_action(reply: Reply) -> Action:
    return action(Act.SHOW, reply.pack, reply.entry, say("Source"), Detail.SOURCE)


def _clarification(clarification: Clarification) -> Post:
    parts = (f"**{question_back(clarification)}**",)
    offers = offers_of(clarification.choices, choice_lines(clarification.choices))
    drafts = (Draft(parts=parts, offers=offered) for offered in (offers, shortened(offers)))
    return Post(drafts=tuple(drafts))


def _fallback(fallback: Fallback) -> Post:
    told = escape(fallback_text(fallback))
    closest = fallback.closest
    if closest is None:
        return Post(drafts=drafts_of([[told]]))
    near = say("{lead}: {section}").format(
        lead=escape(closest_text(fallback)), section=f"**{escape(closest.section.title)}**"
    )
    foot = small(escape(citation(fallback.pack.source)))
    noted = _noted(fallback.pack, foot) if closest.excerpts else foot
    texts = [*quoting([told, near], closest.excerpts, [noted]), f"{told}\n\n{near}\n{foot}"]
    return Post(drafts=drafts_of([text] for text in texts), links=report_link(fallback.pack))


def attribution(reply: Reply) -> str:
    """The report with its date, and what kind of statement it makes here, in small letters."""
    kind = say(LABELS[reply.entry.label])
    return _noted(reply.pack, small(f"{escape(citation(reply.pack.source))} · {kind}"))


def _noted(pack: Pack, foot: str) -> str:
    """A foot under a quote, with a line before it if that is in a foreign language."""
    note = language_note(pack)
    return f"{small(note)}\n{foot}" if note else foot


def _pages(reply: Reply, start: int) -> Iterator[Draft]:
    """Pages from an excerpt on: fewer and fewer of the excerpts, with a button for the next.

    A passage that is too long for any message has a page that says so.
    """
    title, foot = f"**{escape(reply.entry.question)}**", attribution(reply)
    excerpts = reply.entry.excerpts
    total = len(excerpts)
    for end in range(total, start, -1):
        lines = [foot]
        if (start, end) != (0, total):
            passages = say("Passages {start} to {end} of {total}")
            shown = passages.format(start=start + 1, end=end, total=total)
            lines = [small(shown), foot]
        text = _whole([title], excerpts[start:end], lines)
        yield Draft(parts=(text,), actions=_next(reply, end))
    after = _next(reply, start + 1)
    where = small(f"— {escape(excerpts[start].locator)}") if start < total else ""
    yield Draft(parts=("\n\n".join([title, say(TOO_LONG), where, foot]),), actions=after)
    yield Draft(parts=("\n\n".join([say(TOO_LONG), foot]),), actions=after)


def _next(reply: Reply, start: int) -> tuple[Action, ...]:
    """The button for the page that begins with an excerpt, if there is one."""
    if start >= len(reply.entry.excerpts):
        return ()
    press = view(Act.SHOW, reply.pack, reply.entry, start=start)
    return (Action(press=press, label=say("Next passages")),)


def quoting(head: Sequence[str], excerpts: Sequence[Excerpt], foot: Sequence[str]) -> Iterator[str]:
    """Texts of fewer and fewer of the excerpts, each whole, with a line for those left out."""
    yield _whole(head, excerpts, foot)
    for shown in range(len(excerpts) - 1, 0, -1):
        left = len(excerpts) - shown
        more = say_count(
            "…and {count} more: see the report.", "…and {count} more: see the report.", left
        )
        yield _whole(head, excerpts[:shown], [more.format(count=left), *foot])
    if excerpts:
        yield "\n\n".join(["\n".join(head), say(TOO_LONG), "\n".join(foot)])
        yield "\n\n".join([say(TOO_LONG), "\n".join(foot)])


def _whole(head: Sequence[str], excerpts: Iterable[Excerpt], foot: Sequence[str]) -> str:
    """The one text that has everything."""
    quotes = (f"{quote(e.text)}\n\n{small(f'— {escape(e.locator)}')}" for e in excerpts)
    return "\n".join([*head, *quotes, *foot])


def report_link(pack: Pack) -> tuple[Link, ...]:
    """The button that opens a report's page."""
    if len(pack.source.url) > LONGEST_URL:
        return ()
    return (Link(label=say("Read the report"), url=pack.source.url),)
