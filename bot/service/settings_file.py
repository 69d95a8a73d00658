"""The settings of a workspace as a YAML file that people keep, change and give back."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from typing_extensions import override

from bot.core.loading.fields import Fields, Shape
from bot.core.loading.kinds import as_table
from bot.core.loading.nodes import Scalar, Table
from bot.core.loading.parsing import read_yaml
from bot.core.loading.problems import PackError, Problem, Problems, closest, shown
from bot.core.tongue import say
from bot.service.places import Place
from bot.service.preferences import PlaceSettings, set_in
from bot.service.setting_values import (
    IDS,
    LISTS,
    NAMES,
    NONE,
    WORDS,
    read_cooldown,
    read_word,
    word_of,
)

LARGEST: Final = 64 * 1024
"""Bytes of a file that is taken."""

FILE: Final = "settings"
WHOLE: Final = Shape(name="the file", required=("server",), optional=("settings", "channels"))
SETTINGS: Final = Shape(name="the settings", required=(), optional=tuple(NAMES))
LONGEST_ID: Final = 20
"""Digits."""


class SettingsFileError(Exception):
    """A file that cannot be taken, with every problem in it by line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)

    @property
    def lines(self) -> tuple[str, ...]:
        """Each problem as a line."""
        return tuple(
            say("line {n}: {problem}").format(n=problem.line, problem=problem.message)
            for problem in self.problems
        )

    @override
    def __str__(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What a file of settings can be about.

    Attributes:
        server: the place of the whole workspace.
        name: its name.
        channels: their names by id.
        roles: their names by id.
        packs: the titles of their reports by id.
        current: what is set now; it may name what is gone meanwhile.
    """

    server: Place
    name: str
    channels: Mapping[str, str]
    roles: Mapping[str, str]
    packs: Mapping[str, str]
    current: Mapping[Place, PlaceSettings] = field(default_factory=dict)

    def names(self, setting: str) -> Mapping[str, str]:
        """What a setting that is a list can name; whoever is blocked need not be here."""
        named = {
            "packs": self.packs,
            "roles": self.roles,
            "helpers": self.channels,
            "helper_role": self.roles,
        }
        return named.get(setting, {})


def write_file(known: Known, digests: Sequence[str] = ()) -> str:
    """The file of what is set now.

    Args:
        known: what the file is about.
        digests: a line about each digest; they stand in the file as comments.
    """
    return "\n".join([*_written(known, digests), ""])


def _written(known: Known, digests: Sequence[str]) -> Iterator[str]:
    yield f"# Settings of the briefing bot in {_comment(known.name)}."
    yield "# `/settings import` takes this file back: all that it does not name is let go of."
    yield f"server: {_quoted(known.server.workspace)}"
    if known.server in known.current:
        yield "settings:"
        yield from _settings(known, known.current[known.server], indent="  ")
    channels = {p.channel: each for p, each in known.current.items() if p.channel}
    if channels:
        yield "channels:"
    for channel, each in sorted(channels.items()):
        yield f"  {_quoted(channel)}: {_named(known.channels, channel, '#')}"
        yield from _settings(known, each, indent="    ")
    if digests:
        yield "# Digests, for your information (`/digest` looks after them):"
        yield from (f"# {_comment(each)}" for each in digests)


def _settings(known: Known, settings: PlaceSettings, *, indent: str) -> Iterator[str]:
    chosen = set_in(settings)
    for name, attribute in NAMES.items():
        if attribute not in chosen:
            continue
        value = chosen[attribute]
        if name in IDS:
            yield f"{indent}{name}: {_identified(known.names(name), value, name)}"
        elif name not in LISTS:
            yield f"{indent}{name}: {_scalar(word_of(name, value))}"
        elif not value:
            yield f"{indent}{name}: []"
        else:
            yield f"{indent}{name}:"
            names = known.names(name)
            yield from (f"{indent}  - {_quoted(i)}{_named(names, i, ' ', name)}" for i in value)


def _identified(names: Mapping[str, str], ident: str, setting: str) -> str:
    """One id with the comment that names it."""
    if not ident:
        return NONE
    lead = "#" if setting == "helpers" else " "
    return f"{_quoted(ident)} {_named(names, ident, lead).lstrip()}"


def _named(names: Mapping[str, str], ident: str, lead: str, setting: str = "") -> str:
    """The comment that names an id; people are not named."""
    if setting == "blocked":
        return ""
    lead, gap = ("", " ") if lead == " " else (lead, "")
    return f"{gap}# {lead}{_comment(names[ident])}" if ident in names else f"{gap}# no longer here"


def _comment(text: str) -> str:
    """A text that stays on its line."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _scalar(text: str) -> str:
    return text if text.isascii() and text.isalnum() else _quoted(text)


def read_file(data: bytes, known: Known) -> Mapping[Place, PlaceSettings]:
    """What a file sets, by place; places for which it sets nothing are left out.

    What is set now may stay, though it be gone: a file that was just written can be read.

    Raises:
        SettingsFileError: something in it is wrong, or it is of another workspace.
    """
    problems = Problems(FILE)
    try:
        read = _read(data, known, problems)
        problems.settle()
    except PackError as error:
        raise SettingsFileError(error.problems) from error
    return {place: settings for place, settings in read.items() if set_in(settings)}


def changes(known: Known, read: Mapping[Place, PlaceSettings]) -> Mapping[Place, PlaceSettings]:
    """What has to be kept for just what was read to be set: places to forget are set to nothing."""
    wanted = {place: read.get(place, PlaceSettings()) for place in (*known.current, *read)}
    return {
        place: settings
        for place, settings in wanted.items()
        if settings != known.current.get(place, PlaceSettings())
    }


def _read(data: bytes, known: Known, problems: Problems) -> dict[Place, PlaceSettings]:
    root = read_yaml(FILE, data, problems)
    table = None if root is None else as_table(root, "the file", problems)
    if table is None:
        return {}
    whole = Fields(table, WHOLE, problems)
    server = whole.text("server")
    if server.text and server.text != known.server.workspace:
        message = say(
            "the file is of another server ({other}): write {this} to set this one, and its"
            " channels’ ids"
        )
        told = message.format(other=shown(server.text), this=known.server.workspace)
        problems.add(server.place, told)
    read: dict[Place, PlaceSettings] = {}
    settings = whole.table("settings")
    if settings is not None:
        read[known.server] = _Reader(known, known.server, problems).settings(settings)
    channels = whole.table("channels")
    if channels is not None:
        read |= _channels(channels, known, problems)
    return read


def _channels(table: Table, known: Known, problems: Problems) -> dict[Place, PlaceSettings]:
    read = {}
    for ident, node in table.values.items():
        place = replace(known.server, channel=ident)
        if ident not in known.channels and place not in known.current:
            message = say("this server has no channel {id}: write the id of one of its own")
            problems.add(table.keys[ident], message.format(id=shown(ident)))
        settings = as_table(node, f"the channel {shown(ident)}", problems)
        if settings is not None:
            read[place] = _Reader(known, place, problems).settings(settings)
    return read


class _Reader:
    """Reads the settings of one place."""

    def __init__(self, known: Known, place: Place, problems: Problems) -> None:
        self._known = known
        self._current = set_in(known.current.get(place, PlaceSettings()))
        self._problems = problems

    def settings(self, table: Table) -> PlaceSettings:
        """What a table sets."""
        fields = Fields(table, SETTINGS, self._problems)
        chosen: dict[str, Any] = {}
        for name, attribute in NAMES.items():
            if fields.node(name) is None:
                continue
            if name in LISTS:
                chosen[attribute] = self._list(name, fields.texts(name))
            elif name in IDS:
                chosen[attribute] = self._one(name, fields.text(name))
            elif name in WORDS:
                chosen[attribute] = fields.value(name, partial(read_word, name), None)
            else:
                chosen[attribute] = fields.value(name, read_cooldown, None)
        return PlaceSettings(**chosen)

    def _one(self, name: str, written: Scalar) -> str:
        text = "" if written.text == NONE else written.text
        if not text or text == self._current.get(NAMES[name]):
            return text
        if name == "helper_role" and text == self._known.server.workspace:
            message = say(
                "that role is everyone, who are never notified: write the id of another one"
            )
            self._problems.add(written.place, message)
        elif text not in self._known.names(name):
            message = (
                say("this server has no role {id}: write the id of one of its own, or {none}")
                if name == "helper_role"
                else say(
                    "this server has no channel {id}: write the id of one of its own, or {none}"
                )
            )
            self._problems.add(written.place, message.format(id=shown(text), none=NONE))
        return text

    def _list(self, name: str, written: Sequence[Scalar]) -> tuple[str, ...]:
        names = self._known.names(name)
        stays = self._current.get(NAMES[name], ())
        for each in written:
            if each.text in names or each.text in stays:
                continue
            if wrong := self._wrong(name, each.text, tuple(names)):
                self._problems.add(each.place, wrong)
        return tuple(each.text for each in written)

    def _wrong(self, name: str, text: str, names: tuple[str, ...]) -> str:
        """What is wrong with an id; nothing for one that may be anybody's."""
        if name == "packs":
            near = closest(text, names)
            if near:
                told = say("no pack {id} is loaded: did you mean `{near}`?")
                return told.format(id=shown(text), near=near)
            told = say("no pack {id} is loaded: loaded are {packs}")
            return told.format(id=shown(text), packs=", ".join(names))
        if name == "roles":
            told = say("this server has no role {id}: write the id of one of its own")
            return told.format(id=shown(text))
        if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_ID):
            return say("{id} is not a person’s id: write its digits").format(id=shown(text))
        return ""
