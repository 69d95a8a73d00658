"""What goes wrong next: for each method, a script of answers that come before the true one."""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Fault:
    """An answer in place of the true one; `reset` breaks the connection instead.

    With `done` the call is carried out all the same: only its answer is lost. With `until` there is
    no fault but that the true answer waits: the call, too, unless it is `done` before.
    """

    status: int = 200
    body: str = "{}"
    headers: Mapping[str, str] = field(default_factory=dict)
    reset: bool = False
    done: bool = False
    until: asyncio.Event | None = None


def limited(seconds: int) -> Fault:
    """Too many requests."""
    body = '{"ok": false, "error": "ratelimited"}'
    return Fault(status=429, body=body, headers={"Retry-After": str(seconds)})


def refusal(error: str, **more: str) -> Fault:
    """An error that Slack names."""
    return Fault(body=json.dumps({"ok": False, "error": error, **more}))


class Faults:
    """The scripts, by method; `response_url` for responses."""

    def __init__(self) -> None:
        self._scripts: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._lasting: dict[str, Fault] = {}

    def script(self, method: str, *faults: Fault) -> None:
        self._scripts[method].extend(faults)

    def always(self, method: str, fault: Fault) -> None:
        """Have a method fail for ever."""
        self._lasting[method] = fault

    def next(self, method: str) -> Fault | None:
        """What goes wrong with a call now, if anything."""
        if self._scripts[method]:
            return self._scripts[method].popleft()
        return self._lasting.get(method)
