"""Answering clicks on the bot's buttons."""

from dataclasses import replace
from typing import assert_never

import discord

from bot.adapters.discord.addressed import conversation_of
from bot.adapters.discord.asking import asked_by, asker_of, denial_text
from bot.adapters.discord.company import check_speaker
from bot.adapters.discord.controls import deletable, rateable, shareable
from bot.adapters.discord.handoffs import Handoffs
from bot.adapters.discord.markdown import small
from bot.adapters.discord.opening import opened, reasons
from bot.adapters.discord.pages import turned
from bot.adapters.discord.places import Reports
from bot.adapters.discord.post import Post, line
from bot.adapters.discord.rating import Ratings
from bot.adapters.discord.refusals import Refusal, scope_gone
from bot.adapters.discord.removal import remove
from bot.adapters.discord.repeating import Repetition
from bot.adapters.discord.services import Services
from bot.core.press import (
    Act,
    Gap,
    Handoff,
    Inquiry,
    Press,
    Recall,
    Removal,
    Turn,
    View,
)
from bot.core.tongue import say
from bot.service.assistant import ScopeGoneError
from bot.service.lines import STALE
from bot.service.preferences import InForce

RATES = {Act.HELPFUL, Act.UNHELPFUL}


class Presses:
    """Gives each click one response."""

    def __init__(
        self,
        services: Services,
        reports: Reports,
        repetition: Repetition,
        handoffs: Handoffs,
    ) -> None:
        self._assistant, self._manners = services.assistant, services.manners
        self._reports, self._repetition = reports, repetition
        self._ratings = Ratings(services)
        self._handoffs = handoffs

    async def take(self, interaction: discord.Interaction, press: Press | None) -> None:
        """Answer a click."""
        if isinstance(press, Removal):
            await remove(interaction, press)
            return
        if isinstance(press, Handoff):
            await self._handoffs.offer(interaction, press)
            return
        try:
            held = await self._reports.held(interaction)
            post = await self._post(interaction, press, held)
        except ScopeGoneError as error:
            post, held = line(scope_gone(error)), InForce()
        except Refusal as refusal:
            post, held = line(str(refusal)), InForce()
        await self._repetition.give(interaction, post, plain=held.plain)

    async def _post(
        self,
        interaction: discord.Interaction,
        press: Inquiry | Recall | View | Gap | Turn | None,
        held: InForce,
    ) -> Post:
        match press:
            case Inquiry() | Recall():
                return reasons(self._assistant, press, held.packs)
            case View() if press.act in RATES:
                return await self._ratings.rate(interaction, press)
            case View():
                return self._opened(interaction, press, held)
            case Gap():
                return await self._ratings.miss(interaction, press, held.packs)
            case Turn():
                return turned(self._assistant, press)
            case None:
                return line(say(STALE))
            case _:
                assert_never(press)

    def _opened(self, interaction: discord.Interaction, view: View, held: InForce) -> Post:
        """What a view shows; from a private message privately, unless it is to be shared."""
        asked = asked_by(interaction, "")
        denial = self._manners.admit(asker_of(asked), asked.place, held, asks=False)
        if denial is not None:
            return line(denial_text(denial))
        shares = view.act is Act.SHARE
        if shares:
            check_speaker(interaction)
        conversation = conversation_of(interaction.channel_id, interaction.user)
        post = opened(self._assistant, view, conversation=conversation)
        if shares and not post.private:
            shared = say("Shared by {user}").format(user=interaction.user.mention)
            post = post.under(small(shared))
        if held.feedback:
            post = rateable(post)
        if not shares and interaction.message is not None and interaction.message.flags.ephemeral:
            post = replace(post, private=True)
        return shareable(deletable(post, interaction.user), interaction)
