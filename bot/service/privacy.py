"""What is kept of one person: shown, handed out and deleted when they ask for it."""

import json
from dataclasses import dataclass

from bot.service.assistant import Assistant
from bot.service.digests import Digests
from bot.service.misses import Misses
from bot.service.places import Place
from bot.service.preferences import PersonSettings, Preferences, around, set_in


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """What is kept of somebody: their settings, and whether they are blocked in a place.

    `talking` is whether memory holds their last answers, for follow-ups, or their latest questions;
    `own_digests` are the numbers of digests that are sent to them, `made_digests` of those that
    they set up for servers.
    """

    settings: PersonSettings
    blocked: bool
    talking: bool
    own_digests: tuple[int, ...] = ()
    made_digests: tuple[int, ...] = ()


class Privacy:
    """Shows and forgets what is kept of people."""

    def __init__(
        self,
        *,
        assistant: Assistant,
        preferences: Preferences,
        misses: Misses | None,
        digests: Digests,
    ) -> None:
        self._digests = digests
        self._assistant, self._preferences = assistant, preferences
        self._misses = misses

    @property
    def keeps_misses(self) -> bool:
        """Whether questions without a good answer are kept for the curator."""
        return self._misses is not None

    async def kept(self, person: str, user: str, place: Place) -> Kept:
        """What is kept of somebody.

        Args:
            person: names them among all platforms.
            user: their id at the platform.
            place: where they ask this.

        Raises:
            StoreError: it cannot be read.
        """
        settings = await self._preferences.of_person(person)
        places = [await self._preferences.of_place(each) for each in around(place)]
        made = await self._digests.of_maker(user)
        return Kept(
            own_digests=tuple(each.id for each in made if not each.workspace),
            made_digests=tuple(each.id for each in made if each.workspace),
            settings=settings,
            blocked=any(user in (each.blocked or ()) for each in places),
            talking=self._assistant.remembers(lambda name: _is_of(name, person)),
        )

    async def forget(self, person: str, user: str) -> None:
        """Forget somebody. What other people set about them stays: who is blocked where.

        So do the digests that they set up for servers, but not who did.

        Raises:
            StoreError: what they set is still kept; the rest is forgotten.
        """
        self._assistant.forget(lambda name: _is_of(name, person))
        if self._misses is not None:
            self._misses.forget_person(person)
        await self._digests.forget(user)
        await self._preferences.forget_person(person)


def _is_of(conversation: str, person: str) -> bool:
    """Whether a conversation is a person's: it is named platform, channel, user."""
    platform, user = person.split(":", 1)
    return conversation.startswith(f"{platform}:") and conversation.endswith(f":{user}")


def exported(kept: Kept) -> bytes:
    """What is kept of somebody, as a JSON file."""
    told = {
        "settings": set_in(kept.settings),
        "blocked_here": kept.blocked,
        "conversation_in_memory": kept.talking,
        "digests_sent_to_you": list(kept.own_digests),
        "digests_you_set_up_for_servers": list(kept.made_digests),
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"
