"""What an utterance says that leaves out its subject, known by its form."""

import pytest

from bot.core.conversation.ellipsis import left_out


@pytest.mark.parametrize(
    ("utterance", "part"),
    [
        ("and China?", "china"),
        ("And what about China?", "china"),
        ("what about the costs", "the costs"),
        ("How about North Korea?!", "north korea"),
        ("ok, and in the 1990s?", "in the 1990s"),
        ("then Europe", "europe"),
        ("中国は？", "中国"),
        ("じゃあ費用は？", "費用"),
        ("じゃあ、費用はどうですか？", "費用"),
        ("では北朝鮮については", "北朝鮮"),
        ("그럼 중국은?", "중국"),
        ("그러면 비용은요?", "비용"),
        ("북한은 어때요?", "북한"),
    ],
)
def test_a_noun_phrase_that_is_led_to_leaves_out_its_subject(utterance: str, part: str) -> None:
    assert left_out(utterance) == part


@pytest.mark.parametrize(
    "utterance",
    [
        "China",
        "Andorra?",
        "And",
        "and?",
        "And does China have a say in all that?",
        "and who is Lindsay?",
        "What about the influence of Washington in the whole of Asia?",
        "So the report says that the tensions are getting worse?",
        "Why do Japan and South Korea distrust each other?",
        "日本と韓国はなぜ互いに信頼していないのですか",
        "緊張は高まっていますか",
        "한국과 일본은 왜 서로 불신하나요?",
        "",
        "?!",
    ],
)
def test_a_whole_question_or_a_bare_name_leaves_out_nothing(utterance: str) -> None:
    assert left_out(utterance) is None
