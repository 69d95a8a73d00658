"""Posting digests on Slack."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from typing_extensions import override

from bot.adapters.slack.clients import Clients
from bot.adapters.slack.digest_post import render_digest
from bot.adapters.slack.layout import lay_out, without_blocks
from bot.adapters.slack.post import lines
from bot.adapters.slack.rooms import Room, room_of
from bot.adapters.slack.scene import PLATFORM
from bot.adapters.slack.sealing import SealError
from bot.adapters.slack.sending import BLOCKS, LOST, QUIET, code_of
from bot.adapters.slack.stops import stop_lines, stop_of
from bot.core.digest import Digest
from bot.core.subscription import Stop, Subscription
from bot.core.tongue import Tongue, Tongues, say, speaking
from bot.service.places import Place
from bot.service.ports import Posted, Sender, SendError, StoreError
from bot.service.preferences import Preferences

LOOKED_AT: Final = 100
"""Messages searched for one that may have gone out: some minutes of a busy channel."""

STAMPED: Final = "briefing_digest"
"""The type of the metadata in which a digest's stamp stands."""

LIMITED: Final = "ratelimited"

_log = logging.getLogger(__name__)


class SlackSender(Sender):
    """Posts through a client that tries nothing again by itself: what is lost is looked for."""

    def __init__(self, clients: Clients, preferences: Preferences, tongues: Tongues) -> None:
        self._clients, self._preferences, self._tongues = clients, preferences, tongues

    @override
    def check(self, subscription: Subscription) -> Stop | None:
        return None  # Slack tells nothing before it is asked.

    @override
    async def send(
        self, subscription: Subscription, digest: Digest, *, stamp: str, late: datetime | None
    ) -> Posted:
        with speaking(await self.tongue(subscription)):
            post = render_digest(digest, late=late)
        room = _room(subscription)
        with translated():
            client = await self._clients.of(room.team)
            try:
                sent = await _posted(client, room, lay_out(post), stamp)
            except SlackApiError as error:
                if code_of(error) not in BLOCKS:
                    raise
                _log.warning("a digest was refused (%s): sending it as text", code_of(error))
                sent = await _posted(client, room, without_blocks(post), stamp)
        there = Room(team=room.team, channel=str(sent["channel"]))
        return Posted(channel=there.key, message=str(sent["ts"]))

    @override
    async def look(self, subscription: Subscription, *, stamp: str) -> Posted | None:
        room = _room(subscription)
        with translated():
            client = await self._clients.of(room.team)
            found = await client.conversations_history(
                channel=room.channel, limit=LOOKED_AT, include_all_metadata=True
            )
        for message in found["messages"]:
            if _stamp(message) == stamp:
                return Posted(channel=subscription.channel, message=str(message["ts"]))
        return None

    @override
    async def withdraw(self, subscription: Subscription, posted: Posted) -> None:
        room = room_of(subscription.workspace, posted.channel)
        try:
            client = await self._clients.of(room.team)
            await client.chat_delete(channel=room.channel, ts=posted.message)
        except (SlackApiError, *LOST) as error:
            _log.warning("a message that is one too many stays (%s)", type(error).__name__)

    @override
    async def tell(self, subscription: Subscription, stop: Stop) -> None:
        if subscription.maker is None:
            return
        with translated():
            client = await self._clients.of(_room(subscription).team)
            await client.chat_postMessage(
                channel=subscription.maker,
                **lay_out(lines(*stop_lines(subscription, stop))),
                **QUIET,
            )

    async def tongue(self, subscription: Subscription) -> Tongue:
        """The language that was chosen for a channel: nobody in particular reads a digest."""
        place = Place(
            platform=PLATFORM, workspace=subscription.workspace, channel=subscription.channel
        )
        try:
            return self._tongues.of((await self._preferences.in_force(place)).language or None)
        except StoreError:
            return self._tongues.of(None)


async def _posted(
    client: AsyncWebClient, room: Room, message: dict[str, Any], stamp: str
) -> AsyncSlackResponse:
    """Post a message with a digest's stamp."""
    return await client.chat_postMessage(
        channel=room.channel,
        metadata={"event_type": STAMPED, "event_payload": {"stamp": stamp}},
        parse="none",
        link_names=False,
        **message,
        **QUIET,
    )


def _room(subscription: Subscription) -> Room:
    return room_of(subscription.workspace, subscription.channel)


@contextmanager
def translated() -> Iterator[None]:
    """What Slack's client raises as a SendError."""
    try:
        yield
    except SlackApiError as error:
        code = code_of(error)
        headers: Any = error.response.headers or {}
        wait = timedelta(seconds=float(headers.get("Retry-After", 0) or 0))
        raise SendError(
            say("Slack refused it ({reason})").format(reason=code),
            stop=stop_of(code),
            refused=code in BLOCKS,
            wait=wait if code == LIMITED else None,
        ) from error
    except LOST as error:
        raise SendError(say("the connection to Slack broke")) from error
    except SealError as error:
        raise SendError(str(error)) from error


def _stamp(message: dict[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != STAMPED:
        return ""
    return str((metadata.get("event_payload") or {}).get("stamp", ""))
