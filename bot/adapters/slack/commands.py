"""What `/briefing` does: its first word says what, the rest is about what."""

import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from bot.adapters.slack.asking import Asking
from bot.adapters.slack.digests import DigestCommand
from bot.adapters.slack.lines import DELETED
from bot.adapters.slack.managing import Managing
from bot.adapters.slack.messages import plain
from bot.adapters.slack.opening import explained, recalled
from bot.adapters.slack.pages import (
    help_page,
    report_page,
    reports_page,
    summary_page,
    topic_page,
    topics_page,
)
from bot.adapters.slack.people import People
from bot.adapters.slack.places import Reports
from bot.adapters.slack.post import Code, Draft, Post, Words, told
from bot.adapters.slack.privacy_page import privacy_page
from bot.adapters.slack.refusals import RefusalError, refused, scope_gone
from bot.adapters.slack.scene import Scene
from bot.adapters.slack.sending import give
from bot.adapters.slack.services import Services
from bot.adapters.slack.spans import line
from bot.core.knowledge import Pack
from bot.core.tongue import say
from bot.service.assistant import ScopeGoneError
from bot.service.lines import NO_SETTINGS, NOTHING_TO_ASK, TOO_LONG_TO_ASK
from bot.service.options import Option, having, section_options, topic_options
from bot.service.ports import StoreError
from bot.service.preferences import InForce
from bot.service.privacy import exported

LONGEST_QUESTION: Final = 500
"""Characters: more is a text, not a question."""

ASKS: Final = re.compile(
    r"help\s.+|why\s+(?!(what|which|who|whom|whose|when|where|why|how)\b)(?=[a-z]).+",
    re.IGNORECASE | re.DOTALL,
)
"""Texts that begin as commands do, yet are questions: “why do the tides rise?” is no `why`.

What a question gets its answer for is asked by `why what …?`, or with the question in quotes.
"""

Command = Callable[[Scene, InForce, str], Awaitable[Post | None]]

_log = logging.getLogger(__name__)


class Commands:
    """Gives each command one response. What it does not know it takes for a question."""

    def __init__(
        self, services: Services, reports: Reports, people: People, digests: DigestCommand
    ) -> None:
        self._assistant, self._reports, self._people = services.assistant, reports, people
        self._privacy = services.privacy
        self._asking = Asking(services)
        self._managing = Managing(services.assistant, services.preferences, people)
        self._digests = digests
        self._commands: dict[str, Command] = {
            "ask": self._ask,
            "digest": self._digest,
            "help": self._help,
            "mydigest": self._own_digest,
            "packs": self._packs,
            "privacy": self._keeping,
            "report": self._report,
            "section": self._section,
            "settings": self._settings,
            "summary": self._summary,
            "topic": self._topic,
            "topics": self._topics,
            "why": self._why,
        }

    @property
    def names(self) -> tuple[str, ...]:
        """The first words that it knows."""
        return tuple(self._commands)

    async def take(self, scene: Scene, text: str) -> None:
        """Answer a command."""
        text = text.strip()
        word, _, rest = text.partition(" ")
        command = self._commands.get(word.casefold())
        if command and ASKS.fullmatch(text):
            command = None
        await self._answer(scene, command or self._ask, rest.strip() if command else text)

    async def ask_about(self, scene: Scene, text: str) -> None:
        """Ask what a message says, for the asker alone."""
        await self._answer(scene, self._about, text)

    async def _answer(self, scene: Scene, command: Command, rest: str) -> None:
        try:
            held = await self._reports.held(scene, rest)
            post = await command(scene, held, rest)
        except RefusalError as refusal:
            post = refusal.post
        except ScopeGoneError as error:
            post = scope_gone(error)
        except StoreError as error:
            _log.warning("a command was not carried out: %s", error)
            post = told(say(NO_SETTINGS))
        if post is not None:  # Else a form has opened.
            await give(scene, post)

    async def _ask(self, scene: Scene, held: InForce, question: str) -> Post:
        if not question:
            return await self._help(scene, held, "")
        return await self._asking.answer(scene, _fitting(plain(question)), held)

    async def _about(self, scene: Scene, held: InForce, text: str) -> Post:
        if not text:
            raise refused(say(NOTHING_TO_ASK))
        return await self._asking.answer(scene, _fitting(text), held)

    async def _help(self, _: Scene, held: InForce, __: str) -> Post:
        return help_page(self._assistant.packs(held.packs), self._assistant.now())

    async def _why(self, scene: Scene, held: InForce, question: str) -> Post:
        if question:
            question = plain(question).strip('"“”')
            return explained(self._assistant, _fitting(question), held.packs)
        return recalled(self._assistant, self._assistant.latest(scene.conversation), held.packs)

    async def _report(self, _: Scene, held: InForce, rest: str) -> Post:
        packs, _rest = self._reports.named(held, rest)
        return reports_page(packs, "report") if len(packs) > 1 else report_page(packs[0])

    async def _topics(self, _: Scene, held: InForce, rest: str) -> Post:
        packs, _rest = self._reports.named(held, rest)
        return reports_page(packs, "topics") if len(packs) > 1 else topics_page(packs[0])

    async def _topic(self, _: Scene, held: InForce, rest: str) -> Post:
        pack, name = self._pack(held, rest, topic_options)
        return topic_page(pack, plain(name), self._assistant.now())

    async def _section(self, _: Scene, held: InForce, rest: str) -> Post:
        pack, name = self._pack(held, rest, section_options)
        return summary_page(pack, plain(name), self._assistant.now())

    async def _summary(self, scene: Scene, held: InForce, rest: str) -> Post:
        packs, name = self._reports.named(held, rest)
        if not name and len(packs) > 1:
            return reports_page(packs, "summary")
        return await self._section(scene, held, rest)

    def _pack(
        self, held: InForce, rest: str, options_of: Callable[[Pack], list[Option]]
    ) -> tuple[Pack, str]:
        """The pack that has what is named, and the name."""
        packs, name = self._reports.named(held, rest)
        return having(packs, options_of, name), name

    async def _settings(self, scene: Scene, _: InForce, rest: str) -> Post:
        return await self._managing.settings(scene, rest)

    async def _packs(self, scene: Scene, _: InForce, rest: str) -> Post:
        return await self._managing.packs(scene, rest)

    async def _digest(self, scene: Scene, held: InForce, rest: str) -> Post | None:
        if scene.direct:
            return await self._own_digest(scene, held, rest)
        return await self._digests.take(scene, *self._of_report(held, rest), own=False)

    async def _own_digest(self, scene: Scene, held: InForce, rest: str) -> Post | None:
        return await self._digests.take(scene, *self._of_report(held, rest), own=True)

    def _of_report(self, held: InForce, rest: str) -> tuple[str, Sequence[Pack]]:
        """A command without the report that stands after its first word, and that report first."""
        word, _, words = rest.partition(" ")
        packs, words = self._reports.named(held, words)
        return f"{word} {words}".strip(), packs

    async def _keeping(self, scene: Scene, _: InForce, rest: str) -> Post:
        """What is kept of somebody: shown, handed out or deleted."""
        match rest:
            case "delete":
                await self._privacy.forget(scene.person, scene.user)
                self._people.forget(scene)
                return told(say(DELETED))
            case "export":
                kept = await self._privacy.kept(scene.person, scene.user, scene.place)
                head = Words(lines=(line(say("This is all that I keep of you.")),))
                pieces = (head, Code(text=exported(kept).decode().strip()))
                return Post(drafts=(Draft(pieces=pieces),), private=True, line=True)
            case _:
                kept = await self._privacy.kept(scene.person, scene.user, scene.place)
                return privacy_page(kept, keeps_misses=self._privacy.keeps_misses)


def _fitting(question: str) -> str:
    """A question that is not too long to be one.

    Raises:
        RefusalError: it is.
    """
    if len(question) > LONGEST_QUESTION:
        raise refused(say(TOO_LONG_TO_ASK), most=LONGEST_QUESTION)
    return question
