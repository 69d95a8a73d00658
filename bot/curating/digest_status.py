"""`briefing digest status`: how each digest stands, for those who run the bot."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.schedule import schedule_words
from bot.core.subscription import Reason, State, Stop, Subscription
from bot.preparing import StartError, load_settings
from bot.service.ports import Delivery, StoreError
from bot.store import is_there, open_store

LATEST = 5
"""Deliveries that are told of each."""

WHY = {
    Reason.PERMISSIONS: "permissions are missing",
    Reason.CHANNEL_GONE: "the channel no longer exists",
    Reason.WORKSPACE_LEFT: "the bot is no longer in that server",
    Reason.CLOSED_TO_US: "direct messages are closed",
}
MEND = {
    Reason.PERMISSIONS: "grant them in the channel's settings; it goes on by itself",
    Reason.CHANNEL_GONE: "/digest subscribe for another channel, and /digest remove",
    Reason.WORKSPACE_LEFT: "invite the bot again (briefing invite); it goes on by itself",
    Reason.CLOSED_TO_US: "open them, then /mydigest resume",
}

Standing = tuple[Subscription, Sequence[Delivery]]


def digest_status(number: int | None) -> bool:
    """Print how digests stand, all or one; False if one has stopped.

    Raises:
        StartError: the database cannot be read, or there is no such digest.
    """
    try:
        standings = asyncio.run(_standings(load_settings().briefing_database, number))
    except StoreError as error:
        raise StartError(str(error)) from error
    if number is not None and not standings:
        raise StartError(f"there is no digest {number}")
    for standing in standings:
        print("\n".join(_lines(*standing)))
    if not standings:
        print("Nobody has subscribed to a digest.")
    return not any(subscription.stop for subscription, _ in standings)


async def _standings(database: str, number: int | None) -> list[Standing]:
    if not is_there(database):
        return []  # Opening a store would make one.
    store = await open_store(database)
    try:
        return [
            (each, await store.deliveries(each.id, LATEST))
            for each in await store.all_subscriptions()
            if number is None or each.id == number
        ]
    finally:
        await store.close()


def _lines(subscription: Subscription, deliveries: Sequence[Delivery]) -> Iterator[str]:
    where = f"server {subscription.workspace}, " if subscription.workspace else "direct, "
    yield (
        f"{subscription.id}  {subscription.platform}, {where}channel {subscription.channel}, "
        f"{subscription.pack}: {schedule_words(subscription.schedule)}"
    )
    zone = ZoneInfo(subscription.schedule.zone)
    due = subscription.next_due
    coming = f", next {_shown(due, zone)}" if due and subscription.state is State.ACTIVE else ""
    yield f"   {subscription.state}{coming}"
    if subscription.stop is not None:
        yield f"   {_told(subscription.stop)}"
    for delivery in deliveries:
        reason = f" ({delivery.reason})" if delivery.reason else ""
        yield f"   {_shown(delivery.due, zone)}  {delivery.status}{reason}"


def _told(stop: Stop) -> str:
    lacking = f" ({', '.join(stop.lacking)})" if stop.lacking else ""
    return f"{WHY[stop.reason]}{lacking}: {MEND[stop.reason]}"


def _shown(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M %Z}"
