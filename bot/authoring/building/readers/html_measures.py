"""How much text, how many links and how much prose each part of a page holds."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from lxml import html

from bot.authoring.building.readers.characters import weight
from bot.authoring.building.readers.html_tree import INLINE, SILENT

PROSE: Final = 80
"""Letters of a text that says something, rather than naming it."""


@dataclass(slots=True)
class Measure:
    """What stands in an element, in letters without white space.

    Args:
        chars: all of it.
        linked: so much of it is links.
        own: what stands in no block within it.
        own_linked: so much of that is links.
        prose: what stands in blocks that say something and are not mostly links.
    """

    chars: int = 0
    linked: int = 0
    own: int = 0
    own_linked: int = 0
    prose: int = 0

    @property
    def density(self) -> float:
        """How much of it is links, from 0 to 1."""
        return self.linked / self.chars if self.chars else 0.0


Measures = dict[html.HtmlElement, Measure]


def measures(root: html.HtmlElement, without: Container[html.HtmlElement] = ()) -> Measures:
    """How much is in each element; those in `without`, and what stands in them, count nothing."""
    found = {element: Measure() for element in root.iter() if isinstance(element.tag, str)}
    for element in reversed(found):
        measure = found[element]
        if element in without or element.tag in SILENT:
            found[element] = measure = Measure()
        else:
            _count(measure, element.text)
            _close(element, measure)
        parent = None if element is root else element.getparent()
        if parent is not None:
            _add(found[parent], measure, inline=element.tag in INLINE)
            _count(found[parent], element.tail)
    return found


def _close(element: html.HtmlElement, measure: Measure) -> None:
    """Once all that stands in an element is counted."""
    if element.tag == "a":
        measure.linked, measure.own_linked = measure.chars, measure.own
    if element.tag not in INLINE and measure.own >= PROSE and measure.own_linked * 2 < measure.own:
        measure.prose += measure.own


def _count(measure: Measure, text: str | None) -> None:
    if text:
        letters = weight("".join(text.split()))
        measure.chars += letters
        measure.own += letters


def _add(whole: Measure, part: Measure, *, inline: bool) -> None:
    whole.chars += part.chars
    whole.linked += part.linked
    whole.prose += part.prose
    if inline:
        whole.own += part.own
        whole.own_linked += part.own_linked
