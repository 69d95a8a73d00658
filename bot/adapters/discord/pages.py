"""Posts about the pack rather than in answer to a question: help, topics, summaries."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from bot.adapters.discord.choices import choices_of, listing, offers_of
from bot.adapters.discord.markdown import escape, small
from bot.adapters.discord.post import Action, Post, drafts_of, line, topic_links
from bot.adapters.discord.render import report_link
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
    "Ask in your own words: write to me directly, mention me in a channel, reply to one of my"
    " messages, or use `/ask`. After an answer, “more” and “source” work, too."
)
COMMANDS = said(
    "`/summary` a section in short · `/topics` and `/topic` what it touches on ·"
    " `/packs` which reports are asked here · `/digest` regular posts in a channel, for those who"
    " manage the server"
)


def help_page(packs: Sequence[Pack], now: datetime) -> Post:
    """What the bot is for, how to ask, and questions to begin with."""
    starters = starters_of(packs, now)
    about = _about(packs)
    disclaimers = [small(escape(pack.disclaimer)) for pack in packs] if len(packs) == 1 else []
    ways = f"{say(WAYS)}\n{say(COMMANDS)}"
    whole = "\n".join([about, ways, *disclaimers])
    short = "\n".join([about, ways])
    offers = offers_of(starters)
    examples = [
        draft
        for text in (whole, short)
        for draft in listing([text, say("For example:")], offers, len(offers))
    ]
    return Post(
        private=True,
        drafts=(*examples, *drafts_of([[whole], [short], [ways]])),
    )


def _about(packs: Sequence[Pack]) -> str:
    if len(packs) == 1:
        return say(
            "I answer questions about **{report}** by quoting it word for word. Where it does not"
            " say, I tell you so."
        ).format(report=escape(citation(packs[0].source)))
    return say(
        "I answer questions about {reports} by quoting them word for word. Where they do not say,"
        " I tell you so. `/packs list` shows them all."
    ).format(reports=escape(titles(packs)))


def reports_page(packs: Sequence[Pack], command: str) -> Post:
    """The reports that a command could be about."""
    text = say("There are several reports here: `/{command}` with `report` shows one of them.")
    heading = text.format(command=command)
    names = [f"- {escape(report_name(pack, packs))}" for pack in packs]
    return Post(private=True, drafts=drafts_of(_shortened(heading, names)))


def topics_page(pack: Pack) -> Post:
    """Every topic of the pack with its page."""
    heading = say("**Topics of {report}**").format(report=escape(pack.source.title))
    names = [f"- {escape(topic.name)}" for topic in pack.topics]
    return Post(
        private=True,
        drafts=drafts_of(_shortened(heading, names)),
        links=topic_links(pack.topics),
    )


def topic_page(pack: Pack, name: str, now: datetime) -> Post:
    """What the pack can answer on the topic of that id or name, and where to read on."""
    topic = pack.topic(meant(name, topic_options(pack)) or "")
    if topic is None:
        listed = topics_page(pack)
        return listed.under(say(NO_SUCH_TOPIC))
    return _topic_page(pack, topic, now)


def _topic_page(pack: Pack, topic: Topic, now: datetime) -> Post:
    entries = [entry for entry in pack.live_entries(now) if topic.id in entry.topics]
    text = say("**{topic}**: what you can ask")
    if not entries:
        text = say("**{topic}**: there is nothing to ask about it yet.")
    heading = text.format(topic=escape(topic.name))
    offers = offers_of(choices_of(pack, entries))
    return Post(
        private=True,
        drafts=(*listing([heading], offers, len(entries)), *drafts_of([[heading]])),
        links=topic_links([topic]),
    )


def summary_page(pack: Pack, name: str | None, now: datetime) -> Post:
    """The section of that id or title in short; without one, what sections there are."""
    section_id = None if name is None else meant(name, section_options(pack))
    if section_id is not None:
        return _section_page(pack, pack.section(section_id), now)
    contents = _contents_page(pack)
    if name is None:
        return contents
    return contents.under(say(NO_SUCH_SECTION))


def _contents_page(pack: Pack) -> Post:
    """The sections, each with its summary as far as they fit together, else their titles."""
    heading = f"**{escape(citation(pack.source))}**"
    scope = escape(pack.scope)
    titles = [f"- {escape(section.title)}" for section in pack.sections]
    hint = small(say("`/summary` with a section says more about it."))
    return Post(
        private=True,
        drafts=drafts_of(
            [
                ["\n".join([heading, scope, *titles, hint])],
                ["\n".join([heading, *titles, hint])],
                *_shortened(heading, titles),
            ]
        ),
    )


def _section_page(pack: Pack, section: Section, now: datetime) -> Post:
    """A section in short, and what can be asked about it."""
    entries = [entry for entry in pack.live_entries(now) if entry.section == section.id]
    heading = f"**{escape(section.title)}**\n{escape(section.summary)}".rstrip()
    ours = say("A summary in our own words")
    foot = small(f"{ours} · {escape(citation(pack.source))}")
    whole = f"{heading}\n{foot}"
    offers = offers_of(choices_of(pack, entries))
    asks = listing([whole, say("What you can ask:")], offers, len(entries))
    return Post(
        private=True,
        drafts=(*asks, *drafts_of([[whole], [heading]])),
        actions=tuple(_turns(pack, section)),
    )


def _turns(pack: Pack, section: Section) -> Iterator[Action]:
    """To the section before and to the one after, as far as Discord can keep which they are."""
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
        return line(say(GONE))
    return _section_page(pack, pack.section(turn.section), assistant.now())


def report_page(pack: Pack) -> Post:
    """Which report it is, what it is about, and how to cite it."""
    source = pack.source
    facts = [
        f"**{escape(citation(source))}**",
        f"<{source.url}>",
        say("Language: {language}").format(language=spoken().language(source.language)),
        say("It covers: {scope}").format(scope=escape(pack.scope)),
        *_not_covered(pack),
        small(escape(pack.disclaimer)),
    ]
    cites = [say("To cite it, in APA style:"), _block(apa(source)), _block(bibtex(source))]
    return Post(
        private=True,
        drafts=drafts_of(
            [
                ["\n".join(facts), "\n".join(cites)],
                ["\n".join(facts[:3]), "\n".join(cites)],
                ["\n".join(facts[:3]), "\n".join(cites[:2])],
                ["\n".join(facts[:2])],
            ]
        ),
        links=report_link(pack),
    )


def _not_covered(pack: Pack) -> list[str]:
    """What the pack says that the report does not cover: the first few questions, if there are."""
    questions = [escape(each.question) for each in pack.out_of_scope[:MOST_NOT_COVERED]]
    if not questions:
        return []
    told = say("It does not cover, for instance: {questions}")
    return [told.format(questions=" · ".join(questions))]


def _block(text: str) -> str:
    """A text as a block to copy; only three backticks could end it early."""
    return f"```\n{text.replace('```', chr(39) * 3)}\n```"


def _shortened(heading: str, items: Sequence[str]) -> Iterable[Sequence[str]]:
    """The list, or as much of its beginning as fits, with a line for what is left out."""
    yield ["\n".join([heading, *items])]
    for shown in range(len(items) - 1, -1, -1):
        left = len(items) - shown
        more = say_count("…and {count} more.", "…and {count} more.", left).format(count=left)
        yield ["\n".join([heading, *items[:shown], more])]
