"""Days on which nothing is due."""

from datetime import UTC, date, datetime

import pytest

from bot.core.schedule import QuietError, parse_quiet, quiet_of_calendar, read_schedule

TODAY = date(2026, 11, 23)


def calendar(*events: str) -> bytes:
    """An iCalendar file of events, each given by its lines."""
    blocks = [
        f"BEGIN:VEVENT\nUID:{n}\nDTSTAMP:20260101T000000Z\n{e}\nEND:VEVENT"
        for n, e in enumerate(events)
    ]
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *blocks, "END:VCALENDAR", ""])
    return text.replace("\n", "\r\n").encode()


def test_public_holidays_are_those_of_the_country() -> None:
    quiet = parse_quiet("public holidays in Korea")
    assert quiet.holidays == "KR"
    assert quiet.includes(date(2026, 8, 15))
    assert not quiet.includes(date(2026, 8, 14))


def test_nothing_is_due_on_a_holiday() -> None:
    schedule = read_schedule("daily 9am Tokyo except holidays of Japan", today=TODAY)
    due = schedule.upcoming(datetime(2026, 12, 31, 1, tzinfo=UTC), 2)
    assert [f"{each:%m-%d}" for each in due] == ["01-02", "01-03"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("24 Dec 2026", 1),
        ("24 Dec 2026 to 2 Jan 2027", 10),
        ("2026-12-24, 2026-12-31 and 5 May 2027", 3),
        ("December 24, 2026", 1),
    ],
)
def test_days_and_spans_are_understood(text: str, count: int) -> None:
    assert len(parse_quiet(text).days) == count


@pytest.mark.parametrize("text", ["24/12/2026", "2027-01-02 to 2026-12-24", "holidays"])
def test_what_is_no_quiet_day_is_refused(text: str) -> None:
    with pytest.raises(QuietError):
        parse_quiet(text)


def test_the_events_of_a_calendar_are_quiet() -> None:
    days = quiet_of_calendar(
        calendar(
            "DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227",
            "DTSTART:20270105T090000Z\nDTEND:20270105T100000Z",
            "DTSTART;VALUE=DATE:20270301",
        ),
        TODAY,
    )
    assert days == frozenset(
        {
            date(2026, 12, 24),
            date(2026, 12, 25),
            date(2026, 12, 26),
            date(2027, 1, 5),
            date(2027, 3, 1),
        }
    )


def test_recurring_events_are_quiet_for_ten_years() -> None:
    days = quiet_of_calendar(calendar("DTSTART;VALUE=DATE:20200815\nRRULE:FREQ=YEARLY"), TODAY)
    assert date(2026, 8, 15) in days
    assert date(2036, 8, 15) in days
    assert date(2037, 8, 15) not in days


@pytest.mark.parametrize(
    "content",
    [b"", b"no calendar", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n", b"\xff\xfe"],
)
def test_what_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(QuietError, match="calendar"):
        quiet_of_calendar(content, TODAY)
