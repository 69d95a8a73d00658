"""`briefing correct`: posts that say something else than the packs by now, listed and corrected."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.app import clock
from bot.core.knowledge import Pack
from bot.curating.correct_text import findings, record, told, told_obstacle
from bot.preparing import Chosen, StartError, load_settings, pack_folders, preparation
from bot.service.correcting import Corrector, Obstacle, Outdated, correct, outdated_posts
from bot.store import SqlStore, StoreError, is_there, open_store

YES = "correct"
"""What is typed to go on."""


@dataclass(kw_only=True)
class Run:
    """What was found, and what became of what was tried of it: None if it was corrected."""

    packs: Sequence[Pack]
    token: str | None
    yes: bool
    as_json: bool
    found: tuple[Outdated, ...] = ()
    unread: Mapping[str, int] = field(default_factory=dict)
    tried: list[Obstacle | None] = field(default_factory=list)

    def tell(self, *lines: str) -> None:
        """Print lines, unless programs read the output."""
        if not self.as_json:
            for line in lines:
                print(line, flush=True)

    @property
    def well(self) -> bool:
        """Whether no post is left that says something else than its pack."""
        return len(self.tried) == len(self.found) and not any(self.tried)


def correct_posts(chosen: Chosen, *, yes: bool, as_json: bool) -> bool:
    """List the posts that are outdated, and correct them once that is confirmed.

    Returns whether none is left. Without `yes`, a terminal is asked; elsewhere nothing is changed.

    Raises:
        StartError: the database cannot be used, or Discord does not let the bot in.
    """
    settings = load_settings()
    prepared = preparation(settings, semantic=False)
    packs = [prepared.pack(folder) for folder in pack_folders(chosen.folders, settings)]
    token = settings.discord_token.value if settings.discord_token else None
    run = Run(packs=packs, token=token, yes=yes, as_json=as_json)
    try:
        asyncio.run(_run(run, settings.briefing_database))
    except StoreError as error:
        raise StartError(str(error)) from error
    finally:
        if as_json:
            print(json.dumps(record(run.found, run.unread, run.tried), ensure_ascii=False))
    return run.well


async def _run(run: Run, database: str) -> None:
    async with _ledger(database) as store:
        if store is not None:
            await _look(run, store)
        run.tell(*findings(run.found, run.unread))
        if store is None or not run.found:
            return
        if not run.yes and not _confirmed(run):
            run.tell("Nothing was changed. `briefing correct --yes` corrects them.")
            return
        await _correct_all(run, store)


async def _look(run: Run, store: SqlStore) -> None:
    """Find what is outdated, and what cannot be told."""
    run.found = await outdated_posts(store, run.packs, clock())
    loaded = {pack.id for pack in run.packs}
    shown = await store.packs_shown()
    run.unread = {pack: number for pack, number in shown.items() if pack not in loaded}


async def _correct_all(run: Run, store: SqlStore) -> None:
    """Correct what was found, one after another; each is recorded before the next is begun."""
    async with _corrector(store, run.token) as corrector:
        for each in run.found:
            obstacle = await correct(each, corrector, store, clock())
            run.tried.append(obstacle)
            run.tell(told(each, obstacle))
    met = [obstacle for obstacle in run.tried if obstacle is not None]
    run.tell(f"Corrected: {len(run.tried) - len(met)}. Not corrected: {len(met)}.")
    run.tell(*map(told_obstacle, dict.fromkeys(met)))


@asynccontextmanager
async def _ledger(database: str) -> AsyncIterator[SqlStore | None]:
    """The database, if there is one: opening a store would make it."""
    if not is_there(database):
        yield None
        return
    store = await open_store(database)
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def _corrector(store: SqlStore, token: str | None) -> AsyncIterator[Corrector]:
    """Who corrects on Discord, over HTTP alone: a bot that is at work stays undisturbed."""
    from bot.adapters.catalogues import Catalogues
    from bot.adapters.discord.correcting import DiscordCorrector
    from bot.curating.discord_account import signed_in
    from bot.service.marks import Marks
    from bot.service.preferences import Preferences

    if token is None:
        raise StartError("DISCORD_TOKEN is not set: without it no post can be corrected")
    preferences = Preferences(store, Marks(store), clock=clock)
    async with signed_in(token) as client:
        yield DiscordCorrector(client, preferences, Catalogues())


def _confirmed(run: Run) -> bool:
    """Ask whoever sits at the terminal; nobody sits at a pipe."""
    if run.as_json or sys.stdin is None or not sys.stdin.isatty():
        return False
    try:
        return input(f"Type “{YES}” to edit these posts ({len(run.found)}): ").strip() == YES
    except EOFError:
        return False
