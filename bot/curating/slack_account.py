"""What Slack says of the bot's tokens, asked over its Web API."""

from collections.abc import Iterator

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.clients import client_of
from bot.adapters.slack.installing import SCOPES
from bot.app import why_slack_ended
from bot.curating.findings import Finding

GRANTED = "x-oauth-scopes"
"""The header in which Slack names the scopes of a token."""


async def looked_at(token: str, app_token: str | None, base_url: str) -> list[Finding]:
    """What Slack says of the two tokens; without the second it calls the bot itself."""
    client = client_of(token, base_url)
    found = await _bot(client)
    if app_token is not None:
        found += await _app(client, app_token)
    return found


async def _bot(client: AsyncWebClient) -> list[Finding]:
    try:
        who = await client.auth_test()
    except (SlackApiError, aiohttp.ClientError, OSError) as error:
        return [Finding(well=False, told=f"{why_slack_ended(error)}.")]
    told = f"Slack knows the bot as {who['user']}, in the workspace {who['team']}."
    granted = (who.headers or {}).get(GRANTED, "")
    return [Finding(well=True, told=told), *_scopes(str(granted))]


def _scopes(granted: str) -> Iterator[Finding]:
    """What the bot lacks; Slack may say nothing of scopes, then nothing is known."""
    held = {each.strip() for each in granted.split(",")}
    if granted and (missing := [scope for scope in SCOPES if scope not in held]):
        yield Finding(
            well=False,
            told=f"SLACK_BOT_TOKEN lacks {', '.join(missing)}: add them under OAuth & Permissions"
            " (docs/slack-manifest.yaml has all), then install the app again.",
        )


async def _app(client: AsyncWebClient, app_token: str) -> list[Finding]:
    try:
        await client.apps_connections_open(app_token=app_token)
    except (SlackApiError, aiohttp.ClientError, OSError) as error:
        return [Finding(well=False, told=f"{why_slack_ended(error)}.")]
    return [Finding(well=True, told="Slack lets the bot connect by Socket Mode.")]
