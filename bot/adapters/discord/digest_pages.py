"""What is said about digests: confirmations, the list, how they stand, and the preview."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import discord
from discord import ui
from discord.utils import format_dt

from bot.adapters.discord.digest_post import render_digest
from bot.adapters.discord.listening import Ours
from bot.adapters.discord.markdown import MOST_CHARACTERS, cut, escape, small
from bot.adapters.discord.post import Post, line
from bot.adapters.discord.stops import mend_words, reason_words
from bot.core.calendar import Planned
from bot.core.digest import Digest
from bot.core.schedule import schedule_words
from bot.core.subscription import State, Subscription
from bot.core.tongue import Tongue, said, say, speaking
from bot.service.delivering import stamp
from bot.service.digest_lines import KINDS, NOTHING, OUTCOMES, STATES, late_words
from bot.service.ports import Delivery

NONE_YET: Final = said("There are no digests in this server yet. `/digest subscribe` sets one up.")
NONE_OF_YOURS: Final = said("You have no digests. `/mydigest subscribe` sends one to you.")
OWN: Final = "own"
"""What the buttons of a digest for oneself begin with."""

SHOWN: Final = 80
"""Characters of the title of a coming post."""


def started(subscription: Subscription, next_due: datetime | None) -> str:
    """What was set up, and when it begins."""
    begins = say("It has no time at which it would be due.")
    if next_due is not None:
        begins = say("The next post: {moment}.").format(moment=moment(next_due))
    return f"{_promise(subscription)}\n{begins}"


def proposed(subscription: Subscription, coming: Sequence[Planned]) -> str:
    """What would be posted, with its next posts, before it starts."""
    return "\n".join(
        [
            _promise(subscription),
            say("It posts {kind}. The next posts:").format(kind=say(KINDS[subscription.plan.kind])),
            *(_coming(each) for each in coming),
            small(late_words(subscription.late)),
        ]
    )


def proposal(subscription: Subscription, coming: Sequence[Planned]) -> ui.LayoutView:
    """The same, with buttons to start it and to drop it."""
    number = str(subscription.id)
    whose = "" if subscription.workspace else OWN
    start: ui.Item[ui.LayoutView] = ui.Button(
        label=say("Start"),
        style=discord.ButtonStyle.primary,
        custom_id=Ours(what=f"{whose}start", channel=number).custom_id,
    )
    drop: ui.Item[ui.LayoutView] = ui.Button(
        label=say("Drop it"), custom_id=Ours(what=f"{whose}drop", channel=number).custom_id
    )
    view = ui.LayoutView(timeout=None)
    text = cut(proposed(subscription, coming), MOST_CHARACTERS)
    view.add_item(ui.Container(ui.TextDisplay(text), ui.ActionRow(start, drop)))
    view.stop()
    return view


def said_only(text: str) -> ui.LayoutView:
    """A line in place of what had buttons."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(text))
    view.stop()
    return view


def listing(subscriptions: Sequence[Subscription], none: str = NONE_YET) -> Post:
    """Digests, a line for each."""
    if not subscriptions:
        return line(say(none))
    return line(cut("\n".join(map(_line, subscriptions)), MOST_CHARACTERS))


def status(
    subscription: Subscription, deliveries: Sequence[Delivery], coming: Sequence[Planned]
) -> Post:
    """How one digest stands: what became of the latest posts, and what comes."""
    lines = [
        f"**{subscription.id}** {_where(subscription)} · {schedule_words(subscription.schedule)}"
        f" · `{escape(subscription.pack)}`",
        say("It is {state}.").format(state=state_words(subscription)),
    ]
    if subscription.stop is not None:
        told = say("{reason}. {mend}").format(
            reason=reason_words(subscription.stop), mend=mend_words(subscription.stop)
        )
        lines.append(f"⚠ {told}")
    lines.append(small(late_words(subscription.late)))
    if deliveries:
        lines += [say("The latest:"), *map(_delivered, deliveries)]
    if coming and subscription.state is not State.ENDED:
        lines += [say("The next:"), *map(_coming, coming)]
    return line(cut("\n".join(lines), MOST_CHARACTERS))


def preview(
    subscription: Subscription, digest: Digest | None, due: datetime | None, tongue: Tongue
) -> Post:
    """A post as it will be, in its language, under a line that says when."""
    if digest is None:
        return line(say(NOTHING))
    head = small(
        say("Preview of digest {number} in {channel}: {moment}").format(
            number=subscription.id,
            channel=_where(subscription),
            moment=moment(due) if due else state_words(subscription),
        )
    )
    shown = stamp(subscription.id, due or datetime.fromtimestamp(0, UTC))
    with speaking(tongue):
        post = render_digest(digest, stamp=shown)
    return replace(post.under(head), private=True)


def posted(subscription: Subscription, digest: Digest | None) -> Post:
    """Whether and where a digest was posted at once."""
    if digest is None:
        return line(say(NOTHING))
    return line(say("Posted in {channel}.").format(channel=_where(subscription)))


def resumed(subscription: Subscription, next_due: datetime | None) -> str:
    """From when on a digest is posted again."""
    if next_due is None:
        return say("Digest {number} has no further time at which it would be due.").format(
            number=subscription.id
        )
    text = say("Digest {number} is posted again. The next post: {moment}.")
    return text.format(number=subscription.id, moment=moment(next_due))


def state_words(subscription: Subscription) -> str:
    """How a digest stands, in a few words."""
    state = say(STATES[subscription.state])
    if subscription.until is not None:
        return say("{state} until {moment}").format(
            state=state, moment=format_dt(subscription.until, "f")
        )
    return state


def moment(time: datetime) -> str:
    """A moment that Discord shows in each reader's own time zone, and how far off it is."""
    return f"{format_dt(time, 'F')} ({format_dt(time, 'R')})"


def _promise(subscription: Subscription) -> str:
    return say("Digest {number} will be posted in {channel}: {schedule}.").format(
        number=subscription.id,
        channel=_where(subscription),
        schedule=schedule_words(subscription.schedule),
    )


def _line(subscription: Subscription) -> str:
    state = state_words(subscription)
    if subscription.state is State.ACTIVE and subscription.next_due is not None:
        state = say("next {moment}").format(moment=format_dt(subscription.next_due, "f"))
    return (
        f"**{subscription.id}** {_where(subscription)} · `{escape(subscription.pack)}`"
        f" · {schedule_words(subscription.schedule)} · {state}"
    )


def _where(subscription: Subscription) -> str:
    return f"<#{subscription.channel}>" if subscription.workspace else say("direct messages")


def _coming(each: Planned) -> str:
    title = cut(escape(each.title), SHOWN)
    return f"- {format_dt(each.due, 'F')} · {title}"


def _delivered(delivery: Delivery) -> str:
    key = delivery.status if delivery.status != "skipped" else delivery.reason or ""
    outcome = say(OUTCOMES[key]) if key in OUTCOMES else escape(key)
    return f"- {format_dt(delivery.due, 'f')} · {outcome}"
