"""The languages of the bot's sentences: gettext catalogues in `bot/locale`, and English.

Babel is loaded once a language other than English is spoken, and not before.
"""

from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from typing_extensions import override

from bot.core.tongue import English, Tongue, Tongues, primary, script_of

DOMAIN = "briefing"
"""What gettext calls the catalogues of one program: the name of their files."""


def locales() -> Path:
    """The folder of the catalogues, which travels with the bot: a folder for each language."""
    return Path(str(resources.files("bot"))) / "locale"


class Catalogues(Tongues):
    """English, and each language that has a catalogue; read when it is first spoken."""

    def __init__(self, folder: Path | None = None) -> None:
        files = (folder or locales()).glob(f"*/LC_MESSAGES/{DOMAIN}.po")
        self._files = {file.parents[1].name: file for file in sorted(files)}
        self._read: dict[str, Tongue] = {"en": English()}

    @property
    @override
    def codes(self) -> Sequence[str]:
        return ("en", *self._files)

    @override
    def of(self, code: str | None) -> Tongue:
        language = primary(code or "en")
        if language not in self._files:
            return self._read["en"]
        if language not in self._read:
            from bot.adapters.translated import read_catalogue

            self._read[language] = read_catalogue(language, self._files[language])
        return self._read[language]

    @override
    def of_text(self, text: str) -> Tongue | None:
        code = script_of(text)
        return None if code is None else self.of(code)
