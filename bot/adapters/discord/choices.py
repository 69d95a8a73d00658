"""Entries to choose from: numbered lines, and a button for each number."""

from collections.abc import Iterator, Sequence

from bot.adapters.discord.markdown import cut, escape
from bot.adapters.discord.post import MOST_OFFERS, Draft, Offer, action
from bot.core.answer import Choice
from bot.core.knowledge import Entry, Pack
from bot.core.press import Act
from bot.core.tongue import say

LONGEST_OFFER = 600
"""Characters of a question where not all of them fit."""


def offers_of(choices: Sequence[Choice], lines: Sequence[str] = ()) -> tuple[Offer, ...]:
    """The first of the choices; each is listed by its question, or by its line if there are any.

    On the button is the number alone, since a question may be long.
    """
    questions = lines or [choice.entry.question for choice in choices]
    return tuple(
        Offer(
            # Escaped as a whole: on a card, lists of one line each would all begin with 1.
            text=escape(f"{number}. {question}"),
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


def listing(parts: Sequence[str], offers: Sequence[Offer], total: int) -> Iterator[Draft]:
    """Drafts that list fewer and fewer of the offers under the parts, and say how many there are.

    Args:
        parts: what stands above; the last of them leads to the offers.
        offers: what is offered.
        total: how much there would be to offer.
    """
    *before, head = parts
    for shown in range(len(offers), 0, -1):
        part = say("{head} ({shown} of {total})").format(head=head, shown=shown, total=total)
        counted = head if shown == total else part
        yield Draft(parts=(*before, counted), offers=tuple(offers[:shown]))
