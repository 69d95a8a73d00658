"""A pack whose every text tries to be something else than text."""

from dataclasses import replace

from bot.core.knowledge import Entry, Excerpt, Label, Pack, Phrasing, Reading, Status, Topic
from tests.factories import make_entry, make_pack

BREAKOUT = "</script></style><script>stolen()</script><img src=x onerror=stolen()>\"'`{{7*7}}&amp;"
"""What would end a script, a style or an attribute, or begin an element or a template's code."""


def hostile_pack() -> Pack:
    """A pack that nobody would want to open, with addresses as bad as the loader lets through."""
    excerpt = Excerpt(text=f"{BREAKOUT}\n\n<!-- {BREAKOUT}", locator=BREAKOUT, start=0)
    entry = Entry(
        id="wear",
        section="bridges",
        question=BREAKOUT,
        phrasings=(
            Phrasing(text=f"needle {BREAKOUT}", language="en"),
            Phrasing(text=f"針 {BREAKOUT}", language="ja"),
        ),
        excerpts=(excerpt,),
        topics=("steel",),
        label=Label.RISK,
        status=Status.LIVE,
    )
    pack = make_pack(entries=(entry, make_entry("costs", sentence=1)))
    return replace(
        pack,
        source=replace(
            pack.source,
            title=BREAKOUT,
            publisher=BREAKOUT,
            edition=BREAKOUT,
            superseded_by=BREAKOUT,
            url="https://example.org/'onclick='stolen()?a=1&quot;b",
        ),
        scope=BREAKOUT,
        disclaimer=BREAKOUT,
        sections=tuple(
            replace(section, title=BREAKOUT, summary=BREAKOUT) for section in pack.sections
        ),
        topics=(Topic(id="steel", name=BREAKOUT, url="https://example.org/(a)_[b]*c*&lt;"),),
        readings=(
            Reading(
                title=BREAKOUT,
                authors=(BREAKOUT,),
                published=BREAKOUT,
                url="https://example.org/x",
                note=BREAKOUT,
            ),
        ),
    )
