"""A message to be sent, as a value: its text, and its buttons as data."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.adapters.discord.markdown import MOST_CHARACTERS, cut, size
from bot.core.answer import Detail
from bot.core.knowledge import Entry, Pack, Topic

LONGEST_LABEL = 80
"""Characters that Discord shows on a button."""

LONGEST_CUSTOM_ID = 100
"""Characters that Discord keeps of a button, and hands back when it is clicked."""

ROW = 5
"""Buttons in a row."""

MOST_ACTIONS = 2 * ROW
"""Two rows of buttons."""

MOST_LINKS = 3 * ROW
"""The three rows that are left."""

LONGEST_URL = 512
"""Characters of the address of a link button."""

VERSION = "b1"
"""The form of the custom ids below. Old messages keep theirs for ever: never reuse a version."""


class Act(StrEnum):
    """What a button does with its entry."""

    CHOOSE = "choose"
    MORE = "more"
    SOURCE = "source"

    @property
    def detail(self) -> Detail:
        """How much of the entry is shown."""
        return DETAILS[self]


DETAILS = {Act.CHOOSE: Detail.BRIEF, Act.MORE: Detail.MORE, Act.SOURCE: Detail.SOURCE}


@dataclass(frozen=True, kw_only=True, slots=True)
class Press:
    """What a button is about: it carries all of this itself, so that it outlives the process."""

    act: Act
    pack: str
    entry: str

    @property
    def custom_id(self) -> str:
        """The press as Discord keeps it in the button."""
        return f"{VERSION}:{self.act}:{self.pack}:{self.entry}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Action:
    """A button that the bot answers."""

    press: Press
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A button that opens a page."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A message: markdown text that says everything, and buttons that make it handier.

    `private` is for the asker alone, where Discord can do that: after a command or a click.
    """

    text: str
    actions: tuple[Action, ...] = ()
    links: tuple[Link, ...] = ()
    private: bool = False

    def plain(self) -> str:
        """The post without buttons, for when Discord refuses them: the links go into the text."""
        text = self.text
        for link in self.links:
            longer = f"{text}\n{link.label}: <{link.url}>"
            if size(longer) <= MOST_CHARACTERS:
                text = longer
        return text


def action(act: Act, pack: Pack, entry: Entry, label: str) -> tuple[Action, ...]:
    """A button about an entry; none where its ids are too long for Discord to keep."""
    press = Press(act=act, pack=pack.id, entry=entry.id)
    if len(press.custom_id) > LONGEST_CUSTOM_ID:
        return ()
    return (Action(press=press, label=cut(label, LONGEST_LABEL)),)


def topic_links(topics: Iterable[Topic]) -> tuple[Link, ...]:
    """A link for each topic, as many as a message holds."""
    links = [
        Link(label=cut(topic.name, LONGEST_LABEL), url=topic.url)
        for topic in topics
        if len(topic.url) <= LONGEST_URL
    ]
    return tuple(links[:MOST_LINKS])
