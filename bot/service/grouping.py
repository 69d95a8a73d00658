"""Doing at once what several ask for at the same time."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Grouped(Generic[T, R]):
    """Hands what is asked for while a run is under way to the next run, all of it together.

    A database that needs as long for one row as for fifty then keeps up with fifty senders.
    """

    def __init__(self, run: Callable[[Sequence[T]], Awaitable[Sequence[R]]]) -> None:
        self._run = run
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []
        self._running: asyncio.Task[None] | None = None

    async def __call__(self, item: T) -> R:
        """What the run makes of one item; its error, if it fails."""
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._go())
        return await future

    async def _go(self) -> None:
        while self._waiting:
            group, self._waiting = self._waiting, []
            items = [item for item, _ in group]
            futures = [future for _, future in group]
            try:
                outcomes = await self._run(items)
            except asyncio.CancelledError:
                for future in futures:
                    future.cancel()
                raise
            except BaseException as error:  # noqa: BLE001 - whoever asked gets it
                _fail(futures, error)
            else:
                _settle(futures, outcomes)


def _settle(futures: Sequence[asyncio.Future[R]], outcomes: Sequence[R]) -> None:
    """Give each its outcome; one that was cancelled meanwhile waits no more."""
    for future, outcome in zip(futures, outcomes, strict=True):
        if not future.done():
            future.set_result(outcome)


def _fail(futures: Sequence[asyncio.Future[R]], error: BaseException) -> None:
    for future in futures:
        if not future.done():
            future.set_exception(error)
