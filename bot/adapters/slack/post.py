"""A message to be sent, as a value: what it says in more and in fewer words, and its buttons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.adapters.slack.care import Care
from bot.adapters.slack.spans import Line, Value, line, text_of
from bot.core.answer import Detail
from bot.core.knowledge import Entry, Pack, Topic
from bot.core.press import Act, Press, View, view

LONGEST_LABEL: Final = 75
"""Characters that Slack shows on a button."""

MOST_OFFERS: Final = 10
"""Entries to choose from."""

MOST_LINKS: Final = 15
"""Buttons that open pages."""

LONGEST_URL: Final = 512
"""Characters of the address of such a button: Slack takes more, but a message holds no more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """Paragraphs."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Items:
    """A list."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """A verbatim passage."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """A text to copy."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Small:
    """A line in small letters."""

    text: str


Piece = Words | Items | Quote | Code | Small


@dataclass(frozen=True, kw_only=True, slots=True)
class Action:
    """A button that the bot answers; `sure` is what Slack asks before, if it is not empty."""

    press: Press | Care
    label: str
    sure: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A line with a button of its own: a question to choose."""

    text: str
    action: Action


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A button that opens a page."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """One way to say what a message says.

    `actions` are the buttons that only this draft needs, such as that for its next page.
    """

    pieces: tuple[Piece, ...]
    offers: tuple[Offer, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A message: drafts of it, fullest first, and the buttons that each of them has.

    `private` is for the asker alone, where Slack can do that: after a command or a click.
    `line` is a sentence of our own rather than an answer. `shows` is what a reply shows, so that
    it can be shared. `headline` stands in notifications: the first words if it is empty.
    """

    drafts: tuple[Draft, ...]
    actions: tuple[Action, ...] = ()
    links: tuple[Link, ...] = ()
    private: bool = False
    line: bool = False
    shows: View | None = None
    headline: str = ""

    def under(self, *head: Line) -> "Post":
        """The post with lines above it."""
        above = Words(lines=head)
        drafts = (replace(draft, pieces=(above, *draft.pieces)) for draft in self.drafts)
        return replace(self, drafts=tuple(drafts))

    def having(self, *actions: Action) -> "Post":
        """The post with more buttons."""
        return replace(self, actions=(*self.actions, *actions))


def told(sentence: str, **values: Value) -> Post:
    """A sentence of our own, for the one who caused it alone."""
    return lines(line(sentence, **values))


def lines(*paragraphs: Line) -> Post:
    """Paragraphs of our own, for the one who caused them alone."""
    return Post(drafts=(Draft(pieces=(Words(lines=paragraphs),)),), private=True, line=True)


def drafts_of(versions: Iterable[Sequence[Piece]]) -> tuple[Draft, ...]:
    """Drafts from their pieces."""
    return tuple(Draft(pieces=tuple(pieces)) for pieces in versions)


def cut(text: str, limit: int) -> str:
    """The text, or as much of its beginning as fits, with an ellipsis."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def said_in(piece: Piece) -> str:
    """What a piece says, without style."""
    match piece:
        case Words() | Items():
            return "\n".join(text_of(each) for each in piece.lines)
        case Quote() | Code() | Small():
            return piece.text


def action(act: Act, pack: Pack, entry: Entry, label: str, detail: Detail = Detail.BRIEF) -> Action:
    """A button about an entry."""
    return Action(press=view(act, pack, entry, detail), label=label)


def topic_links(topics: Iterable[Topic]) -> tuple[Link, ...]:
    """A link for each topic, as many as a message holds."""
    fitting = [
        Link(label=each.name, url=each.url) for each in topics if len(each.url) <= LONGEST_URL
    ]
    return tuple(fitting[:MOST_LINKS])
