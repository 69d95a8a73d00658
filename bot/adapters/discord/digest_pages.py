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
from bot.core.tongue import Tongue, said, say, speaking
from bot.service.digests import stamp_of

NONE_YET = said("There are no digests in this server yet. `/digest subscribe` sets one up.")
NOTHING = said("The report has nothing to post at present.")


def subscribed(subscription: Subscription) -> Post:
    """What was set up, and when it begins."""
    return line(
        say("Digest {number} will be posted in {channel}: {schedule}.").format(
            number=subscription.id,
            channel=f"<#{subscription.channel}>",
            schedule=schedule_words(subscription.schedule),
        )
        + "\n"
        + say("The next post: {moment}.").format(moment=moment(subscription.next_due))
        + "\n"
        + small(say("`/digest preview number:{number}` shows it.").format(number=subscription.id))
    )


def listing(subscriptions: Sequence[Subscription]) -> Post:
    """The digests of a server, a line for each."""
    if not subscriptions:
        return line(say(NONE_YET))
    return line(cut("\n".join(map(_line, subscriptions)), MOST_CHARACTERS))


def _line(subscription: Subscription) -> str:
    state = say("next {moment}").format(moment=format_dt(subscription.next_due, "f"))
    if subscription.paused:
        state = say("paused")
    return (
        f"**{subscription.id}** <#{subscription.channel}>"
        f" · {schedule_words(subscription.schedule)} · {state}"
    )


def preview(subscription: Subscription, digest: Digest | None, tongue: Tongue) -> Post:
    """The next post as it will be, in its language, under a line that says when."""
    if digest is None:
        return line(say(NOTHING))
    head = small(
        say("Preview of digest {number} in {channel}: {moment}").format(
            number=subscription.id,
            channel=f"<#{subscription.channel}>",
            moment=say("paused") if subscription.paused else moment(subscription.next_due),
        )
    )
    stamp = stamp_of(subscription.id, subscription.next_due)
    with speaking(tongue):
        post = render_digest(digest, stamp=stamp)
    return replace(post.under(head), private=True)


def posted(subscription: Subscription, digest: Digest | None) -> Post:
    """Whether and where a digest was posted at once."""
    if digest is None:
        return line(say(NOTHING))
    return line(say("Posted in {channel}.").format(channel=f"<#{subscription.channel}>"))


def resumed(subscription: Subscription, next_due: datetime) -> Post:
    """From when on a digest is posted again."""
    text = say("Digest {number} is posted again. The next post: {moment}.")
    return line(text.format(number=subscription.id, moment=moment(next_due)))


def moment(time: datetime) -> str:
    """A moment that Discord shows in each reader's own time zone, and how far off it is."""
    return f"{format_dt(time, 'F')} ({format_dt(time, 'R')})"
