"""App Home: what can be asked, questions to begin with, and what is kept of people."""

import itertools
import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.adapters.slack.care import Care, Step
from bot.adapters.slack.digest_pages import digest_line, stopped_lines
from bot.adapters.slack.digest_rights import Rights
from bot.adapters.slack.layout import blocks_of, fitting
from bot.adapters.slack.pages import help_page, topics_page
from bot.adapters.slack.people import People
from bot.adapters.slack.places import Reports
from bot.adapters.slack.post import Action, Draft, Post, Words, lines, told
from bot.adapters.slack.privacy_page import STATEMENT
from bot.adapters.slack.refusals import RefusalError, scope_gone
from bot.adapters.slack.scene import Scene
from bot.adapters.slack.services import Services
from bot.adapters.slack.spans import bold, line
from bot.core.subscription import State, Subscription
from bot.core.tongue import say
from bot.service.assistant import ScopeGoneError
from bot.service.lines import NO_SETTINGS
from bot.service.places import Scope
from bot.service.ports import StoreError
from bot.service.starters import starters_of

_log = logging.getLogger(__name__)

MOST_PACKS = 3
"""Reports whose topics are shown."""

MOST_CARED = 12
"""Digests of a workspace that are shown with buttons: Slack takes a hundred blocks."""


class Home:
    """Draws App Home anew whenever somebody opens it: it shows what holds now."""

    def __init__(
        self, services: Services, reports: Reports, people: People, rights: Rights
    ) -> None:
        self._assistant, self._reports = services.assistant, reports
        self._people, self._rights = people, rights

    async def show(self, scene: Scene) -> None:
        """Draw the home of somebody who opened it."""
        try:
            held = await self._reports.held(scene)
            start = [[page] for page in self._pages(held.packs)]
            groups = [*start, *await self._digests(scene), [_privacy()]]
        except ScopeGoneError as error:
            groups = [[scope_gone(error)]]
        except RefusalError as refusal:
            groups = [[refusal.post]]
        await scene.client.views_publish(user_id=scene.user, view=view_of(groups))

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

    async def _digests(self, scene: Scene) -> list[list[Post]]:
        """The digests that somebody may look after, with buttons for that."""
        try:
            own = await self._rights.listing(scene, own=True)
            groups = [_kept(say("Sent to you"), own, _button(Step.OWN, say("Send me a digest…")))]
            if (await self._people.of(scene)).manages:
                held = await self._rights.listing(scene, own=False)
                new = _button(Step.NEW, say("Set up a digest…"))
                groups.append(_kept(say("Digests"), held, new))
        except StoreError:
            return [[told(say(NO_SETTINGS)).under((bold(say("Digests")),))]]
        return groups


def _kept(title: str, subscriptions: Sequence[Subscription], new: Action) -> list[Post]:
    """Digests under a title; the last ones as lines alone where there are many."""
    head = lines((bold(title),)).having(new)
    shown = [_cared(each) for each in subscriptions[:MOST_CARED]]
    rest = subscriptions[MOST_CARED:]
    return [head, *shown, *([lines(*map(digest_line, rest))] if rest else [])]


def _cared(subscription: Subscription) -> Post:
    """A digest with what stopped it, and its buttons."""
    goes_on = subscription.state is State.ACTIVE
    goes = (Step.PAUSE, say("Pause")) if goes_on else (Step.RESUME, say("Resume"))
    number = subscription.id
    return lines(digest_line(subscription), *stopped_lines(subscription)).having(
        _button(*goes, number),
        _button(Step.CHANGE, say("Change…"), number),
        replace(_button(Step.REMOVE, say("Remove"), number), sure=say("Remove it for good?")),
    )


def _button(step: Step, label: str, number: int = 0) -> Action:
    return Action(press=Care(step=step, number=number), label=label)


def _privacy() -> Post:
    head = (bold(say("Privacy")),)
    more = line(say("`/privacy` shows what is kept of you."))
    pieces = (Words(lines=(head, line(say(STATEMENT)), more)),)
    return Post(drafts=(Draft(pieces=pieces),))


def view_of(groups: Sequence[Sequence[Post]]) -> dict[str, Any]:
    """Groups of pages one under the other as a home: ids of buttons tell which page they are of."""
    blocks: list[dict[str, Any]] = []
    numbers = itertools.count()
    for group in groups:
        if blocks:
            blocks.append({"type": "divider"})
        for page, number in zip(group, numbers, strict=False):
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
