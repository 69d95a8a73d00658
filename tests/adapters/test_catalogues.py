"""The languages of the catalogues: gettext's sentences, Babel's dates and names."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.adapters.catalogues import Catalogues

POLISH = """
msgid ""
msgstr ""
"Language: pl\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1"
" : 2);\\n"

msgid "{count} report"
msgid_plural "{count} reports"
msgstr[0] "{count} raport"
msgstr[1] "{count} raporty"
msgstr[2] "{count} raportów"

msgid "list"
msgstr "lista"

msgctxt "command"
msgid "list"
msgstr "spis"

#, fuzzy
msgid "Goodbye!"
msgstr "Dzień dobry!"
"""


@pytest.fixture
def polish(tmp_path: Path) -> Catalogues:
    """English, and a language with three plural forms."""
    folder = tmp_path / "pl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "briefing.po").write_text(POLISH, "utf-8")
    return Catalogues(tmp_path)


@pytest.mark.parametrize(
    ("code", "spoken"),
    [("ja", "ja"), ("ko", "ko"), ("ja-JP", "ja"), ("en-US", "en"), ("fr", "en"), (None, "en")],
)
def test_a_language_is_found_by_its_code_and_any_other_is_english(
    code: str | None, spoken: str
) -> None:
    assert Catalogues().of(code).code == spoken


def test_a_text_is_answered_in_the_language_of_its_letters() -> None:
    tongues = Catalogues()
    found = [tongues.of_text(text) for text in ("なぜ？", "왜요?", "why?")]

    assert [tongue and tongue.code for tongue in found] == ["ja", "ko", None]


def test_each_number_of_things_has_its_form(polish: Catalogues) -> None:
    forms = [
        polish.of("pl").counted("{count} report", "{count} reports", count).format(count=count)
        for count in (1, 2, 5, 22)
    ]

    assert forms == ["1 raport", "2 raporty", "5 raportów", "22 raporty"]


def test_a_role_tells_one_word_from_the_same_word_elsewhere(polish: Catalogues) -> None:
    assert polish.of("pl").sentence("list") == "lista"
    assert polish.of("pl").sentence("list", role="command") == "spis"


def test_what_is_not_translated_or_not_for_sure_stays_english(polish: Catalogues) -> None:
    assert polish.of("pl").sentence("Hello!") == "Hello!"
    assert polish.of("pl").sentence("Goodbye!") == "Goodbye!"


def test_dates_and_names_of_languages_are_as_each_language_has_them() -> None:
    japanese, korean = Catalogues().of("ja"), Catalogues().of("ko")

    assert japanese.day(date(2015, 12, 11)) == "2015年12月11日"
    assert korean.day(date(2015, 12, 11)) == "2015년 12월 11일"
    assert [japanese.language(code) for code in ("en", "en-GB", "xx")][1:] == ["イギリス英語", "xx"]
    assert korean.language("en") == "영어"


def test_a_program_that_speaks_english_does_not_load_babel() -> None:
    program = (
        "import sys; from bot.adapters.catalogues import Catalogues;"
        "import bot.app; Catalogues().of('en-US').sentence('Hello');"
        "sys.exit('babel' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
