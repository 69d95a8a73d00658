"""What Slack says of the bot's tokens, of those of workspaces, and of channels with digests."""

from collections.abc import AsyncIterator, Iterator, Sequence
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
from bot.settings import Settings
from bot.store import SqlStore, StoreError, is_there, open_store

GRANTED: Final = "x-oauth-scopes"
"""The header in which Slack names the scopes of a token."""

NO_CODE: Final = "none"
"""No code of an installation: Slack says so to an app that it knows."""

FAILED: Final = (SlackApiError, aiohttp.ClientError, OSError)


async def looked_at(settings: Settings) -> list[Finding]:
    """What Slack says of the app, of its workspaces, and of the channels that have digests."""
    if settings.slack_client_id:
        found = [await _known(settings)]
    else:
        found = await _one(settings)
    try:
        if not is_there(settings.briefing_database):
            return found  # Opening a store would make one.
        store = await open_store(settings.briefing_database)
    except StoreError:
        return found  # It was told before.
    try:
        return found + [each async for each in _kept(settings, store)]
    except SealError as error:
        return [*found, Finding(well=False, told=f"{error}.")]
    finally:
        await store.close()


async def _one(settings: Settings) -> list[Finding]:
    """What is said of the two tokens for one workspace; over HTTP there is but one."""
    assert settings.slack_bot_token is not None  # noqa: S101 - else Slack is not served
    client = client_of(settings.slack_bot_token.value, settings.briefing_slack_api)
    found = await _bot(client, "SLACK_BOT_TOKEN")
    if settings.slack_app_token is not None:
        found += await _app(client, settings.slack_app_token.value)
    return found


async def _known(settings: Settings) -> Finding:
    """Whether Slack knows the app that workspaces install, by its id and its secret."""
    secret = settings.slack_client_secret
    given = {"client_id": settings.slack_client_id, "client_secret": secret and secret.value}
    client = client_of(None, settings.briefing_slack_api)
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


async def _kept(settings: Settings, store: SqlStore) -> AsyncIterator[Finding]:
    """What is said of what the database keeps: tokens of workspaces, and digests.

    Raises:
        SealError: the key is no key, or not that with which the tokens were sealed.
    """
    clients: Clients
    if settings.slack_client_id:
        assert settings.briefing_secret_key is not None  # noqa: S101 - else it is not served
        seal = Seal(settings.briefing_secret_key.value.split(","))
        installations = Installations(store, seal, _unheard, clock)
        clients = InstalledClients(installations, settings.briefing_slack_api)
        for team in await store.workspaces(PLATFORM):
            if await installations.bot_of(team) is not None:
                for each in await _bot(await clients.of(team), f"the token of {team}"):
                    yield each
    else:
        assert settings.slack_bot_token is not None  # noqa: S101 - else it is not served
        token = settings.slack_bot_token.value
        clients = OneClient(client_of(token, settings.briefing_slack_api))
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
