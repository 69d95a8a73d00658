"""What a message says after its correction."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, zip_longest
from typing import Final

import discord
from discord.utils import format_dt

from bot.adapters.discord.controls import rateable
from bot.adapters.discord.digest_post import render_again
from bot.adapters.discord.layout import text_of
from bot.adapters.discord.markdown import escape, small
from bot.adapters.discord.post import Action, Post, action, drafts_of
from bot.adapters.discord.render import render
from bot.core.answer import Detail, Reply
from bot.core.digest import (
    CorrectionsDigest,
    Digest,
    Kind,
    QuestionDigest,
    SectionDigest,
    TopicDigest,
    marks_of,
)
from bot.core.knowledge import Entry, Pack
from bot.core.press import Act, Inquiry, Recall, Removal, View, parse
from bot.core.related import related
from bot.core.tongue import said, say
from bot.service.correcting import Marks, Outdated
from bot.service.ledger import ANSWER, DIGEST

WITHDRAWN: Final = said("A passage that stood here has been withdrawn: it is no longer quoted.")

SMALL: Final = small("")
"""Begins a line in small letters."""

HEADING: Final = re.compile(r"\*\*.+\*\*")

COUNTED: Final = "- "
"""Begins a line of a digest of what was asked: a question, and how often."""

SHOWN: Final = re.compile(rf"{ANSWER}:(?P<detail>brief|more|source)(?P<start>\d*)")
"""The kind of an answer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Corrected:
    """A message after its correction, and what it says then."""

    post: Post
    marks: Marks


def corrected(outdated: Outdated, message: discord.Message, now: datetime) -> Corrected:
    """What a message is to say instead of what it says."""
    if found := SHOWN.fullmatch(outdated.first.kind):
        return _answer(outdated, message, found, now)
    if not outdated.entries:
        return Corrected(post=_empty(message, now), marks=())
    if outdated.first.kind == f"{DIGEST}:{Kind.ASKED}":
        marks = [(entry.id, entry.mark) for entry in outdated.entries]
        return Corrected(post=_told(outdated, _asked(outdated, message), now), marks=marks)
    digest = _digest(outdated, message, now)
    post = render_again(digest, _tail(outdated, message))
    return Corrected(post=_told(outdated, post, now), marks=marks_of(digest))


def correction_line(now: datetime) -> str:
    """When it was corrected, as its reader writes dates."""
    return small(say("Corrected on {date}.").format(date=format_dt(now, "D")))


def _answer(
    outdated: Outdated, message: discord.Message, found: re.Match[str], now: datetime
) -> Corrected:
    kept = tuple(_kept(message))
    if not outdated.entries:
        post = _empty(message, now)
        return Corrected(post=replace(post, actions=kept), marks=())
    pack, entry, detail = outdated.pack, outdated.entries[0], Detail(found["detail"])
    start = int(found["start"] or 0)
    start = start if start < len(entry.excerpts) else 0
    reply = Reply(pack=pack, entry=entry, confidence=1.0, detail=detail)
    near = related(pack, entry, now) if detail is Detail.BRIEF and not start else ()
    post = render(reply, related=near, start=start)
    if any(_rates(press) for press, _ in _presses(message)):
        post = rateable(post)
    post = replace(post, actions=(*post.actions, *kept))
    for line in reversed([correction_line(now), *_heads(message)]):
        post = post.under(line)
    return Corrected(post=post, marks=shown_marks(pack, entry, detail))


def shown_marks(pack: Pack, entry: Entry, detail: Detail) -> Marks:
    """What an answer says, by name, with its marks: an entry, and with all of it a summary."""
    section = pack.section(entry.section)
    if detail is Detail.MORE and section.summary:
        return ((entry.id, entry.mark), (section.key, section.mark))
    return ((entry.id, entry.mark),)


def _digest(outdated: Outdated, message: discord.Message, now: datetime) -> Digest:
    """The digest that a message holds, of what it quotes that is still shown."""
    pack, entries = outdated.pack, outdated.entries
    match outdated.first.kind.removeprefix(f"{DIGEST}:"):
        case Kind.QUESTION:
            return QuestionDigest(pack=pack, entry=entries[0], number=0, total=0)
        case Kind.TOPIC if topics := pack.topics_of(entries[0]):
            text = text_of(message)
            named = (topic for topic in topics if escape(topic.name) in text)
            return TopicDigest(pack=pack, topic=next(named, topics[0]), entry=entries[0])
        case Kind.CORRECTIONS:
            return CorrectionsDigest(pack=pack, entries=entries, more=0)
        case _:
            return _section(pack, entries, now)


def _asked(outdated: Outdated, message: discord.Message) -> Post:
    """A digest of what was asked: only the message itself knows how often, and in which order."""
    lines = _lines(message)
    counted = [number for number, line in enumerate(lines) if line.startswith(COUNTED)]
    counts = [lines[number].rsplit(" · ", 1)[-1] for number in counted]
    foot = "\n".join(lines[max(counted, default=0) + 1 :])
    views = [press for press, _ in _presses(message) if isinstance(press, View)]
    shown = [(_entry(outdated, each), often) for each, often in zip_longest(views, counts)]
    told = [
        f"{COUNTED}{escape(entry.question)} · {often}" for entry, often in shown if entry and often
    ]
    return Post(
        drafts=drafts_of([["\n".join([_heading(lines), *told]), foot]]),
        actions=tuple(
            action(Act.SHOW, outdated.pack, entry, entry.question) for entry, _ in shown if entry
        ),
    )


def _entry(outdated: Outdated, view: View | None) -> Entry | None:
    """The entry of a button, if it is still shown."""
    of_view = (each for each in outdated.entries if view and view.is_of(outdated.pack, each))
    return next(of_view, None)


def _section(pack: Pack, entries: Sequence[Entry], now: datetime) -> SectionDigest:
    coming = (each for each in pack.following(entries[-1]) if each.is_live(now))
    topics = dict.fromkeys(chain.from_iterable(pack.topics_of(each) for each in entries))
    return SectionDigest(
        pack=pack,
        section=pack.section(entries[0].section),
        entries=tuple(entries),
        question=next(coming, entries[0]).question,
        topics=tuple(topics),
        number=0,
        total=0,
    )


def _told(outdated: Outdated, post: Post, now: datetime) -> Post:
    """A post that says that it was corrected, and whether anything is missing now."""
    if outdated.withdrawn:
        post = post.under(small(say(WITHDRAWN)))
    return post.under(correction_line(now))


def _empty(message: discord.Message, now: datetime) -> Post:
    """The heading of a message of which nothing else is left, its foot, and why."""
    lines = _lines(message)
    heading = _heading(lines)
    foot = lines[-1] if lines and lines[-1].startswith(SMALL) and heading else ""
    parts = (correction_line(now), *_heads(message), heading, escape(say(WITHDRAWN)), foot)
    return Post(drafts=drafts_of([["\n".join(part for part in parts if part)]]))


def _tail(outdated: Outdated, message: discord.Message) -> str:
    """What a digest's foot has after the report's name: how far the walk has come, its stamp."""
    walks = outdated.first.kind in {f"{DIGEST}:{kind}" for kind in (Kind.SECTION, Kind.QUESTION)}
    lines = _lines(message)
    return " · ".join(lines[-1].rsplit(" · ", 2 if walks else 1)[1:]) if lines else ""


def _heading(lines: Sequence[str]) -> str:
    return next((line for line in lines if HEADING.fullmatch(line)), "")


def _heads(message: discord.Message) -> list[str]:
    """The lines above an answer that name somebody: who shared it, whom it is pointed out to."""
    return [line for line in _lines(message) if line.startswith(SMALL) and "<@" in line]


def _lines(message: discord.Message) -> list[str]:
    return text_of(message).split("\n")


def _kept(message: discord.Message) -> Iterator[Action]:
    """The buttons of an answer that are about how it came to be there: why, and its removal."""
    for press, label in _presses(message):
        if isinstance(press, Inquiry | Recall | Removal):
            yield Action(press=press, label=label)


def _rates(press: object) -> bool:
    return isinstance(press, View) and press.act is Act.HELPFUL


def _presses(message: discord.Message) -> Iterator[tuple[object, str]]:
    """What a message's buttons are about, and their labels."""
    for button in _buttons(message.components):
        if button.custom_id and (press := parse(button.custom_id)) is not None:
            yield press, button.label or ""


def _buttons(components: Sequence[object]) -> Iterator[discord.Button]:
    for component in components:
        if isinstance(component, discord.Button):
            yield component
        elif isinstance(component, discord.ActionRow | discord.Container):
            yield from _buttons(component.children)
