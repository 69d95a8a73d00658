"""Pointing a channel to an answer that it was just given, instead of giving it again."""

from dataclasses import replace

import discord

from bot.adapters.discord.company import server_of
from bot.adapters.discord.mode import mode_of_interaction
from bot.adapters.discord.places import PLATFORM
from bot.adapters.discord.post import Action, Draft, Post
from bot.adapters.discord.sending import respond
from bot.core.answer import Detail
from bot.core.press import Act, View
from bot.core.tongue import say
from bot.service.ledger import Ledger
from bot.service.lines import GIVEN_ALREADY
from bot.service.places import Place
from bot.service.repeats import Repeats


class Repetition:
    """What channels were shown of late.

    Only what all see counts, and only in servers that the bot is a member of: elsewhere it is not
    told when a message is deleted.
    """

    def __init__(self, repeats: Repeats, ledger: Ledger) -> None:
        self._repeats = repeats
        self._ledger = ledger

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
        if message is None or guild is None or post.private or post.shows is None:
            return
        shown = post.shows
        place = Place(platform=PLATFORM, workspace=str(guild.id), channel=str(channel))
        self._ledger.note(place, str(message), shown.pack, shown.entry, shown.mark)
        if shown.detail is Detail.BRIEF:
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
