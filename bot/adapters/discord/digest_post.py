"""A digest as a Discord message."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, assert_never

from discord.utils import format_dt

from bot.adapters.discord.markdown import cut, escape, small
from bot.adapters.discord.post import Action, Post, action, drafts_of, topic_links
from bot.adapters.discord.render import quoting
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

LONGEST_TITLE: Final = 100
"""Characters of the title of a forum's post."""

ASK: Final = said("Mention me or use `/ask`.")


def render_digest(digest: Digest, *, stamp: str, late: datetime | None = None) -> Post:
    """The digest as a post; `stamp` is shown in it so that it can be found again.

    Where room lacks, the section's summary goes first, then quotes, each as a whole. One that is
    late says when it was due.
    """
    post = _render(digest, _foot(digest, stamp))
    if late is None:
        return post
    told = say("Due {moment}; posted late.").format(moment=format_dt(late, "f"))
    return post.under(small(told))


def render_again(digest: Digest, tail: str) -> Post:
    """A digest that was posted, as its entries are now; `tail` ends its foot, as it did then."""
    foot = small(" · ".join(part for part in (escape(citation(digest.pack.source)), tail) if part))
    return _render(digest, _noted(digest, foot))


def post_title(digest: Digest) -> str:
    """The title of a forum's post."""
    return cut(title_of(digest), LONGEST_TITLE)


def _render(digest: Digest, foot: str) -> Post:
    match digest:
        case SectionDigest():
            return _section(digest, foot)
        case QuestionDigest():
            return _question(digest, foot)
        case TopicDigest():
            return _topic(digest, foot)
        case AskedDigest():
            return _asked(digest, foot)
        case CorrectionsDigest():
            return _corrections(digest, foot)
        case _:
            assert_never(digest)


def _section(digest: SectionDigest, foot: str) -> Post:
    heading, summary = f"**{escape(digest.section.title)}**", escape(digest.section.summary)
    question = f"*{escape(digest.question)}*"
    ask = say("{lead}: {question}").format(lead=say(TRY), question=question)
    excerpts = [entry.excerpts[0] for entry in digest.entries]
    heads = [[heading, summary], [heading]] if summary else [[heading]]
    return quoting_post(
        heads,
        excerpts,
        f"{ask}\n{small(say(ASK))}\n{foot}",
        foot,
        actions=more_of(digest.pack, digest.entries),
        topics=digest.topics,
    )


def _question(digest: QuestionDigest, foot: str) -> Post:
    question = f"**{escape(digest.entry.question)}**"
    lead = say("Question of the day")
    invite = say("What does the report say? The button shows it, to you alone.")
    label = say("Show the answer")
    return Post(
        drafts=drafts_of([[f"{small(lead)}\n{question}\n{invite}", foot], [question, foot]]),
        actions=(action(Act.SHOW, digest.pack, digest.entry, label),),
        links=topic_links(digest.pack.topics_of(digest.entry)),
    )


def _topic(digest: TopicDigest, foot: str) -> Post:
    lead = small(say("Topic of the week: {topic}").format(topic=escape(digest.topic.name)))
    heading = f"{lead}\n**{escape(digest.entry.question)}**"
    return quoting_post(
        [[heading]],
        digest.entry.excerpts[:1],
        foot,
        foot,
        actions=more_of(digest.pack, [digest.entry]),
        topics=(digest.topic,),
    )


def _asked(digest: AskedDigest, foot: str) -> Post:
    times = (
        say_count("asked once", "asked {count} times", count).format(count=count)
        for _, count in digest.counts
    )
    lines = [
        f"- {escape(entry.question)} · {often}"
        for (entry, _), often in zip(digest.counts, times, strict=True)
    ]
    title = say("What was asked here")
    heading = f"**{title}**"
    return Post(
        drafts=drafts_of(
            ["\n".join([heading, *lines[:shown]]), foot] for shown in range(len(lines), 0, -1)
        ),
        actions=tuple(
            action(Act.SHOW, digest.pack, entry, entry.question) for entry, _ in digest.counts
        ),
    )


def _corrections(digest: CorrectionsDigest, foot: str) -> Post:
    lead = say("Corrected since it was posted here. The report’s text is quoted as it is now.")
    title = say("Corrections")
    heading = f"**{title}**\n{lead}"
    more = say_count("One more has changed.", "{count} more have changed.", digest.more)
    more = more.format(count=digest.more)
    return quoting_post(
        [[heading]],
        [entry.excerpts[0] for entry in digest.entries],
        f"{small(more)}\n{foot}" if digest.more else foot,
        foot,
        actions=more_of(digest.pack, digest.entries),
        topics=(),
    )


def quoting_post(
    heads: Sequence[Sequence[str]],
    excerpts: Sequence[Excerpt],
    end: str,
    foot: str,
    *,
    actions: tuple[Action, ...],
    topics: Sequence[Topic],
) -> Post:
    """A post that quotes as many excerpts as fit, under the fullest head that leaves room."""
    drafts = [[text, end] for head in heads for text in _fewer(head, excerpts)]
    last = heads[-1][0]
    return Post(
        drafts=drafts_of([*drafts, [f"{last}\n{foot}"], [foot]]),
        actions=actions,
        links=topic_links(topics),
    )


def _fewer(head: Sequence[str], excerpts: Sequence[Excerpt]) -> Iterator[str]:
    """The head with all excerpts, then with one less, and so on to one."""
    for shown in range(len(excerpts), 0, -1):
        yield next(quoting(list(head), list(excerpts[:shown]), []))


def more_of(pack: Pack, entries: Sequence[Entry]) -> tuple[Action, ...]:
    """Buttons that show more of what is quoted: of one entry all of it, of several each."""
    if len(entries) == 1:
        return (
            action(Act.SHOW, pack, entries[0], say("More"), Detail.MORE),
            action(Act.SHOW, pack, entries[0], say("Source"), Detail.SOURCE),
        )
    return tuple(action(Act.SHOW, pack, entry, entry.question) for entry in entries)


def _foot(digest: Digest, stamp: str) -> str:
    parts = [escape(citation(digest.pack.source)), _place(digest), stamp]
    foot = small(" · ".join(part for part in parts if part))
    return _noted(digest, foot)


def _noted(digest: Digest, foot: str) -> str:
    """A foot, with a line before it if the report is in a foreign language."""
    note = language_note(digest.pack) if entries_of(digest) else ""
    return f"{small(note)}\n{foot}" if note else foot


def _place(digest: Digest) -> str:
    """How far the walk through the report has come."""
    if not isinstance(digest, SectionDigest | QuestionDigest):
        return ""
    return say("digest {number} of {total}").format(number=digest.number, total=digest.total)
