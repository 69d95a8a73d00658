"""What is said about settings: what holds in a place and why, and what a file would change."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.adapters.discord.markdown import MOST_CHARACTERS, escape, small
from bot.adapters.discord.post import Post, line
from bot.core.knowledge import Pack
from bot.core.press import size
from bot.core.tongue import said, say, say_count
from bot.service.places import Place
from bot.service.preferences import InForce, PersonSettings, PlaceSettings, set_in
from bot.service.setting_values import IDS, NAMES

MOST_NAMED: Final = 10
"""People or roles that a line names."""

LANGUAGES: Final = {
    "": said("that of whoever asks"),
    "en": "English",
    "ja": "日本語",
    "ko": "한국어",
}

LABELS: Final[Mapping[str, str]] = {
    "packs": said("Reports"),
    "private": said("Answers to commands"),
    "plain": said("Look"),
    "language": said("Language"),
    "cooldown": said("Between two questions of one person"),
    "roles": said("Who may ask"),
    "blocked": said("Who may not ask"),
    "feedback": said("Rating answers"),
    "open": said("Which questions"),
    "helpers": said("Questions that I cannot answer go to"),
    "helper_role": said("Notified of these"),
}

CHANGED: Final = said("It is set. In force here now:")
SHOWN: Final = said("In force here:")
HOW: Final = said(
    "`/settings change`, `helpers`, `roles`, `block` and `reset` change this, `/packs use` the"
    " reports. `/doctor` says what is in the way."
)
INTENT: Final = said(
    "To read questions that are not addressed to me I need the message content intent: switch it"
    " on in Discord’s developer portal under **Bot**, and for me. `/doctor` says whether it is."
)
PERSON: Final = said(
    "This holds wherever you ask. It is kept under a mark that names nobody; no id of yours is"
    " kept."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What holds in a place, and what was set for it and around it."""

    held: InForce
    place: Place
    here: PlaceSettings
    around: PlaceSettings
    packs: Sequence[Pack]


def standing_page(standing: Standing, head: str = SHOWN, *foot: str) -> Post:
    """What holds in a place, and where each setting comes from."""
    lines = [_line(standing, attribute) for attribute in NAMES.values()]
    return line(fitted([say(head)], lines, [*foot, small(say(HOW))]))


def summary(standing: Standing, names: Iterable[str]) -> list[str]:
    """A line for each of some settings."""
    return [_line(standing, name) for name in names]


def _line(standing: Standing, name: str) -> str:
    value = getattr(standing.held, name)
    told = worded(name, value, standing.packs)
    return f"- {say(LABELS[name])}: {told} · *{_origin(standing, name)}*"


def _origin(standing: Standing, name: str) -> str:
    here = name in set_in(standing.here) and bool(standing.place.channel)
    around = name in set_in(standing.around)
    if here and around and name == "blocked":
        return say("set here and for the server")
    if here:
        return say("set here")
    return say("set for the server") if around else say("default")


def worded(name: str, value: Any, packs: Sequence[Pack]) -> str:
    """The value of a setting in words."""
    if name == "packs":
        titles = {pack.id: pack.source.title for pack in packs}
        named = [f"“{escape(titles[i])}”" if i in titles else _gone(i) for i in value]
        return _some(named) if named else say("all that are loaded")
    if name == "cooldown":
        return _seconds(value)
    if name == "language":
        return say(LANGUAGES.get(value, value))
    if name in ("roles", "blocked"):
        lead, nobody = ("@&", say("everyone")) if name == "roles" else ("@", say("nobody"))
        return _some([f"<{lead}{i}>" for i in value]) if value else nobody
    if name in IDS:
        lead = "#" if name == "helpers" else "@&"
        return f"<{lead}{value}>" if value else say("nobody")
    return _switch_words(name, value=value)


def _seconds(seconds: int) -> str:
    if not seconds:
        return say("no waiting")
    return say_count("{n} second", "{n} seconds", seconds).format(n=seconds)


def _switch_words(name: str, *, value: bool) -> str:
    words = {
        "private": (say("for the asker alone"), say("for all to see")),
        "plain": (say("plain text"), say("cards")),
        "feedback": (say("on"), say("off")),
        "open": (say("every one in the channel"), say("those addressed to me")),
    }
    yes, no = words[name]
    return yes if value else no


def _gone(pack: str) -> str:
    return say("{pack} (no longer loaded)").format(pack=escape(pack))


def _some(named: Sequence[str]) -> str:
    shown = ", ".join(named[:MOST_NAMED])
    rest = len(named) - MOST_NAMED
    return shown if rest <= 0 else say("{named} and {count} more").format(named=shown, count=rest)


def person_page(person: PersonSettings, *, changed: bool) -> Post:
    """What somebody set for themselves."""
    as_there = say("as it is set where you ask")
    plain = as_there if person.plain is None else worded("plain", person.plain, ())
    language = as_there if person.language is None else worded("language", person.language, ())
    return line(
        "\n".join(
            [
                say("It is set. For you holds:") if changed else say("For you holds:"),
                f"- {say(LABELS['plain'])}: {plain}",
                f"- {say(LABELS['language'])}: {language}",
                small(say(PERSON)),
            ]
        )
    )


def let_go(place: Place, names: Sequence[str]) -> str:
    """What was undone."""
    if not names:
        return say("Nothing was set {where}.").format(where=where(place))
    labels = ", ".join(say(LABELS[name]) for name in names)
    return say("What was set {where} is undone: {labels}. In force here now:").format(
        where=where(place), labels=labels
    )


def where(place: Place) -> str:
    """For which place."""
    return say("for this channel") if place.channel else say("for this server")


def change_lines(
    changes: Mapping[Place, PlaceSettings],
    current: Mapping[Place, PlaceSettings],
    packs: Sequence[Pack],
) -> list[str]:
    """What a file changes, a line for each setting of each place."""
    lines = []
    for place, settings in changes.items():
        named = f"<#{place.channel}>" if place.channel else say("The whole server")
        before = current.get(place, PlaceSettings())
        lines += [
            f"- {named} · {say(LABELS[name])}: {_was(name, before, packs)}"
            f" → {_was(name, settings, packs)}"
            for name in NAMES.values()
            if getattr(before, name) != getattr(settings, name)
        ]
    return lines


def _was(name: str, settings: PlaceSettings, packs: Sequence[Pack]) -> str:
    value = getattr(settings, name)
    return say("not set") if value is None else worded(name, value, packs)


def fitted(head: Sequence[str], lines: Sequence[str], foot: Sequence[str]) -> str:
    """As many of the lines as fit into a message, and how many more there are."""
    return _longest(lambda shown: "\n".join([*head, *_begin(lines, shown), *foot]), len(lines))


def _begin(lines: Sequence[str], shown: int) -> list[str]:
    rest = len(lines) - shown
    more = [say("…and {count} more.").format(count=rest)] if rest else []
    return [*lines[:shown], *more]


def _longest(text: Callable[[int], str], most: int) -> str:
    shown = most
    while shown and size(text(shown)) > MOST_CHARACTERS:
        shown -= 1
    return text(shown)
