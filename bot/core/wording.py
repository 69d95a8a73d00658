"""The bot's own sentences, the same on every platform. What it quotes never comes from here."""

from collections.abc import Sequence
from typing import assert_never

from bot.core.answer import Answer, Choice, Clarification, Fallback, FallbackReason, Reply
from bot.core.knowledge import Label, Pack, Source
from bot.core.matching.matches import Courtesy
from bot.core.tongue import primary, said, say, say_count, spoken

LABELS = {
    Label.FINDING: said("a finding of the report"),
    Label.RECOMMENDATION: said("a recommendation in the report"),
    Label.RISK: said("a risk the report names"),
    Label.CONTEXT: said("background"),
    Label.METADATA: said("about the report"),
}
"""What kind of statement an excerpt is, in words."""

COURTESIES = {
    Courtesy.GREETING: said("Hello! Ask me anything about {titles}."),
    Courtesy.THANKS: said("Glad to help. Ask on, if there is more you want to know."),
    Courtesy.FAREWELL: said("Goodbye!"),
    Courtesy.ABOUT_BOT: said(
        "I answer questions about {titles} by quoting word for word. I write nothing of my"
        " own: where a report does not say, I tell you so."
    ),
    Courtesy.INSULT: said(
        "Sorry that I was no help. Try asking in other words, or see the topics."
    ),
    Courtesy.INJECTION: said("I can only quote {titles}. I follow no other instructions."),
    Courtesy.GIBBERISH: said("I could not make out a question there. Please try other words."),
}
"""The line for each kind of small talk."""

NOT_COVERED = said("The report does not cover that, as far as I can tell.")
NONE_COVERS = said("None of the {count} reports here covers that, as far as I can tell.")
TOO_LITTLE = said("That is too little for me to go on. Please ask a full question.")
CLOSEST = said("The nearest thing it does say")
CLOSEST_OF = said("The nearest thing that “{title}” does say")
CHOOSE = said("Which of these do you mean?")
CHOOSE_REPORT = said("Which report do you mean?")
TRY = said("A question to try")

MOST_TITLES = 3
"""Reports that a sentence names; of more, it says how many."""


def citation(source: Source) -> str:
    """The report with its edition, publisher and date, and with what has taken its place.

    A reply about the present must carry the date of what it quotes.
    """
    told = (source.publisher, source.edition, day(source))
    parts = [part for part in told if part is not source.edition or not source.edition_is_date]
    about = say(", ").join(parts)
    if source.superseded_by:
        about = say("{about}; superseded by {edition}").format(
            about=about, edition=source.superseded_by
        )
    return say("{title} ({about})").format(title=source.title, about=about)


def day(source: Source) -> str:
    """The publication date in words, such as `December 11, 2015`."""
    return spoken().day(source.published)


def fallback_text(fallback: Fallback) -> str:
    """What a fallback says, before it points to the closest section."""
    match fallback.reason:
        case FallbackReason.COURTESY:
            kind = fallback.courtesy or Courtesy.ABOUT_BOT
            return say(COURTESIES[kind]).format(titles=titles((fallback.pack, *fallback.others)))
        case FallbackReason.TOO_LITTLE:
            return say(TOO_LITTLE)
        case FallbackReason.OUT_OF_SCOPE:
            return fallback.note or _not_covered(fallback)
        case _:
            assert_never(fallback.reason)


def _not_covered(fallback: Fallback) -> str:
    count = 1 + len(fallback.others)
    return say(NOT_COVERED) if count == 1 else say(NONE_COVERS).format(count=count)


def closest_text(fallback: Fallback) -> str:
    """What leads to the closest section of a fallback: whose it is, if several were asked."""
    if not fallback.others:
        return say(CLOSEST)
    return say(CLOSEST_OF).format(title=report_name(fallback.pack, fallback.others))


def question_back(clarification: Clarification) -> str:
    """What a clarification asks."""
    return say(CHOOSE if len(clarification.packs) == 1 else CHOOSE_REPORT)


def choice_lines(choices: Sequence[Choice]) -> list[str]:
    """The questions to choose from, each with its report where there are several."""
    packs = tuple(dict.fromkeys(choice.pack for choice in choices))
    if len(packs) <= 1:
        return [choice.entry.question for choice in choices]
    return [
        say("{question} — {report}").format(
            question=choice.entry.question, report=report_name(choice.pack, packs)
        )
        for choice in choices
    ]


def report_name(pack: Pack, among: Sequence[Pack]) -> str:
    """A report's title; with its edition where another one has the title as well."""
    source = pack.source
    if any(other.source.title == source.title for other in among if other is not pack):
        return say("{title}, {edition}").format(title=source.title, edition=source.edition)
    return source.title


def titles(packs: Sequence[Pack]) -> str:
    """Reports in a sentence: “A”, “B” and “C”."""
    names = [say("“{title}”").format(title=report_name(pack, packs)) for pack in packs]
    left = len(names) - MOST_TITLES + 1
    if left > 1:
        others = say_count("{count} other report", "{count} other reports", left)
        names[MOST_TITLES - 1 :] = [others.format(count=left)]
    return listed(names)


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: A, B and C."""
    *first, last = names
    if not first:
        return last
    return say("{names} and {last}").format(names=say(", ").join(first), last=last)


def language_note(pack: Pack) -> str:
    """That what is quoted is in another language than the one spoken; empty if it is not."""
    language = pack.source.language
    if primary(language) == primary(spoken().code):
        return ""
    name = spoken().language(language)
    return say("Quotes are as the report has them ({language}).").format(language=name)


def first_line(answer: Answer) -> str:
    """The sentence that carries an answer where there is room for one only."""
    match answer:
        case Reply():
            return answer.entry.excerpts[0].text
        case Clarification():
            return question_back(answer)
        case Fallback():
            return fallback_text(answer)
        case _:
            assert_never(answer)


def welcome(packs: Sequence[Pack]) -> str:
    """The first line of a conversation: what can be asked about."""
    if len(packs) == 1:
        return say("Ask about {report}.").format(report=citation(packs[0].source))
    return say("Ask about {report}.").format(report=titles(packs))
