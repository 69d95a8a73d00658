"""Posting digests on Discord."""

import logging
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Final

import discord
from aiolimiter import AsyncLimiter
from typing_extensions import override

from bot.adapters.discord import stops
from bot.adapters.discord.digest_post import post_title, render_digest
from bot.adapters.discord.language import Languages
from bot.adapters.discord.layout import lay_out, text_of
from bot.adapters.discord.mode import mode_of_channel
from bot.adapters.discord.places import place_of
from bot.adapters.discord.sending import NO_MENTIONS
from bot.core.digest import Digest
from bot.core.subscription import Stop, Subscription
from bot.core.tongue import speaking
from bot.service.ports import Posted, Sender, StoreError
from bot.service.preferences import InForce, Preferences

LOOKED_AT: Final = 50
"""Messages searched for one that may have gone out: some minutes of a busy channel."""

LATEST_POSTS: Final = 20
"""Posts of a forum that are searched."""

_log = logging.getLogger(__name__)

A_SECOND: Final = 30
"""Digests posted in a second at most. Discord takes 50 requests: answers need their share."""


class DiscordSender(Sender):
    """Posts through the bot's client."""

    def __init__(
        self, client: discord.Client, preferences: Preferences, languages: Languages
    ) -> None:
        self._client = client
        self._preferences = preferences
        self._languages = languages
        self._limiter = AsyncLimiter(A_SECOND, 1)

    @override
    def check(self, subscription: Subscription) -> Stop | None:
        return stops.known(self._client, subscription)

    @override
    async def send(
        self, subscription: Subscription, digest: Digest, *, stamp: str, late: datetime | None
    ) -> Posted:
        known = self._client.get_channel(int(subscription.channel))
        held = await self._held(subscription, known)
        with speaking(self._languages.of_channel(known, held.language)):
            post = render_digest(digest, stamp=stamp, late=late)
        shown = lay_out(post, mode_of_channel(known, plain=held.plain))
        async with self._limiter:
            with self._translated(subscription):
                if isinstance(known, discord.ForumChannel):
                    return await _open_post(known, post_title(digest), shown)
                message = await self._messageable(subscription).send(
                    # discord.py sends enforce_nonce along: a second attempt finds the first.
                    nonce=stamp,
                    allowed_mentions=NO_MENTIONS,
                    **shown,
                )
                await _publish(known, message)
        return Posted(channel=str(message.channel.id), message=str(message.id))

    @override
    async def look(self, subscription: Subscription, *, stamp: str) -> Posted | None:
        known = self._client.get_channel(int(subscription.channel))
        with self._translated(subscription):
            if isinstance(known, discord.ForumChannel):
                messages = _first_messages(known)
            else:
                messages = self._messageable(subscription).history(limit=LOOKED_AT)
            async for message in messages:
                # Our own messages' content is always readable. The stamp is a word of its own:
                # that of subscription 1 also ends that of 11.
                if message.author == self._client.user and stamp in text_of(message).split():
                    return Posted(channel=str(message.channel.id), message=str(message.id))
        return None

    @override
    async def withdraw(self, subscription: Subscription, posted: Posted) -> None:
        place = self._client.get_partial_messageable(int(posted.channel))
        try:
            await place.get_partial_message(int(posted.message)).delete()
        except discord.HTTPException as error:
            _log.warning("a message that is one too many stays (%s)", error.status)

    @override
    async def tell(self, subscription: Subscription, stop: Stop) -> None:
        guild = self._client.get_guild(int(subscription.workspace or 0))
        tongue = self._languages.of_guild(guild)
        with speaking(tongue), self._translated(subscription):
            await stops.tell(self._client, subscription, stop)

    def _translated(self, subscription: Subscription) -> AbstractContextManager[None]:
        return stops.translated(lambda: self.check(subscription))

    def _messageable(self, subscription: Subscription) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(int(subscription.channel))

    async def _held(self, subscription: Subscription, known: object) -> InForce:
        """The settings that hold in a channel; where they cannot be read, plain text is safe."""
        workspace = int(subscription.workspace) if subscription.workspace else None
        place = place_of(workspace, known, int(subscription.channel))
        try:
            return await self._preferences.in_force(place)
        except StoreError:
            return InForce(plain=True)


async def _open_post(forum: discord.ForumChannel, title: str, shown: dict[str, Any]) -> Posted:
    """Open a post in a forum, under a tag where it wants one; Discord knows no nonce there."""
    tags = forum.available_tags[:1] if forum.flags.require_tag else []
    opened = await forum.create_thread(
        name=title, applied_tags=tags, allowed_mentions=NO_MENTIONS, **shown
    )
    return Posted(channel=str(opened.thread.id), message=str(opened.message.id))


async def _publish(channel: object, message: discord.Message) -> None:
    """Let those who follow an announcement channel have the message; it is posted without, too."""
    if not isinstance(channel, discord.TextChannel) or not channel.is_news():
        return
    try:
        await message.publish()
    except discord.HTTPException as error:
        _log.warning("a digest could not be published to followers (%s)", error.status)


async def _first_messages(forum: discord.ForumChannel) -> AsyncIterator[discord.Message]:
    """What the latest posts of a forum begin with, newest first."""
    latest = sorted(forum.threads, key=lambda thread: thread.id, reverse=True)[:LATEST_POSTS]
    for thread in latest:
        if thread.owner_id == forum.guild.me.id:
            yield await thread.fetch_message(thread.id)
