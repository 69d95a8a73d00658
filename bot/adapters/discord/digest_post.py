"""A digest as a Discord message."""

from bot.adapters.discord.markdown import escape, small
from bot.adapters.discord.post import Post, action, drafts_of, topic_links
from bot.adapters.discord.press import Act
from bot.adapters.discord.render import quoting
from bot.core.answer import Detail
from bot.core.digest import Digest
from bot.core.tongue import say
from bot.core.wording import TRY, citation, language_note


def render_digest(digest: Digest, *, stamp: str) -> Post:
    """The digest as a post; `stamp` is shown in it so that it can be found again.

    It quotes one excerpt. Where room lacks, the section's summary goes first.
    """
    section, source = digest.section, digest.pack.source
    heading = f"**{escape(section.title)}**"
    summary = escape(section.summary)
    ask = say("{lead}: {question}").format(
        lead=say(TRY), question=f"*{escape(digest.question)}*"
    ) + ("\n" + small(say("Mention me or use `/ask`.")))
    count = say("digest {number} of {total}").format(number=digest.number, total=digest.total)
    foot = small(f"{escape(citation(source))} · {count} · {stamp}")
    note = language_note(digest.pack)
    if note:
        foot = f"{small(note)}\n{foot}"
    excerpts = digest.entry.excerpts[:1]
    full = [heading, summary] if summary else [heading]
    end = f"{ask}\n{foot}"
    return Post(
        drafts=drafts_of(
            [
                [next(quoting(full, excerpts, [])), end],
                *([text, end] for text in quoting([heading], excerpts, [])),
                [f"{heading}\n{foot}"],
                [small(f"{count} · {stamp}")],
            ]
        ),
        actions=(
            action(Act.SHOW, digest.pack, digest.entry, say("More"), Detail.MORE),
            action(Act.SHOW, digest.pack, digest.entry, say("Source"), Detail.SOURCE),
        ),
        links=topic_links(digest.topics),
    )
