"""`make catalogues`: bring the template and the catalogues up to date with the source.

What has no translation yet is left empty and counted; what is no longer said is dropped.
"""

import asyncio
import tempfile

from bot.adapters.catalogues import Catalogues, locales
from bot.store import open_store
from tests.adapters.discord.world import World
from tests.localisation.extraction import ROOT, TEMPLATE, read, template, text_of, untranslated


async def renew() -> None:
    """Write the template and every catalogue anew."""
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite+aiosqlite:///{folder}/briefing.sqlite3")
        bot = World(store).bot
        await bot.add_commands()
        wanted = await template(bot)
        await store.close()
    TEMPLATE.write_text(text_of(wanted), "utf-8")
    for code in Catalogues().codes[1:]:
        file = locales() / code / "LC_MESSAGES" / "briefing.po"
        catalogue = read(file, code)
        catalogue.update(wanted, no_fuzzy_matching=True)
        file.write_text(text_of(catalogue), "utf-8")
        missing = list(untranslated(catalogue))
        print(f"{file.relative_to(ROOT)}: {len(missing)} to translate")  # noqa: T201
        for message in missing:
            print(f"  {message.context or ''} {message.id!r}")  # noqa: T201


asyncio.run(renew())
