"""The settings of a channel or the workspace, by command."""

import re
from typing import Any, Final

from bot.adapters.slack import setting_pages as pages
from bot.adapters.slack.lines import HOW, NO_SUCH_SETTING, NOT_MANAGER
from bot.adapters.slack.people import People
from bot.adapters.slack.post import Post
from bot.adapters.slack.refusals import RefusalError, refused
from bot.adapters.slack.scene import Scene
from bot.adapters.slack.spans import line
from bot.core.tongue import say
from bot.service.assistant import Assistant
from bot.service.options import meant, pack_options
from bot.service.places import Place
from bot.service.preferences import Preferences, around, set_in
from bot.service.setting_values import NAMES, WORDS, read_cooldown, read_word

EVERYWHERE: Final = re.compile(r"\s+everywhere$", re.IGNORECASE)
"""At the end of a command: that it is about the whole workspace."""

MENTION: Final = re.compile(r"<@(?P<user>[UW]\w+)(\|[^>]*)?>")

HOLDING: Final = ("visibility", "language", "feedback")
"""Settings of few words that Slack has: its messages have one look, and no channel is read."""


class Managing:
    """Shows settings to everybody; lets those who run the workspace change them.

    In a direct conversation everybody chooses for themselves.
    """

    def __init__(self, assistant: Assistant, preferences: Preferences, people: People) -> None:
        self._assistant, self._preferences, self._people = assistant, preferences, people

    async def settings(self, scene: Scene, rest: str) -> Post:
        """What holds where a command was given, after what it changes.

        Raises:
            RefusalError: it cannot be changed so, or not by them.
            StoreError: what is set is not known.
        """
        if not rest:
            return await self._standing(scene, pages.SHOWN)
        rest, place = await self._place(scene, rest)
        name, _, value = rest.partition(" ")
        await self._preferences.change(place, **await self._chosen(place, name, value.strip()))
        return await self._standing(scene, pages.CHANGED)

    async def packs(self, scene: Scene, rest: str) -> Post:
        """The reports that are asked somewhere, after what a command changes.

        Raises:
            RefusalError: it cannot be changed so, or not by them.
            StoreError: what is set is not known.
        """
        rest, place = (rest, scene.place) if _reads(rest) else await self._place(scene, rest)
        word, _, names = rest.partition(" ")
        if word == "use":
            await self._preferences.change(place, packs=self._named(names))
        elif word == "reset":
            await self._preferences.change(place, packs=None)
        elif not _reads(rest):
            raise refused(say("`/packs use` chooses, `/packs reset` undoes that."))
        holder, scope = await self._preferences.nearest(place)
        return pages.packs_page(self._assistant.packs(), holder, scope)

    async def _place(self, scene: Scene, rest: str) -> tuple[str, Place]:
        """What a command says but for where, and the place that it is about.

        Raises:
            RefusalError: whoever gave it may not change that.
        """
        whole = EVERYWHERE.search(rest) is not None
        place = scene.whole if whole else scene.place
        if place.workspace and not (await self._people.of(scene, anew=True)).manages:
            raise refused(say(NOT_MANAGER))
        return EVERYWHERE.sub("", rest), place

    async def _chosen(self, place: Place, name: str, value: str) -> dict[str, Any]:
        """The settings that a command names, by their names in the store."""
        try:
            match name:
                case "reset":
                    return dict.fromkeys(set_in(await self._preferences.of_place(place)))
                case "cooldown":
                    return {"cooldown": read_cooldown(value)}
                case "block" | "unblock":
                    return await self._blocking(place, value, blocks=name == "block")
                case _ if name in HOLDING and name in WORDS:
                    return {NAMES[name]: read_word(name, value)}
                case _:
                    raise RefusalError(line(say(NO_SUCH_SETTING)), line(say(HOW)))
        except ValueError as error:
            raise RefusalError(line("{problem}", problem=str(error)), line(say(HOW))) from error

    async def _blocking(self, place: Place, value: str, *, blocks: bool) -> dict[str, Any]:
        found = MENTION.match(value)
        if found is None:
            raise RefusalError(line(say(NO_SUCH_SETTING)), line(say(HOW)))
        listed = dict.fromkeys((await self._preferences.of_place(place)).blocked or ())
        if blocks:
            listed[found["user"]] = None
        else:
            listed.pop(found["user"], None)
        return {"blocked": tuple(listed) or None}

    def _named(self, names: str) -> tuple[str, ...]:
        options = pack_options(self._assistant.packs())
        whole = meant(names, options)  # A title may have a comma in it.
        if whole is not None:
            return (whole,)
        ids = [meant(name, options) for name in names.split(",") if name.strip()]
        if not ids or None in ids:
            raise refused(say("There is no such report here. `/packs list` shows them all."))
        return tuple(dict.fromkeys(each for each in ids if each is not None))

    async def _standing(self, scene: Scene, head: str) -> Post:
        place = scene.place
        here = await self._preferences.of_place(place)
        outer = await self._preferences.of_place(around(place)[0])
        held = await self._preferences.in_force(place)
        return pages.standing_page(held, here, outer, self._assistant.packs(), head)


def _reads(rest: str) -> bool:
    return rest in {"", "list"}
