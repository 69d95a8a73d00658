"""App Home: what can be asked, questions to begin with, and what is kept of people."""

import logging
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.adapters.slack.digests import DigestCommand
from bot.adapters.slack.layout import blocks_of, fitting
from bot.adapters.slack.pages import help_page, topics_page
from bot.adapters.slack.people import People
from bot.adapters.slack.places import Reports
from bot.adapters.slack.post import Draft, Post, Words, told
from bot.adapters.slack.privacy_page import STATEMENT
from bot.adapters.slack.refusals import RefusalError, scope_gone
from bot.adapters.slack.scene import Scene
from bot.adapters.slack.services import Services
from bot.adapters.slack.spans import bold, line
from bot.core.tongue import say
from bot.service.assistant import ScopeGoneError
from bot.service.lines import NO_SETTINGS
from bot.service.places import Scope
from bot.service.ports import StoreError
from bot.service.starters import starters_of

_log = logging.getLogger(__name__)

MOST_PACKS = 3
"""Reports whose topics are shown."""


class Home:
    """Draws App Home anew whenever somebody opens it: it shows what holds now."""

    def __init__(
        self, services: Services, reports: Reports, people: People, digests: DigestCommand
    ) -> None:
        self._assistant, self._reports = services.assistant, reports
        self._people, self._digests = people, digests

    async def show(self, scene: Scene) -> None:
        """Draw the home of somebody who opened it."""
        try:
            held = await self._reports.held(scene)
            pages = [*self._pages(held.packs), *await self._managed(scene), _privacy()]
        except ScopeGoneError as error:
            pages = [scope_gone(error)]
        except RefusalError as refusal:
            pages = [refusal.post]
        await scene.client.views_publish(user_id=scene.user, view=view_of(pages))

    async def suggest(self, scene: Scene, channel: str) -> None:
        """Offer questions to begin with to somebody who opened the conversation with the bot."""
        held = await self._reports.held(scene)
        starters = starters_of(self._assistant.packs(held.packs), self._assistant.now())
        prompts = [
            {"title": each.entry.question, "message": each.entry.question} for each in starters
        ]
        if not prompts:
            return
        try:
            await scene.client.assistant_threads_setSuggestedPrompts(
                channel_id=channel, title=say("For example:"), prompts=prompts
            )
        except SlackApiError as error:
            _log.info("Slack took no suggestions (%s)", error.response.get("error"))

    def _pages(self, scope: Scope) -> list[Post]:
        packs = self._assistant.packs(scope)
        start = help_page(packs, self._assistant.now())
        return [start, *(topics_page(pack) for pack in packs[:MOST_PACKS])]

    async def _managed(self, scene: Scene) -> list[Post]:
        """The digests of the workspace, for those who look after them."""
        if not (await self._people.of(scene)).manages:
            return []
        head = (bold(say("Digests")),)
        try:
            return [(await self._digests.listing(scene)).under(head)]
        except StoreError:
            return [told(say(NO_SETTINGS)).under(head)]


def _privacy() -> Post:
    head = (bold(say("Privacy")),)
    more = line(say("`/privacy` shows what is kept of you."))
    pieces = (Words(lines=(head, line(say(STATEMENT)), more)),)
    return Post(drafts=(Draft(pieces=pieces),))


def view_of(pages: list[Post]) -> dict[str, Any]:
    """Pages one under the other as a home: ids of buttons tell which page they are of."""
    blocks: list[dict[str, Any]] = []
    for number, page in enumerate(pages):
        if blocks:
            blocks.append({"type": "divider"})
        blocks += [_apart(block, number) for block in blocks_of(page, fitting(page))]
    return {"type": "home", "blocks": blocks}


def _apart(block: dict[str, Any], page: int) -> dict[str, Any]:
    """A block whose buttons have ids of their own among all pages."""
    if "accessory" in block:
        return {**block, "accessory": _named(block["accessory"], page)}
    if block["type"] == "actions":
        return {**block, "elements": [_named(each, page) for each in block["elements"]]}
    return block


def _named(button: dict[str, Any], page: int) -> dict[str, Any]:
    return {**button, "action_id": f"{button['action_id']}.{page}"}
