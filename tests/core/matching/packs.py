"""Small packs on the ferries of an island, for tests of matching."""

from dataclasses import replace

from bot.core.knowledge import Entry, OutOfScope, Pack, Phrasing
from tests.factories import make_entry, make_out_of_scope, make_pack

PHRASINGS = {
    "fares": (
        "How much does a ferry ticket cost?",
        "What are the ferry fares?",
        "price of a crossing",
        "is the ferry expensive",
        "フェリーの料金はいくらですか",
        "배삯은 얼마인가요",
    ),
    "delays": (
        "Why are the ferries late?",
        "What causes the delays?",
        "reasons for late departures",
        "why does the boat never leave on time",
        "なぜ船は遅れるのですか",
        "배가 왜 늦나요",
    ),
    "safety": (
        "Are the ferries safe?",
        "How many accidents were there?",
        "accident record of the fleet",
        "is it dangerous to cross by boat",
        "船は安全ですか",
        "배는 안전한가요",
    ),
}
"""Entry id → its question and phrasings."""

AIRPORT = ("Will there be an airport?", "airport plans", "can I fly to the island")


def phrasings(*texts: str) -> tuple[Phrasing, ...]:
    return tuple(Phrasing(text=text, language="en") for text in texts)


def ferry_entry(entry_id: str, texts: tuple[str, ...], sentence: int, **changes: object) -> Entry:
    return make_entry(
        entry_id,
        sentence=sentence,
        question=texts[0],
        phrasings=phrasings(*texts[1:]),
        **changes,  # type: ignore[arg-type]
    )


def airport() -> OutOfScope:
    return replace(
        make_out_of_scope("airport"), question=AIRPORT[0], phrasings=phrasings(*AIRPORT[1:])
    )


def ferry_pack(**changes: object) -> Pack:
    """Three entries that quote three sentences, and one question that the report leaves open."""
    entries = tuple(
        ferry_entry(entry_id, texts, sentence)
        for sentence, (entry_id, texts) in enumerate(PHRASINGS.items())
    )
    pack = replace(
        make_pack(entries=entries, out_of_scope=(airport(),)),
        glossary=(("ferry", "steamer", "Dampfer"), ("Port Grey", "the grey harbour", "グレイ港")),
    )
    return replace(pack, **changes)  # type: ignore[arg-type]
