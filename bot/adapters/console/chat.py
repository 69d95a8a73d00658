"""A chat in the terminal, or over lines from a pipe."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.adapters.console.render import about, render, topic_lines, wrap
from bot.core.knowledge import Pack
from bot.core.tongue import said, say
from bot.core.wording import citation, titles, welcome
from bot.service.assistant import Assistant
from bot.service.places import Scope

CONVERSATION = "console"
"""There is one conversation in a terminal."""

HELP = said(
    "Ask a question in your own words. Also: a number to choose, “more”, “source”, “topics”,"
    " “about”, “history”, “help”, “quit”."
)
HELP_PACKS = said(
    "Of several reports: “packs” lists them, “use” with names asks only those, “use all” all."
)

MOST_STARTERS = 3
"""Questions offered to newcomers."""


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


async def chat(
    assistant: Assistant, lines: Iterable[str], screen: Screen, look: Callable[[], Awaitable[None]]
) -> None:
    """Answer each line until there are no more, or one says to quit.

    Args:
        assistant: who answers.
        lines: what the user types.
        screen: where the answers go.
        look: takes up packs whose files have changed; called before each line is answered.
    """
    desk, asked = Desk(assistant), list[str]()
    for line in lines:
        typed = line.strip()
        before = desk.loaded
        await look()
        if fresh := [pack for pack in desk.loaded if pack not in before]:
            changed = say("The files have changed: I answer from the new {reports} now.")
            screen.show([changed.format(reports=titles(fresh))])
        match typed.casefold():
            case "":
                continue
            case "quit" | "exit":
                return
            case "history":
                screen.show(asked or [say("Nothing asked yet.")])
            case command if command in COMMANDS:
                screen.show(COMMANDS[command](desk))
            case _ if (told := desk.use(typed)) is not None:
                screen.show([told])
            case _:
                asked.append(typed)
                answer = await assistant.ask(line, conversation=CONVERSATION, scope=desk.scope)
                screen.write(render(answer, width=screen.width) + "\n")


class Desk:
    """What lies on the table of a chat: all packs that are loaded, or those that are in use."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self.scope: Scope = ()

    @property
    def loaded(self) -> tuple[Pack, ...]:
        """All packs, whether in use or not."""
        return self._assistant.packs()

    @property
    def packs(self) -> tuple[Pack, ...]:
        """The packs in use."""
        return self._assistant.packs(self.scope)

    def use(self, typed: str) -> str | None:
        """Do what `use NAME…` says, and tell of it; None if it is a question that begins so."""
        verb, *names = typed.replace(",", " ").casefold().split()
        if verb != "use" or not names:
            return None
        if names == ["all"]:
            self.scope = ()
            return in_use(self.packs)
        ids = {pack.id.casefold(): pack.id for pack in self.loaded}
        unknown = [name for name in names if name not in ids]
        if len(unknown) == len(names) > 1:
            return None
        if unknown:
            none = say("There is no report {names} here: “packs” lists them.")
            return none.format(names=say(", ").join(unknown))
        self.scope = tuple(dict.fromkeys(ids[name] for name in names))
        return in_use(self.packs)


def in_use(packs: Sequence[Pack]) -> str:
    """What is asked from now on."""
    return say("From now on I answer from {reports}.").format(reports=titles(packs))


def opening(assistant: Assistant) -> Iterable[str]:
    """The first lines of a chat: what to ask about, with examples."""
    packs = assistant.packs()
    yield welcome(packs)
    starters = [(pack, entry_id) for pack in packs for entry_id in pack.starters]
    entries = (pack.entry(entry_id) for pack, entry_id in starters[:MOST_STARTERS])
    yield from (f"  {entry.question}" for entry in entries if entry is not None)
    yield say("“help” says what else I understand.")


def _help(desk: Desk) -> Iterable[str]:
    yield say(HELP)
    if len(desk.loaded) > 1:
        yield say(HELP_PACKS)


def _topics(desk: Desk) -> Iterable[str]:
    return topic_lines(dict.fromkeys(topic for pack in desk.packs for topic in pack.topics))


def _about(desk: Desk) -> Iterable[str]:
    for number, pack in enumerate(desk.packs):
        yield from ("", *about(pack)) if number else about(pack)


def _packs(desk: Desk) -> Iterable[str]:
    for pack in desk.loaded:
        mark = "*" if pack in desk.packs else " "
        yield f"{mark} {pack.id}: {citation(pack.source)}"


COMMANDS: dict[str, Callable[[Desk], Iterable[str]]] = {
    "help": _help,
    "topics": _topics,
    "about": _about,
    "packs": _packs,
}
"""Words that are commands rather than questions."""
