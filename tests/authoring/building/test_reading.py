"""Which reader a file is for: by what it holds first, by its name second."""

import io
import zipfile
from pathlib import Path

import pytest

from bot.authoring.building.document import ReportError
from bot.authoring.building.readers import reading
from bot.authoring.building.readers.formats import format_of
from bot.authoring.building.readers.reading import read_report
from tests.authoring.building.pages import BLOG, PROSE
from tests.authoring.building.word_files import docx, p, packed

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("report.html", BLOG.encode()),
        ("report.txt", BLOG.encode()),
        ("report.HTM", BLOG.encode("utf-16")),
        ("report.docx", docx(p(PROSE))),
        ("report.txt", docx(p(PROSE))),
        ("report.txt", PROSE.encode()),
        ("report", PROSE.encode()),
        ("report.md", PROSE.encode()),
    ],
)
def test_a_file_is_read_by_what_it_holds(tmp_path: Path, name: str, data: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(data)

    assert PROSE in [block.text for block in read_report(file).blocks]


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        (".txt", b"%PDF-1.7\n", "pdf"),
        (".pdf", b"\xef\xbb\xbfjunk %PDF-1.4", "pdf"),
        (".txt", b"<?xml version='1.0'?>\n<!-- x --><!DOCTYPE html><html>", "html"),
        (".txt", b"  <HTML>", "html"),
        (".md", b"<b>x</b>", "markdown"),
        (".html", b"<p>x", "html"),
    ],
)
def test_what_a_file_is_can_be_told_from_its_beginning(
    name: str, data: bytes, expected: str
) -> None:
    assert format_of(data, name) == expected


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b" \n\0", "the file is empty"),
        ("a.doc", OLE, r"an old Word file \(.doc\): save it as .docx"),
        ("a.xls", OLE, "an old file of Microsoft Office"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("a.txt", b"{\\rtf1 x}", "save it as .docx"),
        ("a.odt", packed({"content.xml": "x"}), "save it as .docx"),
        ("a.docx", packed({"xl/workbook.xml": "x"}), "a spreadsheet"),
        ("a.docx", packed({"ppt/presentation.xml": "x"}), "slides"),
        ("a.epub", packed({"META-INF/container.xml": "x"}), "an e-book"),
        ("a.zip", packed({"report.txt": "x"}), "a .zip archive: unpack it"),
        ("a.docx", docx(p(PROSE))[:200], "damaged or incomplete"),
        ("a.txt", b"\x89PNG\r\n", "it is a picture"),
        ("a.pdf", b"\xff\xd8\xff\xe0", "it is a picture"),
        ("a.txt", b"\x1f\x8b\x08", "a packed archive"),
        ("a.mht", b"From: <Saved by a browser>\r\n", "save the page as .html"),
        ("a.xml", b"<?xml version='1.0'?><rss/>", "XML of some other kind"),
        ("a.rst", b"Ports\n=====\n", "files that end in .rst are not read: save it as .pdf"),
        ("a.txt", b"MZ\x90\0", "it is a program"),
    ],
)
def test_a_file_that_no_reader_is_for_says_what_to_do(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)

    with pytest.raises(ReportError, match=said):
        read_report(file)


def test_a_file_that_is_missing_a_folder_or_too_big_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ReportError, match="cannot be read: No such file"):
        read_report(tmp_path / "none.txt")
    with pytest.raises(ReportError, match="it is a folder"):
        read_report(tmp_path)

    monkeypatch.setattr(reading, "MOST", 10)
    (tmp_path / "big.txt").write_bytes(PROSE.encode())
    with pytest.raises(ReportError, match="more than 0 MB"):
        read_report(tmp_path / "big.txt")


def test_a_bomb_within_a_container_is_never_unpacked(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("zeros", b"\0" * 20_000_000)
    file = tmp_path / "a.zip"
    file.write_bytes(packed({"one.zip": inner.getvalue()}))

    with pytest.raises(ReportError, match="unpack it"):
        read_report(file)
