"""The terminal speaks the language that the deployment sets; records for programs keep codes."""

import json
from pathlib import Path

from tests.acceptance.command import briefing

WHY = "why do tokyo and seoul distrust each other?"


def speaks(language: str, folder: Path) -> None:
    (folder / ".env").write_text(f"BRIEFING_LANGUAGE={language}\n")


def test_an_answer_in_japanese_quotes_the_report_as_it_is(tmp_path: Path) -> None:
    speaks("ja", tmp_path)

    outcome = briefing("ask", WHY, folder=tmp_path)

    assert outcome.code == 0
    assert "> Mutual suspicion and mistrust between Tokyo and Seoul" in outcome.out
    assert "（Council on Foreign Relations、2015年12月11日）／レポートの調査結果" in outcome.out
    assert "\n引用は原文（英語）のままです。\n" in outcome.out


def test_a_chat_and_an_explanation_are_in_korean(tmp_path: Path) -> None:
    speaks("ko", tmp_path)

    chat = briefing("chat", folder=tmp_path, stdin="hello\nhistoryy\nhelp\n")
    why = briefing("why", WHY, folder=tmp_path)

    assert "무엇이든 물어보세요" in chat.out
    assert "궁금한 점을 자유롭게 질문해 주세요." in chat.out
    assert why.out.splitlines()[0].endswith("뚜렷이 앞섰습니다.")


def test_a_record_has_the_codes_that_programs_know(tmp_path: Path) -> None:
    speaks("ja", tmp_path)

    record = json.loads(briefing("ask", "hello", "--json", folder=tmp_path).out)

    assert (record["outcome"], record["reason"]) == ("fallback", "courtesy")
    assert record["message"].startswith("こんにちは")


def test_a_language_that_the_bot_does_not_speak_is_refused(tmp_path: Path) -> None:
    speaks("fr", tmp_path)

    outcome = briefing("ask", WHY, folder=tmp_path)

    assert outcome.code != 0
    assert "BRIEFING_LANGUAGE: write one of en, ja, ko" in outcome.err
