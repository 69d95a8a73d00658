"""The language that is spoken: ambient, English unless somebody says otherwise."""

import asyncio
from datetime import date

import pytest
from typing_extensions import override

from bot.core.tongue import English, primary, say, say_count, script_of, speak, speaking, spoken


class Shouted(English):
    """A language for tests: English in capitals."""

    @override
    def sentence(self, text: str, *, role: str = "") -> str:
        return text.upper()


def test_english_is_spoken_unless_somebody_says_otherwise() -> None:
    assert say("Which report?") == "Which report?"
    assert say_count("{count} day", "{count} days", 1) == "{count} day"
    assert say_count("{count} day", "{count} days", 2) == "{count} days"
    assert spoken().day(date(2021, 3, 3)) == "March 3, 2021"


def test_a_language_is_spoken_inside_and_the_one_before_it_afterwards() -> None:
    with speaking(Shouted()):
        with speaking(English()):
            assert say("Hello") == "Hello"
        assert say("Hello") == "HELLO"
    assert say("Hello") == "Hello"


async def test_a_language_spoken_in_one_task_is_not_heard_in_another() -> None:
    async def heard() -> str:
        speak(Shouted())
        await asyncio.sleep(0)
        return say("Hello")

    assert await asyncio.create_task(heard()) == "HELLO"
    assert say("Hello") == "Hello"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Why do they argue?", None),
        ("なぜ日韓は対立しているのですか", "ja"),
        ("ﾀｹｼﾏ?", "ja"),
        ("왜 일본과 한국은 갈등하나요?", "ko"),
        ("「독도」とはなんですか", "ja"),
        ("'おわび'는 무슨 뜻인가요?", "ko"),
        ("日韓関係", None),
        ("", None),
    ],
)
def test_the_letters_of_a_text_tell_japanese_and_korean(text: str, code: str | None) -> None:
    assert script_of(text) == code


def test_a_code_without_its_region_is_the_language() -> None:
    assert [primary(code) for code in ("ja", "ko-KR", "EN-us")] == ["ja", "ko", "en"]


def test_english_has_names_for_the_languages_it_knows_and_codes_for_others() -> None:
    assert [English().language(code) for code in ("ja-JP", "ko", "de")] == [
        "Japanese",
        "Korean",
        "de",
    ]
