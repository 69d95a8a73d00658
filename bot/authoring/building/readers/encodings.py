"""Bytes → characters: by what the file says of itself, and never by a silent guess."""

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes

from bot.authoring.building.document import ReportError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_WIDER: Final = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
}
"""What browsers read where a page names an encoding; the wider one has the narrower in it."""

_TWICE: Final = re.compile("â€[™œ\u009d“”]|Ã[©¨¼¶¤±³]|ï»¿|ã\u0081[\u0082-¿]")
"""UTF-8 that was once read as Western European: â€™ for ’."""

SAMPLE: Final = 200_000
"""Bytes by which an unnamed encoding is recognised; more of them only take longer."""

SURE: Final = 0.2
"""The most that a recognised text may look like a mess, from 0 to 1."""

MOST_NULS: Final = 0.2
"""Of the bytes of a text without a mark; UTF-16 of Latin letters has a half."""


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and what is doubtful about how it was read.

    Args:
        data: the bytes.
        declared: the encoding that the file says it has.

    Raises:
        ReportError: these bytes are no text, or in no known encoding.
    """
    text, doubts = _decoded(data, declared)
    if _TWICE.search(text):
        doubts += (
            "signs like â€™ or Ã© stand in the text: it was saved in the wrong encoding once; "
            "look for a better copy",
        )
    if "\ufffd" in text:
        doubts += ("signs are missing in the text (\ufffd): look for a better copy",)
    return text, doubts


def _decoded(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), ()
    wide = _without_mark(data)
    if wide is not None:
        return _strict(data, wide), ()
    name = _known(declared)
    if name != "iso2022_jp" or b"\x1b" not in data:
        try:
            return data.decode("utf-8"), ()
        except UnicodeDecodeError:
            pass
    return _named(data, name, declared)


def _without_mark(data: bytes) -> str | None:
    """UTF-16 by its empty bytes, every second one; too many elsewhere are no text at all."""
    if b"\0" not in data[:SAMPLE]:
        return None
    even, odd = data[:SAMPLE:2].count(0), data[1:SAMPLE:2].count(0)
    half = min(len(data), SAMPLE) / 2
    if odd > half * MOST_NULS and even < odd / 10:
        return "utf-16-le"
    if even > half * MOST_NULS and odd < even / 10:
        return "utf-16-be"
    raise ReportError("this is no text but data of some program: give the report itself")


def _known(declared: str | None) -> str | None:
    """The name that Python has for an encoding, of those that are read."""
    try:
        name = codecs.lookup((declared or "").strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    return _WIDER.get(name, name)


def _named(data: bytes, name: str | None, declared: str | None) -> tuple[str, tuple[str, ...]]:
    """By its name, if it has one that fits; otherwise by what it looks like, with a doubt."""
    if name is not None and not name.startswith("utf"):
        try:
            return data.decode(name), ()
        except (UnicodeDecodeError, LookupError):
            pass
    best = from_bytes(data[:SAMPLE], threshold=SURE).best()
    if best is None:
        raise ReportError(
            "the encoding of the text is unknown: save the file as UTF-8 in the program it is from"
        )
    guess = _WIDER.get(codecs.lookup(best.encoding).name, best.encoding)
    said = f"it says {declared} but is not, and" if declared else "it does not name its encoding,"
    doubt = f"{said} was read as {guess}: check that accents, quotation marks and letters are right"
    return _strict(data, guess), (doubt,)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReportError(
            f"the text is damaged: byte {error.start + 1} does not fit its encoding "
            f"({encoding}); get the file again, or save it as UTF-8"
        ) from error
