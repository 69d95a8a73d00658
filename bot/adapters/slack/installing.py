"""Workspaces that install the app by themselves, over OAuth: their tokens are kept sealed."""

import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from slack_bolt.authorization.async_authorize import AsyncInstallationStoreAuthorize
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from typing_extensions import override

from bot.adapters.slack.scene import PLATFORM
from bot.adapters.slack.sealing import Seal, SealError, new_nonce
from bot.adapters.slack.sending import quiet
from bot.service.installations import InstallationStore
from bot.service.once import EventStore

STATES: Final = "oauth:"
"""Begins what is kept, among events, of somebody who came back from Slack: each does so once."""

SECONDS: Final = 600
"""How long somebody may take at Slack."""

KEPT: Final = ("app_id", "team_id", "bot_token", "bot_id", "bot_user_id")
"""What is kept of an installation. Who installed the app is not."""

SCOPES: Final = (
    "app_mentions:read",
    "assistant:write",
    "channels:history",
    "chat:write",
    "commands",
    "groups:history",
    "im:history",
    "im:write",
    "users:read",
)
"""What a workspace grants: the same as in docs/slack-manifest.yaml."""

Clock = Callable[[], datetime]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Installing:
    """How workspaces install the app: whose app it is, and where installations are kept."""

    client_id: str
    client_secret: str = field(repr=False)
    installations: "Installations"
    states: "States"

    def settings(self) -> AsyncOAuthSettings:
        """As Bolt takes them: `/slack/install`, and back to `/slack/oauth_redirect`."""
        settings = AsyncOAuthSettings(
            client_id=self.client_id,
            client_secret=self.client_secret,
            scopes=SCOPES,
            installation_store=self.installations,
            installation_store_bot_only=True,
            state_store=self.states,
            state_expiration_seconds=SECONDS,
            logger=quiet(),
        )
        # Whose token it is need not be asked with each event.
        settings.authorize = AsyncInstallationStoreAuthorize(
            logger=quiet(),
            installation_store=self.installations,
            bot_only=True,
            cache_enabled=True,
        )
        return settings


class Installations(AsyncInstallationStore):
    """What Bolt asks for the token of a workspace. Org-wide installations are not supported.

    Args:
        store: keeps what workspaces gave.
        seal: keeps it from being read there.
        joined: is told of each workspace that has installed the app, for the first time or again.
        clock: the present.
    """

    def __init__(
        self,
        store: InstallationStore,
        seal: Seal,
        joined: Callable[[str], Awaitable[None]],
        clock: Clock,
    ) -> None:
        self._store, self._seal, self._joined, self._clock = store, seal, joined, clock

    @property
    @override
    def logger(self) -> logging.Logger:
        return _log

    @override
    async def async_save(self, installation: Installation) -> None:
        await self.async_save_bot(installation.to_bot())

    @override
    async def async_save_bot(self, bot: Bot) -> None:
        if bot.is_enterprise_install or not bot.team_id:
            # Bolt shows whoever installs that it did not work.
            raise BoltError("installing for a whole organisation is not supported")
        told = json.dumps({name: getattr(bot, name) for name in KEPT})
        at = self._clock()
        sealed = self._seal.seal(told, at)
        await self._store.keep_installation(PLATFORM, bot.team_id, sealed, at)
        await self._joined(bot.team_id)

    @override
    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        try:
            return await self.bot_of(team_id or "")
        except SealError as error:
            _log.error("the workspace %s is not answered: %s", team_id, error)
            return None

    async def bot_of(self, team: str) -> Bot | None:
        """What a workspace gave; None if it has not installed the app.

        Raises:
            SealError: it was sealed with a key that is not here.
        """
        sealed = await self._store.installation(PLATFORM, team)
        if sealed is None:
            return None
        told: dict[str, Any] = json.loads(self._seal.open(sealed))
        return Bot(**told, installed_at=self._clock())

    @override
    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        await self._store.forget_installation(PLATFORM, team_id or "")

    @override
    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Nothing is kept of single people."""

    @override
    async def async_delete_all(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        await self.async_delete_bot(enterprise_id=enterprise_id, team_id=team_id)


class States(AsyncOAuthStateStore):
    """Tells who comes back from Slack from one who was never sent there.

    A state is a sealed word: it needs no record until it is used, and is used once.
    """

    def __init__(self, store: EventStore, seal: Seal, clock: Clock) -> None:
        self._store, self._seal, self._clock = store, seal, clock

    @property
    @override
    def logger(self) -> logging.Logger:
        return _log

    @override
    async def async_issue(self, *_: Any, **__: Any) -> str:
        return self._seal.seal(new_nonce(), self._clock())

    @override
    async def async_consume(self, state: str) -> bool:
        try:
            nonce = self._seal.open(state, at=self._clock(), within=SECONDS)
        except SealError:
            return False
        return await self._store.take_event(PLATFORM, STATES + nonce, self._clock())
