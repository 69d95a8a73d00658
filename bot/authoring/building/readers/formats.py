"""What a file is, by what it holds first and by its name second."""

import re
import zipfile
from io import BytesIO
from typing import Final

from bot.authoring.building.document import ReportError
from bot.authoring.building.readers.docx_package import UNREADABLE

READ: Final = ".pdf, .docx, .html, .txt or .md"

HEAD: Final = 1024
"""Bytes by which a file is known."""

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_DIRECTORY: Final = 4_000_000
"""Bytes of an old container at each end in which the names of its parts stand."""

_SIGNS: Final = (
    (rb"\{\\rtf", "it is rich text (.rtf): save it as .docx"),
    (rb"(?:\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0{4}|II\*\0|MM\0\*|RIFF....WEBP|....ftyp(?:heic|avif))",
     "it is a picture: only text can be quoted; give the report as " + READ),
    (rb"%!PS", "it is PostScript: save it as .pdf"),
    (rb"(?:\x1f\x8b|7z\xbc\xaf\x27\x1c|Rar!|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd)",
     "it is a packed archive: unpack it and give the report in it"),
    (rb"(?:ID3|OggS|fLaC|\x1aE\xdf\xa3|....ftyp|\xff\xfb)",
     "it is a sound or a film: only text can be quoted; give the report as " + READ),
    (rb"(?:MZ|\x7fELF|\xca\xfe\xba\xbe)", "it is a program, and no report"),
    (rb"AT&TFORM", "it is DjVu: save it as .pdf with its text"),
    (rb"SQLite format 3", "it is a database, and no report"),
)  # fmt: skip
_COMPILED: Final = tuple((re.compile(sign, re.DOTALL), said) for sign, said in _SIGNS)

_ZIPS: Final = (
    ("word/", "docx"),
    ("ppt/", "they are slides (.pptx): save them as .pdf"),
    ("xl/", "it is a spreadsheet (.xlsx): give the report that it belongs to, as " + READ),
    ("meta-inf/container.xml", "it is an e-book (.epub): save it as .html or .docx"),
    ("index/document.iwa", "it is of Apple's Pages: export it as .docx"),
    ("content.xml", "it is an OpenDocument file (.odt): save it as .docx"),
)

_HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML: Final = re.compile(rb"\s*<\?xml")
_ARCHIVED: Final = re.compile(rb"(?:From: <Saved by|MIME-Version:|From: .Saved by)", re.IGNORECASE)

_BY_NAME: Final = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".txt": "plain",
    ".text": "plain",
    "": "plain",
}


def format_of(data: bytes, suffix: str) -> str:
    """Which reader a file is for: "pdf", "docx", "html", "markdown" or "plain".

    Args:
        data: its bytes.
        suffix: how its name ends, with the full stop.

    Raises:
        ReportError: there is no reader for it; the message says what to save it as.
    """
    head = data[:HEAD]
    if not data.strip(b"\0 \t\r\n"):
        raise ReportError("the file is empty")
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_zip(data)
    if head.startswith(_OLE):
        raise ReportError(_of_ole(data, suffix))
    for sign, said in _COMPILED:
        if sign.match(head):
            raise ReportError(said)
    return _of_text(head, suffix.lower())


def _of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = [name.lower() for name in archive.namelist()]
    except UNREADABLE as error:
        raise ReportError(
            "the file is damaged or incomplete: get it again, or open it in its program and save "
            "it anew"
        ) from error
    for part, said in _ZIPS:
        if any(name.startswith(part) for name in names):
            if said == "docx":
                return said
            raise ReportError(said)
    raise ReportError("it is a .zip archive: unpack it and give the report in it")


def _of_ole(data: bytes, suffix: str) -> str:
    """What to do about a file in Microsoft's old container."""
    if _ENCRYPTED in data[:_DIRECTORY] or _ENCRYPTED in data[-_DIRECTORY:]:
        return "it is protected by a password: open it, save it without one, and give that"
    if suffix.lower() in {".xls", ".ppt", ".msg"}:
        return f"it is an old file of Microsoft Office ({suffix}): save it as .pdf"
    return "it is an old Word file (.doc): save it as .docx"


def _of_text(head: bytes, suffix: str) -> str:
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in head[:200]:
        plain = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    if _ARCHIVED.match(plain):
        raise ReportError("it is a page in an archive (.mht): save the page as .html")
    if _HTML.match(plain):
        return "html"
    if _XML.match(plain) and suffix not in {".html", ".htm", ".xhtml"}:
        raise ReportError(f"it is XML of some other kind: give the report as {READ}")
    if suffix not in _BY_NAME:
        if suffix in {".pdf", ".docx"}:
            raise ReportError(f"what is in the file is no {suffix}: get it once more")
        raise ReportError(f"files that end in {suffix} are not read: save it as {READ}")
    return _BY_NAME[suffix]
