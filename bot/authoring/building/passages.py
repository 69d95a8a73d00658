"""What a part says, cut into passages short enough to be a reply."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from bot.authoring.building.document import Block, Kind
from bot.authoring.building.sentences import sentences
from bot.authoring.building.terms import content

LONGEST: Final = 450
"""Characters of the sentences that are quoted together; a longer sentence stands alone."""

MOST_ITEMS: Final = 6
"""Items of a list that are quoted together."""

FEWEST_TERMS: Final = 6
"""Of a passage that says something; fewer are a label, a date or an address."""

MOST_CONTACT: Final = 12
"""Terms for each address or number; a passage with fewer only says how to get in touch."""

_CONTACT: Final = re.compile(
    r"https?://|www\.|\S@\S|\(\d{3}\)\s?\d{3}|\b\d{3}[-.]\d{4}\b|\b(?:LinkedIn|YouTube|Instagram|RSS)\b"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """Verbatim excerpts that answer one question, and the sentences in them."""

    excerpts: tuple[str, ...]
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(self.excerpts)


def passages(blocks: Sequence[Block]) -> list[Passage]:
    """The passages of a part, in its order; tables and captions are not quoted."""
    cut = [passage for run in _runs(blocks) for passage in _cut(run)]
    return [passage for passage in cut if _says_something(passage)]


def _says_something(passage: Passage) -> bool:
    """Whether it is worth a question: no label, no lead to what follows, no address."""
    told = len({term for term in content(passage.text) if not term.isdigit()})
    leads = len(passage.excerpts) == 1 and passage.text.endswith((":", "："))
    contact = len(_CONTACT.findall(passage.text)) * MOST_CONTACT
    return told >= max(FEWEST_TERMS, contact) and not leads


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Paragraphs one by one, each with the list that it introduces; lists without such a one."""
    lead: list[Block] = []
    for kind, group in groupby(blocks, lambda block: block.kind):
        if kind is Kind.ITEM:
            yield [*lead, *group]
            lead = []
            continue
        yield from ([block] for block in lead)
        lead = []
        if kind is Kind.PARAGRAPH:
            *before, last = group
            yield from ([block] for block in before)
            lead = [last]
    yield from ([block] for block in lead)


def _cut(run: Sequence[Block]) -> Iterator[Passage]:
    """A paragraph's sentences in groups; a list's items in groups after what leads to them."""
    if len(run) == 1 and run[0].kind is Kind.PARAGRAPH:
        yield from _of_paragraph(run[0].text, sentences(run[0].text))
        return
    items = [block.text for block in run if block.kind is Kind.ITEM]
    lead = sentences(run[0].text) if run[0].kind is Kind.PARAGRAPH else []
    introduces = bool(lead) and lead[-1].endswith((":", "：", "following."))
    yield from _of_paragraph(run[0].text, lead[:-1] if introduces else lead)
    for group in _grouped(items, most=MOST_ITEMS):
        excerpts = (*lead[-1:], *group) if introduces else tuple(group)
        split = tuple(sentence for excerpt in excerpts for sentence in sentences(excerpt))
        yield Passage(excerpts=excerpts, sentences=split)


def _of_paragraph(paragraph: str, told: Sequence[str]) -> Iterator[Passage]:
    """Sentences of a paragraph in groups, each with what stands between them."""
    for group in _grouped(told):
        start = paragraph.index(group[0])
        end = paragraph.index(group[-1], start) + len(group[-1])
        yield Passage(excerpts=(paragraph[start:end],), sentences=tuple(group))


def _grouped(texts: Sequence[str], most: int = 10) -> Iterator[list[str]]:
    """Neighbours together, as many as may be."""
    held: list[str] = []
    for text in texts:
        if held and (len(held) == most or sum(map(len, held)) + len(text) > LONGEST):
            yield held
            held = []
        held.append(text)
    if held:
        yield held
