"""Fields of a Word document: codes that Word replaces by text, such as a table of contents."""

from dataclasses import dataclass
from typing import Final

from lxml import etree

from bot.authoring.building.readers.docx_package import W

_CONTENTS: Final = ("TOC", "TOA", "INDEX")


@dataclass(slots=True)
class _Field:
    """A field of Word's: its code, and whether the code is still being told."""

    code: str = ""
    is_code: bool = True


class Fields:
    """The fields that are open at a place, one within another."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._boxes = 0

    @property
    def is_code(self) -> bool:
        """Whether what stands here is a code and no text."""
        return any(one.is_code for one in self._open)

    @property
    def is_contents(self) -> bool:
        """Whether what stands here is of a table of contents or an index."""
        return self._boxes > 0 or any(
            one.code.strip().upper().startswith(_CONTENTS) for one in self._open
        )

    def tell(self, code: str) -> None:
        """More of the code of the innermost field."""
        if self._open:
            self._open[-1].code += code

    def enter(self, element: etree._Element) -> None:
        """An element that may begin a field, or be a mark within one."""
        if element.tag == W + "sdt":
            self._boxes += _is_contents(element)
        elif element.tag == W + "fldSimple":
            self._open.append(_Field(code=element.get(W + "instr", ""), is_code=False))
        elif element.tag == W + "fldChar":
            self._mark(element.get(W + "fldCharType", ""))

    def leave(self, element: etree._Element) -> None:
        """An element that may end a field."""
        if element.tag == W + "sdt":
            self._boxes -= _is_contents(element)
        elif element.tag == W + "fldSimple" and self._open:
            self._open.pop()

    def _mark(self, kind: str) -> None:
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].is_code = False
        elif kind == "end" and self._open:
            self._open.pop()


def _is_contents(sdt: etree._Element) -> bool:
    gallery = sdt.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and "contents" in gallery.get(W + "val", "").lower()
