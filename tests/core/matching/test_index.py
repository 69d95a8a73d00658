"""The index against the plain definition of what it computes."""

import math
from collections import Counter, defaultdict
from itertools import pairwise

import numpy as np
import pytest

from bot.core.matching import index as indexing
from bot.core.matching.features import grams, terms, tokens
from bot.core.matching.index import Index, index
from bot.core.matching.text import is_cjk, plain, words

TEXTS = [
    "how much is a ferry ticket",
    "what does the ferry cost",
    "why is the ferry late",
    "why are the ferries late again",
    "フェリーはなぜ遅れるのですか",
    "배가 왜 늦나요",
    "is the boat safe",
    "is it safe to cross by boat in winter",
]
GROUPS = [0, 0, 1, 1, 1, 1, 2, 2]
BESIDE = ["what is the weather like"]

Features = dict[str, set[str]]


def read(text: str) -> list[str]:
    return tokens(words(plain(text)))


def built() -> Index:
    return index((read(text) for text in [*TEXTS, *BESIDE]), lambda: np.array(GROUPS, np.intp))


def features(text: str) -> tuple[set[str], set[str]]:
    """The n-grams of a text and its terms with their pairs, counted by hand."""
    asked = read(text)
    stems = [terms(token)[0] for token in asked if not is_cjk(token)]
    pairs = {f"{left} then {right}" for left, right in pairwise(["^", *stems, "$"]) if stems}
    pairs |= {
        " near ".join(sorted((left, right)))
        for at, left in enumerate(stems)
        for right in stems[at + 1 : at + 4]
    }
    return (
        {gram for token in asked for gram in grams(token)},
        {term for token in asked for term in terms(token)} | pairs,
    )


def rarities() -> dict[str, float]:
    """What each feature weighs, by the formula in words; the default is for the unknown."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for row, text in enumerate(TEXTS):
        for kind, block in enumerate(features(text)):
            for feature in block:
                holders[f"{kind}{feature}"].append(row)
    members = Counter(GROUPS)
    weights: defaultdict[str, float] = defaultdict(
        lambda: (math.log(1 + len(TEXTS)) + math.log(1 + len(members))) / 2 + 1
    )
    for feature, rows in holders.items():
        shares = [
            count / members[group] for group, count in Counter(GROUPS[r] for r in rows).items()
        ]
        shares = [share / sum(shares) for share in shares]
        spread = math.exp(-sum(share * math.log(share) for share in shares))
        weights[feature] = (
            math.log((1 + len(TEXTS)) / (1 + len(rows)))
            + math.log((1 + len(members)) / (1 + spread))
        ) / 2 + 1
    return weights


def similarity(query: str, text: str) -> float:
    """The mean of the cosines of n-grams and of terms; what no text holds only adds length."""
    weights, known = (
        rarities(),
        {f"{k}{f}" for t in TEXTS for k, b in enumerate(features(t)) for f in b},
    )
    cosines = []
    for kind, (asked, held) in enumerate(zip(features(query), features(text), strict=True)):
        lengths = [
            math.sqrt(sum(weights[f"{kind}{feature}"] ** 2 for feature in block)) or 1.0
            for block in (asked, held)
        ]
        shared = {f"{kind}{feature}" for feature in asked & held} & known
        cosines.append(sum(weights[feature] ** 2 for feature in shared) / math.prod(lengths))
    return sum(cosines) / 2


@pytest.mark.parametrize(
    "query",
    ["why is the ferry so late", "feri tickets", "フェリーの料金", "zebra", "배 안전", "weather"],
)
def test_nearness_is_the_mean_of_two_cosines(query: str) -> None:
    made = built()

    near = made.near(made.query(read(query)))

    expected = [similarity(query, text) for text in [*TEXTS, *BESIDE]]
    assert near == pytest.approx(expected, abs=1e-5)


def test_the_vectors_of_texts_are_as_near_one_another_as_queries_are_to_them() -> None:
    made = built()
    rows = np.arange(len(TEXTS))
    vectors = made.vectors(rows)

    for row in rows:
        query = made.query(made.tokens(int(row)))
        assert vectors.near(query) == pytest.approx(made.near(query)[rows], abs=1e-5)
        for shared in (vectors.shared(), made.shared(rows)):
            assert shared.matrix()[row] == pytest.approx(made.near(query)[rows], abs=1e-5)
            alone = np.eye(len(rows))[row]
            assert shared.times(alone) == pytest.approx(shared.matrix()[row], abs=1e-5)


def test_texts_that_are_the_same_are_as_near_to_the_last_bit_wherever_they_stand() -> None:
    same = read("the ferry is late because of fog")
    others = [read(f"the ferry number {number} is late") for number in range(70)]
    texts = [same, *others[:41], same, *others[41:], same]
    made = index(texts, lambda: np.arange(len(texts)))

    near = made.near(made.query(read("is the ferry late in fog")))

    assert near[0] == near[42] == near[-1] == near.max()


def test_a_text_is_found_by_its_words_in_their_order_only() -> None:
    made = built()

    assert made.equal(read("Is the boat SAFE?")).tolist() == [6]
    assert made.equal(read("배가  왜늦나요")).tolist() == [5]
    assert made.equal(read("safe the boat is")).tolist() == []
    assert made.equal(read("is the boat")).tolist() == []
    assert made.equal([]).tolist() == []


def test_a_large_index_finds_by_terms_and_compares_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    small = built()
    monkeypatch.setattr(indexing, "MOST_WITH_GRAMS", 3)
    large = built()

    for query in ("why is the ferry late", "how much does a ticket cost"):
        rows = np.flatnonzero(large.near(large.query(read(query))))
        near = large.vectors(rows).near(large.query(read(query)))
        assert len(large.holders.values) < len(small.holders.values)
        assert near == pytest.approx(small.near(small.query(read(query)))[rows], abs=1e-5)
