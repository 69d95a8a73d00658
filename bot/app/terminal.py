"""Answering in the terminal."""

import json
import sys
from collections.abc import Iterable

from bot.app.loading import assistant_of, packs_of, reloaded, speaking_for
from bot.app.streams import at_once, is_terminal, opened_file, typed, width
from bot.preparing import Chosen, load_settings


def ask(question: str, pack: Chosen, *, as_json: bool) -> None:
    """Answer one question on standard output."""
    from bot.adapters.console.record import record
    from bot.adapters.console.render import render

    settings = load_settings()
    answer = assistant_of(pack, settings).answer(question)
    with speaking_for(settings):
        if as_json:
            print(json.dumps(record(answer), ensure_ascii=False))
        else:
            print(render(answer, width=width()))


def ask_batch(file: str, pack: Chosen) -> None:
    """Answer a file of questions, a JSON object a line."""
    import asyncio

    from bot.adapters.console.batch import answer_lines

    settings = load_settings()
    assistant = assistant_of(pack, settings)

    async def answer_all(lines: Iterable[str]) -> None:
        async for answered in answer_lines(assistant, lines):
            print(json.dumps(answered, ensure_ascii=False), flush=True)

    with speaking_for(settings), opened_file(file) as lines:
        asyncio.run(at_once(answer_all(lines)))


def why(question: str, pack: Chosen) -> None:
    """Explain the answer to a question on standard output."""
    from bot.core.why import all_lines

    settings = load_settings()
    explanations = assistant_of(pack, settings).explain(question)
    with speaking_for(settings):
        print(*all_lines(explanations), sep="\n")


def chat(pack: Chosen) -> None:
    """Open a chat in the terminal; over a pipe, answer each line."""
    import asyncio

    from bot.adapters.console.chat import Screen, chat, opening

    settings = load_settings()
    assistant, reloader = reloaded(packs_of(pack, settings))
    screen = Screen(write=print, width=width())
    with speaking_for(settings):
        if is_terminal(sys.stdin):
            screen.show(opening(assistant))
        asyncio.run(at_once(chat(assistant, typed(), screen, reloader.look_twice)))
