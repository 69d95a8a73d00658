"""Pointing a channel to an answer that it was just given, instead of giving it again."""

from dataclasses import replace

import discord

from bot.adapters.discord.company import server_of
from bot.adapters.discord.mode import mode_of_interaction
from bot.adapters.discord.post import Action, Draft, Post
from bot.adapters.discord.sending import respond
from bot.core.answer import Detail
from bot.core.press import Act, View
from bot.core.tongue import say
from bot.service.lines import GIVEN_ALREADY
from bot.service.repeats import Repeats


class Repetition:
    """What channels were shown of late.

    Only what all see counts, and only in servers that the bot is a member of: elsewhere it is not
    told when a message is deleted.
    """

    def __init__(self, repeats: Repeats) -> None:
        self._repeats = repeats

    def instead(self, post: Post, guild: discord.Guild | None, channel: int | None) -> Post:
        """The post, or a line that points to the same answer further up in the channel."""
        shown = _answer(post, guild)
        earlier = self._repeats.earlier(str(channel), shown) if shown else None
        if guild is None or shown is None or earlier is None:
            return post
        link = f"https://discord.com/channels/{guild.id}/{channel}/{earlier}"
        press = replace(shown, act=Act.SHOW)
        return Post(
            drafts=(Draft(parts=(say(GIVEN_ALREADY).format(link=link),)),),
            actions=(Action(press=press, label=say("Show it to me")),),
            line=True,
        )

    def take(
        self, post: Post, guild: discord.Guild | None, channel: int | None, message: int | None
    ) -> None:
        """Remember what was sent as a message."""
        shown = _answer(post, guild)
        if shown is not None and message is not None:
            self._repeats.take(str(channel), shown, str(message))

    async def give(self, interaction: discord.Interaction, post: Post, *, plain: bool) -> None:
        """Respond with a post, or point to it where the channel has just seen it."""
        guild, channel = server_of(interaction), interaction.channel_id
        post = self.instead(post, guild, channel)
        sent = await respond(interaction, post, mode_of_interaction(interaction, plain=plain))
        self.take(post, guild, channel, sent)

    def gone(self, message: int) -> None:
        """Forget a message that was deleted."""
        self._repeats.forget(str(message))


def _answer(post: Post, guild: discord.Guild | None) -> View | None:
    """The answer that a post shows to all of a server's channel; follow-ups are none."""
    if guild is None or post.private or post.shows is None or post.shows.detail is not Detail.BRIEF:
        return None
    return post.shows
