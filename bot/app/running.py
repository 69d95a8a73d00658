"""What all platforms share while the bot runs."""

import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.app.present import clock
from bot.preparing import StartError
from bot.service.assistant import Assistant
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.service.misses import Misses
    from bot.service.reloading import Reloader
    from bot.store import SqlStore

START_SECONDS = 60
"""How long a start waits for its database."""


@dataclass(frozen=True, kw_only=True)
class Running:
    """What all platforms share while the bot runs; `stops` ends each of them in good order."""

    settings: Settings
    assistant: Assistant
    store: "SqlStore"
    misses: "Misses | None"
    stops: list[Callable[[], Coroutine[Any, Any, None]]]


@asynccontextmanager
async def shared(
    settings: Settings, assistant: Assistant, reloader: "Reloader"
) -> AsyncIterator[Running]:
    """Open the database and look after packs, until the platforms inside have ended.

    Raises:
        StartError: the database cannot be used.
    """
    from bot.service.misses import Misses, MissPolicy
    from bot.store import StoreError, open_store

    try:
        # A server of the same machine may still be starting.
        store = await open_store(settings.briefing_database, seconds=START_SECONDS)
    except StoreError as error:
        raise StartError(str(error)) from error
    misses = None
    if settings.briefing_keep_misses:
        policy = MissPolicy(
            people=settings.briefing_misses_people, days=settings.briefing_misses_days
        )
        misses = Misses(store, policy=policy, clock=clock)
        assistant.note_misses(misses)
    running = Running(settings=settings, assistant=assistant, store=store, misses=misses, stops=[])
    try:
        async with watching(reloader):
            _stop_on_sigterm(running)
            yield running
    finally:
        await store.close()


@asynccontextmanager
async def watching(reloader: "Reloader") -> AsyncIterator[None]:
    """Load packs anew while they are served: when their files change, and on SIGHUP."""
    import asyncio

    loop = asyncio.get_running_loop()
    tasks = {loop.create_task(reloader.run(), name="packs")}
    with suppress(NotImplementedError):  # Windows has no such signal.
        loop.add_signal_handler(
            signal.SIGHUP,
            lambda: tasks.add(loop.create_task(reloader.look(anyway=True), name="reload")),
        )
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


def _stop_on_sigterm(running: Running) -> None:
    """End all platforms in good order when the system stops the process."""
    import asyncio

    loop = asyncio.get_running_loop()
    closing: set[asyncio.Task[None]] = set()

    def stop() -> None:
        closing.update(loop.create_task(each(), name="close") for each in running.stops)

    with suppress(NotImplementedError):  # Windows has no such signal.
        loop.add_signal_handler(signal.SIGTERM, stop)
