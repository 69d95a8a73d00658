"""Which wordings are one, and in what language they are."""

import pytest

from bot.authoring.curation.wordings import language_of, once_each


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("what first?", "en"),
        ("最初に何をする", "ja"),
        ("リバランス", "ja"),
        ("慰安婦問題", "ja"),
        ("무엇부터", "ko"),
        ("독도와 竹島", "ko"),
        ("que faire d'abord", "en"),
    ],
)
def test_the_script_tells_the_language(text: str, language: str) -> None:
    assert language_of(text, ("en", "ja", "ko")) == language


def test_a_language_goes_by_the_tag_that_the_pack_has_for_it() -> None:
    assert language_of("무엇부터", ("en", "ko-KR")) == "ko-KR"
    assert language_of("무엇부터", ("en",)) == "ko"
    assert language_of("問題", ("en",)) == "en"
    assert language_of("問題", ("zh-Hant", "en")) == "zh-Hant"


def test_wordings_that_differ_in_nothing_that_counts_are_one() -> None:
    assert list(once_each(["What now?", "what  now", "then"], but=["THEN!"])) == ["What now?"]
