"""The catalogues: complete, up to date, and in the form that Discord and Python can use."""

import re
import unicodedata
from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message

from bot.adapters.catalogues import DOMAIN, Catalogues, locales
from bot.adapters.discord.client import BriefingBot
from bot.adapters.discord.translating import CommandTranslator
from bot.settings import LANGUAGES
from bot.store import open_store
from tests.adapters.discord.world import World
from tests.localisation.extraction import TEMPLATE, read, template, text_of, untranslated

CODES = [code for code in Catalogues().codes if code != "en"]
RENEW = "the source says other sentences: run `make catalogues`, then translate what is new"


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[BriefingBot]:
    """The bot with all its commands, not connected."""
    store = await open_store(f"sqlite+aiosqlite:///{tmp_path}/briefing.sqlite3")
    bot = World(store).bot
    await bot.add_commands()
    yield bot
    await store.close()


def catalogue(code: str) -> Catalog:
    return read(file_of(code), code)


def file_of(code: str) -> Path:
    return locales() / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def pairs(code: str) -> Iterator[tuple[str, str]]:
    """Each form of each sentence with its translation."""
    for message in catalogue(code):
        if message.id:
            yield from ((forms(message.id)[-1], text) for text in forms(message.string))


def forms(text: Any) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def key(message: Message) -> tuple[object, object]:
    return message.context, message.id


async def test_the_template_has_what_the_source_says(bot: BriefingBot) -> None:
    assert text_of(await template(bot)) == TEMPLATE.read_text("utf-8"), RENEW


def test_there_is_a_setting_for_each_language() -> None:
    assert tuple(Catalogues().codes) == LANGUAGES
    assert CODES == ["ja", "ko"]


@pytest.mark.parametrize("code", CODES)
def test_every_sentence_is_translated_and_none_is_left_over(code: str) -> None:
    found = catalogue(code)

    assert {key(message) for message in found} == {key(message) for message in read(TEMPLATE)}
    assert [message.id for message in untranslated(found)] == []
    assert [message.id for message in found if message.id and message.fuzzy] == []
    assert list(found.obsolete) == []


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_is_written_as_make_writes_it(code: str) -> None:
    assert text_of(catalogue(code)) == file_of(code).read_text("utf-8"), RENEW


@pytest.mark.parametrize("code", CODES)
def test_translations_fill_in_the_same_names(code: str) -> None:
    wrong = [pair for pair in pairs(code) if names(pair[0]) != names(pair[1])]

    assert wrong == []


def names(text: str) -> list[str]:
    """The placeholders of a sentence; a format that cannot be read raises."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("code", CODES)
def test_translations_keep_what_is_typed_and_what_is_marked(code: str) -> None:
    wrong = [pair for pair in pairs(code) if marks(pair[0]) != marks(pair[1])]

    assert wrong == []


def marks(text: str) -> tuple[list[str], int, int]:
    """What stands in backticks, and Discord's bold and other marks, by their number."""
    typed = sorted(re.findall(r"`[^`]+`", text))
    return typed, text.count("**"), sum(text.count(mark) for mark in "~|<>#")


@pytest.mark.parametrize("code", CODES)
async def test_commands_are_called_what_discord_takes(code: str, bot: BriefingBot) -> None:
    payload = await commands(bot)

    named = [each for each in parts(payload) if "name" in each]
    localised = [each["name_localizations"][code] for each in named]
    assert len(localised) > 30
    assert [name for each in named for name in name_problems(each, code)] == []
    texts = [each["description_localizations"][code] for each in named if "description" in each]
    assert [text for text in texts if not 1 <= len(text) <= 100] == []


@pytest.mark.parametrize("code", CODES)
async def test_no_two_commands_or_options_of_one_place_have_one_name(
    code: str, bot: BriefingBot
) -> None:
    payload = await commands(bot)

    for siblings in (payload, *(each["options"] for each in parts(payload) if "options" in each)):
        translated = [each["name_localizations"][code] for each in siblings]
        assert len(set(translated)) == len(siblings)


async def commands(bot: BriefingBot) -> list[dict[str, Any]]:
    """What Discord is told about the commands."""
    translator = CommandTranslator(Catalogues())
    return [
        await each.get_translated_payload(bot.tree, translator) for each in bot.tree.get_commands()
    ]


def parts(payload: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Commands, with their subcommands, options and choices."""
    for each in payload:
        yield each
        yield from parts(each.get("options", ()))
        yield from parts(each.get("choices", ()))


def name_problems(part: dict[str, Any], code: str) -> Iterator[str]:
    """A localised name that Discord refuses: of a command or an option, of a choice or a menu."""
    name = part["name_localizations"][code]
    if "description" not in part or not part["description"]:
        if not 1 <= len(name) <= (100 if "value" in part else 32):
            yield name
        return
    letters = all(sign in "-_'" or unicodedata.category(sign)[0] in "LN" for sign in name)
    if not (letters and 1 <= len(name) <= 32 and name == name.lower()):
        yield name
