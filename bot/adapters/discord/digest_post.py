"""A digest as a Discord message."""

from bot.adapters.discord.markdown import MOST_CHARACTERS, escape, first_fitting, small
from bot.adapters.discord.post import Act, Post, action, topic_links
from bot.adapters.discord.render import quoting
from bot.core.digest import Digest
from bot.core.wording import TRY, citation


def render_digest(digest: Digest, *, stamp: str, limit: int = MOST_CHARACTERS) -> Post:
    """The digest as a post; `stamp` is shown in it so that it can be found again.

    It quotes one excerpt. Where room lacks, the section's summary goes first.
    """
    section, source = digest.section, digest.pack.source
    heading = f"**{escape(section.title)}**"
    summary = escape(section.summary)
    ask = f"{TRY}: *{escape(digest.question)}*\n" + small("Mention me or use `/ask`.")
    foot = small(f"{escape(citation(source))} · digest {digest.number} of {digest.total} · {stamp}")
    excerpts = digest.entry.excerpts[:1]
    full = [heading, summary] if summary else [heading]
    return Post(
        text=first_fitting(
            [
                next(quoting(full, excerpts, ["", ask, foot])),
                *quoting([heading], excerpts, ["", ask, foot]),
                f"{heading}\n{foot}",
            ],
            limit,
        ),
        actions=(
            *action(Act.MORE, digest.pack, digest.entry, "More"),
            *action(Act.SOURCE, digest.pack, digest.entry, "Source"),
        ),
        links=topic_links(digest.topics),
    )
