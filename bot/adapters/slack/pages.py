"""Posts about the pack rather than in answer to a question: help, topics, summaries."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.adapters.slack.choices import choices_of, listing, offers_of
from bot.adapters.slack.post import (
    Action,
    Code,
    Draft,
    Items,
    Piece,
    Post,
    Small,
    Words,
    drafts_of,
    told,
    topic_links,
)
from bot.adapters.slack.render import report_link
from bot.adapters.slack.spans import Line, bold, line, link, words
from bot.core.citation import apa, bibtex
from bot.core.knowledge import Pack, Section, Topic
from bot.core.press import LONGEST_CUSTOM_ID, Turn, size
from bot.core.tongue import said, say, say_count, spoken
from bot.core.wording import citation, report_name, titles
from bot.service.assistant import Assistant
from bot.service.lines import GONE, NO_SUCH_SECTION, NO_SUCH_TOPIC
from bot.service.options import meant, section_options, topic_options
from bot.service.starters import starters_of

MOST_NOT_COVERED = 3
"""Questions that are named as not covered."""

WAYS = said(
    "Ask in your own words: write to me directly, mention me in a channel, or use `/ask`; in a"
    " thread where I answered you, just ask on. After an answer, “more” and “source” work, too."
)
COMMANDS = said(
    "`/summary` a section in short · `/topics` and `/topic` what it touches on · `/report` which"
    " report it is · `/why` why I answered so · `/settings` how I behave here · `/privacy` what is"
    " kept of you"
)


def help_page(packs: Sequence[Pack], now: datetime) -> Post:
    """What the bot is for, how to ask, and questions to begin with."""
    about = Words(lines=(_about(packs), line(say(WAYS)), line(say(COMMANDS))))
    disclaimers = [Small(text=packs[0].disclaimer)] if len(packs) == 1 else []
    offers = offers_of(starters_of(packs, now))
    whole: list[Piece] = [about, *disclaimers]
    examples = [
        draft
        for pieces in (whole, [about])
        for draft in listing(pieces, line(say("For example:")), offers, len(offers))
    ]
    return Post(private=True, drafts=(*examples, *drafts_of([whole, [about]])))


def _about(packs: Sequence[Pack]) -> Line:
    if len(packs) == 1:
        about = say(
            "I answer questions about **{report}** by quoting it word for word. Where it does not"
            " say, I tell you so."
        )
        return line(about, report=citation(packs[0].source))
    about = say(
        "I answer questions about {reports} by quoting them word for word. Where they do not say,"
        " I tell you so. `/packs list` shows them all."
    )
    return line(about, reports=titles(packs))


def reports_page(packs: Sequence[Pack], command: str) -> Post:
    """The reports that a command could be about."""
    head = line(
        say("There are several reports here. Write `{command}` and the name of one:"),
        command=f"/briefing {command}",
    )
    names = [words(report_name(pack, packs)) for pack in packs]
    return Post(private=True, drafts=tuple(_shortened(head, names)))


def topics_page(pack: Pack) -> Post:
    """Every topic of the pack with its page."""
    heading = line(say("**Topics of {report}**"), report=pack.source.title)
    names = [words(topic.name) for topic in pack.topics]
    return Post(
        private=True, drafts=tuple(_shortened(heading, names)), links=topic_links(pack.topics)
    )


def topic_page(pack: Pack, name: str, now: datetime) -> Post:
    """What the pack can answer on the topic of that id or name, and where to read on."""
    topic = pack.topic(meant(name, topic_options(pack)) or "")
    if topic is None:
        return topics_page(pack).under(line(say(NO_SUCH_TOPIC)))
    return _topic_page(pack, topic, now)


def _topic_page(pack: Pack, topic: Topic, now: datetime) -> Post:
    entries = [entry for entry in pack.live_entries(now) if topic.id in entry.topics]
    text = say("**{topic}**: what you can ask")
    if not entries:
        text = say("**{topic}**: there is nothing to ask about it yet.")
    head = line(text, topic=topic.name)
    offers = offers_of(choices_of(pack, entries))
    alone = Draft(pieces=(Words(lines=(head,)),))
    return Post(
        private=True,
        drafts=(*listing((), head, offers, len(entries)), alone),
        links=topic_links([topic]),
    )


def summary_page(pack: Pack, name: str, now: datetime) -> Post:
    """The section of that id or title in short; without one, what sections there are."""
    section_id = meant(name, section_options(pack)) if name else None
    if section_id is not None:
        return _section_page(pack, pack.section(section_id), now)
    contents = _contents_page(pack)
    return contents.under(line(say(NO_SUCH_SECTION))) if name else contents


def _contents_page(pack: Pack) -> Post:
    """The sections by their titles, with what the report is about if there is room."""
    heading: Line = (bold(citation(pack.source)),)
    scope = Words(lines=(heading, words(pack.scope)))
    names = [words(section.title) for section in pack.sections]
    hint = Words(lines=(line(say("`/summary` with a section says more about it.")),))
    listed = Items(lines=tuple(names))
    whole = drafts_of([[scope, listed, hint], [Words(lines=(heading,)), listed, hint]])
    return Post(private=True, drafts=(*whole, *_shortened(heading, names)))


def _section_page(pack: Pack, section: Section, now: datetime) -> Post:
    """A section in short, and what can be asked about it."""
    entries = [entry for entry in pack.live_entries(now) if entry.section == section.id]
    head = Words(lines=((bold(section.title),), words(section.summary)))
    foot = Small(text=f"{say('A summary in our own words')} · {citation(pack.source)}")
    offers = offers_of(choices_of(pack, entries))
    asks = listing((head, foot), line(say("What you can ask:")), offers, len(entries))
    return Post(
        private=True,
        drafts=(*asks, *drafts_of([[head, foot], [head]])),
        actions=tuple(_turns(pack, section)),
    )


def _turns(pack: Pack, section: Section) -> Iterator[Action]:
    """To the section before and to the one after, as far as a button can keep which they are."""
    place = pack.sections.index(section)
    for label, other in ((said("Previous section"), place - 1), (said("Next section"), place + 1)):
        if 0 <= other < len(pack.sections):
            press = Turn(pack=pack.id, section=pack.sections[other].id)
            if size(press.custom_id) <= LONGEST_CUSTOM_ID:
                yield Action(press=press, label=say(label))


def turned(assistant: Assistant, turn: Turn) -> Post:
    """The section that was turned to, as the pack has it now."""
    pack = assistant.find_pack(turn.pack)
    if pack is None or turn.section not in {section.id for section in pack.sections}:
        return told(say(GONE))
    return _section_page(pack, pack.section(turn.section), assistant.now())


def report_page(pack: Pack) -> Post:
    """Which report it is, what it is about, and how to cite it."""
    source = pack.source
    language = spoken().language(source.language)
    facts: list[Line] = [
        (bold(citation(source)),),
        (link(source.url),),
        line(say("Language: {language}"), language=language),
        line(say("It covers: {scope}"), scope=pack.scope),
        *_not_covered(pack),
    ]
    apa_style: list[Piece] = [
        Words(lines=(line(say("To cite it, in APA style:")),)),
        Code(text=apa(source)),
    ]
    cites: list[Piece] = [*apa_style, Code(text=bibtex(source))]
    return Post(
        private=True,
        drafts=drafts_of(
            [
                [Words(lines=tuple(facts)), Small(text=pack.disclaimer), *cites],
                [Words(lines=tuple(facts[:3])), *cites],
                [Words(lines=tuple(facts[:3])), *apa_style],
                [Words(lines=tuple(facts[:2]))],
            ]
        ),
        links=report_link(pack),
    )


def _not_covered(pack: Pack) -> list[Line]:
    """What the pack says that the report does not cover: the first few questions, if there are."""
    questions = [each.question for each in pack.out_of_scope[:MOST_NOT_COVERED]]
    if not questions:
        return []
    text = say("It does not cover, for instance: {questions}")
    return [line(text, questions=" · ".join(questions))]


def _shortened(heading: Line, names: Sequence[Line]) -> Iterator[Draft]:
    """The list, or as much of its beginning as fits, with a line for what is left out."""
    head = Words(lines=(heading,))
    yield Draft(pieces=(head, Items(lines=tuple(names))))
    for shown in range(len(names) - 1, -1, -1):
        left = len(names) - shown
        more = say_count("…and {count} more.", "…and {count} more.", left)
        listed = (*names[:shown], line(more, count=left))
        yield Draft(pieces=(head, Items(lines=listed)))
