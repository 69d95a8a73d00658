"""Answering messages that are addressed to the bot."""

import logging
import re
from typing import Any, Final

from slack_sdk.errors import SlackApiError

from bot.adapters.slack.asking import Asking
from bot.adapters.slack.pages import help_page
from bot.adapters.slack.places import Reports
from bot.adapters.slack.post import Action, Post, lines
from bot.adapters.slack.refusals import DeniedError, RefusalError, scope_gone
from bot.adapters.slack.scene import Scene
from bot.adapters.slack.sending import give, whisper
from bot.adapters.slack.services import Services
from bot.adapters.slack.spans import line, link
from bot.core.answer import Detail
from bot.core.press import Act, View
from bot.core.tongue import say
from bot.service.assistant import Assistant, ScopeGoneError
from bot.service.bounded import Bounded
from bot.service.lines import GIVEN_ALREADY
from bot.service.preferences import InForce
from bot.service.repeats import Repeats

SPOKEN: Final = frozenset({None, "file_share", "thread_broadcast", "me_message"})
"""Kinds of message that people write; the others are notices (a join, an edit)."""

APART: Final = "/"
"""Between a message's id and its thread's, as they are remembered."""

NAMED: Final = re.compile(r"<@[UW]")
"""Begins a mention of somebody."""

_log = logging.getLogger(__name__)


def is_spoken(event: dict[str, Any]) -> bool:
    """Whether a person wrote the message: no bot, and no notice of Slack's."""
    spoken = event.get("subtype") in SPOKEN and not event.get("bot_id")
    return spoken and bool(event.get("user")) and event.get("user") != "USLACKBOT"


def without_mention(me: str, text: str) -> str:
    """What was written, without mentions of the bot, as a person reads it."""
    text = re.sub(rf"<@{re.escape(me)}(\|[^>]*)?>", " ", text)
    return plain(text).strip()


def plain(text: str) -> str:
    """What Slack made of what was written, made into what it looked like."""
    text = re.sub(r"<(?:https?://|mailto:)[^>|]*\|([^>]*)>", r"\1", text)
    text = re.sub(r"<((?:https?://|mailto:)[^>|]*)>", r"\1", text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


class Messages:
    """Gives each message that asks something one reply."""

    def __init__(self, services: Services, reports: Reports) -> None:
        self._assistant: Assistant = services.assistant
        self._reports, self._asking = reports, Asking(services)
        self._repetition = _Repetition(services.repeats)
        self._threads: Bounded[str, None] = Bounded()

    def follows(self, scene: Scene, text: str) -> bool:
        """Whether a message in a thread goes on with what its writer was answered there.

        One that names somebody else is for them.
        """
        return scene.conversation in self._threads and not NAMED.search(text)

    async def take(self, scene: Scene, utterance: str) -> None:
        """Answer what a message asks, in its thread or in the direct conversation."""
        try:
            held = await self._reports.held(scene, utterance)
            post = await self._post(scene, utterance, held)
        except DeniedError as denied:
            await (whisper if denied.again else give)(scene, denied.post)
            return
        except RefusalError as refusal:
            post = refusal.post
        except ScopeGoneError as error:
            post = scope_gone(error)
        post = await self._repetition.instead(scene, post)
        sent = await give(scene, post)
        self._repetition.take(scene, post, sent)
        if not scene.direct:
            self._threads.keep(scene.conversation, None)

    async def _post(self, scene: Scene, utterance: str, held: InForce) -> Post:
        if not utterance:
            self._asking.admit(scene, held)
            return help_page(self._assistant.packs(held.packs), self._assistant.now())
        return await self._asking.answer(scene, utterance, held)


class _Repetition:
    """Points a channel to an answer that it was just given, instead of giving it again.

    Within one thread an answer is given again: there, people go back and forth.
    """

    def __init__(self, repeats: Repeats) -> None:
        self._repeats = repeats

    async def instead(self, scene: Scene, post: Post) -> Post:
        """The post, or a line that points to the same answer in the channel."""
        shown = _answer(scene, post)
        earlier = self._repeats.earlier(scene.channel, shown) if shown else None
        message, _, thread = (earlier or "").partition(APART)
        if shown is None or earlier is None or thread == scene.thread:
            return post
        try:
            found = await scene.client.chat_getPermalink(channel=scene.channel, message_ts=message)
        except SlackApiError:
            self._repeats.forget(earlier)  # It is there no more.
            return post
        pointer = lines(line(say(GIVEN_ALREADY), link=link(str(found["permalink"]))))
        show = View(
            act=Act.SHOW, pack=shown.pack, entry=shown.entry, mark=shown.mark, start=shown.start
        )
        return pointer.having(Action(press=show, label=say("Show it to me")))

    def take(self, scene: Scene, post: Post, message: str | None) -> None:
        """Remember what was sent as a message."""
        shown = _answer(scene, post)
        if shown is not None and message is not None:
            self._repeats.take(scene.channel, shown, f"{message}{APART}{scene.thread}")


def _answer(scene: Scene, post: Post) -> View | None:
    """The answer that a post shows to all of a channel; follow-ups are none."""
    if scene.direct or post.shows is None or post.shows.detail is not Detail.BRIEF:
        return None
    return post.shows
