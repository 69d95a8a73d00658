"""The sentence encoder, with its real model."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from bot.adapters.semantic import (
    KNOWN,
    MODEL,
    WORDS,
    EncoderError,
    SentenceEncoder,
    encoder_in,
    installed_encoder,
)
from bot.core.matching import Matcher, encode, fit
from tests.core.matching.packs import ferry_pack

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    found = installed_encoder()
    assert found is not None, "the development requirements bring it"
    return found


def cosine(encoder: SentenceEncoder, left: str, right: str) -> float:
    one, other = encoder.encode([left, right])
    return float(one @ other)


def test_sentences_that_mean_the_same_are_nearer_than_others(encoder: SentenceEncoder) -> None:
    asked = "why is the boat late"

    alike = cosine(encoder, asked, "what is the reason for the delay of the ferry")
    unlike = cosine(encoder, asked, "how do i bake bread")

    assert alike > 0.5
    assert unlike < 0.3


def test_vectors_have_length_one_and_do_not_depend_on_their_company(
    encoder: SentenceEncoder,
) -> None:
    texts = ["late", "", "a much longer sentence about boats " * 40, "배가 왜 늦나요"]

    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([text]) for text in texts])

    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(len(texts)), abs=1e-5)
    assert (together * alone).sum(axis=1) == pytest.approx(np.ones(len(texts)), abs=0.02)
    assert encoder.encode([]).shape == (0, 384)


def test_a_question_without_a_word_in_common_is_found_by_meaning(encoder: SentenceEncoder) -> None:
    pack = ferry_pack()
    fitted = fit(pack)
    by_words = Matcher(pack, fitted=fitted)
    by_meaning = Matcher(pack, fitted=fitted, meaning=encode(fitted.texts(), encoder))
    query = "risk of sinking"

    before = [match.target.id for match in by_words.match(query, now=NOW).ranked[:1]]
    after = by_meaning.match(query, now=NOW)

    assert before != ["safety"]
    assert after.ranked[0].target.id == "safety"
    assert after.by_meaning


def test_japanese_and_korean_are_left_to_words(encoder: SentenceEncoder) -> None:
    pack = ferry_pack()
    fitted = fit(pack)
    by_words = Matcher(pack, fitted=fitted)
    by_meaning = Matcher(pack, fitted=fitted, meaning=encode(fitted.texts(), encoder))

    for query in ("船の安全", "배가왜늦나요", "왜 ferry 늦나요"):
        assert by_meaning.match(query, now=NOW) == by_words.match(query, now=NOW)


def test_a_file_that_is_not_the_known_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / MODEL).write_bytes(b"something else")
    (tmp_path / WORDS).write_bytes(b"{}")

    with pytest.raises(EncoderError, match=KNOWN[WORDS]):
        encoder_in(tmp_path).wait()


def test_a_folder_without_the_files_says_what_to_put_there(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"put model\.onnx and tokenizer\.json"):
        encoder_in(tmp_path).encode(["late"])


class SilentEncoder:
    """Fails if anybody asks for more than nothing."""

    name = "silent"

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        assert not list(texts)
        return np.zeros((0, 4), np.float32)


def test_a_pack_in_japanese_alone_is_never_encoded() -> None:
    meaning = encode([["船の安全"], ["배가"]], SilentEncoder())

    assert not meaning.vectors.any()
