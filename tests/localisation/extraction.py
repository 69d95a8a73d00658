"""What there is to translate: the marked sentences of the source, and the texts of commands."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from discord import Locale, app_commands
from typing_extensions import override

from bot.adapters.catalogues import DOMAIN, locales
from bot.adapters.discord.client import BriefingBot
from bot.adapters.discord.translating import role_of

ROOT = Path(__file__).parents[2]
TEMPLATE = locales() / f"{DOMAIN}.pot"

KEYWORDS: Final = {"say": None, "said": None, "say_count": (1, 2)}
"""The functions that mark sentences (`bot.core.tongue`), and which of their arguments do."""

KEPT: Final = ("MIME", "Content", "Language:", "Plural")
"""Headers that are written: dates and versions would only make two branches differ."""


class Recorder(app_commands.Translator):
    """Takes down what discord.py would have translated, with its role."""

    def __init__(self) -> None:
        self.texts: dict[tuple[str, str], None] = {}

    @override
    async def translate(
        self,
        string: app_commands.locale_str,
        locale: Locale,
        context: app_commands.TranslationContextTypes,
    ) -> None:
        self.texts[role_of(context), string.message] = None


async def template(bot: BriefingBot) -> Catalog:
    """All that is to be translated, in the order of the source; commands come last."""
    catalogue = Catalog(project=DOMAIN, fuzzy=False)
    marked = extract_from_dir(ROOT / "bot", [("**.py", "python")], keywords=KEYWORDS)
    for file, _, text, _, _ in sorted(marked, key=lambda found: found[:2]):
        catalogue.add(text, locations=[(f"bot/{file}", 0)])
    for role, text in await command_texts(bot):
        catalogue.add(text, context=role or None, auto_comments=["A text of Discord's commands."])
    return catalogue


async def command_texts(bot: BriefingBot) -> list[tuple[str, str]]:
    """The texts of the bot's commands, each with its role."""
    recorder = Recorder()
    for command in bot.tree.get_commands():
        await command.get_translated_payload(bot.tree, recorder)
    return list(recorder.texts)


def read(file: Path, code: str | None = None) -> Catalog:
    """A template or a catalogue."""
    with file.open("rb") as written:
        return read_po(written, locale=code, domain=DOMAIN)


def text_of(catalogue: Catalog) -> str:
    """A template or a catalogue as a file."""
    written = io.BytesIO()
    write_po(written, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    header, _, messages = written.getvalue().decode().partition("\n\n")
    return "\n".join([*_kept(header), "", messages.strip("\n"), ""])


def _kept(header: str) -> Iterator[str]:
    for line in header.splitlines():
        if line.startswith("msg") or line[1:].startswith(KEPT):
            yield line


def untranslated(catalogue: Catalog) -> Iterator[Message]:
    """The messages of a catalogue that lack a translation."""
    for message in catalogue:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not all(strings):
            yield message
