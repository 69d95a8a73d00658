"""Menus, buttons and forms of ours that are no part of an answer: all they need is in their id."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final, Self

import discord
from discord import app_commands

from bot.adapters.discord.refusals import Refusal, refuse
from bot.core.schedule import QuietError, ScheduleError
from bot.core.tongue import speak
from bot.service.ports import StoreError

VERSION: Final = "s1"
"""The form of these custom ids."""

FORM: Final = re.compile(rf"{VERSION}:(?P<what>[a-z]+)(:(?P<channel>\d+))?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Ours:
    """What a menu, a button or a form is for, and the channel that it is about, if it is of one."""

    what: str
    channel: str = ""

    @property
    def custom_id(self) -> str:
        """As Discord keeps it."""
        return f"{VERSION}:{self.what}" + (f":{self.channel}" if self.channel else "")

    @classmethod
    def of(cls, interaction: discord.Interaction) -> Self | None:
        """What somebody used; None if it is none of these."""
        data: Any = interaction.data or {}
        found = FORM.fullmatch(str(data.get("custom_id", "")))
        if found is None:
            return None
        return cls(what=found["what"], channel=found["channel"] or "")


@asynccontextmanager
async def pressed(interaction: discord.Interaction) -> AsyncIterator[None]:
    """Say privately why what was wanted inside cannot be done; in the language of whoever did."""
    client: Any = interaction.client
    speak(client.languages.of_interaction(interaction, ""))
    try:
        yield
    except (Refusal, ScheduleError, QuietError, StoreError, app_commands.AppCommandError) as error:
        await refuse(interaction, error)


def filled(components: list[dict[str, Any]]) -> dict[str, list[str]]:
    """What was filled into a form, by field."""
    fields = [each["component"] for each in components if "component" in each]
    return {
        field["custom_id"]: field["values"] if "values" in field else [field["value"]]
        for field in fields
    }
