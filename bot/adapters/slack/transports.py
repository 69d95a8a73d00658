"""How Slack's events come: over a web socket that the bot opens, or to a port that Slack calls."""

from types import TracebackType
from typing import Any, Final, Protocol, Self

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from typing_extensions import override

from bot.adapters.slack.bot import SlackBot
from bot.adapters.slack.sending import quiet

PATH: Final = "/slack/events"
"""Where Slack calls: for events, commands and clicks alike."""


class Transport(Protocol):
    """Brings Slack's events to a bot as long as it is open."""

    async def __aenter__(self) -> Self:
        """Open it."""

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""


class SocketMode(Transport):
    """A web socket to Slack: nothing has to reach the bot from outside."""

    def __init__(self, bot: SlackBot, app_token: str) -> None:
        self._bot, self._app_token = bot, app_token
        self._socket: Any = None  # slack_sdk says no types for what it does.

    @override
    async def __aenter__(self) -> Self:
        """Connect.

        Raises:
            SlackApiError: Slack does not accept the token: slack_sdk would go on trying.
        """
        client = self._bot.client
        opened = await client.apps_connections_open(app_token=self._app_token)
        handler = AsyncSocketModeHandler(
            self._bot.app, self._app_token, logger=quiet(), web_client=client
        )
        self._socket = handler.client
        self._socket.wss_uri = opened["url"]
        await self._socket.connect()
        return self

    @override
    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._socket is not None:
            await self._socket.close()


class HttpMode(Transport):
    """A port to which Slack sends its requests, signed; Bolt checks that, and how old they are."""

    def __init__(self, bot: SlackBot, *, host: str, port: int) -> None:
        self._bot, self._host, self._port = bot, host, port
        self._runner: web.AppRunner | None = None

    @property
    def address(self) -> tuple[str, int]:
        """Where it listens."""
        assert self._runner is not None  # noqa: S101 - only while it is open
        host, port, *_ = self._runner.addresses[0]
        return str(host), int(port)

    @override
    async def __aenter__(self) -> Self:
        """Listen.

        Raises:
            OSError: the port cannot be had.
        """
        self._runner = web.AppRunner(self._bot.app.web_app(path=PATH), access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        return self

    @override
    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
