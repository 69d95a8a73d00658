"""The composition root: builds the object graph, owns its lifetime and holds the clock."""

import gc
import io
import json
import logging
import random
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from bot.core.tongue import speaking
from bot.preparing import Chosen, Packs, StartError, load_settings, preparation
from bot.service.assistant import Assistant
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.adapters.discord.services import Services
    from bot.adapters.slack.installing import Installing
    from bot.adapters.slack.services import Services as SlackServices
    from bot.service.misses import Misses
    from bot.service.preferences import InForce
    from bot.service.reloading import Reloader
    from bot.store import SqlStore

_log = logging.getLogger(__name__)

WIDTH = 80
"""Columns of a terminal that every reader has."""

ALL, DISCORD, SLACK = "all", "discord", "slack"
"""What there is to serve."""

START_SECONDS = 60
"""How long a start waits for its database."""


def clock() -> datetime:
    """The present, in UTC: the one place where the time is read."""
    return datetime.now(UTC)


def ask(question: str, pack: Chosen, *, as_json: bool) -> None:
    """Answer one question on standard output."""
    from bot.adapters.console.record import record
    from bot.adapters.console.render import render

    settings = load_settings()
    answer = _assistant(pack, settings).answer(question)
    with _speaking(settings):
        if as_json:
            print(json.dumps(record(answer), ensure_ascii=False))
        else:
            print(render(answer, width=_width()))


def ask_batch(file: str, pack: Chosen) -> None:
    """Answer a file of questions, a JSON object a line."""
    import asyncio

    from bot.adapters.console.batch import answer_lines

    settings = load_settings()
    assistant = _assistant(pack, settings)

    async def answer_all(lines: Iterable[str]) -> None:
        async for answered in answer_lines(assistant, lines):
            print(json.dumps(answered, ensure_ascii=False), flush=True)

    with _speaking(settings), _opened(file) as lines:
        asyncio.run(_at_once(answer_all(lines)))


def why(question: str, pack: Chosen) -> None:
    """Explain the answer to a question on standard output."""
    from bot.core.why import all_lines

    settings = load_settings()
    explanations = _assistant(pack, settings).explain(question)
    with _speaking(settings):
        print(*all_lines(explanations), sep="\n")


def chat(pack: Chosen) -> None:
    """Open a chat in the terminal; over a pipe, answer each line."""
    import asyncio

    from bot.adapters.console.chat import Screen, chat, opening

    settings = load_settings()
    assistant, reloader = _reloaded(_packs(pack, settings))
    screen = Screen(write=print, width=_width())
    with _speaking(settings):
        if _is_terminal(sys.stdin):
            screen.show(opening(assistant))
        asyncio.run(_at_once(chat(assistant, _typed(), screen, reloader.look_twice)))


async def _at_once(work: Coroutine[None, None, None]) -> None:
    """Do work that Ctrl-C ends where it stands.

    It reads and writes without giving way, so asyncio's own answer to the first Ctrl-C, which is
    to cancel the task, would go unnoticed.
    """
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    await work


def serve(pack: Chosen, platform: str = ALL) -> None:
    """Serve each platform that there are tokens for; without any, chat here and say how to connect.

    Raises:
        StartError: a token is missing for the platform that is wanted, or is not accepted.
    """
    settings = load_settings()
    platforms = _platforms(settings, platform)
    if not platforms:
        told = "To connect Discord, put DISCORD_TOKEN=… into .env; Slack, SLACK_BOT_TOKEN=… and"
        print(f"{told} SLACK_APP_TOKEN=… (see README.md).", file=sys.stderr)
        chat(pack)
        return
    import asyncio

    from bot.log import set_up_logging

    set_up_logging(settings.briefing_log_level)
    assistant, reloader = _reloaded(_packs(pack, settings))
    keep_loaded()
    asyncio.run(serve_platforms(settings, platforms, assistant, reloader))


def _platforms(settings: Settings, platform: str) -> list[str]:
    """The platforms to serve: the one that is wanted, or all that there are tokens for.

    Raises:
        StartError: a token is missing.
    """
    wants = {
        DISCORD: settings.discord_token is not None,
        SLACK: settings.slack_bot_token is not None or bool(settings.slack_client_id),
    }
    if platform != ALL and not wants[platform]:
        name = "DISCORD_TOKEN" if platform == DISCORD else "SLACK_BOT_TOKEN"
        raise StartError(f"--platform {platform} needs {name}=… in .env (see README.md)")
    platforms = [each for each, given in wants.items() if given and platform in {ALL, each}]
    if SLACK in platforms:
        _check_slack(settings)
    return platforms


def _check_slack(settings: Settings) -> None:
    """See that what goes together is there.

    Raises:
        StartError: something is missing, or excludes something else.
    """
    if not settings.slack_client_id:
        if not (settings.slack_app_token or settings.slack_signing_secret):
            raise StartError(
                "SLACK_BOT_TOKEN needs SLACK_APP_TOKEN=… beside it, for Socket Mode, or"
                " SLACK_SIGNING_SECRET=…, for HTTP (see docs/slack.md)"
            )
        return
    if settings.slack_bot_token or settings.slack_app_token:
        raise StartError(
            "SLACK_CLIENT_ID is for workspaces that install the app themselves, over HTTP: leave"
            " SLACK_BOT_TOKEN and SLACK_APP_TOKEN out (see docs/slack.md)"
        )
    wanted = {
        "SLACK_CLIENT_SECRET": settings.slack_client_secret,
        "SLACK_SIGNING_SECRET": settings.slack_signing_secret,
        "BRIEFING_SECRET_KEY": settings.briefing_secret_key,
    }
    if missing := [name for name, given in wanted.items() if given is None]:
        raise StartError(f"SLACK_CLIENT_ID needs {', '.join(missing)} as well (see docs/slack.md)")


def keep_loaded() -> None:
    """Take what is loaded by now for no garbage: to look through it would stop all for 0.1 s."""
    gc.collect()
    gc.freeze()


async def serve_platforms(
    settings: Settings, platforms: Sequence[str], assistant: Assistant, reloader: "Reloader"
) -> None:
    """Run the bot on some platforms until it is told to stop.

    Where one of several cannot be served, the others go on, and the log says why.

    Raises:
        StartError: none can be served.
    """
    import asyncio

    async with _running(settings, assistant, reloader) as running:
        ends = await asyncio.gather(*(_ended(each, running) for each in platforms))
    errors = [error for error in ends if error is not None]
    if len(errors) == len(ends):
        raise errors[0]


async def _ended(platform: str, running: "Running") -> StartError | None:
    """Why a platform could not be served any longer; None if it ended in good order."""
    run = run_discord if platform == DISCORD else run_slack
    try:
        await run(running)
    except StartError as error:
        _log.error("%s is not served: %s", platform, error)
        return error
    return None


async def serve_discord(
    settings: Settings, token: str, assistant: Assistant, reloader: "Reloader"
) -> None:
    """Run the bot on Discord alone until it is told to stop."""
    async with _running(settings, assistant, reloader) as running:
        await run_discord(running, token)


@dataclass(frozen=True, kw_only=True)
class Running:
    """What all platforms share while the bot runs; `stops` ends each of them in good order."""

    settings: Settings
    assistant: Assistant
    store: "SqlStore"
    misses: "Misses | None"
    stops: list[Callable[[], Coroutine[Any, Any, None]]]


@asynccontextmanager
async def _running(
    settings: Settings, assistant: Assistant, reloader: "Reloader"
) -> AsyncIterator[Running]:
    """Open the database and look after packs, until the platforms inside have ended.

    Raises:
        StartError: the database cannot be used.
    """
    from bot.service.misses import Misses, MissPolicy
    from bot.store import StoreError, open_store

    try:
        # A server of the same machine may still be starting.
        store = await open_store(settings.briefing_database, seconds=START_SECONDS)
    except StoreError as error:
        raise StartError(str(error)) from error
    misses = None
    if settings.briefing_keep_misses:
        policy = MissPolicy(
            people=settings.briefing_misses_people, days=settings.briefing_misses_days
        )
        misses = Misses(store, policy=policy, clock=clock)
        assistant.note_misses(misses)
    running = Running(settings=settings, assistant=assistant, store=store, misses=misses, stops=[])
    try:
        async with _watching(reloader):
            _stop_on_sigterm(running)
            yield running
    finally:
        await store.close()


async def run_discord(running: Running, token: str | None = None) -> None:
    """Run the bot on Discord; a digest in the making is finished first.

    Raises:
        StartError: Discord does not let it go on.
    """
    import aiohttp
    import discord

    from bot.adapters.discord.client import BriefingBot, NotDiscordError, TokenRevokedError
    from bot.service.preferences import InForce

    settings = running.settings
    given = settings.discord_token.value if settings.discord_token else ""
    # The bot never speaks: what voice would need is not missed.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    services = discord_services(
        running.assistant,
        running.store,
        clock=clock,
        default=InForce(plain=settings.briefing_discord_plain),
        misses=running.misses,
        forget_days=settings.briefing_forget_days,
        posts_days=settings.briefing_posts_days,
    )
    try:
        async with BriefingBot(services, reads_messages=settings.briefing_discord_messages) as bot:
            running.stops.append(bot.close)
            await bot.start(token or given)
    except (
        NotDiscordError,
        TokenRevokedError,
        discord.DiscordException,
        aiohttp.ClientConnectionError,
    ) as error:
        raise StartError(_why_it_ended(error)) from error


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
        installing=_installing(settings, running.store),
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
        raise StartError(_why_slack_ended(error)) from error


def _installing(settings: Settings, store: "SqlStore") -> "Installing | None":
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
        installations=Installations(store, seal, clock),
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


def discord_services(
    assistant: Assistant,
    store: "SqlStore",
    *,
    clock: Callable[[], datetime],
    default: "InForce | None" = None,
    misses: "Misses | None" = None,
    forget_days: int = 30,
    posts_days: int = 365,
    spread: int | None = None,
) -> "Services":
    """What the bot on Discord answers with; `default` are the settings that hold where none are.

    `spread` is over how many seconds the digests of one minute go out, as usual if None.
    """
    from bot.adapters.catalogues import Catalogues
    from bot.adapters.discord.places import PLATFORM
    from bot.adapters.discord.services import Services
    from bot.service.delivering import Delivering
    from bot.service.digests import Digests
    from bot.service.ledger import Ledger
    from bot.service.manners import Manners
    from bot.service.marks import Marks
    from bot.service.preferences import Preferences
    from bot.service.privacy import Privacy
    from bot.service.relay import Relay
    from bot.service.repeats import Repeats
    from bot.service.retention import Retention
    from bot.service.tally import Tally
    from bot.service.timing import SPREAD

    marks = Marks(store)
    preferences = Preferences(store, marks, clock=clock, default=default)
    digests = Digests(
        platform=PLATFORM,
        store=store,
        find_pack=assistant.find_pack,
        clock=clock,
        spread=SPREAD if spread is None else spread,
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
            spread=SPREAD if spread is None else spread,
        ),
        preferences=preferences,
        marks=marks,
        feedback=store,
        manners=Manners(clock),
        privacy=Privacy(
            assistant=assistant, preferences=preferences, misses=misses, digests=digests
        ),
        relay=Relay(clock),
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
        ledger=Ledger(store, clock),
        misses=misses,
        record=store,
        tongues=Catalogues(),
    )


def _why_it_ended(error: Exception) -> str:
    """What whoever runs the bot reads when Discord does not let it go on."""
    import aiohttp
    import discord

    from bot.adapters.discord.client import NotDiscordError, TokenRevokedError

    match error:
        case NotDiscordError():
            return (
                "something else answers in place of Discord: check for a log-in page or a proxy"
                " of your network, then start again"
            )
        case discord.LoginFailure():
            return "Discord does not accept DISCORD_TOKEN: copy it again from the developer portal"
        # 4004 is how the gateway says so.
        case TokenRevokedError() | discord.ConnectionClosed(code=4004):
            return (
                "Discord no longer accepts DISCORD_TOKEN: copy it again from the developer portal"
            )
        case discord.PrivilegedIntentsRequired():
            return (
                "BRIEFING_DISCORD_MESSAGES=on needs the Message Content Intent: switch it on in"
                " the developer portal, under Bot, or set BRIEFING_DISCORD_MESSAGES=off"
            )
        case aiohttp.ClientConnectionError():
            return "Discord cannot be reached: check the network, then start again"
        case _:
            return f"Discord answered with an error ({error}): try again later"


def _why_slack_ended(error: Exception) -> str:
    """What whoever runs the bot reads when Slack does not let it go on."""
    import aiohttp
    from slack_sdk.errors import SlackApiError

    from bot.adapters.slack.serving import TokenRevokedError

    match error:
        case TokenRevokedError():
            return "Slack no longer accepts SLACK_BOT_TOKEN: install the app again, then copy it"
        case SlackApiError():
            return _why_slack_refuses(str(error.response.get("error", "")), error.response.api_url)
        case aiohttp.ClientError() | TimeoutError():
            return "Slack cannot be reached: check the network, then start again"
        case _:
            return (
                f"Slack’s requests cannot be taken ({error}): set BRIEFING_SLACK_HOST and"
                " BRIEFING_SLACK_PORT to an address and a port that are free"
            )


def _why_slack_refuses(code: str, url: str) -> str:
    """What is wrong with a token, by what Slack says of it and where."""
    name = "SLACK_APP_TOKEN" if url.endswith("apps.connections.open") else "SLACK_BOT_TOKEN"
    begins = "xapp-" if name == "SLACK_APP_TOKEN" else "xoxb-"
    if code in {"invalid_auth", "not_authed", "not_allowed_token_type", "token_expired"}:
        return f"Slack does not accept {name}: copy it again from api.slack.com ({begins}…)"
    if code in {"token_revoked", "account_inactive"}:
        return f"Slack no longer accepts {name}: install the app again, then copy it"
    if code == "missing_scope":
        return f"{name} lacks a scope: see docs/slack.md for those that the app needs"
    return f"Slack answered with an error ({code}): try again later"


@asynccontextmanager
async def _watching(reloader: "Reloader") -> AsyncIterator[None]:
    """Load packs anew while they are served: when their files change, and on SIGHUP."""
    import asyncio

    loop = asyncio.get_running_loop()
    tasks = {loop.create_task(reloader.run(), name="packs")}
    with suppress(NotImplementedError):  # Windows has no such signal.
        loop.add_signal_handler(
            signal.SIGHUP,
            lambda: tasks.add(loop.create_task(reloader.look(anyway=True), name="reload")),
        )
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


def _stop_on_sigterm(running: Running) -> None:
    """End all platforms in good order when the system stops the process."""
    import asyncio

    loop = asyncio.get_running_loop()
    closing: set[asyncio.Task[None]] = set()

    def stop() -> None:
        closing.update(loop.create_task(each(), name="close") for each in running.stops)

    with suppress(NotImplementedError):  # Windows has no such signal.
        loop.add_signal_handler(signal.SIGTERM, stop)


def _assistant(chosen: Chosen, settings: Settings) -> Assistant:
    return Assistant(_packs(chosen, settings).briefings(), clock=clock)


def _speaking(settings: Settings) -> AbstractContextManager[None]:
    """Speak the deployment's language in the terminal."""
    from bot.adapters.catalogues import Catalogues

    return speaking(Catalogues().of(settings.briefing_language))


def _reloaded(packs: Packs) -> "tuple[Assistant, Reloader]":
    """Who answers from packs, and who looks after their files."""
    from bot.service.reloading import Reloader

    states = packs.states()  # First: what changes while they load is then noticed.
    assistant = Assistant(packs.briefings(), clock=clock)
    return assistant, Reloader(packs.find, assistant, states=states)


def _packs(chosen: Chosen, settings: Settings) -> Packs:
    # An encoder loads while packs are read.
    return Packs(chosen=chosen, settings=settings, prepared=preparation(settings))


def _width() -> int | None:
    """The width to wrap at: none where the output goes into a pipe or a file."""
    return WIDTH if _is_terminal(sys.stdout) else None


def _is_terminal(stream: TextIO | None) -> bool:
    """Whether a standard stream is a terminal; a closed one is None."""
    return stream is not None and stream.isatty()


def _typed() -> Iterator[str]:
    """The lines that the user types, with history and editing on a terminal."""
    if not _is_terminal(sys.stdin):
        yield from sys.stdin or ()
        return
    import readline  # noqa: F401  (importing it gives input() its history)

    while True:
        try:
            yield input("> ")
        except EOFError:
            print()
            return


@contextmanager
def _opened(file: str) -> Iterator[TextIO]:
    """A file of questions, or standard input for `-`; bytes that are not UTF-8 become U+FFFD."""
    if file == "-":
        yield sys.stdin or io.StringIO()
        return
    try:
        lines = Path(file).open(encoding="utf-8-sig", errors="replace")  # noqa: SIM115 - closed below
    except OSError as error:
        raise StartError(f"cannot read {file}: {error.strerror}") from error
    # Outside of the try: a failure to write the answers is not the file's.
    with lines:
        yield lines
