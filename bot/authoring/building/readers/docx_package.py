"""The parts of a Word document: read from its container within bounds of memory and time."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from lxml import etree

from bot.authoring.building.document import ReportError

MOST_MEMBERS: Final = 20_000
"""Files in the container."""

MOST: Final = 100_000_000
"""Bytes of all parts that are read, once unpacked; a book of 1,000 pages has some 40 million."""

PACKED: Final = 250
"""Times that a part may grow when it is unpacked; text with mark-up grows some 20 times."""

ALWAYS: Final = 5_000_000
"""Bytes of a part that may grow as it likes."""

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL: Final = W[1:-1].encode()

_MAIN: Final = "word/document.xml"

UNREADABLE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ValueError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
)
"""What the library raises for containers that are broken in one way or another."""

_DAMAGED: Final = (
    "the .docx file is damaged or incomplete: get it again, or open it in Word or LibreOffice and "
    "save it anew"
)
_BOMB: Final = (
    "the .docx file unpacks to an enormous size, as no report does: open it in Word or "
    "LibreOffice and save its text as a new .docx"
)


class Package:
    """An open container; parts are read when they are asked for."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except UNREADABLE as error:
            raise ReportError(_DAMAGED) from error
        if len(self._zip.infolist()) > MOST_MEMBERS:
            raise ReportError(_BOMB)
        self._left = MOST
        self._names = {name.lower(): name for name in self._zip.namelist()}

    def main(self) -> etree._Element:
        """The document itself.

        Raises:
            ReportError: there is none, or it is damaged, or made to harm.
        """
        part = self.part(self._main_name())
        if part is None:
            raise ReportError(
                "it is no Word document, though its name or its container says so: save the "
                "report as .docx"
            )
        return part

    def part(self, name: str) -> etree._Element | None:
        """A part by its name in the container, or None if there is no such."""
        known = self._names.get(name.lower())
        return None if known is None else _parsed(self._unpacked(known))

    def parts(self, prefix: str) -> Iterator[etree._Element]:
        """The parts whose names begin so, in their order."""
        for lower, name in sorted(self._names.items()):
            if lower.startswith(prefix) and lower.endswith(".xml"):
                yield _parsed(self._unpacked(name))

    def _main_name(self) -> str:
        """The document's name: what the container names as such, or the usual one."""
        relations = self.part("_rels/.rels")
        for relation in [] if relations is None else relations:
            if str(relation.get("Type")).endswith("/officeDocument"):
                target = (relation.get("Target") or "").lstrip("/")
                return posixpath.normpath(target) if target else _MAIN
        return _MAIN

    def _unpacked(self, name: str) -> bytes:
        info = self._zip.getinfo(name)
        grown = info.file_size > max(ALWAYS, info.compress_size * PACKED)
        self._left -= info.file_size
        if grown or self._left < 0:
            raise ReportError(_BOMB)
        if info.flag_bits & 1:
            raise ReportError("the .docx file is protected by a password: save it without one")
        try:
            with self._zip.open(info) as part:
                # The size that the container names may be a lie: no more is read than that.
                data = part.read(info.file_size + 1)
        except UNREADABLE as error:
            raise ReportError(_DAMAGED) from error
        if len(data) > info.file_size:
            raise ReportError(_BOMB)
        return data


def _parsed(data: bytes) -> etree._Element:
    """The tree of a part; a document type, which Word never writes, is where entities hide."""
    if b"<!DOCTYPE" in data or "<!DOCTYPE".encode("utf-16-le") in data:
        raise ReportError(
            "the .docx file declares entities, as Word never does, and may be made to harm: open "
            "it in Word or LibreOffice and save it anew"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    try:
        return etree.fromstring(data.replace(_STRICT, _USUAL), parser)
    except etree.XMLSyntaxError as error:
        raise ReportError(_DAMAGED) from error
