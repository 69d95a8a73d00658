"""What Slack tells of people: their language, and whether they run the workspace."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import aiohttp
from slack_sdk.errors import SlackClientError

from bot.adapters.slack.scene import Scene
from bot.core.tongue import Tongue, Tongues
from bot.service.bounded import Bounded

FRESH: Final = timedelta(minutes=10)
"""How long what Slack told holds."""

SECONDS: Final = 2.0
"""How long an answer waits for it."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """The language and the time zone that somebody has Slack in; whether they run a workspace."""

    locale: str = ""
    zone: str = ""
    manages: bool = False


class People:
    """Asks Slack about people, and remembers for a while; in memory only."""

    def __init__(self, tongues: Tongues, clock: Callable[[], datetime]) -> None:
        self._tongues, self._clock = tongues, clock
        self._known: Bounded[str, tuple[datetime, Person]] = Bounded()

    async def of(self, scene: Scene, *, anew: bool = False) -> Person:
        """Who somebody is; nobody in particular if Slack does not say so in time."""
        at, known = self._known.get(scene.person, (None, None))
        if known is not None and at is not None and self._clock() - at < FRESH and not anew:
            return known
        try:
            async with asyncio.timeout(SECONDS):
                found = await scene.client.users_info(user=scene.user, include_locale=True)
        except (SlackClientError, aiohttp.ClientError, OSError) as error:  # Timeouts are OSErrors.
            _log.warning("Slack did not say who asks: %s", type(error).__name__)
            return Person()
        user = found["user"]
        runs = bool(user.get("is_admin") or user.get("is_owner"))
        locale, zone = str(user.get("locale") or ""), str(user.get("tz") or "")
        person = Person(locale=locale, zone=zone, manages=runs)
        self._known.keep(scene.person, (self._clock(), person))
        return person

    async def tongue(self, scene: Scene, utterance: str, chosen: str) -> Tongue:
        """In which language somebody is answered.

        That which was chosen in the settings; else that of the utterance, if its letters tell;
        else that of their Slack.
        """
        if chosen:
            return self._tongues.of(chosen)
        written = self._tongues.of_text(utterance)
        return written or self._tongues.of((await self.of(scene)).locale)

    def forget(self, scene: Scene) -> None:
        """Forget what Slack told of somebody."""
        self._known.pop(scene.person, None)
