"""Who speaks to Slack for which workspace."""

from typing import Final, Protocol

from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from typing_extensions import override

from bot.adapters.slack.installing import Installations
from bot.adapters.slack.sending import quiet

NOT_INSTALLED: Final = "account_inactive"
"""What Slack says of a workspace that has removed the app."""


class Clients(Protocol):
    """Finds the client for a workspace, for what is sent without being asked."""

    async def of(self, team: str) -> AsyncWebClient:
        """The client for a workspace.

        Raises:
            SlackApiError: it has not installed the app.
            SealError: what it gave cannot be opened with the keys that are here.
        """


class OneClient(Clients):
    """One workspace, by the one token that was given."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    @override
    async def of(self, team: str) -> AsyncWebClient:
        return self._client


class InstalledClients(Clients):
    """Each workspace by the token that it gave."""

    def __init__(self, installations: Installations, base_url: str) -> None:
        self._installations, self._base_url = installations, base_url

    @override
    async def of(self, team: str) -> AsyncWebClient:
        bot = await self._installations.bot_of(team)
        if bot is None:
            told = {"ok": False, "error": NOT_INSTALLED}
            raise SlackApiError("the app is not installed", told)  # type: ignore[no-untyped-call]
        return client_of(bot.bot_token, self._base_url)


def client_of(
    token: str | None, base_url: str, handlers: list[AsyncRetryHandler] | None = None
) -> AsyncWebClient:
    """A client that tries nothing again but what its handlers say."""
    return AsyncWebClient(
        token=token, base_url=base_url, logger=quiet(), retry_handlers=handlers or []
    )
