"""Commands in the languages of Discord's users: their names, descriptions, options and choices."""

from typing import Final

from discord import Locale, app_commands
from discord.app_commands import TranslationContextLocation as Location
from typing_extensions import override

from bot.core.tongue import Tongues

ROLES: Final = {
    Location.command_name: "command",
    Location.group_name: "command",
    Location.parameter_name: "option",
    Location.choice_name: "choice",
}
"""What a name is of, as the catalogues tell it; descriptions are sentences like any other."""

MENU: Final = "menu"
"""The role of a name in the menu of a message or a user: it may have spaces."""


def role_of(context: app_commands.TranslationContextTypes) -> str:
    """What tells a text of a command from the same text in another place."""
    if isinstance(context.data, app_commands.ContextMenu):
        return MENU
    return ROLES.get(context.location, "")


class CommandTranslator(app_commands.Translator):
    """Looks the texts of commands up in the catalogues."""

    def __init__(self, tongues: Tongues) -> None:
        self._tongues = tongues

    @override
    async def translate(
        self,
        string: app_commands.locale_str,
        locale: Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        tongue = self._tongues.of(locale.value)
        told = tongue.sentence(string.message, role=role_of(context))
        return None if told == string.message else told
