"""The composition root: builds the object graph, owns its lifetime and holds the clock."""

import gc
import io
import json
import random
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from bot.core.tongue import speaking
from bot.preparing import Chosen, Packs, StartError, load_settings, preparation
from bot.service.assistant import Assistant
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.adapters.discord.client import BriefingBot
    from bot.adapters.discord.services import Services
    from bot.service.misses import Misses
    from bot.service.preferences import InForce
    from bot.service.reloading import Reloader
    from bot.store import SqlStore

WIDTH = 80
"""Columns of a terminal that every reader has."""

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


def serve(pack: Chosen) -> None:
    """Serve Discord where there is a token; otherwise chat here, and say how to connect."""
    settings = load_settings()
    if settings.discord_token is None:
        print("To connect Discord, put DISCORD_TOKEN=… into .env (see README.md).", file=sys.stderr)
        chat(pack)
        return
    import asyncio

    from bot.log import set_up_logging

    set_up_logging(settings.briefing_log_level)
    assistant, reloader = _reloaded(_packs(pack, settings))
    keep_loaded()
    asyncio.run(serve_discord(settings, settings.discord_token.value, assistant, reloader))


def keep_loaded() -> None:
    """Take what is loaded by now for no garbage: to look through it would stop all for 0.1 s."""
    gc.collect()
    gc.freeze()


async def serve_discord(
    settings: Settings, token: str, assistant: Assistant, reloader: "Reloader"
) -> None:
    """Run the bot until it is told to stop; a digest in the making is finished first."""
    import aiohttp
    import discord

    from bot.adapters.discord.client import BriefingBot, NotDiscordError, TokenRevokedError
    from bot.service.misses import Misses, MissPolicy
    from bot.service.preferences import InForce
    from bot.store import StoreError, open_store

    try:
        # A server of the same machine may still be starting.
        store = await open_store(settings.briefing_database, seconds=START_SECONDS)
    except StoreError as error:
        raise StartError(str(error)) from error
    # The bot never speaks: what voice would need is not missed.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    misses = None
    if settings.briefing_keep_misses:
        policy = MissPolicy(
            people=settings.briefing_misses_people, days=settings.briefing_misses_days
        )
        misses = Misses(store, policy=policy, clock=clock)
        assistant.note_misses(misses)
    default = InForce(plain=settings.briefing_discord_plain)
    services = discord_services(
        assistant,
        store,
        clock=clock,
        default=default,
        misses=misses,
        forget_days=settings.briefing_forget_days,
        posts_days=settings.briefing_posts_days,
    )
    try:
        async with (
            _watching(reloader),
            BriefingBot(services, reads_messages=settings.briefing_discord_messages) as bot,
        ):
            _stop_on_sigterm(bot)
            await bot.start(token)
    except (
        NotDiscordError,
        TokenRevokedError,
        discord.DiscordException,
        aiohttp.ClientConnectionError,
    ) as error:
        raise StartError(_why_it_ended(error)) from error
    finally:
        await store.close()


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


def _stop_on_sigterm(bot: "BriefingBot") -> None:
    """Close the bot in good order when the system stops the process."""
    import asyncio

    loop = asyncio.get_running_loop()
    closing: set[asyncio.Task[None]] = set()
    with suppress(NotImplementedError):  # Windows has no such signal.
        loop.add_signal_handler(
            signal.SIGTERM, lambda: closing.add(loop.create_task(bot.close(), name="close"))
        )


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
