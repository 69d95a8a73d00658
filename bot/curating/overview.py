"""`briefing overview`: how the bot is doing, as a web page for those who run it."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.app import clock
from bot.authoring.exporting.overview import Table, overview_page
from bot.authoring.exporting.writing import write
from bot.core.knowledge import Pack
from bot.core.schedule import schedule_words
from bot.core.subscription import Subscription
from bot.core.wording import citation
from bot.curating.told import curator_told
from bot.preparing import Chosen, StartError, load_settings, pack_folders, preparation
from bot.service.feedback import Rated
from bot.service.misses import KeptMiss
from bot.service.places import Place
from bot.service.preferences import PlaceSettings, set_in
from bot.store import StoreError, is_there, open_store


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What the database holds, of all places."""

    subscriptions: tuple[Subscription, ...] = ()
    settings: tuple[tuple[Place, PlaceSettings], ...] = ()
    ratings: tuple[Rated, ...] = ()
    misses: tuple[KeptMiss, ...] = ()


def overview(chosen: Chosen, out: Path) -> None:
    """Write the page to a file."""
    settings = load_settings()
    prepared = preparation(settings, semantic=False)
    packs = [prepared.pack(folder) for folder in pack_folders(chosen.folders, settings)]
    try:
        kept = asyncio.run(_kept(settings.briefing_database, packs))
    except StoreError as error:
        raise StartError(str(error)) from error
    now = clock()
    with curator_told():
        write(out, overview_page(tables(packs, kept, now), now))
    print(f"Written: {out}")


async def _kept(database: str, packs: Sequence[Pack]) -> Kept:
    if not is_there(database):
        return Kept()  # Opening a store would make one.
    store = await open_store(database)
    try:
        return Kept(
            subscriptions=await store.all_subscriptions(),
            settings=tuple((await store.all_settings()).items()),
            ratings=tuple([r for pack in packs for r in await store.ratings(pack.id)]),
            misses=tuple([m for pack in packs for m in await store.misses(pack.id)]),
        )
    finally:
        await store.close()


def tables(packs: Sequence[Pack], kept: Kept, now: datetime) -> list[Table]:
    """All that the page shows, as of `now`."""
    return [
        Table(
            title="Reports",
            columns=("Report", "Pack", "Questions shown", "Held back", "To review"),
            rows=tuple(_report(pack, now) for pack in packs),
            none="No pack is loaded.",
        ),
        Table(
            title="Digests",
            columns=("Digest", "Report", "Place", "Schedule", "State", "Next post"),
            rows=tuple(map(_digest, kept.subscriptions)),
            none="Nobody has subscribed to a digest.",
        ),
        Table(
            title="Settings",
            columns=("Place", "What was set"),
            rows=tuple((_where(place), _set(chosen)) for place, chosen in kept.settings),
            none="The defaults hold everywhere.",
        ),
        Table(
            title="Was it helpful?",
            columns=("Question", "Report", "Helpful", "Not helpful"),
            rows=tuple(_rated(packs, kept.ratings)),
            none="Nobody has rated an answer.",
        ),
        Table(
            title="Asked in vain",
            columns=("Question", "Report", "People", "Last asked"),
            rows=tuple((m.text, m.pack, str(m.people), m.last.isoformat()) for m in kept.misses),
            none="Nothing is kept of it: BRIEFING_KEEP_MISSES=on would.",
        ),
    ]


def _report(pack: Pack, now: datetime) -> tuple[str, ...]:
    live = sum(1 for _ in pack.live_entries(now))
    today = now.date()
    due = [
        entry.id
        for entry in pack.entries
        if entry.review_by is not None and entry.review_by <= today
    ]
    if pack.review_by is not None and pack.review_by <= today:
        due.insert(0, "the pack")
    held_back = len(pack.entries) - live
    return citation(pack.source), pack.id, str(live), str(held_back), ", ".join(due) or "–"


def _digest(subscription: Subscription) -> tuple[str, ...]:
    place = Place(
        platform=subscription.platform,
        workspace=subscription.workspace,
        channel=subscription.channel,
    )
    stop = subscription.stop
    due = subscription.next_due
    state = f"{subscription.state}: {stop.reason}" if stop else subscription.state.value
    return (
        str(subscription.id),
        subscription.pack,
        _where(place),
        schedule_words(subscription.schedule),
        state,
        f"{due:%Y-%m-%d %H:%M} UTC" if due else "–",
    )


def _where(place: Place) -> str:
    channel = f"channel {place.channel}" if place.channel else "all channels"
    if not place.workspace:
        return f"{place.platform}, direct, {channel}"
    return f"{place.platform}, server {place.workspace}, {channel}"


def _set(chosen: PlaceSettings) -> str:
    return ", ".join(f"{name}: {_value(value)}" for name, value in set_in(chosen).items())


def _value(value: object) -> str:
    match value:
        case bool():
            return "on" if value else "off"
        case tuple():
            return " ".join(map(str, value)) or "none"
        case _:
            return str(value)


def _rated(packs: Sequence[Pack], ratings: Iterable[Rated]) -> Iterable[tuple[str, ...]]:
    questions = {(p.id, entry.id): entry.question for p in packs for entry in p.entries}
    for rated in ratings:
        question = questions.get((rated.pack, rated.entry), f"{rated.entry} (gone)")
        yield question, rated.pack, str(rated.helpful), str(rated.unhelpful)
