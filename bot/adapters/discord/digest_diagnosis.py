"""What keeps a server's digests from being posted, and when the others are due."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.adapters.discord.digest_pages import moment
from bot.adapters.discord.markdown import escape
from bot.adapters.discord.services import Services
from bot.adapters.discord.stops import mend_words, reason_words
from bot.core.subscription import State, Subscription
from bot.core.tongue import say

OVERDUE: Final = timedelta(minutes=10)
"""The longest wait between two attempts: what is later than that has failed more than once."""


def channels_of(subscriptions: Iterable[Subscription]) -> Mapping[str, Sequence[int]]:
    """The numbers of the digests that are to be posted, by their channel."""
    numbers: dict[str, list[int]] = {}
    for subscription in subscriptions:
        if subscription.state in {State.ACTIVE, State.STOPPED}:
            numbers.setdefault(subscription.channel, []).append(subscription.id)
    return numbers


def unposted(numbers: Sequence[int]) -> str:
    """Which digests are not posted because of what was said before."""
    return say("Digests that I cannot post because of that: {numbers}.").format(
        numbers=", ".join(map(str, numbers))
    )


def of_digest(services: Services, subscription: Subscription, now: datetime) -> Iterator[str]:
    """What keeps a digest itself from being posted; its channel is looked at elsewhere."""
    number = subscription.id
    if services.assistant.find_pack(subscription.pack) is None:
        yield say(
            "Digest {number}: its report `{pack}` is not loaded. Load it again, or"
            " `/digest remove`."
        ).format(number=number, pack=escape(subscription.pack))
    if subscription.stop is not None:
        yield say("Digest {number} has stopped: {reason}. {mend}").format(
            number=number,
            reason=reason_words(subscription.stop),
            mend=mend_words(subscription.stop),
        )
    elif subscription.state is State.PAUSED:
        yield say("Digest {number} is paused: `/digest resume` posts it again.").format(
            number=number
        )
    elif is_overdue(subscription, now):
        yield say(
            "Digest {number} in {channel} was due {moment} and is not posted yet. I try again at"
            " least every ten minutes. If it stays so, whoever runs me finds the reason in the log."
        ).format(
            number=number,
            channel=f"<#{subscription.channel}>",
            moment=moment(subscription.next_due or now),
        )


def next_lines(subscriptions: Iterable[Subscription], now: datetime) -> Iterator[str]:
    """A line for each digest that is still to come, the soonest first."""
    coming = [
        (each.next_due, each)
        for each in subscriptions
        if each.state is State.ACTIVE and each.next_due and not is_overdue(each, now)
    ]
    for due, each in sorted(coming, key=lambda pair: pair[0]):
        yield say("Digest {number} in {channel}: next {moment}.").format(
            number=each.id, channel=f"<#{each.channel}>", moment=moment(due)
        )


def is_overdue(subscription: Subscription, now: datetime) -> bool:
    """Whether a digest should have been posted long since."""
    due = subscription.next_due
    return subscription.state is State.ACTIVE and due is not None and now - due > OVERDUE
