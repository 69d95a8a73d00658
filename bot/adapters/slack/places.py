"""The settings that hold where somebody asks, and the reports that are asked there."""

import logging
from contextlib import suppress

from bot.adapters.slack.people import People
from bot.adapters.slack.refusals import refused
from bot.adapters.slack.scene import Scene
from bot.core.knowledge import Pack
from bot.core.tongue import say, speak
from bot.service.assistant import Assistant
from bot.service.lines import NO_SETTINGS
from bot.service.options import meant, pack_options
from bot.service.ports import StoreError
from bot.service.preferences import InForce, Preferences

_log = logging.getLogger(__name__)


class Reports:
    """The reports that are asked in each place, and the settings that hold there."""

    def __init__(self, assistant: Assistant, preferences: Preferences, people: People) -> None:
        self._assistant, self._preferences, self._people = assistant, preferences, people

    async def held(self, scene: Scene, utterance: str = "") -> InForce:
        """The settings that hold for somebody. From here on their language is spoken.

        Raises:
            RefusalError: there are several reports, and which are asked is not known.
        """
        held = await self._held(scene)
        chosen = "" if held is None else held.language
        speak(await self._people.tongue(scene, utterance, chosen))
        if held is not None:
            return held
        _log.warning("settings cannot be read, and none were of late")
        if len(self._assistant.packs()) > 1:
            raise refused(say(NO_SETTINGS))
        return self._preferences.default

    async def _held(self, scene: Scene) -> InForce | None:
        """The settings; where a person's cannot be read, the place's alone."""
        for whose in (
            scene.person,
            None,
        ):  # Who is blocked stays so, though the asker's are not known.
            with suppress(StoreError):
                return await self._preferences.in_force(scene.place, whose)
        return None

    def named(self, held: InForce, rest: str) -> tuple[tuple[Pack, ...], str]:
        """The packs in scope, or the one among them that a text begins with; and what follows.

        Raises:
            ScopeGoneError: none of those in scope is loaded.
        """
        packs = self._assistant.packs(held.packs)
        words = rest.split()
        for end in range(len(words), 0, -1):
            pack_id = meant(" ".join(words[:end]), pack_options(packs)) if len(packs) > 1 else None
            if pack_id is not None:
                chosen = tuple(pack for pack in packs if pack.id == pack_id)
                return chosen, " ".join(words[end:])
        return packs, rest
