"""A message to be sent, as a value: what it says in more and in fewer words, and its buttons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.adapters.discord.markdown import cut
from bot.core.answer import Detail
from bot.core.knowledge import Entry, Pack, Topic
from bot.core.press import Act, Press, View, size, view

LONGEST_LABEL = 80
"""Characters that Discord shows on a button."""

ROW = 5
"""Buttons in a row."""

MOST_OFFERS = 2 * ROW
"""Entries to choose from: two rows of buttons."""

MOST_LINKS = 3 * ROW
"""Three rows of links."""

LONGEST_URL = 512
"""Characters of the address of a link button."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Action:
    """A button that the bot answers."""

    press: Press
    label: str


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
    """One way to say what a message says: one or two parts in markdown, then offers.

    `actions` are the buttons that only this draft needs, such as that for its next page.
    """

    parts: tuple[str, ...]
    offers: tuple[Offer, ...] = ()
    actions: tuple[Action, ...] = ()

    @property
    def text(self) -> str:
        """All of its text."""
        return "\n".join([*self.parts, *(offer.text for offer in self.offers)])


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A message: drafts of it, fullest first, and the buttons that each of them has.

    `private` is for the asker alone, where Discord can do that: after a command or a click.
    `line` is a sentence of our own rather than an answer: it is sent as text in every mode.
    `shows` is what a reply shows, so that it can be shared.
    """

    drafts: tuple[Draft, ...]
    actions: tuple[Action, ...] = ()
    links: tuple[Link, ...] = ()
    private: bool = False
    line: bool = False
    shows: View | None = None

    def fitting(self, limit: int) -> Draft:
        """The fullest draft that fits; the last one is cut if none does."""
        for draft in self.drafts:
            if size(draft.text) <= limit:
                return draft
        last = self.drafts[-1]
        return Draft(parts=(cut("\n".join(last.parts), limit),), actions=last.actions)

    def plain(self, limit: int) -> str:
        """The post without buttons, for when Discord refuses them: the links go into the text."""
        text = self.fitting(limit).text
        for link in self.links:
            longer = f"{text}\n{link.label}: <{link.url}>"
            if size(longer) <= limit:
                text = longer
        return text

    def under(self, head: str) -> "Post":
        """The post with a line above it."""
        drafts = (
            replace(draft, parts=(f"{head}\n{draft.parts[0]}", *draft.parts[1:]))
            for draft in self.drafts
        )
        return replace(self, drafts=tuple(drafts))


def line(text: str) -> Post:
    """A sentence of our own, for the one who caused it alone."""
    return Post(drafts=(Draft(parts=(text,)),), private=True, line=True)


def drafts_of(versions: Iterable[Sequence[str]]) -> tuple[Draft, ...]:
    """Drafts from their parts."""
    return tuple(Draft(parts=tuple(parts)) for parts in versions)


def action(act: Act, pack: Pack, entry: Entry, label: str, detail: Detail = Detail.BRIEF) -> Action:
    """A button about an entry."""
    return Action(press=view(act, pack, entry, detail), label=cut(label, LONGEST_LABEL))


def topic_links(topics: Iterable[Topic]) -> tuple[Link, ...]:
    """A link for each topic, as many as a message holds."""
    links = [
        Link(label=cut(topic.name, LONGEST_LABEL), url=topic.url)
        for topic in topics
        if len(topic.url) <= LONGEST_URL
    ]
    return tuple(links[:MOST_LINKS])
