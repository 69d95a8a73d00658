"""What Slack says of the bot's tokens, of those of workspaces, and of channels with digests."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.clients import Clients, InstalledClients, OneClient, client_of
from bot.adapters.slack.installing import SCOPES, Installations
from bot.adapters.slack.rooms import room_of
from bot.adapters.slack.scene import PLATFORM
from bot.adapters.slack.sealing import Seal, SealError
from bot.adapters.slack.sending import code_of
from bot.adapters.slack.stops import STOPS
from bot.app import clock, why_slack_ended
from bot.core.subscription import Reason, State, Subscription
from bot.curating.findings import Finding
from bot.store import SqlStore, StoreError, is_there, open_store

GRANTED: Final = "x-oauth-scopes"
"""The header in which Slack names the scopes of a token."""

NO_CODE: Final = "none"
"""No code of an installation: Slack says so to an app that it knows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Credentials:
    """What the bot has to speak to Slack with: for one workspace a token, else an app's secrets.

    `key` are the keys that seal the tokens of workspaces, with commas between; `app_token` is
    empty where Slack calls the bot. What is not used is empty.
    """

    token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    key: str = field(default="", repr=False)


FAILED: Final = (SlackApiError, aiohttp.ClientError, OSError)


async def looked_at(held: Credentials, base_url: str, database: str) -> list[Finding]:
    """What Slack says of the app, of its workspaces, and of the channels that have digests."""
    if held.client_id:
        found = [await _known(held, base_url)]
    else:
        found = await _one(held, base_url)
    try:
        if not is_there(database):
            return found  # Opening a store would make one.
        store = await open_store(database)
    except StoreError:
        return found  # It was told before.
    try:
        return found + [each async for each in _kept(held, base_url, store)]
    except SealError as error:
        return [*found, Finding(well=False, told=f"{error}.")]
    finally:
        await store.close()


async def _one(held: Credentials, base_url: str) -> list[Finding]:
    """What is said of the two tokens for one workspace; over HTTP there is but one."""
    client = client_of(held.token, base_url)
    found = await _bot(client, "SLACK_BOT_TOKEN")
    return found + await _app(client, held.app_token) if held.app_token else found


async def _known(held: Credentials, base_url: str) -> Finding:
    """Whether Slack knows the app that workspaces install, by its id and its secret."""
    given = {"client_id": held.client_id, "client_secret": held.client_secret}
    client = client_of(None, base_url)
    try:
        await client.api_call("oauth.v2.access", data={**given, "code": NO_CODE})
    except SlackApiError as error:
        if code_of(error) != "invalid_code":
            return Finding(
                well=False,
                told=f"Slack does not know the app ({code_of(error)}): copy SLACK_CLIENT_ID and"
                " SLACK_CLIENT_SECRET again, from Basic Information.",
            )
    except (aiohttp.ClientError, OSError) as error:
        return Finding(well=False, told=f"{why_slack_ended(error)}.")
    return Finding(well=True, told="Slack knows the app that workspaces install.")


async def _kept(held: Credentials, base_url: str, store: SqlStore) -> AsyncIterator[Finding]:
    """What is said of what the database keeps: tokens of workspaces, and digests.

    Raises:
        SealError: the key is no key, or not that with which the tokens were sealed.
    """
    clients: Clients = OneClient(client_of(held.token, base_url))
    if held.client_id:
        installations = Installations(store, Seal(held.key.split(",")), _unheard, clock)
        clients = InstalledClients(installations, base_url)
        for team in await store.workspaces(PLATFORM):
            if await installations.bot_of(team) is not None:
                for each in await _bot(await clients.of(team), f"the token of {team}"):
                    yield each
    posts = [each for each in await store.all_subscriptions() if _is_posted(each)]
    for each in await _channels(clients, posts):
        yield each


async def _bot(client: AsyncWebClient, name: str) -> list[Finding]:
    try:
        who = await client.auth_test()
    except FAILED as error:
        return [Finding(well=False, told=f"{why_slack_ended(error, name)}.")]
    told = f"Slack knows the bot as {who['user']}, in the workspace {who['team']}."
    granted = (who.headers or {}).get(GRANTED, "")
    return [Finding(well=True, told=told), *_scopes(str(granted), name)]


def _scopes(granted: str, name: str) -> Iterator[Finding]:
    """What the bot lacks; Slack may say nothing of scopes, then nothing is known."""
    held = {each.strip() for each in granted.split(",")}
    if granted and (missing := [scope for scope in SCOPES if scope not in held]):
        yield Finding(
            well=False,
            told=f"{name} lacks {', '.join(missing)}: add them under OAuth & Permissions"
            " (docs/slack-manifest.yaml has all), then install the app again.",
        )


async def _app(client: AsyncWebClient, app_token: str) -> list[Finding]:
    try:
        await client.apps_connections_open(app_token=app_token)
    except FAILED as error:
        return [Finding(well=False, told=f"{why_slack_ended(error)}.")]
    return [Finding(well=True, told="Slack lets the bot connect by Socket Mode.")]


async def _channels(clients: Clients, posts: Sequence[Subscription]) -> list[Finding]:
    """Where digests cannot be posted, or else that they can."""
    found = [told for each in posts for told in await _channel(clients, each)]
    if posts and not found:
        found = [
            Finding(well=True, told=f"The bot is in the channels of its digests: {len(posts)}.")
        ]
    return found


async def _channel(clients: Clients, subscription: Subscription) -> list[Finding]:
    room = room_of(subscription.workspace, subscription.channel)
    try:
        client = await clients.of(room.team)
        await client.conversations_history(channel=room.channel, limit=1)
    except SlackApiError as error:
        outside = {Reason.PERMISSIONS, Reason.CHANNEL_GONE}
        if STOPS.get(code_of(error)) in outside:
            told = f"The bot is not in {room.channel}, where it is to post digest {subscription.id}"
            return [Finding(well=False, told=f"{told}: /invite it there.")]
    except (aiohttp.ClientError, OSError):
        return []  # It was told of the token.
    return []


def _is_posted(subscription: Subscription) -> bool:
    """Whether a digest is to be posted in a channel of Slack."""
    held = subscription.state in {State.ACTIVE, State.STOPPED}
    return subscription.platform == PLATFORM and held and bool(subscription.workspace)


async def _unheard(_: str) -> None:
    """Nobody is told of installations here: there are none."""
