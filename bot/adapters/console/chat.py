"""A chat in the terminal, or over lines from a pipe."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.adapters.console.render import about, render, topic_lines, wrap
from bot.core.wording import welcome
from bot.service.assistant import Assistant

CONVERSATION = "console"
"""There is one conversation in a terminal."""

HELP = (
    "Ask a question in your own words. Also: a number to choose, “more”, “source”, “topics”,"
    " “about”, “history”, “help”, “quit”.",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Screen:
    """Where a chat writes: lines no wider than `width`, or whole ones where it is None."""

    write: Callable[[str], None]
    width: int | None

    def show(self, lines: Iterable[str]) -> None:
        """Write lines, and an empty one after them."""
        for line in lines:
            self.write(wrap(line, width=self.width))
        self.write("")


async def chat(assistant: Assistant, lines: Iterable[str], screen: Screen) -> None:
    """Answer each line until there are no more, or one says to quit."""
    asked: list[str] = []
    for line in lines:
        said = line.strip()
        match said.casefold():
            case "":
                continue
            case "quit" | "exit":
                return
            case "history":
                screen.show(asked or ["Nothing asked yet."])
            case command if command in COMMANDS:
                screen.show(COMMANDS[command](assistant))
            case _:
                asked.append(said)
                answer = await assistant.ask(line, conversation=CONVERSATION)
                screen.write(render(answer, width=screen.width) + "\n")


def _help(_: Assistant) -> Iterable[str]:
    return HELP


def _topics(assistant: Assistant) -> Iterable[str]:
    return topic_lines(assistant.pack.topics)


def _about(assistant: Assistant) -> Iterable[str]:
    return about(assistant.pack)


def opening(assistant: Assistant) -> Iterable[str]:
    """The first lines of a chat: what to ask about, with examples."""
    yield welcome(assistant.pack)
    starters = (assistant.pack.entry(entry_id) for entry_id in assistant.pack.starters[:3])
    yield from (f"  {entry.question}" for entry in starters if entry is not None)
    yield "“help” says what else I understand."


COMMANDS: dict[str, Callable[[Assistant], Iterable[str]]] = {
    "help": _help,
    "topics": _topics,
    "about": _about,
}
"""Words that are commands rather than questions."""
