"""Small values for tests: each takes what the test is about and fills in the rest."""

from datetime import date

from bot.core.answer import Choice, Clarification
from bot.core.knowledge import (
    Entry,
    Excerpt,
    Label,
    OutOfScope,
    Pack,
    Phrasing,
    Section,
    Source,
    Status,
    Target,
    Topic,
)
from bot.core.matching.matches import Courtesy, Match, Matches

SENTENCES = ("Bridges wear out.", "Repairs cost little.", "Closure costs much.")
TEXT = "\n\n".join(("On Bridges", *SENTENCES))


def make_entry(
    entry_id: str = "wear", *, sentence: int = 0, section: str = "bridges", **changes: object
) -> Entry:
    """An entry that quotes one of the three sentences."""
    text = SENTENCES[sentence]
    excerpt = Excerpt(
        text=text, locator=f"Bridges, paragraph {sentence + 1}", start=TEXT.index(text)
    )
    question = f"What about {entry_id}?"
    values: dict[str, object] = {
        "id": entry_id,
        "section": section,
        "question": question,
        "phrasings": (Phrasing(text=f"tell me of {entry_id}", language="en"),),
        "excerpts": (excerpt,),
        "topics": ("steel",),
        "label": Label.FINDING,
        "status": Status.LIVE,
    }
    return Entry(**(values | changes))  # type: ignore[arg-type]


def make_out_of_scope(target_id: str = "tunnels") -> OutOfScope:
    """A question that the report does not answer."""
    return OutOfScope(
        id=target_id,
        question="What about tunnels?",
        phrasings=(Phrasing(text="tunnels", language="en"),),
        note="The report says nothing of tunnels.",
        closest="bridges",
    )


def make_pack(
    *,
    pack_id: str = "bridges",
    title: str = "On Bridges",
    edition: str = "2020",
    superseded_by: str = "",
    entries: tuple[Entry, ...] = (),
    out_of_scope: tuple[OutOfScope, ...] = (),
    sections: tuple[str, ...] = ("bridges",),
) -> Pack:
    """A pack on bridges, all of its sections over the whole text."""
    return Pack(
        id=pack_id,
        source=Source(
            title=title,
            publisher="The Bridge Office",
            published=date(2020, 2, 3),
            url="https://example.org/bridges",
            language="en",
            edition=edition,
            sha256="",
            superseded_by=superseded_by,
        ),
        scope="Bridges.",
        disclaimer="As of 2020.",
        text=TEXT,
        topics=(
            Topic(id="steel", name="Steel", names=("Girders",), url="https://example.org/steel"),
        ),
        glossary=(),
        sections=tuple(
            Section(
                id=section,
                title=section.capitalize(),
                level=1,
                summary=f"The report speaks of {section}.",
                start=0,
                end=len(TEXT),
            )
            for section in sections
        ),
        entries=entries or (make_entry(),),
        out_of_scope=out_of_scope,
        readings=(),
        starters=(),
        digest_order=sections,
    )


def make_matches(
    *ranked: tuple[Target, float],
    query: str = "some query",
    courtesy: Courtesy | None = None,
    too_little: bool = False,
) -> Matches:
    """Matches of a query: targets with their confidence, best first."""
    return Matches(
        query=query,
        ranked=tuple(
            Match(target=target, score=confidence, confidence=confidence, phrasing="")
            for target, confidence in ranked
        ),
        courtesy=courtesy,
        too_little=too_little,
    )


def make_clarification(pack: Pack, *entries: Entry, confidence: float = 0.4) -> Clarification:
    """Entries of one pack to choose from."""
    return Clarification(
        choices=tuple(Choice(pack=pack, entry=entry) for entry in entries), confidence=confidence
    )
