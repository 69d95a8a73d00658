"""`briefing correct`: messages that show what has changed since, listed and corrected."""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass

from bot.adapters.discord.places import PLATFORM
from bot.app import clock
from bot.core.knowledge import Pack
from bot.preparing import Chosen, StartError, load_settings, pack_folders, preparation
from bot.service.corrections import Attempt, Corrections, Outcome, Outdated, outdated
from bot.service.marks import Marks
from bot.service.ports import StoreError
from bot.service.preferences import Preferences
from bot.store import SqlStore, is_there, open_store

TOLD = {
    Outcome.CORRECTED: "corrected",
    Outcome.DELETED: "deleted meanwhile",
    Outcome.FAILED: "not corrected",
}

Confirm = Callable[[int], bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """What was found out of date, and what came of correcting it, if that was tried."""

    found: tuple[Outdated, ...] = ()
    attempts: tuple[Attempt, ...] = ()

    @property
    def well(self) -> bool:
        """Whether nothing that is out of date is left."""
        failed = any(each.outcome is Outcome.FAILED for each in self.attempts)
        return not failed and len(self.attempts) == len(self.found)


def correct(chosen: Chosen, *, yes: bool, as_json: bool) -> bool:
    """List what is out of date, and correct it if that is confirmed; whether nothing is left.

    Raises:
        StartError: the packs or the database cannot be read, or Discord cannot be reached.
    """
    settings = load_settings()
    prepared = preparation(settings, semantic=False)
    loaded = [prepared.pack(folder) for folder in pack_folders(chosen.folders, settings)]
    confirm: Confirm = _said if yes else _not_said if as_json else _asked
    token = settings.discord_token.value if settings.discord_token else None
    work = _worked(settings.briefing_database, loaded, token, confirm, show=not as_json)
    try:
        # Opening a store would make one.
        done = asyncio.run(work) if is_there(settings.briefing_database) else Done()
    except StoreError as error:
        raise StartError(str(error)) from error
    finally:
        work.close()
    print(json.dumps(_record(done), ensure_ascii=False) if as_json else _summary(done))
    return done.well


async def _worked(
    database: str, loaded: Sequence[Pack], token: str | None, confirm: Confirm, *, show: bool
) -> Done:
    packs = {pack.id: pack for pack in loaded}
    store = await open_store(database)
    try:
        found = outdated(await store.standings(PLATFORM), packs.get, clock())
        if show and found:
            print(*map(_line, found), sep="\n")
        if not found or not confirm(len(found)):
            return Done(found=found)
        if token is None:
            raise StartError("DISCORD_TOKEN is not set: without it no message can be corrected")
        attempts = [each async for each in _corrected(store, found, token)]
    finally:
        await store.close()
    for attempt in attempts:
        if show and attempt.outcome is not Outcome.CORRECTED:
            print(f"{_link(attempt.outdated)}: {_told(attempt)}")
    return Done(found=found, attempts=tuple(attempts))


async def _corrected(
    store: SqlStore, found: Sequence[Outdated], token: str
) -> AsyncIterator[Attempt]:
    """Correct one message after the other: discord.py keeps to the rates that Discord asks for."""
    from bot.adapters.catalogues import Catalogues
    from bot.adapters.discord.correcting import DiscordEditor
    from bot.adapters.discord.language import Languages
    from bot.curating.discord_account import signed_in

    async with signed_in(token) as client:
        preferences = Preferences(store, Marks(store), clock=clock)
        editor = DiscordEditor(client, preferences, Languages(Catalogues()))
        corrections = Corrections(store, editor, clock=clock)
        for each in found:
            yield await corrections.correct(each)


def _said(_: int) -> bool:
    return True


def _not_said(_: int) -> bool:
    return False


def _asked(number: int) -> bool:
    """Ask whoever sits there; where nobody does, only list."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    try:
        return input(f"Correct {_messages(number)}? [y/N] ").strip().casefold() in {"y", "yes"}
    except EOFError:
        return False


def _link(message: Outdated) -> str:
    """Where the message stands."""
    first = message.first
    where = first.workspace or "@me"
    return f"https://discord.com/channels/{where}/{first.channel}/{first.message}"


def _line(message: Outdated) -> str:
    first = message.first
    told = [f"changed {', '.join(message.changed)}"] if message.changed else []
    told += [f"withdrawn {', '.join(message.withdrawn)}"] if message.withdrawn else []
    return f"{_link(message)}  {first.posted_at:%Y-%m-%d}  {first.pack}: {'; '.join(told)}"


def _told(attempt: Attempt) -> str:
    reason = f": {attempt.reason}" if attempt.reason else ""
    return f"{TOLD[attempt.outcome]}{reason}"


def _summary(done: Done) -> str:
    if not done.found:
        return "Every message that is known of says what the packs say now."
    if not done.attempts:
        return (
            f"Out of date: {_messages(len(done.found))}. Nothing was changed:"
            " `briefing correct --yes` corrects them."
        )
    counts = Counter(each.outcome for each in done.attempts)
    return ", ".join(f"{counts[each]} {TOLD[each]}" for each in Outcome if counts[each])


def _messages(number: int) -> str:
    return "1 message" if number == 1 else f"{number} messages"


def _record(done: Done) -> dict[str, object]:
    tried = {id(each.outdated): each for each in done.attempts}
    return {"messages": [_message_record(each, tried.get(id(each))) for each in done.found]}


def _message_record(message: Outdated, attempt: Attempt | None) -> dict[str, object]:
    first = message.first
    return {
        "link": _link(message),
        "posted": first.posted_at.isoformat(),
        "kind": first.kind,
        "pack": first.pack,
        "changed": list(message.changed),
        "withdrawn": list(message.withdrawn),
        "outcome": attempt.outcome if attempt else None,
        "reason": attempt.reason if attempt else "",
    }
