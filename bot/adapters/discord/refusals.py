"""What a user is told when a command cannot be carried out."""

import logging

import discord
from discord import app_commands

from bot.adapters.discord import lines
from bot.adapters.discord.deferring import LOST
from bot.adapters.discord.markdown import echo
from bot.adapters.discord.post import line as plain_line
from bot.adapters.discord.sending import is_in_vain, respond
from bot.core.schedule import QuietError, ScheduleError
from bot.core.tongue import say
from bot.service.assistant import ScopeGoneError
from bot.service.failure import log_failure
from bot.service.lines import APOLOGY, CHOOSE_OTHERS
from bot.service.ports import SendError, StoreError

_log = logging.getLogger(__name__)


class Refusal(app_commands.AppCommandError):
    """A command cannot be carried out; the message tells the user why and what to do."""


class Denied(Refusal):
    """Somebody may not ask here, or not yet; `again` is whether they were told so already."""

    def __init__(self, message: str, *, again: bool) -> None:
        super().__init__(message)
        self.again = again


async def refuse(interaction: discord.Interaction, error: Exception) -> None:
    """Say privately why a command or a click was not carried out; log it when the fault is ours."""
    match error:
        case app_commands.CommandInvokeError() if is_in_vain(error.original):
            log_failure(_log, "a command", error.original)
            return
        case app_commands.MissingPermissions():
            line = say(lines.NOT_MANAGER)
        case app_commands.TransformerError():
            line = say(lines.NO_SUCH_CHANNEL)
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            line = say(lines.CHANGED)
        case app_commands.CommandInvokeError():
            line = _failed(error.original)
        case _:
            line = _failed(error)
    await _tell(interaction, line)


def _failed(error: Exception) -> str:
    """What a user is told of an error that a command raised."""
    match error:
        case Refusal() | ScheduleError() | QuietError():
            return str(error)
        case ScopeGoneError():
            return scope_gone(error)
        case SendError():
            return say("It was not posted: {reason}.").format(reason=error)
        case _:
            log_failure(_log, "a command", error)
            return say(lines.NO_MEMORY if isinstance(error, StoreError) else APOLOGY)


def scope_gone(error: ScopeGoneError) -> str:
    """That the reports which were chosen somewhere are gone, and what to do."""
    return say("{problem} {hint}").format(problem=echo(str(error)), hint=say(CHOOSE_OTHERS))


async def apologise(interaction: discord.Interaction) -> None:
    """Say privately that something went wrong, if Discord still lets us."""
    await _tell(interaction, say(APOLOGY))


async def _tell(interaction: discord.Interaction, line: str) -> None:
    try:
        await respond(interaction, plain_line(line))
    except (discord.HTTPException, *LOST) as error:
        log_failure(_log, "telling a user why", error)
