"""What is said about settings and reports: what holds in a place, and why."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.adapters.slack.lines import HOW
from bot.adapters.slack.post import Draft, Items, Post, Words
from bot.adapters.slack.spans import Line, Span, Value, line, words
from bot.core.knowledge import Pack
from bot.core.tongue import said, say, say_count
from bot.core.wording import citation
from bot.service.places import Place, Scope
from bot.service.preferences import InForce, PlaceSettings, set_in

LANGUAGES: Final = {
    "": said("that of whoever asks"),
    "en": "English",
    "ja": "日本語",
    "ko": "한국어",
}

LABELS: Final[Mapping[str, str]] = {
    "packs": said("Reports"),
    "private": said("Answers to commands"),
    "language": said("Language"),
    "cooldown": said("Between two questions of one person"),
    "blocked": said("Who may not ask"),
    "feedback": said("Rating answers"),
}
"""The settings that hold on Slack."""

CHANGED: Final = said("It is set. In force here now:")
SHOWN: Final = said("In force here:")


def standing_page(
    held: InForce,
    here: PlaceSettings,
    around: PlaceSettings,
    packs: Sequence[Pack],
    head: str = SHOWN,
) -> Post:
    """What holds in a place, and where each setting comes from."""
    settings = tuple(_line(name, held, here, around, packs) for name in LABELS)
    pieces = (
        Words(lines=(line(say(head)),)),
        Items(lines=settings),
        Words(lines=(line(say(HOW)),)),
    )
    return Post(drafts=(Draft(pieces=pieces),), private=True, line=True)


def _line(
    name: str, held: InForce, here: PlaceSettings, around: PlaceSettings, packs: Sequence[Pack]
) -> Line:
    told = _worded(name, getattr(held, name), packs)
    origin = Span(text=_origin(name, here, around), italic=True)
    return line("{label}: {told} · {origin}", label=say(LABELS[name]), told=told, origin=origin)


def _origin(name: str, here: PlaceSettings, around: PlaceSettings) -> str:
    if name in set_in(here):
        return say("set here")
    return say("set for the workspace") if name in set_in(around) else say("default")


def _worded(name: str, value: Any, packs: Sequence[Pack]) -> Value:
    """The value of a setting in words."""
    if name == "packs":
        names = {pack.id: pack.source.title for pack in packs}
        return ", ".join(f"“{names.get(i, i)}”" for i in value) or say("all that are loaded")
    if name == "cooldown":
        seconds = say_count("{n} second", "{n} seconds", value).format(n=value)
        return seconds if value else say("no waiting")
    if name == "language":
        return say(LANGUAGES.get(value, value))
    if name == "blocked":
        named = [part for user in value for part in (Span(user=user), Span(text=" "))]
        return tuple(named) or say("nobody")
    if name == "private":
        return say("for the asker alone") if value else say("for all to see")
    return say("on") if value else say("off")


def packs_page(loaded: Sequence[Pack], holder: Place, scope: Scope) -> Post:
    """The packs that are loaded, those in scope marked, and those that are gone."""
    in_scope = scope or tuple(pack.id for pack in loaded)
    ids = {pack.id for pack in loaded}
    marked = [
        words(f"{'✓' if pack.id in in_scope else '–'} {citation(pack.source)}") for pack in loaded
    ]
    gone = [
        (Span(text="✗ "), *line(say("{report}: not loaded"), report=pack_id))
        for pack_id in scope
        if pack_id not in ids
    ]
    told = say("Asked here: {count} of {total}, {reason}.")
    reason = say("for none was chosen")
    if scope:
        reason = say("as chosen for {place}").format(place=where(holder))
    head = line(told, count=len(in_scope) - len(gone), total=len(loaded), reason=reason)
    how = line(say("`/packs use` chooses, `/packs reset` undoes that."))
    pieces = (Words(lines=(head,)), Items(lines=(*marked, *gone)), Words(lines=(how,)))
    short = (Words(lines=(head, how)),)
    return Post(drafts=(Draft(pieces=pieces), Draft(pieces=short)), private=True, line=True)


def where(place: Place) -> str:
    """A place in words."""
    if not place.workspace:
        return say("this conversation")
    return say("this channel") if place.channel else say("this workspace")
