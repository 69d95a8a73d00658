"""What stands in the way of a digest on Discord: seen beforehand, met, and told to a person."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

import aiohttp
import discord

from bot.adapters.discord.markdown import escape
from bot.adapters.discord.permissions import HISTORY, SEND, THREADS, VIEW, Need, missing
from bot.adapters.discord.sending import NO_MENTIONS
from bot.core.subscription import Reason, Stop, Subscription
from bot.core.tongue import said, say
from bot.service.ports import SendError

UNKNOWN_CHANNEL: Final = 10003
MISSING_ACCESS: Final = 50001
CLOSED: Final = 50007
"""Discord's codes of errors: no such channel, it may not be seen, no direct messages are taken."""

SERVER_ERROR: Final = 500

PASSING: Final = {401, 429}
"""HTTP's statuses that pass: a token that is refused ends the process, the next has a new one."""

POSTABLE: Final = discord.TextChannel | discord.Thread | discord.ForumChannel | discord.VoiceChannel
"""Where a digest can go: text and announcement channels, threads, forums, a voice's text."""

WHY: Final = {
    Reason.CHANNEL_GONE: said("the channel no longer exists"),
    Reason.WORKSPACE_LEFT: said("I am no longer in that server"),
    Reason.CLOSED_TO_US: said("my direct messages are not taken"),
}

MEND: Final = {
    Reason.PERMISSIONS: said(
        "Grant that in the channel’s settings, under Permissions: I see it by myself and go on."
    ),
    Reason.CHANNEL_GONE: said(
        "Subscribe another channel with `/digest subscribe`, and remove this digest."
    ),
    Reason.WORKSPACE_LEFT: said("Invite me again: I go on by myself."),
    Reason.CLOSED_TO_US: said(
        "Allow direct messages from me in your privacy settings, then `/digest resume`."
    ),
}

_log = logging.getLogger(__name__)


def needs(channel: object) -> Sequence[Need]:
    """What posting in a kind of channel takes."""
    match channel:
        case discord.Thread():
            return (VIEW, THREADS, HISTORY)
        case discord.ForumChannel():
            return (VIEW, SEND, THREADS, HISTORY)
        case _:
            return (VIEW, SEND, HISTORY)


def known(client: discord.Client, subscription: Subscription) -> Stop | None:
    """What is known to stand in the way, without asking Discord.

    Nothing is, where Discord has not told the bot of a channel: it may be a thread that sleeps.
    """
    if not subscription.workspace or not client.is_ready():
        return None
    guild = client.get_guild(int(subscription.workspace))
    if guild is None:
        return Stop(reason=Reason.WORKSPACE_LEFT)
    channel = guild.get_channel_or_thread(int(subscription.channel))
    if guild.unavailable or channel is None:
        return None
    lacking = missing(channel.permissions_for(guild.me), needs(channel))
    names = tuple(need.name for need in lacking)
    return Stop(reason=Reason.PERMISSIONS, lacking=names) if names else None


@contextmanager
def translated(seen: Callable[[], Stop | None] = lambda: None) -> Iterator[None]:
    """Turn what discord.py raises into a SendError that says what to do.

    `seen` says what is known to stand in the way, for Discord does not tell which permission lacks.
    """
    try:
        yield
    except (discord.NotFound, discord.Forbidden) as error:
        stop = _met(seen, error)
        raise SendError(reason_words(stop), stop=stop) from error
    except discord.HTTPException as error:
        passing = error.status >= SERVER_ERROR or error.status in PASSING
        refused = say("Discord refused it ({status})").format(status=error.status)
        raise SendError(refused, refused=not passing, wait=_asked_to_wait(error)) from error
    except discord.RateLimited as error:
        wait = timedelta(seconds=error.retry_after)
        raise SendError(say("Discord could not be reached"), wait=wait) from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise SendError(say("Discord could not be reached")) from error


def _met(seen: Callable[[], Stop | None], error: discord.HTTPException) -> Stop:
    """Why Discord says that it is not there, or not allowed."""
    if error.code == CLOSED:
        return Stop(reason=Reason.CLOSED_TO_US)
    if isinstance(error, discord.NotFound):
        return Stop(reason=Reason.CHANNEL_GONE)
    stop = seen()
    if stop is not None:
        return stop
    lacking = (VIEW.name,) if error.code == MISSING_ACCESS else ()
    return Stop(reason=Reason.PERMISSIONS, lacking=lacking)


def _asked_to_wait(error: discord.HTTPException) -> timedelta | None:
    asked = error.response.headers.get("Retry-After", "")
    try:
        return timedelta(seconds=float(asked))
    except (ValueError, OverflowError):
        return None


def reason_words(stop: Stop) -> str:
    """Why, in words."""
    if stop.reason is not Reason.PERMISSIONS:
        return say(WHY[stop.reason])
    shown = [need.shown for need in (VIEW, SEND, THREADS, HISTORY) if need.name in stop.lacking]
    if not shown:
        return say("I may not post there")
    wanted = say(" and ").join(f"**{say(each)}**" for each in shown)
    return say("I may not post there: I lack {permissions}").format(permissions=wanted)


def mend_words(stop: Stop) -> str:
    """What to do about it, in words."""
    return say(MEND[stop.reason])


async def tell(client: discord.Client, subscription: Subscription, stop: Stop) -> None:
    """Tell the one who made a subscription; else whoever reads the server's own messages.

    Raises:
        discord.HTTPException: nobody can be told.
    """
    text = notice(subscription, stop)
    if subscription.maker is not None:
        try:
            user = await client.fetch_user(int(subscription.maker))
            await user.send(text, allowed_mentions=NO_MENTIONS)
        except (discord.Forbidden, discord.NotFound):
            pass
        else:
            return
    channel = _fallback(client, subscription)
    if channel is not None:
        await channel.send(text, allowed_mentions=NO_MENTIONS)
    else:
        _log.warning("of the stop of subscription %s nobody can be told", subscription.id)


def notice(subscription: Subscription, stop: Stop) -> str:
    """What is said of a stop."""
    return say(
        "Digest {number} in <#{channel}> has stopped: {reason}. {mend} Nothing is lost: what fell"
        " due meanwhile is posted late or left out, as you chose. `/digest status` shows how it"
        " stands."
    ).format(
        number=subscription.id,
        channel=escape(subscription.channel),
        reason=reason_words(stop),
        mend=mend_words(stop),
    )


def _fallback(client: discord.Client, subscription: Subscription) -> discord.TextChannel | None:
    """The channel for what concerns those who run a server, if the bot may write there."""
    guild = client.get_guild(int(subscription.workspace)) if subscription.workspace else None
    if guild is None:
        return None
    for channel in (guild.public_updates_channel, guild.system_channel):
        if channel is not None and not missing(channel.permissions_for(guild.me), (VIEW, SEND)):
            return channel
    return None
