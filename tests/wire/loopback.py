"""The loopback Discord as a server on this machine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from tests.wire.faults import Faults
from tests.wire.gateway import Gateway
from tests.wire.http_api import HttpApi
from tests.wire.messages import CHANNEL, Json, ask, click, command, message
from tests.wire.state import Request, State


class Loopback:
    """HTTP API and gateway over one state."""

    def __init__(self) -> None:
        self.state = State()
        self.faults = Faults()
        self.gateway = Gateway(self.state)
        self.url = ""

    async def say(self, ident: str, question: str, channel: str = CHANNEL) -> Json:
        """Alice mentions the bot in the server."""
        event = message(ident, question, channel=channel)
        await self.gateway.dispatch("MESSAGE_CREATE", event)
        return event

    async def command(self, ident: str, question: str) -> None:
        """Alice asks with /ask."""
        await self.gateway.dispatch("INTERACTION_CREATE", ask(ident, question))

    async def give(self, ident: str, name: str) -> None:
        """Alice gives another command, without options."""
        await self.gateway.dispatch("INTERACTION_CREATE", command(ident, name))

    async def click(self, ident: str, custom_id: str) -> None:
        """Alice clicks on a button."""
        await self.gateway.dispatch("INTERACTION_CREATE", click(ident, custom_id))

    async def posted(self, number: int = 1) -> list[Request]:
        """What the bot has posted, once it is so many."""
        await self.state.until(lambda: len(self.state.posts) >= number)
        return self.state.posts

    async def opened(self, number: int) -> list[int]:
        """How the bot opened its connections (identify or resume), once they are so many."""
        await self.state.until(lambda: len(self.state.opened) >= number)
        return self.state.opened


@asynccontextmanager
async def running() -> AsyncIterator[Loopback]:
    """A Discord on a free port."""
    loopback = Loopback()
    api = HttpApi(loopback.state, loopback.faults)
    application = web.Application()
    application.router.add_get("/gateway", loopback.gateway.handle)
    application.router.add_route("*", "/api/{rest:.*}", api.handle)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    loopback.url = site.name
    loopback.gateway.resume_url = f"{site.name}/gateway"
    yield loopback
    await runner.cleanup()
