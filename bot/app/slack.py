"""The bot on Slack."""

import random
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from bot.app.present import clock
from bot.app.running import Running
from bot.preparing import StartError
from bot.service.assistant import Assistant
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.adapters.slack.installing import Installing
    from bot.adapters.slack.services import Services as SlackServices
    from bot.service.misses import Misses
    from bot.service.preferences import InForce
    from bot.service.retention import Retention
    from bot.store import SqlStore


async def run_slack(running: Running) -> None:
    """Run the bot on Slack.

    Raises:
        StartError: Slack does not let it go on, or slack-bolt is not installed.
    """
    try:
        from bot.adapters.slack.bot import SlackBot
    except ImportError as error:
        raise StartError('Slack needs its extra: pip install "briefing[slack]"') from error
    import aiohttp
    from slack_sdk.errors import SlackApiError

    from bot.adapters.slack.serving import Serving, TokenRevokedError
    from bot.adapters.slack.transports import HttpMode, SocketMode, Transport
    from bot.adapters.slack.upkeep import Upkeep
    from bot.service.digest_loop import DigestLoop

    settings = running.settings
    services = slack_services(
        running.assistant,
        running.store,
        clock=clock,
        misses=running.misses,
        forget_days=settings.briefing_forget_days,
        posts_days=settings.briefing_posts_days,
    )
    secret, app_token = settings.slack_signing_secret, settings.slack_app_token
    bot = SlackBot(
        services,
        token=settings.slack_bot_token.value if settings.slack_bot_token else "",
        signing_secret=secret.value if secret and not app_token else "",
        base_url=settings.briefing_slack_api,
        installing=_installing(settings, running.store, services.retention),
        agent=settings.briefing_slack_agent,
    )
    transport: Transport = (
        SocketMode(bot, app_token.value)
        if app_token
        else HttpMode(bot, host=settings.briefing_slack_host, port=settings.briefing_slack_port)
    )
    upkeep = Upkeep(once=services.once, retention=services.retention, clock=clock)
    loop = DigestLoop(services.delivering, bot.sender, (services.tally,), held=lambda: False)
    serving = Serving(bot, transport, upkeep, loop)
    running.stops.append(serving.stop)
    try:
        await serving.run()
    except (SlackApiError, TokenRevokedError, aiohttp.ClientError, OSError) as error:
        raise StartError(why_slack_ended(error)) from error


def _installing(
    settings: Settings, store: "SqlStore", retention: "Retention"
) -> "Installing | None":
    """How workspaces install the app by themselves, where that is wanted.

    Raises:
        StartError: the key that seals their tokens is no key.
    """
    from bot.adapters.slack.installing import Installations, Installing, States
    from bot.adapters.slack.sealing import Seal, SealError

    secret, key = settings.slack_client_secret, settings.briefing_secret_key
    if not settings.slack_client_id or secret is None or key is None:
        return None
    try:
        seal = Seal(key.value.split(","))
    except SealError as error:
        raise StartError(str(error)) from error
    return Installing(
        client_id=settings.slack_client_id,
        client_secret=secret.value,
        installations=Installations(store, seal, retention.joined, clock),
        states=States(store, seal, clock),
    )


def slack_services(
    assistant: Assistant,
    store: "SqlStore",
    *,
    clock: Callable[[], datetime],
    default: "InForce | None" = None,
    misses: "Misses | None" = None,
    forget_days: int = 30,
    posts_days: int = 365,
    spread: int | None = None,
) -> "SlackServices":
    """What the bot on Slack answers with; `default` are the settings that hold where none are."""
    from bot.adapters.catalogues import Catalogues
    from bot.adapters.slack.scene import PLATFORM
    from bot.adapters.slack.services import Services
    from bot.service.delivering import Delivering
    from bot.service.digests import Digests
    from bot.service.manners import Manners
    from bot.service.marks import Marks
    from bot.service.once import Once
    from bot.service.preferences import Preferences
    from bot.service.privacy import Privacy
    from bot.service.repeats import Repeats
    from bot.service.retention import Retention
    from bot.service.tally import Tally
    from bot.service.timing import SPREAD

    preferences = Preferences(store, Marks(store), clock=clock, default=default)
    wait = SPREAD if spread is None else spread
    digests = Digests(
        platform=PLATFORM, store=store, find_pack=assistant.find_pack, clock=clock, spread=wait
    )
    return Services(
        assistant=assistant,
        digests=digests,
        delivering=Delivering(
            platform=PLATFORM,
            store=store,
            find_pack=assistant.find_pack,
            clock=clock,
            jitter=random.random,
            spread=wait,
        ),
        feedback=store,
        manners=Manners(clock),
        misses=misses,
        once=Once(PLATFORM, store, clock),
        preferences=preferences,
        privacy=Privacy(
            assistant=assistant, preferences=preferences, misses=misses, digests=digests
        ),
        repeats=Repeats(clock),
        retention=Retention(
            platform=PLATFORM,
            store=store,
            preferences=preferences,
            misses=misses,
            days=forget_days,
            ledger=store,
            posts_days=posts_days,
            clock=clock,
        ),
        tally=Tally(store, clock),
        tongues=Catalogues(),
    )


def why_slack_ended(error: Exception, whose: str = "SLACK_BOT_TOKEN") -> str:
    """What whoever runs the bot reads when Slack does not let it go on with a token of the bot."""
    import aiohttp
    from slack_sdk.errors import SlackApiError

    from bot.adapters.slack.serving import TokenRevokedError

    match error:
        case TokenRevokedError():
            return "Slack no longer accepts SLACK_BOT_TOKEN: install the app again, then copy it"
        case SlackApiError():
            by_app = error.response.api_url.endswith("apps.connections.open")
            name = "SLACK_APP_TOKEN" if by_app else whose
            return _why_slack_refuses(str(error.response.get("error", "")), name)
        case aiohttp.ClientError() | TimeoutError():
            return "Slack cannot be reached: check the network, then start again"
        case _:
            return (
                f"Slack’s requests cannot be taken ({error}): set BRIEFING_SLACK_HOST and"
                " BRIEFING_SLACK_PORT to an address and a port that are free"
            )


def _why_slack_refuses(code: str, name: str) -> str:
    """What is wrong with a token, by what Slack says of it."""
    begins = "xapp-" if name == "SLACK_APP_TOKEN" else "xoxb-"
    if code in {"invalid_auth", "not_authed", "not_allowed_token_type", "token_expired"}:
        return f"Slack does not accept {name}: copy it again from api.slack.com ({begins}…)"
    if code in {"token_revoked", "account_inactive"}:
        return f"Slack no longer accepts {name}: install the app again, then copy it"
    if code == "missing_scope":
        return f"{name} lacks a scope: see docs/slack.md for those that the app needs"
    return f"Slack answered with an error ({code}): try again later"
