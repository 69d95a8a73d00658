"""What channels were shown: to point to it instead of giving it again, and to correct it later."""

from collections.abc import Iterator
from dataclasses import replace

import discord

from bot.adapters.discord.company import server_of
from bot.adapters.discord.corrected_post import shown_marks
from bot.adapters.discord.mode import mode_of_interaction
from bot.adapters.discord.places import PLATFORM
from bot.adapters.discord.post import Action, Draft, Post
from bot.adapters.discord.sending import respond
from bot.core.answer import Detail
from bot.core.press import Act, View
from bot.core.tongue import say
from bot.service.assistant import Assistant
from bot.service.ledger import ANSWER, Ledger, Passage
from bot.service.lines import GIVEN_ALREADY
from bot.service.opening import ids_of
from bot.service.repeats import Repeats


class Repetition:
    """What channels were shown.

    Only what all see counts, and only in servers that the bot is a member of: elsewhere it is not
    told when a message is deleted, and could not change it.
    """

    def __init__(self, repeats: Repeats, ledger: Ledger, assistant: Assistant) -> None:
        self._repeats, self._ledger, self._assistant = repeats, ledger, assistant

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
        if guild is None or post.private or post.shows is None or message is None:
            return
        for passage in self._passages(post.shows, guild.id, channel, message):
            self._ledger.note(passage)

    def _passages(
        self, shown: View, guild: int, channel: int | None, message: int
    ) -> Iterator[Passage]:
        """What stands in an answer: its entry, and with all of it the section's summary."""
        for pack_id, entry_id in ids_of(self._assistant, shown):
            pack = self._assistant.find_pack(pack_id)
            entry = pack.entry(entry_id) if pack else None
            if pack is None or entry is None:
                continue
            for name, mark in shown_marks(pack, entry, shown.detail):
                yield Passage(
                    platform=PLATFORM,
                    workspace=str(guild),
                    channel=str(channel),
                    message=str(message),
                    pack=pack.id,
                    entry=name,
                    mark=shown.mark if name == entry.id else mark,
                    kind=f"{ANSWER}:{shown.detail}{shown.start or ''}",
                    at=self._ledger.now,
                )

    async def give(self, interaction: discord.Interaction, post: Post, *, plain: bool) -> None:
        """Respond with a post, or point to it where the channel has just seen it."""
        guild, channel = server_of(interaction), interaction.channel_id
        post = self.instead(post, guild, channel)
        sent = await respond(interaction, post, mode_of_interaction(interaction, plain=plain))
        self.take(post, guild, channel, sent)

    def gone(self, message: int) -> None:
        """Forget a message that was deleted."""
        self._repeats.forget(str(message))
        self._ledger.gone(str(message))


def _answer(post: Post, guild: discord.Guild | None) -> View | None:
    """The answer that a post shows to all of a server's channel; follow-ups are none."""
    if guild is None or post.private or post.shows is None or post.shows.detail is not Detail.BRIEF:
        return None
    return post.shows
