"""The walk through a report: everything once, before anything comes again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.digest import (
    MOST_PARTS,
    AskedDigest,
    CorrectionsDigest,
    Digest,
    Kind,
    Material,
    Order,
    Plan,
    PlanError,
    Progress,
    QuestionDigest,
    SectionDigest,
    TopicDigest,
    advance,
    compose,
    entries_of,
    is_covered,
    parts,
    plan_of,
    plan_record,
    posts,
    progress_of,
    progress_record,
)
from bot.core.knowledge import Entry, Pack, Status, Topic
from tests.factories import make_entry, make_pack

NOW = datetime(2025, 3, 3, 9, tzinfo=UTC)
DAY = timedelta(days=1)
USUAL, NEW = Plan(), Progress()
SECTIONS = ("bridges", "tunnels", "ferries")


def pack_of(*sections: str, each: int = 1) -> Pack:
    """A pack with so many entries in each section."""
    return make_pack(
        sections=sections,
        entries=tuple(
            make_entry(f"{section}-{number}", section=section)
            for section in sections
            for number in range(1, each + 1)
        ),
    )


def made(digest: Digest | None) -> Digest:
    assert digest is not None
    return digest


def walk(pack: Pack, steps: int, *, plan: Plan = USUAL, progress: Progress = NEW) -> list[str]:
    """The entries of the next digests, those of one joined by a plus."""
    seen = []
    for _ in range(steps):
        entries = entries_of(made(compose(pack, plan, progress, NOW)))
        progress = advance(pack, plan, progress, entries, NOW)
        seen.append("+".join(entry.id for entry in entries))
    return seen


def test_sections_come_in_the_curators_order_and_then_again() -> None:
    assert walk(pack_of(*SECTIONS), 4) == ["bridges-1", "tunnels-1", "ferries-1", "bridges-1"]


def test_a_section_comes_again_with_another_passage_only_after_all_others() -> None:
    assert walk(pack_of("bridges", "tunnels", each=2), 5) == [
        "bridges-1",
        "tunnels-1",
        "bridges-2",
        "tunnels-2",
        "bridges-1",
    ]


def test_the_order_may_be_that_of_the_report() -> None:
    pack = pack_of(*SECTIONS)
    places = {"bridges": 200, "tunnels": 300, "ferries": 100}
    sections = tuple(replace(each, start=places[each.id]) for each in pack.sections)
    seen = walk(replace(pack, sections=sections), 3, plan=Plan(order=Order.REPORT))
    assert seen == ["ferries-1", "bridges-1", "tunnels-1"]


def test_a_new_section_comes_before_any_is_repeated() -> None:
    progress = Progress(entries=("bridges-1", "tunnels-1"))
    pack = pack_of("bridges", "tunnels", "fords")
    assert walk(pack, 2, progress=progress) == ["fords-1", "bridges-1"]


def test_what_a_pack_has_lost_is_forgotten() -> None:
    progress = Progress(entries=("gone", "bridges-1"))
    pack = pack_of("bridges", "tunnels")
    entries = entries_of(made(compose(pack, Plan(), progress, NOW)))
    after = advance(pack, Plan(), progress, entries, NOW)
    assert after.entries == ("bridges-1", "tunnels-1")


def test_digests_say_how_far_the_walk_has_come() -> None:
    pack, plan, progress = pack_of(*SECTIONS), Plan(), Progress()
    said = []
    for _ in range(4):
        digest = compose(pack, plan, progress, NOW)
        assert isinstance(digest, SectionDigest)
        said.append((digest.number, digest.total))
        progress = advance(pack, plan, progress, digest.entries, NOW)
    assert said == [(1, 3), (2, 3), (3, 3), (1, 3)]


def test_the_question_to_try_is_the_one_that_comes_next() -> None:
    digest = compose(pack_of(*SECTIONS), Plan(), Progress(), NOW)
    assert isinstance(digest, SectionDigest)
    assert digest.question == "What about tunnels-1?"


def test_a_report_of_one_entry_asks_what_it_has() -> None:
    digest = compose(make_pack(), Plan(), Progress(), NOW)
    assert isinstance(digest, SectionDigest)
    assert digest.question == "What about wear?"


def test_embargoed_and_expired_entries_and_drafts_wait_or_are_gone() -> None:
    pack = make_pack(
        sections=("bridges", "tunnels"),
        entries=(
            make_entry("later", embargo_until=NOW + DAY),
            make_entry("draft", status=Status.DRAFT),
            make_entry("former", section="tunnels", expires=NOW),
        ),
    )
    assert compose(pack, Plan(), Progress(), NOW) is None
    assert [e.id for e in entries_of(made(compose(pack, Plan(), Progress(), NOW + DAY)))] == [
        "later"
    ]


# Over a span


@pytest.mark.parametrize(
    ("wanted", "each", "needed"), [(None, 1, 12), (12, 1, 12), (6, 2, 6), (4, 3, 6), (2, 3, 6)]
)
def test_as_many_passages_are_quoted_as_cover_the_report_in_the_span(
    wanted: int | None, each: int, needed: int
) -> None:
    # Three sections of four: by two that makes six posts, by three as well, and never fewer.
    pack, plan = pack_of(*SECTIONS, each=4), Plan(posts=wanted)
    assert (parts(pack, plan, NOW), posts(pack, plan, NOW)) == (each, needed)
    seen = "+".join(walk(pack, needed, plan=plan)).split("+")
    assert sorted(seen) == sorted(entry.id for entry in pack.entries)


def test_a_post_quotes_one_section_only() -> None:
    pack = pack_of("bridges", "tunnels", each=2)
    assert walk(pack, 2, plan=Plan(posts=2)) == ["bridges-1+bridges-2", "tunnels-1+tunnels-2"]


# Kinds


def test_a_question_of_the_day_is_one_entry() -> None:
    digest = compose(pack_of(*SECTIONS, each=2), Plan(kind=Kind.QUESTION), Progress(), NOW)
    assert isinstance(digest, QuestionDigest)
    assert (digest.entry.id, digest.number, digest.total) == ("bridges-1", 1, 6)


def topical() -> Pack:
    """A pack with two topics, of which each entry touches one."""
    steel = make_entry("rust", topics=("steel",)), make_entry("weld", topics=("steel",))
    concrete = make_entry("crack", topics=("concrete",)), make_entry("plain", topics=())
    topics = (
        Topic(id="steel", name="Steel", url="https://example.org/steel"),
        Topic(id="concrete", name="Concrete", url="https://example.org/concrete"),
    )
    return replace(make_pack(entries=(*steel, *concrete)), topics=topics)


def test_a_week_has_one_topic_and_the_next_week_another() -> None:
    pack, plan, progress = topical(), Plan(kind=Kind.TOPIC), Progress()
    topics = []
    for day in (0, 1, 7):
        digest = compose(pack, plan, progress, NOW + day * DAY)
        assert isinstance(digest, TopicDigest)
        topics.append((digest.topic.id, digest.entry.id))
        progress = advance(pack, plan, progress, [digest.entry], NOW)
    (first, second, third) = [topic for topic, _ in topics]
    assert {first, third} == {"steel", "concrete"}
    assert second == "steel"
    assert len({entry for _, entry in topics}) == 3
    assert is_covered(pack, plan, progress, NOW)


def test_the_week_of_a_topic_begins_on_monday_where_its_readers_are() -> None:
    pack, plan = topical(), Plan(kind=Kind.TOPIC)

    def topic(moment: datetime) -> str:
        digest = compose(pack, plan, Progress(), moment)
        assert isinstance(digest, TopicDigest)
        return digest.topic.id

    sunday = datetime(2025, 3, 9, 12, tzinfo=UTC)
    assert topic(sunday - 6 * DAY) == topic(sunday) != topic(sunday + DAY)


def test_what_was_asked_is_told_as_counts_from_three_on() -> None:
    pack, plan = pack_of(*SECTIONS), Plan(kind=Kind.ASKED)
    material = Material(asked={"bridges-1": 2, "tunnels-1": 3, "ferries-1": 9, "gone": 99})
    digest = compose(pack, plan, Progress(), NOW, material)
    assert isinstance(digest, AskedDigest)
    assert [(entry.id, count) for entry, count in digest.counts] == [
        ("ferries-1", 9),
        ("tunnels-1", 3),
    ]
    assert compose(pack, plan, Progress(), NOW) is None


def test_corrections_name_what_has_changed_and_count_the_rest() -> None:
    pack, plan = pack_of(*SECTIONS, each=2), Plan(kind=Kind.CORRECTIONS)
    changed = frozenset(entry.id for entry in pack.entries[:5])
    digest = compose(pack, plan, Progress(), NOW, Material(changed=changed))
    assert isinstance(digest, CorrectionsDigest)
    assert (len(digest.entries), digest.more) == (3, 2)
    assert compose(pack, plan, Progress(), NOW) is None


# As a database keeps them


@given(
    st.builds(
        Plan,
        kind=st.sampled_from(Kind),
        order=st.sampled_from(Order),
        posts=st.one_of(st.none(), st.integers(1, 500)),
        until_covered=st.booleans(),
    )
)
def test_a_plan_comes_back_as_it_was_kept(plan: Plan) -> None:
    assert plan_of(plan_record(plan)) == plan


def test_what_a_plan_does_not_say_is_left_out() -> None:
    assert plan_record(Plan()) == {}


@pytest.mark.parametrize("record", [{"kind": "poem"}, {"colour": "red"}])
def test_a_plan_that_is_not_known_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(PlanError):
        plan_of(record)


@given(st.lists(st.text(max_size=9)), st.integers(0))
def test_progress_comes_back_as_it_was_kept(entries: list[str], number: int) -> None:
    progress = Progress(entries=tuple(entries), posts=number)
    assert progress_of(progress_record(progress)) == progress


# Whatever the pack

WALKED = [Kind.SECTION, Kind.QUESTION]


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    """Packs whose entries come and go by the day."""
    sections = SECTIONS[: draw(st.integers(1, 3))]
    entries: list[Entry] = []
    for number in range(draw(st.integers(1, 9))):
        first = draw(st.one_of(st.none(), st.integers(0, 12)))
        last = draw(st.one_of(st.none(), st.integers(0, 20)))
        entries.append(
            make_entry(
                f"e{number}",
                section=draw(st.sampled_from(sections)),
                embargo_until=None if first is None else NOW + first * DAY,
                expires=None if last is None else NOW + last * DAY,
            )
        )
    return make_pack(sections=sections, entries=tuple(entries))


@given(
    packs(), st.sampled_from([Kind.SECTION, Kind.QUESTION]), st.one_of(st.none(), st.integers(1, 9))
)
def test_nothing_comes_again_before_all_that_is_live_has_come(
    pack: Pack, kind: Kind, span: int | None
) -> None:
    plan, progress = Plan(kind=kind, posts=span), Progress()
    round_so_far: set[str] = set()
    for day in range(25):
        now = NOW + day * DAY
        live = {entry.id for entry in pack.live_entries(now)}
        digest = compose(pack, plan, progress, now)
        assert (digest is None) == (not live)
        if digest is None:
            continue
        new = {entry.id for entry in entries_of(digest)}
        assert new <= live
        assert 1 <= len(new) <= MOST_PARTS
        if new & round_so_far:
            assert live <= round_so_far
            round_so_far = set()
        round_so_far |= new
        progress = advance(pack, plan, progress, entries_of(digest), now)


@given(packs(), st.integers(1, 9))
def test_all_is_covered_in_as_many_posts_as_are_told(pack: Pack, span: int) -> None:
    pack = make_pack(
        sections=tuple(section.id for section in pack.sections),
        entries=tuple(make_entry(entry.id, section=entry.section) for entry in pack.entries),
    )
    plan, progress = Plan(posts=span), Progress()
    for _ in range(posts(pack, plan, NOW)):
        assert not is_covered(pack, plan, progress, NOW)
        digest = made(compose(pack, plan, progress, NOW))
        progress = advance(pack, plan, progress, entries_of(digest), NOW)
    assert is_covered(pack, plan, progress, NOW)
