"""The digest that somebody asks for by a form, as Slack keeps it from page to page."""

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Final

from bot.core.digest import Plan, plan_of, plan_record
from bot.core.schedule import Schedule, read_schedule

HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """What a form is about, as Slack keeps it with the form and hands it back.

    Attributes:
        number: of the digest that is changed; 0 for a new one.
        pack: that a new one is from, `channel` the channel that it is for; what a form asks of
            these is filled in when it is read.
        own: whether it is sent to whoever fills the form in.
        language: that the form speaks.
        zone: of whoever fills it in.
        home: whether it was opened in App Home.
        reply: where the message is changed whose button opened it.
    """

    number: int = 0
    pack: str = ""
    own: bool = False
    channel: str = ""
    language: str = "en"
    zone: str = ""
    home: bool = False
    reply: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """The digest that a form asks for; one that is changed keeps its schedule unless one is said.

    Attributes:
        when: the schedule in the words in which it was written, and `read_on` the day: Slack keeps
            them with the form, and holidays would be too many.
    """

    frame: Frame
    when: str
    read_on: date
    plan: Plan
    late: timedelta

    @property
    def schedule(self) -> Schedule | None:
        """When it is due, as it was understood on the day on which it was written.

        Raises:
            ScheduleError: it says no schedule.
        """
        if not self.when and self.frame.number:
            return None
        return read_schedule(self.when, today=self.read_on, zone=self.frame.zone or None)


def frame_record(frame: Frame) -> str:
    """A frame as Slack keeps it with a form."""
    return json.dumps(asdict(frame))


def frame_of(metadata: str) -> Frame:
    """The frame that Slack kept."""
    return Frame(**json.loads(metadata))


def wish_record(wish: Wish) -> str:
    """A wish as Slack keeps it with a form."""
    record = {
        "frame": asdict(wish.frame),
        "when": wish.when,
        "read_on": wish.read_on.isoformat(),
        "plan": plan_record(wish.plan),
        "hours": int(wish.late / HOUR),
    }
    return json.dumps(record)


def wish_of(metadata: str) -> Wish:
    """The wish that Slack kept."""
    record = json.loads(metadata)
    return Wish(
        frame=Frame(**record["frame"]),
        when=record["when"],
        read_on=date.fromisoformat(record["read_on"]),
        plan=plan_of(record["plan"]),
        late=record["hours"] * HOUR,
    )
