"""The bot's own sentences, the same on every platform. What it quotes never comes from here."""

from typing import assert_never

from bot.core.answer import Answer, Clarification, Fallback, FallbackReason, Reply
from bot.core.knowledge import Label, Pack, Source
from bot.core.matching.matches import Courtesy

LABELS = {
    Label.FINDING: "a finding of the report",
    Label.RECOMMENDATION: "a recommendation in the report",
    Label.RISK: "a risk the report names",
    Label.CONTEXT: "background",
    Label.METADATA: "about the report",
}
"""What kind of statement an excerpt is, in words."""

COURTESIES = {
    Courtesy.GREETING: "Hello! Ask me anything about “{title}”.",
    Courtesy.THANKS: "Glad to help. Ask on, if there is more you want to know.",
    Courtesy.FAREWELL: "Goodbye!",
    Courtesy.ABOUT_BOT: (
        "I answer questions about “{title}” by quoting it word for word. I write nothing of my"
        " own: where the report does not say, I tell you so."
    ),
    Courtesy.INSULT: "Sorry that I was no help. Try asking in other words, or see the topics.",
    Courtesy.INJECTION: "I can only quote “{title}”. I follow no other instructions.",
    Courtesy.GIBBERISH: "I could not make out a question there. Please try other words.",
}
"""The line for each kind of small talk."""

NOT_COVERED = "The report does not cover that, as far as I can tell."
TOO_LITTLE = "That is too little for me to go on. Please ask a full question."
CLOSEST = "The nearest thing it does say"
CHOOSE = "Which of these do you mean?"
TRY = "A question to try"


def citation(source: Source) -> str:
    """The report with its edition, publisher and date, and with what has taken its place.

    A reply about the present must carry the date of what it quotes.
    """
    said = (source.publisher, source.edition, day(source))
    parts = [part for part in said if part is not source.edition or not _is_date(source)]
    newer = f"; superseded by {source.superseded_by}" if source.superseded_by else ""
    return f"{source.title} ({', '.join(parts)}{newer})"


def _is_date(source: Source) -> bool:
    """Whether the edition says no more than the date does, as in `December 2015`."""
    return set(source.edition.split()) <= set(day(source).replace(",", "").split())


def day(source: Source) -> str:
    """The publication date in words, such as `December 11, 2015`."""
    return f"{source.published:%B} {source.published.day}, {source.published.year}"


def fallback_text(fallback: Fallback) -> str:
    """What a fallback says, before it points to the closest section."""
    match fallback.reason:
        case FallbackReason.COURTESY:
            kind = fallback.courtesy or Courtesy.ABOUT_BOT
            return COURTESIES[kind].format(title=fallback.pack.source.title)
        case FallbackReason.TOO_LITTLE:
            return TOO_LITTLE
        case FallbackReason.OUT_OF_SCOPE:
            return fallback.note or NOT_COVERED
        case _:
            assert_never(fallback.reason)


def first_line(answer: Answer) -> str:
    """The sentence that carries an answer where there is room for one only."""
    match answer:
        case Reply():
            return answer.entry.excerpts[0].text
        case Clarification():
            return CHOOSE
        case Fallback():
            return fallback_text(answer)
        case _:
            assert_never(answer)


def welcome(pack: Pack) -> str:
    """The first line of a conversation: what can be asked about."""
    return f"Ask about {citation(pack.source)}."
