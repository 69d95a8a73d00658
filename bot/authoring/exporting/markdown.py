"""A pack as a readable document in Markdown (CommonMark): one heading a section."""

import re
from collections.abc import Iterator
from typing import Final

from bot.core.knowledge import Entry, Excerpt, Pack, Section, Topic
from bot.core.wording import LABELS, day

DEEPEST: Final = 6
"""Levels of headings that Markdown has."""

_MARKS: Final = re.compile(
    r"(?P<mark>[\\`*_#\[\]<>&~|$])"
    r"|^(?P<line_mark>[+=-])"
    r"|^(?P<number>\d+)(?P<dot>[.)])",
    re.MULTILINE,
)
"""What Markdown would take for its own: marks anywhere, and marks that begin a line."""

_REFERENCE: Final = re.compile(r"&(?=#?\w+;)")
"""What Markdown would take for a character by its name, even in an address."""


def as_markdown(pack: Pack) -> str:
    """A pack as a document: its questions with what the report says; drafts are marked."""
    return "\n\n".join(_blocks(pack)) + "\n"


def escape(text: str) -> str:
    """The text on one line with a backslash before each mark, so that it is shown as it is."""
    return _escaped(" ".join(text.split()))


def quote(text: str) -> str:
    """A verbatim passage as a block quote, in the lines that it has in the report."""
    lines = (_escaped(line.strip()) for line in text.strip().splitlines())
    return "\n".join(f"> {line}".rstrip(" ") for line in lines)


def _escaped(line: str) -> str:
    return _MARKS.sub(_with_backslash, line)


def _with_backslash(found: re.Match[str]) -> str:
    if found["dot"]:
        return f"{found['number']}\\{found['dot']}"
    return f"\\{found[0]}"


def _blocks(pack: Pack) -> Iterator[str]:
    source = pack.source
    yield f"# {escape(source.title)}"
    yield f"{escape(source.publisher)}, {day(source)} ({escape(source.edition)}). " + _link(
        "Read the report", source.url
    )
    if source.superseded_by:
        yield f"**Superseded by {escape(source.superseded_by)}**"
    yield escape(pack.scope)
    yield f"*{escape(pack.disclaimer)}*"
    for section in pack.sections:
        yield from _section(pack, section)
    if pack.readings:
        yield "## Related readings"
        yield "\n".join(
            f"- {_link(escape(reading.title), reading.url)}" for reading in pack.readings
        )


def _section(pack: Pack, section: Section) -> Iterator[str]:
    yield f"{'#' * min(section.level + 1, DEEPEST)} {escape(section.title)}"
    yield escape(section.summary)
    for entry in pack.entries:
        if entry.section == section.id:
            yield from _entry(pack, entry)


def _entry(pack: Pack, entry: Entry) -> Iterator[str]:
    yield f"**{escape(entry.question)}**"
    for excerpt in entry.excerpts:
        yield _excerpt(excerpt)
    kind = LABELS[entry.label]
    about = [f"{kind[0].upper()}{kind[1:]}", entry.status.value]
    about += [_topic(topic) for topic in pack.topics_of(entry)]
    yield " · ".join(about)


def _excerpt(excerpt: Excerpt) -> str:
    return f"{quote(excerpt.text)}\n>\n> ({escape(excerpt.locator)})"


def _topic(topic: Topic) -> str:
    return _link(escape(topic.name), topic.url)


def _link(text: str, url: str) -> str:
    """A link; the text is Markdown already. No address of a pack holds < or >."""
    url = _REFERENCE.sub(r"\&", url)
    return f"[{text}](<{url}>)" if "(" in url or ")" in url else f"[{text}]({url})"
