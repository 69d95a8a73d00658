"""What building a pack found, what it dropped, and what a human should look at: for people."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from bot.authoring.building.document import Document, Dropped
from bot.authoring.building.draft import Draft
from bot.authoring.building.files import NOT_SAID
from bot.authoring.building.merging import Merged

FILE: Final = "drafting.md"
"""In the pack's folder, with everything that was dropped; no part of the pack."""

MOST_LISTED: Final = 20
"""Of what is to be looked at, in the terminal."""

LONGEST: Final = 70
"""Characters of an example."""


def lines(document: Document, draft: Draft, merged: Merged) -> Iterator[str]:
    """The closing report, as the terminal shows it."""
    yield from _found(draft, merged)
    yield ""
    yield from _dropped(document.dropped)
    yield ""
    told = list(to_look_at(document, draft, merged))
    yield (
        "To look at:"
        if told
        else "Nothing stands out that needs a human eye; read it all the same."
    )
    yield from (f"  - {sentence}" for sentence in told[:MOST_LISTED])
    if len(told) > MOST_LISTED:
        yield f"  … and {len(told) - MOST_LISTED} more, in {FILE}"


def page(document: Document, draft: Draft, merged: Merged) -> str:
    """The closing report in full, in Markdown."""
    dropped = [
        f"- {_where(one)}*{one.reason}*: {' '.join(one.text.split())}" for one in document.dropped
    ]
    told = [f"- {sentence}" for sentence in to_look_at(document, draft, merged)]
    parts = [
        "# How this pack was drafted",
        "\n".join(_found(draft, merged)),
        "## To look at",
        "\n".join(told) or "Nothing stood out.",
        "## Dropped",
        "\n".join(dropped) or "Nothing.",
    ]
    return "\n\n".join(parts) + "\n"


def to_look_at(document: Document, draft: Draft, merged: Merged) -> Iterator[str]:
    """What only a human can decide, a sentence each."""
    yield from merged.review
    origin = draft.origin
    missing = [
        name
        for name in ("title", "publisher", "published", "url", "language")
        if getattr(origin, name) is None
    ]
    if missing:
        options = " ".join(f"--{name}" for name in missing)
        yield (
            f"the document does not say its {', '.join(missing)}: fill in what is marked REVIEW in "
            f"pack.yaml (“{NOT_SAID}” stands there), or build again with {options}"
        )
    yield from document.doubts
    guessed = sum(section.guessed for section in draft.sections)
    if guessed:
        yield f"the report has no headings: its {guessed} sections are cut where its words change"
    if draft.left_out:
        yield f"{draft.left_out} passages have no entry: they are less central than the others"


def _found(draft: Draft, merged: Merged) -> Iterator[str]:
    words, origin = len(draft.text.split()), draft.origin
    pages = f", {len(draft.pages)} pages" if draft.pages else ""
    levels = len({section.level for section in draft.sections})
    said = f"{origin.publisher or NOT_SAID}, {origin.published or NOT_SAID}"
    yield f"“{origin.title or NOT_SAID}” ({said})"
    yield (
        f"{words:,} words{pages}; {len(draft.sections)} sections on {levels} "
        f"level{'s' if levels > 1 else ''}, {len(draft.topics)} candidate topics"
    )
    yield f"{len(merged.added)} entries drafted" + (
        f", {len(merged.refreshed)} untouched drafts renewed" if merged.refreshed else ""
    )


def _dropped(dropped: Sequence[Dropped]) -> Iterator[str]:
    """How much was dropped for each reason, with an example."""
    if not dropped:
        yield "Dropped: nothing."
        return
    yield "Dropped:"
    first = {one.reason: one for one in reversed(dropped)}
    for reason, count in Counter(one.reason for one in dropped).most_common():
        example = " ".join(first[reason].text.split())
        cut = example if len(example) <= LONGEST else f"{example[:LONGEST].rstrip()}…"
        yield f"  {count:5} {reason}: {_where(first[reason])}“{cut}”"


def _where(dropped: Dropped) -> str:
    return f"page {dropped.page}: " if dropped.page else ""
