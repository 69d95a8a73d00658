"""The dialogue: what each key makes of a cluster, without a terminal."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.adapters.packs import read_files
from bot.authoring.curation.asking import ask_all
from bot.authoring.curation.clustering import Cluster, clusters
from bot.authoring.curation.edits import AddCounters, AddDraft, AddGap, AddPhrasings, Edit, Wording
from bot.authoring.curation.likeness import Senses
from bot.authoring.curation.losses import Stage, at_risk, lost_wordings, stage
from bot.authoring.curation.misses import Miss
from bot.authoring.curation.replay import Replay, Verdict, replay
from bot.authoring.curation.replay_text import as_record, lines
from bot.authoring.curation.session import Curation
from bot.authoring.curation.workspace import Workspace
from bot.core.answer import Policy
from bot.core.knowledge import Pack, Status
from bot.core.loading.files import report_file
from bot.core.matching import Matcher, fit
from bot.service.assistant import Briefing
from tests.authoring.curation.example import example_pack, planned_misses

NOW = datetime(2025, 1, 1, tzinfo=UTC)


class Script:
    """A typist who presses what is written, key by key; a text of several signs is a line."""

    def __init__(self, *typed: str) -> None:
        self._typed = list(typed)

    def key(self) -> str:
        return self._typed.pop(0) if self._typed else ""

    def line(self, prompt: str) -> str | None:
        del prompt
        return self._typed.pop(0) if self._typed else None


class Bench:
    """The example pack with questions that it misses, ready to be curated."""

    def __init__(self, folder: Path, *texts: str) -> None:
        self.folder = example_pack(folder)
        files = read_files(self.folder, report_file)
        self.workspace = Workspace(self.folder, self.folder.name, files)
        self.before = ready(self.workspace.pack)
        self.asked = ask_all([Miss(text=text) for text in texts], self.before, NOW)
        self.senses = Senses.of(self.before.pack, fit(self.before.pack), None)
        self.shown: list[str] = []

    def clusters(self) -> tuple[Cluster, ...]:
        return clusters(self.asked, self.senses)

    def curate(self, *typed: str) -> list[Edit]:
        """What is decided by these keys and lines."""
        curation = Curation(self.workspace, self.senses, Script(*typed), self.show)
        return curation.run(self.clusters())

    def show(self, shown: Iterable[str]) -> None:
        self.shown.extend(shown)


def ready(pack: Pack) -> Briefing:
    return Briefing(pack=pack, matcher=Matcher(pack), policy=Policy())


PRICE = ("what is the price tag of the works", "price tag of the proposal")
"""Two questions that ask alike."""


def test_questions_that_ask_alike_come_together_those_of_most_people_first(
    tmp_path: Path,
) -> None:
    bench = Bench(tmp_path)
    misses = [
        Miss(text="is the museum open today"),
        Miss(text=PRICE[0]),
        Miss(text="a recipe for plum cake", count=2),
        Miss(text="museum open"),
        Miss(text=PRICE[1], count=9),
    ]
    asked = ask_all(misses, bench.before, NOW)

    found = clusters(asked, bench.senses)

    assert [(cluster.texts, cluster.count) for cluster in found] == [
        ((PRICE[1], PRICE[0]), 10),
        (("a recipe for plum cake",), 2),
        (("is the museum open today", "museum open"), 2),
    ]


def test_no_cluster_mixes_what_the_curator_would_decide_apart(tmp_path: Path) -> None:
    plan = planned_misses()

    found = Bench(tmp_path, *plan).clusters()

    assert len(found) < len(plan) * 0.8
    assert [cluster.texts for cluster in found if len({plan[t] for t in cluster.texts}) > 1] == []


def test_a_digit_adds_all_wordings_to_that_entry(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "how popular is pedalling", "is pedalling popular around here")

    (edit,) = bench.curate("1")

    assert isinstance(edit, AddPhrasings)
    assert edit.target == "how-many-cycle"
    assert [wording.text for wording in edit.wordings] == [
        "how popular is pedalling",
        "is pedalling popular around here",
    ]


def test_a_digit_may_be_wide_and_a_letter_large(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "is pedalling popular around here")

    assert bench.curate("\N{FULLWIDTH LATIN CAPITAL LETTER S}") == []
    assert len(bench.curate("\N{FULLWIDTH DIGIT ONE}")) == 1


def test_counter_phrasings_leave_the_cluster_to_be_decided(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "is pedalling popular around here")

    counters, phrasings = bench.curate("c", "1", "/", "what-first", "1")

    assert isinstance(counters, AddCounters)
    assert isinstance(phrasings, AddPhrasings)
    assert (counters.target, phrasings.target) == ("how-many-cycle", "what-first")


def test_a_search_without_a_hit_asks_again_and_an_empty_one_leads_back(tmp_path: Path) -> None:
    bench = Bench(tmp_path, *PRICE)

    (edit,) = bench.curate("/", "qqqqq", "", "/", "crossings", "1")

    assert isinstance(edit, AddPhrasings)
    assert edit.target == "what-first"


def test_a_new_gap_has_a_question_a_note_and_the_nearest_section(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "are many stolen")

    (edit,) = bench.curate("o", "n", "are many stolen?", "Is theft dealt with?", "It is not.")

    assert isinstance(edit, AddGap)
    assert (edit.id, edit.question) == ("oos-is-theft-dealt-with", "Is theft dealt with?")
    assert edit.note == "It is not."
    assert edit.closest in {section.id for section in bench.workspace.pack.sections}


def test_a_draft_quotes_a_sentence_of_the_section(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "collision hot spots")
    sections = [section.id for section in bench.workspace.pack.sections]

    bench.curate("d", "1")
    titles = [line for line in bench.shown if line.strip().endswith("Cycling in town")]
    key = titles[-1].strip()[0]
    (edit,) = bench.curate("d", key, "1", "Where do accidents happen?")

    assert isinstance(edit, AddDraft)
    assert edit.section in sections
    assert edit.excerpt in bench.workspace.pack.text
    entry = bench.workspace.pack.entry("where-do-accidents-happen")
    assert entry is not None


def test_what_is_undone_is_asked_again(tmp_path: Path) -> None:
    bench = Bench(tmp_path, *PRICE, "a recipe for plum cake")
    before = (bench.folder / "entries.yaml").read_bytes()

    edits = bench.curate("u", "/", "what-first", "1", "s", "u", "u", "q")

    assert edits == []
    assert (bench.folder / "entries.yaml").read_bytes() == before
    assert "There is nothing to undo." in bench.shown
    assert bench.shown.count("Undone.") == 2


def test_a_cluster_can_be_taken_apart(tmp_path: Path) -> None:
    bench = Bench(tmp_path, *PRICE)

    (edit,) = bench.curate("x", "s", "/", "what-first", "1")

    assert [wording.text for wording in edit.wordings] == [PRICE[1]]


def test_an_edit_that_is_refused_leaves_the_cluster_to_be_decided(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "is pedalling popular around here")

    (edit,) = bench.curate("c", "1", "1", "s")

    assert isinstance(edit, AddCounters)
    assert any(line.startswith("Not added: the pack would not load") for line in bench.shown)


def test_a_long_list_has_pages_that_the_space_bar_turns(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "are many stolen")
    for number in range(9):
        bench.workspace.apply(gap(f"gap-{number}", f"zzz {number}"))

    (edit,) = bench.curate("o", " ", " ", " ", "1")

    assert isinstance(edit, AddPhrasings)
    assert edit.target == "gap-8"
    assert "  space: more of 10" in bench.shown


def gap(name: str, wording: str) -> AddGap:
    wordings = (Wording(text=wording),)
    return AddGap(
        id=name, question=f"{wording}, why", note="No.", closest="advice", wordings=wordings
    )


@pytest.mark.parametrize("typed", [(), ("\x04",), ("q",), ("/",), ("o",), ("o", "n")])
def test_the_end_of_the_input_ends_it_anywhere(tmp_path: Path, typed: tuple[str, ...]) -> None:
    assert Bench(tmp_path, *PRICE).curate(*typed) == []


def test_help_names_every_key(tmp_path: Path) -> None:
    bench = Bench(tmp_path, *PRICE)

    bench.curate("?", "?", "s")

    assert sum("counter-phrasings" in line for line in bench.shown) == 2


def replayed(bench: Bench, edits: list[Edit]) -> dict[Verdict, list[str]]:
    after = ready(bench.workspace.pack)
    found = replay(bench.asked, edits, after, NOW)
    return {
        verdict: [changed.text for changed in found.those(verdict)]
        for verdict in Verdict
        if found.those(verdict)
    }


def test_the_replay_tells_what_is_right_now_and_what_is_missed_still(tmp_path: Path) -> None:
    bench = Bench(tmp_path, *PRICE, "a recipe for plum cake", "share of trips by bike")

    edits = bench.curate("/", "what-first", "1", "s")

    assert replayed(bench, edits) == {
        Verdict.RIGHT: list(PRICE),
        Verdict.MISSED: ["a recipe for plum cake"],
    }


def test_a_question_that_gets_what_it_must_not_is_wrong(tmp_path: Path) -> None:
    asked = "share of trips by bike"
    kept_from: Edit = AddCounters(target="how-many-cycle", wordings=(Wording(text=asked),))

    assert replayed(Bench(tmp_path, asked), [kept_from]) == {Verdict.WRONG: [asked]}


def test_a_question_that_is_answered_though_nothing_was_decided_of_it_is_told_apart(
    tmp_path: Path,
) -> None:
    bench = Bench(tmp_path, PRICE[0], "a recipe for plum cake")
    bench.workspace.apply(
        AddPhrasings(target="what-first", wordings=(Wording(text="plum cake recipe, a recipe"),))
    )
    bench.workspace.apply(
        AddPhrasings(target="what-first", wordings=(Wording(text="a recipe for plum cake"),))
    )

    assert replayed(bench, []) == {
        Verdict.MISSED: [PRICE[0]],
        Verdict.UNDECIDED: ["a recipe for plum cake"],
    }


def staged(pack: Pack) -> Stage:
    return stage(ready(pack), NOW)


def test_the_replay_names_who_lost_a_wording(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    pack = bench.before.pack
    hidden = replace(pack.entries[0], status=Status.DRAFT)
    after = staged(replace(pack, entries=(hidden, *pack.entries[1:])))
    edits = [AddPhrasings(target="what-first", wordings=(Wording(text="trips in town"),))]

    risky = at_risk(pack, edits, bench.senses, NOW)
    lost = tuple(lost_wordings(risky, staged(pack), after))

    assert {each.target for each in lost} == {"how-many-cycle"}
    assert len(lost) == 1 + len(pack.entries[0].phrasings)
    told = Replay(asked=0, missed_before=0, changed=(), again=len(risky), lost=lost)
    assert "`how-many-cycle` lost “share of trips by bike” to nobody" in " ".join(lines(told))


def test_an_entry_that_takes_what_is_worded_like_anothers_is_named(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    before = staged(bench.workspace.pack)
    stolen = ("share of trips by bicycle", "the share of all trips by bike", "trips by bike, share")
    edit = AddPhrasings(target="what-first", wordings=tuple(Wording(text=text) for text in stolen))
    bench.workspace.apply(edit)

    risky = at_risk(bench.before.pack, [edit], bench.senses, NOW)
    lost = tuple(lost_wordings(risky, before, staged(bench.workspace.pack)))

    assert [(each.target, each.text, each.to, each.verbatim) for each in lost] == [
        ("how-many-cycle", "share of trips by bike", "what-first", False),
        ("how-many-cycle", "How many trips are made by bicycle?", "what-first", False),
        ("how-many-cycle", "自転車の利用はどのくらいですか", "", False),
    ]
    told = Replay(asked=0, missed_before=0, changed=(), again=len(risky), lost=lost)
    assert list(lines(told))[-3].strip() == (
        "`how-many-cycle` lost what is worded like “share of trips by bike” to `what-first`"
    )


def test_the_wordings_nearest_to_what_was_added_are_asked_again(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    edits = [AddPhrasings(target="what-first", wordings=(Wording(text="a law on helmets"),))]

    risky = at_risk(bench.before.pack, edits, bench.senses, NOW, most=2)

    assert {target.id for target, _ in risky} == {"helmets"}
    assert at_risk(bench.before.pack, [], bench.senses, NOW) == []
    held = staged(bench.before.pack)
    assert list(lost_wordings(risky, held, held)) == []


def test_a_phrasing_that_fits_its_own_entry_takes_nothing_from_others(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    before = staged(bench.workspace.pack)
    edit = AddPhrasings(target="how-many-cycle", wordings=(Wording(text="trips by bike, share"),))
    bench.workspace.apply(edit)

    risky = at_risk(bench.before.pack, [edit], bench.senses, NOW)

    assert list(lost_wordings(risky, before, staged(bench.workspace.pack))) == []


def test_a_program_reads_every_question_with_its_answers(tmp_path: Path) -> None:
    bench = Bench(tmp_path, *PRICE)
    edits = bench.curate("/", "what-first", "1")

    record = as_record(replay(bench.asked, edits, ready(bench.workspace.pack), NOW))

    assert json.loads(json.dumps(record)) == record
    assert (record["asked"], record["missed_before"]) == (2, 2)
    right = record["now_right"]
    assert isinstance(right, list)
    assert [each["after"]["entry"] for each in right] == ["what-first", "what-first"]
    assert record["lost"] == record["newly_wrong"] == record["still_missed"] == []


def test_a_list_names_twenty_and_counts_the_others(tmp_path: Path) -> None:
    bench = Bench(tmp_path, *(f"zzz{number} qqq{number}" for number in range(25)))

    told = list(lines(replay(bench.asked, [], bench.before, NOW)))

    assert told[0] == f"Of 25 questions {len(bench.asked)} were missed."
    assert "        … and 5 more; --json names all" in told
