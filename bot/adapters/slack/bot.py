"""The bot on Slack: events in, one call of the service, a post out."""

import asyncio
import logging
import re
from collections.abc import Coroutine
from contextvars import copy_context
from typing import Any, Final

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.care import parse_care
from bot.adapters.slack.clients import Clients, InstalledClients, OneClient, client_of
from bot.adapters.slack.commands import Commands
from bot.adapters.slack.digest_form import FORM, FormError, read_form
from bot.adapters.slack.digest_presses import DigestPresses
from bot.adapters.slack.digest_rights import Rights
from bot.adapters.slack.digest_setup import PROPOSAL, Setup
from bot.adapters.slack.digest_wish import frame_of, wish_of
from bot.adapters.slack.digests import DigestCommand
from bot.adapters.slack.home import Home
from bot.adapters.slack.installing import Installing
from bot.adapters.slack.layout import LINK, PRESS
from bot.adapters.slack.messages import Messages, is_spoken, without_mention
from bot.adapters.slack.modal import settled, waiting
from bot.adapters.slack.people import People
from bot.adapters.slack.places import Reports
from bot.adapters.slack.post import told
from bot.adapters.slack.presses import Presses
from bot.adapters.slack.scene import (
    Scene,
    scene_of_action,
    scene_of_command,
    scene_of_event,
)
from bot.adapters.slack.sender import SlackSender
from bot.adapters.slack.sending import FAILED, give, quiet
from bot.adapters.slack.services import Services
from bot.adapters.slack.spans import COMMAND
from bot.core.press import parse
from bot.core.tongue import say, speak
from bot.service.failure import log_failure
from bot.service.lines import APOLOGY
from bot.service.ports import StoreError
from bot.service.seen import Seen

SHORTCUT: Final = "ask_about"
"""The callback id of “Ask the report about this” in the menu of a message."""

MOST_TRIES: Final = 3
"""How often something is sent again that Slack has put off, by its own count of seconds."""

FINISHING: Final = 5.0
"""Seconds that what is being answered gets when the bot ends."""

Body = dict[str, Any]

_log = logging.getLogger(__name__)


class SlackBot:
    """Listens to Slack through Bolt, whatever way its events come."""

    def __init__(
        self,
        services: Services,
        *,
        token: str = "",
        signing_secret: str = "",
        base_url: str = AsyncWebClient.BASE_URL,
        installing: Installing | None = None,
        agent: bool = False,
    ) -> None:
        self._services, self._agent = services, agent
        self._installing = installing
        self.removed = asyncio.Event()
        """Set once the one workspace that is served has removed the bot."""
        # It tries nothing again that may have arrived: that is looked for first.
        again = AsyncRateLimitErrorRetryHandler(max_retry_count=MOST_TRIES)
        self.client = client_of(token or None, base_url, [again])
        self.app = AsyncApp(
            client=self.client,
            signing_secret=signing_secret,
            request_verification_enabled=bool(signing_secret),
            oauth_settings=installing.settings() if installing else None,
            logger=quiet(),
            name=__name__,
        )
        people = People(services.tongues, services.assistant.now)
        reports = Reports(services.assistant, services.preferences, people)
        self._messages = Messages(services, reports)
        # A digest that is put off is tried again by the clockwork of digests.
        clients: Clients = (
            InstalledClients(installing.installations, base_url)
            if installing
            else OneClient(client_of(token, base_url))
        )
        self.sender = SlackSender(clients, services.preferences, services.tongues)
        self._presses = Presses(services, reports, people)
        self._seen: Seen[str] = Seen()
        self._busy: set[asyncio.Task[None]] = set()
        rights = Rights(services.digests, people)
        setup = Setup(services.digests, rights, people)
        digests = DigestCommand(services.digests, services.delivering, self.sender, rights, setup)
        self._commands = Commands(services, reports, people, digests)
        self._home = Home(services, reports, people, rights)
        self._setup = setup
        self._digest_presses = DigestPresses(
            services.assistant, services.digests, reports, rights, setup, self._home
        )
        self._listen()

    async def check(self) -> None:
        """See that Slack accepts the token, and keep what is kept of its workspace.

        Where workspaces install the app by themselves, each has its own.

        Raises:
            SlackApiError: Slack does not accept it.
        """
        if self._installing:
            return
        who = await self.client.auth_test()
        try:
            await self._services.retention.joined(str(who["team_id"]))
        except StoreError as error:
            _log.warning("it was not noted that a workspace has the bot: %s", error)

    def _listen(self) -> None:
        app = self.app
        app.event("app_mention")(self._mentioned)
        app.event("message")(self._written)
        app.event("app_home_opened")(self._home_opened)
        for event in ("app_uninstalled", "tokens_revoked"):
            app.event(event)(self._removed)
        app.command(COMMAND)(self._commanded)
        app.shortcut(SHORTCUT)(self._asked_about)
        app.action(re.compile(f"^{PRESS}"))(self._pressed)
        app.action(re.compile(f"^{LINK}"))(self._followed)
        app.view(FORM)(self._form_sent)
        app.view(PROPOSAL)(self._form_confirmed)
        app.error(self._failed)

    async def _mentioned(self, event: Body, body: Body, context: AsyncBoltContext) -> None:
        """Answer a message that mentions the bot."""
        if not is_spoken(event):
            return
        scene = scene_of_event(event, _team(body, context), _client(context))
        # In a direct conversation it comes as a message, too.
        if not scene.direct:
            await self._do(self._answer(scene, self._said(event, context), body), scene)

    async def _written(self, event: Body, body: Body, context: AsyncBoltContext) -> None:
        """Answer a direct message, or one that goes on in a thread with the bot."""
        if not is_spoken(event):
            return
        team = _team(body, context)
        scene = scene_of_event(event, team, _client(context), agent=self._agent)
        follows = "thread_ts" in event and self._messages.follows(scene, event.get("text", ""))
        if scene.direct or follows:
            await self._do(self._answer(scene, self._said(event, context), body), scene)

    async def _answer(self, scene: Scene, utterance: str, body: Body) -> None:
        """Answer a message that comes for the first time, in this event and in any.

        A mention that is edited comes again, as another event.
        """
        if self._seen.first(scene.mark) and await self._services.once.first(body["event_id"]):
            await self._messages.take(scene, utterance)

    def _said(self, event: Body, context: AsyncBoltContext) -> str:
        return without_mention(context.bot_user_id or "", event.get("text") or "")

    async def _home_opened(self, event: Body, body: Body, context: AsyncBoltContext) -> None:
        team, tab = _team(body, context), event.get("tab", "home")
        home = Scene(team=team, channel="", user=event["user"], client=_client(context))
        if tab == "home":
            await self._do(self._home.show(home), None)
        elif tab == "messages" and self._agent:
            await self._do(self._home.suggest(home, str(event["channel"])), None)

    async def _removed(self, event: Body, body: Body, context: AsyncBoltContext) -> None:
        """Begin to forget a workspace that the bot was removed from.

        Tokens that some member gave the app may be revoked, too: the bot has none of these.
        """
        if event["type"] == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
            return
        if not await self._services.once.first(body["event_id"]):
            return  # It may have installed the bot again since.
        team = _team(body, context)
        await self._do(self._services.retention.left(team), None)
        if self._installing is None:
            self.removed.set()
            return
        forget = self._installing.installations.async_delete_all(enterprise_id=None, team_id=team)
        await self._do(forget, None)

    async def _commanded(self, ack: AsyncAck, command: Body, context: AsyncBoltContext) -> None:
        await ack()
        scene = scene_of_command(command, _client(context))
        await self._do(self._commands.take(scene, command.get("text") or ""), scene)

    async def _asked_about(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        await ack()
        text = without_mention(context.bot_user_id or "", body["message"].get("text") or "")
        scene = scene_of_action(body, _client(context))
        await self._do(self._commands.ask_about(scene, text), scene)

    async def _pressed(
        self, ack: AsyncAck, body: Body, action: Body, context: AsyncBoltContext
    ) -> None:
        await ack()
        scene = scene_of_action(body, _client(context))
        private = bool((body.get("container") or {}).get("is_ephemeral"))
        value = action.get("value") or ""
        care = parse_care(value)
        if care is not None:
            await self._do(self._digest_presses.take(scene, care), scene)
        else:
            await self._do(self._presses.take(scene, parse(value), private=private), scene)

    async def _form_sent(
        self, ack: AsyncAck, body: Body, view: Body, context: AsyncBoltContext
    ) -> None:
        """Say what is wrong in a form, or go on to its next page, which is filled in then."""
        speak(self._services.tongues.of(frame_of(view["private_metadata"]).language))
        try:
            wish = read_form(view, self._services.digests.now().date())
        except FormError as error:
            await ack(response_action="errors", errors=error.problems)
            return
        ident = str(body["trigger_id"])
        await ack(response_action="push", view=waiting(ident))
        scene = scene_of_action(body, _client(context))
        await self._do(self._setup.show(scene, wish, ident), scene)

    async def _form_confirmed(
        self, ack: AsyncAck, body: Body, view: Body, context: AsyncBoltContext
    ) -> None:
        """Keep what a form asks for, once, and say so on its last page."""
        wish = wish_of(view["private_metadata"])
        speak(self._services.tongues.of(wish.frame.language))
        if not self._seen.first(view["id"]):
            await ack(response_action="push", view=settled())
            return
        ident = str(body["trigger_id"])
        await ack(response_action="push", view=waiting(ident))
        scene = scene_of_action(body, _client(context))
        await self._do(self._digest_presses.settle(scene, wish, ident), scene)

    async def _followed(self, ack: AsyncAck) -> None:
        """A link was opened: Slack tells of it, and waits for nothing."""
        await ack()

    async def _do(self, work: Coroutine[Any, Any, None], scene: Scene | None) -> None:
        """Do what an event asks for; if that fails, tell whoever waits, and log why.

        In a task of its own, for Bolt would take back the acknowledgement of what fails at once.
        """
        context = copy_context()  # It holds the language that is spoken inside.
        task = asyncio.create_task(work, context=context)
        self._busy.add(task)
        await asyncio.wait([task])
        self._busy.discard(task)
        error = task.exception()
        if error is not None:
            log_failure(_log, "answering", error)
        # What Slack refused once it would refuse again.
        if error is not None and scene is not None and not isinstance(error, FAILED):
            await asyncio.create_task(_apologise(scene), context=context)

    async def finish(self) -> None:
        """Wait for what is being answered, but not for ever."""
        if self._busy:
            await asyncio.wait(self._busy, timeout=FINISHING)

    async def _failed(self, error: Exception) -> None:
        """Log what failed before it was known who waits."""
        log_failure(_log, "taking an event", error)


async def _apologise(scene: Scene) -> None:
    """Say that something went wrong, if Slack still lets us."""
    try:
        await give(scene, told(say(APOLOGY)))
    except FAILED as error:
        log_failure(_log, "telling a user why", error)


def _team(body: Body, context: AsyncBoltContext) -> str:
    return str(context.team_id or body.get("team_id", ""))


def _client(context: AsyncBoltContext) -> AsyncWebClient:
    """Who speaks to Slack for the workspace that an event is of."""
    assert context.client is not None  # noqa: S101 - Bolt has seen to it
    return context.client
