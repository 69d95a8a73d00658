"""A language with a catalogue: gettext finds the sentences, Babel knows its dates and names."""

import io
from dataclasses import dataclass
from datetime import date
from gettext import GNUTranslations
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from typing_extensions import override

from bot.core.tongue import Tongue, primary


@dataclass(frozen=True, kw_only=True, slots=True)
class Translated(Tongue):
    """A language that the sentences are translated into."""

    locale: Locale
    catalogue: GNUTranslations

    @property
    @override
    def code(self) -> str:
        return self.locale.language

    @override
    def sentence(self, text: str, *, role: str = "") -> str:
        return self.catalogue.pgettext(role, text) if role else self.catalogue.gettext(text)

    @override
    def counted(self, one: str, many: str, count: int) -> str:
        return self.catalogue.ngettext(one, many, count)

    @override
    def day(self, day: date) -> str:
        return format_date(day, "long", locale=self.locale)

    @override
    def language(self, code: str) -> str:
        names = self.locale.languages
        return str(names.get(code.replace("-", "_")) or names.get(primary(code)) or code)


def read_catalogue(code: str, file: Path) -> Translated:
    """The language of a catalogue, from the text that translators write.

    It is compiled in memory, as `msgfmt` does on disk: the plural forms are gettext's own.
    """
    compiled = io.BytesIO()
    with file.open("rb") as written:
        write_mo(compiled, read_po(written, locale=code))
    compiled.seek(0)
    return Translated(locale=Locale.parse(code), catalogue=GNUTranslations(compiled))
