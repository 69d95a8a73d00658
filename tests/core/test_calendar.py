"""What digests will say and when, as text, for calendars, and as a picture."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

from icalendar import Calendar

from bot.core.calendar import Planned, calendar_ics, calendar_text, planned
from bot.core.calendar_picture import calendar_svg
from bot.core.digest import Kind, Plan, Progress, advance, compose, entries_of
from bot.core.schedule import read_schedule
from bot.core.subscription import State, Subscription
from tests.factories import make_entry, make_pack

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECTIONS = ("bridges", "tunnels", "ferries")
PACK = make_pack(
    sections=SECTIONS,
    entries=(
        make_entry("wear"),
        make_entry("depth", section="tunnels", embargo_until=NOW + timedelta(days=20)),
        make_entry("crew", section="ferries"),
    ),
)


def subscription(when: str, plan: Plan = Plan()) -> Subscription:  # noqa: B008 - frozen
    return Subscription(
        id=7,
        platform="discord",
        workspace="1",
        channel="10",
        pack="bridges",
        schedule=read_schedule(when, today=NOW.date()),
        plan=plan,
        progress=Progress(),
        late=timedelta(0),
        state=State.ACTIVE,
        stop=None,
        told=False,
        maker=None,
        next_due=None,
        until=None,
    )


def ahead(when: str, days: int, plan: Plan = Plan()) -> tuple[Planned, ...]:  # noqa: B008 - frozen
    return planned(PACK, subscription(when, plan), NOW, NOW + timedelta(days=days))


def test_a_calendar_tells_what_composing_day_by_day_gives() -> None:
    wanted = subscription("daily 9am Seoul")
    progress = Progress()
    for each in ahead("daily 9am Seoul", 60):
        digest = compose(PACK, wanted.plan, progress, each.due)
        assert each.digest == digest
        assert digest is not None
        progress = advance(PACK, wanted.plan, progress, entries_of(digest), each.due)


def test_what_is_embargoed_comes_when_it_is_live() -> None:
    coming = ahead("daily 9am Seoul", 40)
    shown = [(each.due, entries_of(each.digest)[0].id) for each in coming if each.digest]
    assert min(due for due, entry in shown if entry == "depth") >= NOW + timedelta(days=20)


def test_a_walk_that_is_wanted_once_ends() -> None:
    assert len(ahead("daily 9am Seoul", 365, Plan(until_covered=True))) == 2


def test_what_depends_on_what_happens_until_then_is_not_foretold() -> None:
    coming = ahead("mon 9am Seoul", 8, Plan(kind=Kind.ASKED))
    assert [(each.title, each.is_empty) for each in coming] == [
        ("what there is to tell then", False)
    ]
    content = calendar_ics(subscription("mon 9am Seoul"), "On Bridges", coming, NOW)
    assert content.count(b"BEGIN:VEVENT") == 1


def test_the_text_has_a_line_for_each_post_in_the_local_time() -> None:
    assert calendar_text(ahead("mon, thu 9am Seoul", 8), "Asia/Seoul").splitlines() == [
        "Times of Asia/Seoul",
        "2026-11-26 Thu 09:00  Bridges",
        "2026-11-30 Mon 09:00  Ferries",
    ]


def test_the_calendar_file_has_an_event_for_each_post_under_the_same_ids_each_time() -> None:
    coming = ahead("mon, thu 9am Seoul", 8)
    content = calendar_ics(subscription("mon, thu 9am Seoul"), "On Bridges", coming, NOW)
    again = calendar_ics(subscription("mon, thu 9am Seoul"), "On Bridges", coming, NOW)
    assert content == again
    events: list[Any] = list(Calendar.from_ical(content).walk("VEVENT"))
    assert [str(event["uid"]) for event in events] == [
        "7-20261126T000000@digest.briefing",
        "7-20261130T000000@digest.briefing",
    ]
    assert [event.start for event in events] == [each.due for each in coming]
    assert str(events[0]["summary"]) == "Bridges"


def test_the_picture_marks_each_day_and_names_it_in_words() -> None:
    picture = calendar_svg(
        "On <Bridges>", ahead("mon, thu 9am Seoul", 365), date(2026, 11, 23), "Asia/Seoul"
    )
    root = ET.fromstring(picture)
    space = "{http://www.w3.org/2000/svg}"
    marked = root.findall(f".//{space}circle")
    assert len(marked) == len(ahead("mon, thu 9am Seoul", 365))
    assert root.findtext(f"{space}title") == "On <Bridges>"
    assert "2026-11-26: 09:00 Bridges" in (root.findtext(f"{space}desc") or "")
    months = [each.text for each in root.findall(f".//{space}text[@class='month']")]
    assert (months[0], months[-1]) == ("November 2026", "November 2027")
    assert "prefers-color-scheme: dark" in picture
