"""An answer as a Slack message."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from bot.adapters.slack.choices import choices_of, offers_of, shortened
from bot.adapters.slack.post import (
    LONGEST_URL,
    Action,
    Draft,
    Link,
    Piece,
    Post,
    Quote,
    Small,
    Words,
    action,
    drafts_of,
    topic_links,
)
from bot.adapters.slack.spans import bold, line, link, words
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
    first_line,
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
            post = _reply(answer, related, start)
        case Clarification():
            post = _clarification(answer)
        case Fallback():
            post = _fallback(answer)
        case _:
            assert_never(answer)
    return replace(post, headline=post.headline or first_line(answer))


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
    pieces = (*head.pieces, Words(lines=(line(say(RELATED)),)))
    full = Draft(pieces=pieces, offers=offers, actions=head.actions)
    more = action(Act.SHOW, reply.pack, reply.entry, say("More"), Detail.MORE)
    return Post(
        drafts=(full, *pages) if offers else tuple(pages),
        actions=(more, _source_action(reply)),
        links=topic_links(reply.topics),
        shows=view(Act.SHARE, reply.pack, reply.entry, start=start),
        headline=reply.entry.excerpts[start].text if start < len(reply.entry.excerpts) else "",
    )


def _more(reply: Reply) -> Post:
    """Everything about the entry: the curated summary of its section goes first if room lacks."""
    section = reply.section
    heading = line(say("**In short: {section}**"), section=section.title)
    summary = Words(lines=(heading, words(section.summary)))
    pages = list(_pages(reply, 0))
    full = Draft(pieces=(*pages[0].pieces, summary))
    return Post(
        drafts=(full, *pages) if section.summary else tuple(pages),
        actions=(_source_action(reply),),
        links=topic_links(reply.topics),
        shows=view(Act.SHARE, reply.pack, reply.entry, Detail.MORE),
    )


def _source(reply: Reply) -> Post:
    source = reply.pack.source
    about = ((bold(citation(source)),), (link(source.url),))
    places = [line(say("Quoted from: {place}"), place=e.locator) for e in reply.entry.excerpts]
    whole = Words(lines=(*about, *places))
    return Post(
        drafts=drafts_of(
            [[whole, Small(text=reply.pack.disclaimer)], [whole], [Words(lines=about)]]
        ),
        links=report_link(reply.pack),
        shows=view(Act.SHARE, reply.pack, reply.entry, Detail.SOURCE),
        headline=citation(source),
    )


def _source_action(reply: Reply) -> Action:
    return action(Act.SHOW, reply.pack, reply.entry, say("Source"), Detail.SOURCE)


def _clarification(clarification: Clarification) -> Post:
    pieces = (Words(lines=((bold(question_back(clarification)),),)),)
    offers = offers_of(clarification.choices, choice_lines(clarification.choices))
    drafts = (Draft(pieces=pieces, offers=offered) for offered in (offers, shortened(offers)))
    return Post(drafts=tuple(drafts))


def _fallback(fallback: Fallback) -> Post:
    told = words(fallback_text(fallback))
    closest = fallback.closest
    if closest is None:
        return Post(drafts=drafts_of([[Words(lines=(told,))]]))
    near = line(
        say("{lead}: {section}"), lead=closest_text(fallback), section=bold(closest.section.title)
    )
    foot = [Small(text=citation(fallback.pack.source))]
    noted = _noted(fallback.pack, foot) if closest.excerpts else foot
    head = Words(lines=(told, near))
    texts: list[Sequence[Piece]] = [*quoting([head], closest.excerpts, noted), [head, *foot]]
    return Post(drafts=drafts_of(texts), links=report_link(fallback.pack))


def attribution(reply: Reply) -> list[Small]:
    """The report with its date, and what kind of statement it makes here, in small letters."""
    kind = say(LABELS[reply.entry.label])
    return _noted(reply.pack, [Small(text=f"{citation(reply.pack.source)} · {kind}")])


def _noted(pack: Pack, foot: Sequence[Small]) -> list[Small]:
    """A foot under a quote, with a line before it if that is in a foreign language."""
    note = language_note(pack)
    return [Small(text=note), *foot] if note else [*foot]


def _pages(reply: Reply, start: int) -> Iterator[Draft]:
    """Pages from an excerpt on: fewer and fewer of the excerpts, with a button for the next.

    A passage that is too long for any message has a page that says so.
    """
    title, foot = Words(lines=((bold(reply.entry.question),),)), attribution(reply)
    excerpts = reply.entry.excerpts
    total = len(excerpts)
    for end in range(total, start, -1):
        passages = say("Passages {start} to {end} of {total}")
        shown = Small(text=passages.format(start=start + 1, end=end, total=total))
        lines = foot if (start, end) == (0, total) else [shown, *foot]
        pieces = (title, *_quotes(excerpts[start:end]), *lines)
        yield Draft(pieces=pieces, actions=_next(reply, end))
    where = [Small(text=f"— {excerpts[start].locator}")] if start < total else []
    told = Words(lines=(line(say(TOO_LONG)),))
    yield Draft(pieces=(title, told, *where, *foot), actions=_next(reply, start + 1))
    yield Draft(pieces=(told, *foot), actions=_next(reply, start + 1))


def _next(reply: Reply, start: int) -> tuple[Action, ...]:
    """The button for the page that begins with an excerpt, if there is one."""
    if start >= len(reply.entry.excerpts):
        return ()
    press = view(Act.SHOW, reply.pack, reply.entry, start=start)
    return (Action(press=press, label=say("Next passages")),)


def quoting(
    head: Sequence[Piece], excerpts: Sequence[Excerpt], foot: Sequence[Piece]
) -> Iterator[list[Piece]]:
    """Pieces with fewer and fewer of the excerpts, each whole, with a line for those left out."""
    yield [*head, *_quotes(excerpts), *foot]
    for shown in range(len(excerpts) - 1, 0, -1):
        left = len(excerpts) - shown
        more = say_count(
            "…and {count} more: see the report.", "…and {count} more: see the report.", left
        )
        yield [*head, *_quotes(excerpts[:shown]), Small(text=more.format(count=left)), *foot]
    if excerpts:
        yield [*head, Words(lines=(line(say(TOO_LONG)),)), *foot]


def _quotes(excerpts: Iterable[Excerpt]) -> Iterator[Piece]:
    for excerpt in excerpts:
        yield Quote(text=excerpt.text)
        yield Small(text=f"— {excerpt.locator}")


def report_link(pack: Pack) -> tuple[Link, ...]:
    """The button that opens a report's page."""
    if len(pack.source.url) > LONGEST_URL:
        return ()
    return (Link(label=say("Read the report"), url=pack.source.url),)
