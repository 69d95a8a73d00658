"""PDF files made by hand: text in Helvetica at given places, a page for each list of lines."""

from collections.abc import Sequence
from typing import NamedTuple

HEIGHT, WIDTH = 792, 612


class Said(NamedTuple):
    """A line of text: how far from the left and from the top, in points, and how large."""

    x: int
    y: int
    size: int
    text: str
    font: str = "F1"


def pdf(pages: Sequence[Sequence[Said]], info: str = "") -> bytes:
    """A PDF of these pages; F1 is Helvetica, F2 its bold."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>",
    ]
    kids = []
    for page in pages:
        stream = "\n".join(
            f"BT /{said.font} {said.size} Tf {said.x} {HEIGHT - said.y} Td ({said.text}) Tj ET"
            for said in page
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        contents = len(objects)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}]"
            f" /Contents {contents} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _file(objects)


def picture() -> bytes:
    """A PDF of one page with nothing but a picture on it, as a scanner makes it."""
    shown = "q 600 0 0 780 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"
    return pdf([[Said(0, 0, 1, "@")]]).replace(b"(@) Tj ET", f"() Tj ET {shown}".encode())


def encrypted() -> bytes:
    """A PDF that says it is encrypted, with a password that is not empty."""
    key = "<" + "41" * 32 + ">"
    lock = f"/Filter /Standard /V 1 /R 2 /P -4 /O {key} /U {key}"
    data = pdf([[Said(72, 72, 11, "Secret")]], info=lock)
    return data.replace(b"/Root 1 0 R", b"/Encrypt 5 0 R /ID [<00> <00>] /Root 1 0 R")


def _file(objects: Sequence[str]) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {size} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    )
    return data + end.encode()
