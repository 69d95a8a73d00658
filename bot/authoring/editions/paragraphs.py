"""The paragraphs of an edition, each with the section it stands in."""

from dataclasses import dataclass

from bot.authoring.editions.edition import Edition
from bot.core.loading.finding import fold
from bot.core.loading.sections import PARAGRAPH_BREAK


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """A paragraph or heading: its text on one line, its section's title, where it begins."""

    text: str
    section: str
    start: int

    @property
    def key(self) -> str:
        """What two paragraphs share that say the same, letter by letter."""
        return fold(self.text)


def paragraphs(edition: Edition) -> list[Paragraph]:
    """The paragraphs of an edition, in its order."""
    found: list[Paragraph] = []
    for section in edition.sections:
        at = section.start
        for stretch in PARAGRAPH_BREAK.finditer(edition.text, section.start, section.end):
            found += _paragraph(edition.text[at : stretch.start()], section.title, at)
            at = stretch.end()
        found += _paragraph(edition.text[at : section.end], section.title, at)
    return found


def _paragraph(text: str, section: str, start: int) -> list[Paragraph]:
    flat = " ".join(text.split())
    return [Paragraph(text=flat, section=section, start=start)] if flat else []
