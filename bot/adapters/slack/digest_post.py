"""A digest as a Slack message."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, assert_never

from bot.adapters.slack.post import (
    Action,
    Items,
    Piece,
    Post,
    Small,
    Words,
    action,
    drafts_of,
    topic_links,
)
from bot.adapters.slack.render import quoting
from bot.adapters.slack.spans import Line, Span, bold, line, words
from bot.core.answer import Detail
from bot.core.calendar import title_of
from bot.core.digest import (
    AskedDigest,
    CorrectionsDigest,
    Digest,
    QuestionDigest,
    SectionDigest,
    TopicDigest,
    entries_of,
)
from bot.core.knowledge import Entry, Excerpt, Pack, Topic
from bot.core.press import Act
from bot.core.tongue import said, say, say_count
from bot.core.wording import TRY, citation, language_note

ASK: Final = said("Mention me or use `/ask`.")


def render_digest(digest: Digest, *, late: datetime | None = None) -> Post:
    """The digest as a post.

    Where room lacks, the section's summary goes first, then quotes, each as a whole. One that is
    late says when it was due.
    """
    post = _render(digest)
    if late is None:
        return post
    when = Span(text=f"{late:%Y-%m-%d %H:%M} UTC", at=late)
    return post.under(line(say("Due {moment}; posted late."), moment=when))


def _render(digest: Digest) -> Post:
    match digest:
        case SectionDigest():
            return _section(digest)
        case QuestionDigest():
            return _question(digest)
        case TopicDigest():
            return _topic(digest)
        case AskedDigest():
            return _asked(digest)
        case CorrectionsDigest():
            return _corrections(digest)
        case _:
            assert_never(digest)


def _section(digest: SectionDigest) -> Post:
    heading = (bold(digest.section.title),)
    question = Span(text=digest.question, italic=True)
    ask = line(say("{lead}: {question}"), lead=say(TRY), question=question)
    summary = words(digest.section.summary)
    return _quoting(
        digest,
        [(heading, summary), (heading,)] if summary else [(heading,)],
        [entry.excerpts[0] for entry in digest.entries],
        [Words(lines=(ask, line(say(ASK))))],
        actions=_more(digest.pack, digest.entries),
        topics=digest.topics,
    )


def _question(digest: QuestionDigest) -> Post:
    invite = line(say("What does the report say? The button shows it, to you alone."))
    head = Words(lines=((bold(digest.entry.question),), invite))
    lead = Small(text=say("Question of the day"))
    label = say("Show the answer")
    return Post(
        drafts=drafts_of([[lead, head, *_foot(digest)]]),
        actions=(action(Act.SHOW, digest.pack, digest.entry, label),),
        links=topic_links(digest.pack.topics_of(digest.entry)),
        headline=title_of(digest),
    )


def _topic(digest: TopicDigest) -> Post:
    lead = line(say("Topic of the week: {topic}"), topic=digest.topic.name)
    return _quoting(
        digest,
        [(lead, (bold(digest.entry.question),))],
        digest.entry.excerpts[:1],
        [],
        actions=_more(digest.pack, [digest.entry]),
        topics=(digest.topic,),
    )


def _asked(digest: AskedDigest) -> Post:
    heading = Words(lines=((bold(say("What was asked here")),),))
    items = [
        words(
            f"{entry.question} · "
            + say_count("asked once", "asked {count} times", count).format(count=count)
        )
        for entry, count in digest.counts
    ]
    return Post(
        drafts=drafts_of(
            [heading, Items(lines=tuple(items[:shown])), *_foot(digest)]
            for shown in range(len(items), 0, -1)
        ),
        actions=tuple(
            action(Act.SHOW, digest.pack, entry, entry.question) for entry, _ in digest.counts
        ),
        headline=title_of(digest),
    )


def _corrections(digest: CorrectionsDigest) -> Post:
    lead = say("Corrected since it was posted here. The report’s text is quoted as it is now.")
    more = say_count("One more has changed.", "{count} more have changed.", digest.more)
    return _quoting(
        digest,
        [((bold(say("Corrections")),), line(lead))],
        [entry.excerpts[0] for entry in digest.entries],
        [Small(text=more.format(count=digest.more))] if digest.more else [],
        actions=_more(digest.pack, digest.entries),
        topics=(),
    )


def _quoting(
    digest: Digest,
    heads: Sequence[tuple[Line, ...]],
    excerpts: Sequence[Excerpt],
    end: Sequence[Piece],
    *,
    actions: tuple[Action, ...],
    topics: Sequence[Topic],
) -> Post:
    """A post that quotes as many excerpts as fit, under the fullest head that leaves room."""
    foot = _foot(digest)
    drafts = [
        next(quoting([Words(lines=head)], excerpts[:shown], [*end, *foot]))
        for head in heads
        for shown in range(len(excerpts), 0, -1)
    ]
    bare: list[Piece] = [Words(lines=heads[-1]), *foot]
    return Post(
        drafts=drafts_of([*drafts, bare]),
        actions=actions,
        links=topic_links(topics),
        headline=title_of(digest),
    )


def _more(pack: Pack, entries: Sequence[Entry]) -> tuple[Action, ...]:
    """Buttons that show more of what is quoted: of one entry all of it, of several each."""
    if len(entries) == 1:
        return (
            action(Act.SHOW, pack, entries[0], say("More"), Detail.MORE),
            action(Act.SHOW, pack, entries[0], say("Source"), Detail.SOURCE),
        )
    return tuple(action(Act.SHOW, pack, entry, entry.question) for entry in entries)


def _foot(digest: Digest) -> list[Small]:
    parts = [citation(digest.pack.source), _place(digest)]
    note = language_note(digest.pack) if entries_of(digest) else ""
    return [Small(text=text) for text in (note, " · ".join(filter(None, parts))) if text]


def _place(digest: Digest) -> str:
    """How far the walk through the report has come."""
    if not isinstance(digest, SectionDigest | QuestionDigest):
        return ""
    return say("digest {number} of {total}").format(number=digest.number, total=digest.total)
