"""Which digests somebody may look after, and where they may have new ones."""

from typing import Final

from slack_sdk.errors import SlackApiError

from bot.adapters.slack.lines import (
    MOST_HERE,
    MOST_OWN,
    NO_MESSAGES,
    NO_SUCH_DIGEST,
    NOT_INSIDE,
    NOT_MANAGER,
)
from bot.adapters.slack.people import People, Person
from bot.adapters.slack.refusals import refused
from bot.adapters.slack.rooms import Room, room_of
from bot.adapters.slack.scene import Scene
from bot.adapters.slack.sending import code_of
from bot.adapters.slack.spans import Span
from bot.core.subscription import Subscription
from bot.core.tongue import say
from bot.service.digest_lines import MOST_DIGESTS, MOST_OF_ONE
from bot.service.digests import Digests

OUTSIDE: Final = frozenset({"not_in_channel", "channel_not_found"})
"""What Slack says of a channel that the bot is not in."""


class Rights:
    """Those who run the workspace look after its digests; everybody after those sent to them."""

    def __init__(self, digests: Digests, people: People) -> None:
        self._digests, self._people = digests, people

    async def allow(self, scene: Scene) -> Person:
        """Whoever runs the workspace.

        Raises:
            RefusalError: it is somebody else.
        """
        person = await self._people.of(scene, anew=True)
        if not person.manages:
            raise refused(say(NOT_MANAGER))
        return person

    async def listing(self, scene: Scene, *, own: bool) -> tuple[Subscription, ...]:
        """The digests of the workspace, or those that are sent to somebody, oldest first.

        Raises:
            StoreError: they are not known.
        """
        if not own:
            return await self._digests.listing(scene.team)
        made = await self._digests.of_maker(scene.user)
        return tuple(each for each in made if _is_own(each, scene))

    async def find(self, scene: Scene, number: int) -> Subscription:
        """A digest that somebody may look after, by its number.

        Raises:
            RefusalError: there is none, or it is not for them to look after it.
            StoreError: it is not known.
        """
        for each in await self.listing(scene, own=True):
            if each.id == number:
                return each
        await self.allow(scene)
        found = await self._digests.find(scene.team, number)
        if found is None:
            raise refused(say(NO_SUCH_DIGEST), number=number)
        return found

    async def room(self, scene: Scene, channel: str, *, own: bool) -> Room:
        """Where somebody may have a new digest: in a channel, or in their direct messages.

        Raises:
            RefusalError: they may have none, or the bot may not write there.
            StoreError: it is not known how many they have.
        """
        if not own:
            await self.allow(scene)
        most, sentence = (MOST_OF_ONE, MOST_OWN) if own else (MOST_DIGESTS, MOST_HERE)
        if len(await self.listing(scene, own=own)) >= most:
            raise refused(say(sentence), count=most)
        return await _direct(scene) if own else await _inside(scene, channel)


async def _direct(scene: Scene) -> Room:
    """Somebody's direct conversation with the bot: a command may be given in one with others."""
    try:
        opened = await scene.client.conversations_open(users=scene.user)
    except SlackApiError as error:
        raise refused(say(NO_MESSAGES), reason=code_of(error)) from error
    return Room(team=scene.team, channel=str(opened["channel"]["id"]))


async def _inside(scene: Scene, channel: str) -> Room:
    """A channel that the bot is in, as far as Slack tells."""
    try:
        await scene.client.conversations_history(channel=channel, limit=1)
    except SlackApiError as error:
        if code_of(error) in OUTSIDE:
            raise refused(say(NOT_INSIDE), channel=Span(channel=channel)) from error
    return Room(team=scene.team, channel=channel)


def _is_own(subscription: Subscription, scene: Scene) -> bool:
    room = room_of(subscription.workspace, subscription.channel)
    return room.direct and room.team == scene.team
