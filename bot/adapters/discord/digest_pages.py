"""What is said about digests: confirmations, the list and the preview."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from discord.utils import format_dt

from bot.adapters.discord.digest_post import render_digest
from bot.adapters.discord.markdown import MOST_CHARACTERS, cut, small
from bot.adapters.discord.post import Post, line
from bot.adapters.discord.schedule_text import schedule_words
from bot.core.digest import Digest, Subscription
from bot.service.digests import stamp_of

NONE_YET = "There are no digests in this server yet. `/digest subscribe` sets one up."
NOTHING = "The report has nothing to post at present."


def subscribed(subscription: Subscription) -> Post:
    """What was set up, and when it begins."""
    return line(
        f"Digest {subscription.id} will be posted in <#{subscription.channel}>:"
        f" {schedule_words(subscription.schedule)}.\n"
        f"The next post: {moment(subscription.next_due)}.\n"
        + small(f"`/digest preview number:{subscription.id}` shows it.")
    )


def listing(subscriptions: Sequence[Subscription]) -> Post:
    """The digests of a server, a line for each."""
    if not subscriptions:
        return line(NONE_YET)
    return line(cut("\n".join(map(_line, subscriptions)), MOST_CHARACTERS))


def _line(subscription: Subscription) -> str:
    state = "paused" if subscription.paused else f"next {format_dt(subscription.next_due, 'f')}"
    return (
        f"**{subscription.id}** <#{subscription.channel}>"
        f" · {schedule_words(subscription.schedule)} · {state}"
    )


def preview(subscription: Subscription, digest: Digest | None) -> Post:
    """The next post as it will be, under a line that says when."""
    if digest is None:
        return line(NOTHING)
    when = "paused" if subscription.paused else moment(subscription.next_due)
    head = small(f"Preview of digest {subscription.id} in <#{subscription.channel}>: {when}")
    stamp = stamp_of(subscription.id, subscription.next_due)
    return replace(render_digest(digest, stamp=stamp).under(head), private=True)


def posted(subscription: Subscription, digest: Digest | None) -> Post:
    """Whether and where a digest was posted at once."""
    if digest is None:
        return line(NOTHING)
    return line(f"Posted in <#{subscription.channel}>.")


def resumed(subscription: Subscription, next_due: datetime) -> Post:
    """From when on a digest is posted again."""
    return line(f"Digest {subscription.id} is posted again. The next post: {moment(next_due)}.")


def moment(time: datetime) -> str:
    """A moment that Discord shows in each reader's own time zone, and how far off it is."""
    return f"{format_dt(time, 'F')} ({format_dt(time, 'R')})"
