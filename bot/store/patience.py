"""Trying again what a database could not do for a moment: locked, restarted, out of reach."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, Protocol, TypeVar

from bot.store.errors import PassingError

FIRST_WAIT: Final = 0.05
LONGEST_WAIT: Final = 2.0
"""Seconds before the first further attempt, and at most between two."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Patience:
    """For how many seconds something is tried again.

    `asked` holds where somebody waits for an answer, `outcome` for what became of a message that
    has been posted: if that is not recorded, the next holder of the claim has to look for it.
    """

    asked: float
    outcome: float


USUAL: Final = Patience(asked=3, outcome=90)


class Patient(Protocol):
    """One that has patience; `away` once it was waited for in vain, until something works again."""

    patience: Patience
    away: bool


S = TypeVar("S", bound=Patient)
P = ParamSpec("P")
R = TypeVar("R")
Method = Callable[Concatenate[S, P], Coroutine[Any, Any, R]]


def tried_again(
    *, twice: bool, outcome: bool = False
) -> Callable[[Method[S, P, R]], Method[S, P, R]]:
    """Try a method of the store again while the database is away.

    `twice` says that doing it twice is as good as once; otherwise it is not tried again where it
    may have been done.
    """

    def decorate(method: Method[S, P, R]) -> Method[S, P, R]:
        @wraps(method)
        async def patiently(store: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
            # One who asked has waited in vain: the next need not wait as well to learn that.
            asked = 0 if store.away else store.patience.asked
            seconds = store.patience.outcome if outcome else asked
            try:
                done = await insist(lambda: method(store, *args, **kwargs), seconds, twice=twice)
            except PassingError:
                store.away = True
                raise
            store.away = False
            return done

        return patiently

    return decorate


async def insist(
    attempt: Callable[[], Coroutine[Any, Any, R]], seconds: float, *, twice: bool = True
) -> R:
    """Attempt something until it is done, or raise its error once the seconds are over."""
    clock = asyncio.get_running_loop().time
    end = clock() + seconds
    wait = FIRST_WAIT
    while True:
        try:
            return await attempt()
        except PassingError as error:
            if clock() + wait > end or not (twice or error.undone):
                raise
            if wait == FIRST_WAIT:
                _log.warning("%s; trying again", error)
        await asyncio.sleep(wait)
        wait = min(2 * wait, LONGEST_WAIT)
