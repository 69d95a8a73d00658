"""What can be named, and which of it was meant: reports, sections, topics."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.core.knowledge import Pack
from bot.core.wording import report_name


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """Something to choose: what a platform hands back, what it shows, and other names for it."""

    value: str
    label: str
    names: tuple[str, ...] = ()

    def said_as(self, text: str) -> bool:
        """Whether the text is the option's value, label or another of its names."""
        wanted = _plain(text)
        return any(wanted == _plain(name) for name in (self.value, self.label, *self.names))

    def goes_on(self, text: str) -> bool:
        """Whether the text occurs in the option's label or in another of its names."""
        wanted = _plain(text)
        return any(wanted in _plain(name) for name in (self.label, *self.names))

    def begins(self, text: str) -> bool:
        """Whether the label begins with the text."""
        return _plain(self.label).startswith(_plain(text))


def pack_options(packs: Sequence[Pack]) -> list[Option]:
    """Packs, by their reports' titles."""
    return [
        Option(value=pack.id, label=report_name(pack, packs), names=(pack.source.title,))
        for pack in packs
    ]


def section_options(pack: Pack) -> list[Option]:
    """The pack's sections, in the report's order."""
    return [Option(value=section.id, label=section.title) for section in pack.sections]


def topic_options(pack: Pack) -> list[Option]:
    """The pack's topics, in its order."""
    return [Option(value=topic.id, label=topic.name, names=topic.names) for topic in pack.topics]


def meant(said: str, options: Iterable[Option]) -> str | None:
    """The value of the option that was chosen or written out; users may also write freely."""
    return next((option.value for option in options if option.said_as(said)), None)


def having(packs: Sequence[Pack], options_of: Callable[[Pack], list[Option]], said: str) -> Pack:
    """The first of the packs that has an option which was chosen or written out, else the first."""
    return next((pack for pack in packs if meant(said, options_of(pack)) is not None), packs[0])


def _plain(text: str) -> str:
    return text.casefold().replace("_", " ").strip()
