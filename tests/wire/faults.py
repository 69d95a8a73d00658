"""What goes wrong next: for each route, a script of answers that come before the true one."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Fault:
    """An answer in place of the true one; `reset` breaks the connection instead.

    With `done` the request is carried out all the same: only its answer is lost. With `until` there
    is no fault but that the true answer waits.
    """

    status: int = 200
    body: str = "{}"
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    reset: bool = False
    done: bool = False
    until: asyncio.Event | None = None


def limited(seconds: float, *, whole: bool = False) -> Fault:
    """Too many requests, said by Discord itself."""
    body = f'{{"message": "slow", "retry_after": {seconds}, "global": {str(whole).lower()}}}'
    return Fault(status=429, body=body, headers={"Via": "1.1 google", "Retry-After": "1"})


def page(status: int) -> Fault:
    """A page where JSON was due: from Cloudflare, or from the log-in page of a network."""
    return Fault(status=status, body="<html>no</html>", kind="text/html")


def refusal(status: int, code: int = 0) -> Fault:
    """An error that Discord explains in JSON."""
    return Fault(status=status, body=f'{{"message": "no", "code": {code}}}')


class Faults:
    """The scripts, by a piece of the path: `/messages`, `/callback`, `/users/@me`."""

    def __init__(self) -> None:
        self._scripts: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._lasting: dict[str, Fault] = {}

    def script(self, piece: str, *faults: Fault) -> None:
        self._scripts[piece].extend(faults)

    def always(self, piece: str, fault: Fault) -> None:
        """Have a route fail for ever."""
        self._lasting[piece] = fault

    def next(self, path: str) -> Fault | None:
        """What goes wrong with a request now, if anything."""
        for piece, faults in self._scripts.items():
            if piece in path and faults:
                return faults.popleft()
        return next((fault for piece, fault in self._lasting.items() if piece in path), None)
