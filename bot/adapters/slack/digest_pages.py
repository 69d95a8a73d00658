"""What is said about digests: proposals, the list, how they stand, and the preview."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.adapters.slack.care import Care, Step
from bot.adapters.slack.digest_post import render_digest
from bot.adapters.slack.lines import DIGEST_HOW, NONE_OF_YOURS, NONE_YET, OWN_HOW
from bot.adapters.slack.post import (
    Action,
    Draft,
    Items,
    Piece,
    Post,
    Small,
    Words,
    cut,
    lines,
    told,
)
from bot.adapters.slack.rooms import room_of
from bot.adapters.slack.spans import Line, Span, bold, line
from bot.adapters.slack.stops import stop_lines
from bot.core.calendar import Planned
from bot.core.digest import Digest
from bot.core.schedule import schedule_words
from bot.core.subscription import State, Subscription
from bot.core.tongue import Tongue, say, speaking
from bot.service.digest_lines import KINDS, NOTHING, OUTCOMES, STATES, late_words
from bot.service.ports import Delivery

LONGEST_TITLE: Final = 100
"""Characters of the title of a coming post."""


def proposal(subscription: Subscription, coming: Sequence[Planned]) -> Post:
    """What would be posted, with its next posts, and buttons to start, change and drop it."""
    number = subscription.id
    return _post(*proposed(subscription, coming)).having(
        Action(press=Care(step=Step.START, number=number), label=say("Start")),
        Action(press=Care(step=Step.CHANGE, number=number), label=say("Change…")),
        Action(press=Care(step=Step.DROP, number=number), label=say("Drop it")),
    )


def proposed(subscription: Subscription, coming: Sequence[Planned]) -> tuple[Piece, ...]:
    """What a digest posts where and when, its next posts, and what happens to those it misses."""
    where = line(
        say("In {channel}: {schedule}."),
        channel=where_of(subscription),
        schedule=schedule_words(subscription.schedule),
    )
    kind = say(KINDS[subscription.plan.kind])
    what = line(say("It posts {kind}. The next posts:"), kind=kind)
    if not coming:
        what = line(say("It has no time at which it would be due."))
    return (
        Words(lines=(where, what)),
        Items(lines=tuple(map(_coming, coming))),
        Small(text=late_words(subscription.late)),
    )


def started(subscription: Subscription) -> Post:
    """What was set up, and when it begins."""
    promise = line(
        say("Digest {number} will be posted in {channel}: {schedule}."),
        number=subscription.id,
        channel=where_of(subscription),
        schedule=schedule_words(subscription.schedule),
    )
    begins = line(say("It has no time at which it would be due."))
    if subscription.state is not State.ACTIVE:
        begins = line(say("It is {state}."), state=_state(subscription))
    elif subscription.next_due is not None:
        begins = line(say("The next post: {moment}."), moment=moment(subscription.next_due))
    return lines(promise, begins)


def listing(subscriptions: Sequence[Subscription], *, own: bool) -> Post:
    """Digests, a line for each, and what stopped those that are."""
    how = line(say(OWN_HOW if own else DIGEST_HOW))
    if not subscriptions:
        return lines(line(say(NONE_OF_YOURS if own else NONE_YET)), how)
    stopped = [each for one in subscriptions for each in stopped_lines(one)]
    return _post(
        Words(lines=(how,)),
        Items(lines=tuple(map(digest_line, subscriptions))),
        Words(lines=tuple(stopped)),
    )


def status(
    subscription: Subscription, deliveries: Sequence[Delivery], coming: Sequence[Planned]
) -> Post:
    """How one digest stands: what became of the latest posts, and what comes."""
    pieces: list[Piece] = [
        Words(lines=(digest_line(subscription), *stopped_lines(subscription))),
        Small(text=late_words(subscription.late)),
    ]
    if deliveries:
        latest = Words(lines=(line(say("The latest:")),))
        pieces += [latest, Items(lines=tuple(map(_delivered, deliveries)))]
    if coming and subscription.state is not State.ENDED:
        pieces += [Words(lines=(line(say("The next:")),)), Items(lines=tuple(map(_coming, coming)))]
    return _post(*pieces)


def preview(
    subscription: Subscription, digest: Digest | None, due: datetime | None, tongue: Tongue
) -> Post:
    """A post as it will be, in its language, under a line that says when."""
    if digest is None:
        return told(say(NOTHING))
    head = line(
        say("Preview of digest {number} in {channel}: {moment}"),
        number=subscription.id,
        channel=where_of(subscription),
        moment=moment(due) if due else say(STATES[subscription.state]),
    )
    with speaking(tongue):
        post = render_digest(digest)
    return replace(post.under(head), private=True)


def stopped_lines(subscription: Subscription) -> tuple[Line, ...]:
    """What stopped a digest, if it is stopped, and what mends that."""
    return () if subscription.stop is None else stop_lines(subscription, subscription.stop)


def digest_line(subscription: Subscription) -> Line:
    """A digest in a line."""
    return line(
        "{number} {where} · {pack} · {schedule} · {state}",
        number=bold(str(subscription.id)),
        where=where_of(subscription),
        pack=subscription.pack,
        schedule=schedule_words(subscription.schedule),
        state=_state(subscription),
    )


def where_of(subscription: Subscription) -> Span:
    """Where a digest is posted."""
    room = room_of(subscription.workspace, subscription.channel)
    return Span(text=say("direct messages")) if room.direct else Span(channel=room.channel)


def moment(at: datetime) -> Span:
    """A moment that Slack shows in each reader's own time zone."""
    return Span(text=f"{at:%Y-%m-%d %H:%M} UTC", at=at, day=True)


def _state(subscription: Subscription) -> Line:
    if subscription.state is State.ACTIVE and subscription.next_due is not None:
        return line(say("next {moment}"), moment=moment(subscription.next_due))
    state = say(STATES[subscription.state])
    if subscription.until is not None:
        return line(say("{state} until {moment}"), state=state, moment=moment(subscription.until))
    return (Span(text=state),)


def _coming(each: Planned) -> Line:
    title = cut(each.title, LONGEST_TITLE)
    return line("{moment} · {title}", moment=moment(each.due), title=title)


def _delivered(delivery: Delivery) -> Line:
    key = delivery.status if delivery.status != "skipped" else delivery.reason or ""
    outcome = say(OUTCOMES[key]) if key in OUTCOMES else key
    return line("{moment} · {outcome}", moment=moment(delivery.due), outcome=outcome)


def _post(*pieces: Piece) -> Post:
    return Post(drafts=(Draft(pieces=pieces),), private=True, line=True)
