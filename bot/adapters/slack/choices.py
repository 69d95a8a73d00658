"""Entries to choose from: numbered lines, and a button for each number."""

from collections.abc import Iterator, Sequence

from bot.adapters.slack.post import MOST_OFFERS, Draft, Offer, Piece, Words, action, cut
from bot.adapters.slack.spans import Line, line, words
from bot.core.answer import Choice
from bot.core.knowledge import Entry, Pack
from bot.core.press import Act
from bot.core.tongue import say

LONGEST_OFFER = 200
"""Characters of a question where not all of them fit."""


def offers_of(choices: Sequence[Choice], told: Sequence[str] = ()) -> tuple[Offer, ...]:
    """The first of the choices; each is listed by its question, or by its line if there are any."""
    questions = told or [choice.entry.question for choice in choices]
    return tuple(
        Offer(
            text=f"{number}. {question}",
            action=action(Act.CHOOSE, choice.pack, choice.entry, str(number)),
        )
        for number, (choice, question) in enumerate(
            list(zip(choices, questions, strict=True))[:MOST_OFFERS], start=1
        )
    )


def shortened(offers: Sequence[Offer]) -> tuple[Offer, ...]:
    """The offers in fewer words."""
    return tuple(Offer(text=cut(o.text, LONGEST_OFFER), action=o.action) for o in offers)


def choices_of(pack: Pack, entries: Sequence[Entry]) -> tuple[Choice, ...]:
    """Entries of one pack to choose from."""
    return tuple(Choice(pack=pack, entry=entry) for entry in entries)


def listing(
    pieces: Sequence[Piece], head: Line, offers: Sequence[Offer], total: int
) -> Iterator[Draft]:
    """Drafts that list fewer and fewer of the offers, and say how many there are.

    Args:
        pieces: what stands above.
        head: what leads to the offers.
        offers: what is offered.
        total: how much there would be to offer.
    """
    for shown in range(len(offers), 0, -1):
        some = line(say("({shown} of {total})"), shown=shown, total=total)
        lead = head if shown == total else (*head, *words(" "), *some)
        listed = (*pieces, Words(lines=(lead,)))
        for some_offers in (offers[:shown], shortened(offers[:shown])):
            yield Draft(pieces=listed, offers=tuple(some_offers))
