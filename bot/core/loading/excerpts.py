"""Excerpts as a curator typed them → verbatim passages of the report with their locators."""

from collections.abc import Mapping

from bot.core.knowledge import Excerpt
from bot.core.loading.finding import ReportText
from bot.core.loading.nodes import Scalar
from bot.core.loading.problems import Fault, Problems, shown
from bot.core.loading.sections import PlacedSection

MOST_COMPARED = 50
"""Excerpts whose difference from the report is searched for: it takes time, and a list of
fifty is enough to see what happened."""


class Excerpts:
    """Finds excerpts in the report."""

    def __init__(
        self,
        report: ReportText,
        sections: Mapping[str, PlacedSection] | None,
        problems: Problems,
    ) -> None:
        """Take the placed sections, or None where they could not be placed."""
        self._report = report
        self._sections = sections
        self._problems = problems
        self._compared = 0

    def place(self, written: tuple[Scalar, ...], section_id: str) -> tuple[Excerpt, ...]:
        """The excerpts of one entry, each inside its section: the first place, if several."""
        found = (self._place_one(passage, section_id) for passage in written)
        return tuple(excerpt for excerpt in found if excerpt is not None)

    def _place_one(self, written: Scalar, section_id: str) -> Excerpt | None:
        placed = self._sections.get(section_id) if self._sections is not None else None
        if placed is not None:
            section = placed.section
            start = self._report.find(written.text, section.start, section.end)
            if start >= 0:
                end = start + len(written.text)
                text, locator = self._report.text[start:end], placed.locator(start, end)
                return Excerpt(text=text, locator=locator, start=start)
        self._say_why(written, placed)
        return None

    def _say_why(self, written: Scalar, placed: PlacedSection | None) -> None:
        start = self._report.find(written.text)
        what = f"the excerpt {shown(written.text)}"
        if start < 0:
            self._problems.add(
                written.place,
                f"{what} is not in {self._report.file}: {self._difference(written)}",
                Fault.QUOTE,
            )
        elif placed is not None:
            where = self._where(start, start + len(written.text))
            self._problems.add(
                written.place,
                f"{what} is not in section `{placed.section.id}`: {where}",
                Fault.QUOTE,
            )

    def _difference(self, written: Scalar) -> str:
        self._compared += 1
        found = self._report.difference(written.text) if self._compared <= MOST_COMPARED else ""
        return found or f"copy it from {self._report.file}, word for word"

    def _where(self, start: int, end: int) -> str:
        """Where a passage outside its section stands, and what to do."""
        touched = [
            placed.section
            for placed in (self._sections or {}).values()
            if placed.section.start < end and start < placed.section.end
        ]
        if not touched:
            return "it stands before the first section begins; mend the sections or the excerpt"
        if len(touched) > 1 or start < touched[0].start:
            names = " and ".join(f"`{section.id}`" for section in touched)
            return f"it runs over the border of {names}: cut it in two"
        return f"it is in `{touched[0].id}`: correct the section, or move the excerpt"
