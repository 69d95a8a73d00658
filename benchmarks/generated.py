"""Questions made up to measure speed with: as many as one likes, and the same in every run.

Their content words follow Zipf's law as Mandelbrot flattened it ("An informational theory of the
statistical structure of language", 1953): a few are everywhere, and new ones never cease to turn
up, so that the vocabulary grows as Heaps' law says ("Information retrieval", 1978). The frequent
ones are the common English words, the others invented names and compounds.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from bot.core.matching.english import COMMON, STOP_WORDS

SEED: Final = 20_260_105

PER_ENTRY: Final = 10
"""Phrasings of one entry."""

ZIPF: Final = 1.54
HEAD: Final = 280
"""A content word's frequency falls with its rank r as (HEAD + r) ** -ZIPF.

About 5,000 words in 10,000 phrasings, 22,000 in 100,000 and 100,000 in 1,000,000.
"""

KEPT: Final = (0, 0, 1, 2)
"""Words that a subject has from the one before it, as often as they stand here."""

FEWEST_WORDS: Final = 4
MOST_WORDS: Final = 14

OUTSIDE: Final = 5
"""Every fifth query is about nothing in the corpus."""

LEAST_MISTYPED: Final = 5
"""Letters of the words that get typing errors."""

OPENERS: Final = tuple(
    line.split()
    for line in """
what is the
how does the
why is the
who decided on the
when will the
where can i find
how much is
tell me about the
is there any
what happened to the
does the
should we worry about the
can you explain the
which
how many
what about
is it true that the
what do we know about
did they change the
how important is the
who pays for the
why would anyone want
what are the risks of the
are there plans for the
how long does the
has anybody looked at the
i want to know more about
what does the report say on
could somebody summarize the
""".strip().splitlines()
)

LINKS: Final = ("of", "in", "for", "and", "with", "on the", "of the", "from", "by", "against")
"""What may stand between two words of a subject."""

TAILS: Final = tuple(
    line.split()
    for line in """
.
this year
since the *
according to *
compared with *
these days
in the long run
and the *
for a *
after the * of *
when * matters
in practice
if there is no *
at the moment
under *
or only a *
without *
besides * and *
""".strip().splitlines()
)
"""How a question may end: a star stands for a content word, a full stop for nothing."""

_STARTS: Final = "b br c ch d dr f fl g gr h j k kl l m n p pr r s sk st t th tr v w z"
_VOWELS: Final = "a e i o u a e i o ai ea ou"
_ENDS: Final = "l m n r s t nd rk st x . . . . . . ."
SYLLABLE: Final = tuple(tuple(part.split()) for part in (_STARTS, _VOWELS, _ENDS))
"""What invented names are made of; a full stop stands for nothing."""

LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, kw_only=True, slots=True)
class Corpus:
    """Phrasings, all distinct, and for each of them the id of its entry."""

    phrasings: tuple[str, ...]
    entries: tuple[str, ...]

    def vocabulary(self) -> set[str]:
        """The distinct words."""
        return {word for text in self.phrasings for word in bare(text)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """A query and the entry it is about; an empty one if the corpus holds none."""

    text: str
    entry: str


def bare(text: str) -> list[str]:
    """The words of a generated text."""
    return text.rstrip("?").split()


def make_corpus(size: int, seed: int = SEED) -> Corpus:
    """That many phrasings, PER_ENTRY of them for each entry; more of them begin with the same."""
    writer = _Writer(_random(seed))
    subject: list[str] = []
    phrasings, entries = [], []
    for number in range(size):
        if number % PER_ENTRY == 0:
            subject = writer.subject(subject)
        phrasings.append(writer.question(subject))
        entries.append(f"e{number // PER_ENTRY}")
    return Corpus(phrasings=tuple(phrasings), entries=tuple(entries))


def make_queries(corpus: Corpus, count: int, seed: int = SEED) -> list[Query]:
    """Phrasings of random entries with mistakes, and every fifth about nothing in the corpus."""
    random = _random(seed)
    writer = _Writer(random, corpus.vocabulary())
    queries = []
    for number in range(1, count + 1):
        if number % OUTSIDE == 0:
            queries.append(Query(text=writer.question(writer.unheard()), entry=""))
        else:
            at = random.randrange(len(corpus.phrasings))
            other = random.choice(bare(random.choice(corpus.phrasings)))
            text = _mistaken(bare(corpus.phrasings[at]), other, random)
            queries.append(Query(text=text, entry=corpus.entries[at]))
    return queries


def _random(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - to be the same again, not to keep a secret


class _Words:
    """Content words, drawn with their frequencies."""

    def __init__(self, random: Random, known: Collection[str]) -> None:
        self._random = random
        self._common = sorted(set(COMMON.split()) - STOP_WORDS)
        random.shuffle(self._common)
        self._ranked = dict(enumerate(self._common))
        self._taken = {*self._common, *STOP_WORDS, *known}

    def draw(self) -> str:
        """A word: a common one mostly."""
        rank = int(HEAD * ((1 - self._random.random()) ** (-1 / (ZIPF - 1)) - 1))
        word = self._ranked.get(rank)
        if word is None:
            word = self._ranked[rank] = self.invent()
        return word

    def invent(self) -> str:
        """A word that was not there before."""
        while True:
            word = self._compound() if self._random.random() < 1 / 3 else self._name()
            if word not in self._taken:
                self._taken.add(word)
                return word

    def _compound(self) -> str:
        return self._random.choice(self._common) + self._random.choice(self._common)

    def _name(self) -> str:
        pick, syllables = self._random.choice, self._random.choice((2, 2, 3))
        letters = (pick(part) for _ in range(syllables) for part in SYLLABLE)
        return "".join(letters).replace(".", "")


class _Writer:
    """Writes questions about subjects, and never the same twice.

    `known` are words that it does not invent.
    """

    def __init__(self, random: Random, known: Collection[str] = ()) -> None:
        self._random = random
        self._words = _Words(random, known)
        self._subjects: set[frozenset[str]] = set()
        self._written: set[str] = set()

    def subject(self, last: Sequence[str]) -> list[str]:
        """Three or four words that no other subject consists of, some of them from the last one."""
        while True:
            kept = self._random.sample(last, min(len(last), self._random.choice(KEPT)))
            new = self._random.choice((3, 4)) - len(kept)
            subject = kept + [self._words.draw() for _ in range(new)]
            distinct = frozenset(subject)
            if len(distinct) == len(subject) and distinct not in self._subjects:
                self._subjects.add(distinct)
                return subject

    def unheard(self) -> list[str]:
        """A subject of new words."""
        return [self._words.invent() for _ in range(3)]

    def question(self, subject: Sequence[str]) -> str:
        """A question that names the subject, or two words of it at least."""
        while True:
            words = [*self._opener(), *self._said(subject), *self._tail()]
            text = " ".join(words)
            if FEWEST_WORDS <= len(words) <= MOST_WORDS and text not in self._written:
                self._written.add(text)
                return f"{text}?" if self._random.random() < 1 / 2 else text

    def _opener(self) -> list[str]:
        return OPENERS[int(len(OPENERS) * self._random.random() ** 2)]

    def _said(self, subject: Sequence[str]) -> list[str]:
        first, *others = self._random.sample(subject, self._random.randint(2, len(subject)))
        said = [first]
        for word in others:
            if self._random.random() < 1 / 3:
                said += self._random.choice(LINKS).split()
            said.append(word)
        return said

    def _tail(self) -> list[str]:
        tail = self._random.choice(TAILS)
        return [self._words.draw() if word == "*" else word for word in tail if word != "."]


def _mistaken(words: list[str], other: str, random: Random) -> str:
    """The words with one dropped, moved or replaced by another, and one or two mistyped."""
    at = random.randrange(len(words))
    word = words.pop(at)
    mistake = random.choice(("drop", "move", "replace"))
    if mistake == "move":
        words.insert(random.randrange(len(words) + 1), word)
    elif mistake == "replace":
        words.insert(at, other)
    long = [at for at, word in enumerate(words) if len(word) >= LEAST_MISTYPED]
    for at in random.sample(long, min(len(long), random.choice((1, 2)))):
        words[at] = _mistyped(words[at], random)
    return " ".join(words)


def _mistyped(word: str, random: Random) -> str:
    """The word with two letters swapped, or one left out, added or replaced; not the first."""
    at = random.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    match random.choice(("swap", "delete", "insert", "substitute")):
        case "swap" if letter != after[0]:
            return before + after[0] + letter + after[1:]
        case "delete":
            return before + after
        case "insert":
            return before + random.choice(LETTERS) + letter + after
        case _:
            return before + random.choice(LETTERS.replace(letter, "")) + after
