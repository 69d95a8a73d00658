"""The form for a digest: what it asks, and what was written in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from bot.adapters.slack.digest_wish import HOUR, Frame, Wish, frame_of
from bot.adapters.slack.post import cut
from bot.core.digest import Kind, Order, Plan, PlanError
from bot.core.knowledge import Pack
from bot.core.schedule import ScheduleError, schedule_words
from bot.core.subscription import Subscription
from bot.core.tongue import say
from bot.service.digest_lines import KINDS, MOST_HOURS, MOST_POSTS, ORDERS, OWN_KINDS, plan_for
from bot.service.digests import LATE

FORM: Final = "digest_form"
"""The callback id of the form."""

LONGEST_WHEN: Final = 300
"""Characters of a schedule in words."""

LONGEST_OPTION: Final = 75
LONGEST_VALUE: Final = 150
MOST_OPTIONS: Final = 100
"""Of a list to choose from."""

ONCE: Final = "once"

View = dict[str, Any]


class FormError(ValueError):
    """A form that cannot be taken, with what is wrong in each of its blocks."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = dict(problems)


def form_blocks(
    frame: Frame, packs: Sequence[Pack], subscription: Subscription | None
) -> list[View]:
    """What the form asks; where a digest is changed, with what holds now."""
    plan = subscription.plan if subscription else Plan()
    late = subscription.late if subscription else LATE
    blocks = []
    if not (subscription or frame.own or frame.channel):
        blocks.append(_input("channel", say("Channel"), CHANNELS))
    if not subscription and len(packs) > 1:
        titles = {pack.id: pack.source.title for pack in packs}
        blocks.append(_input("pack", say("Report"), _menu(titles, packs[0].id)))
    blocks.append(_when(subscription))
    kinds = {each.value: say(KINDS[each]) for each in (OWN_KINDS if frame.own else Kind)}
    blocks.append(_input("kind", say("What is posted"), _menu(kinds, plan.kind.value)))
    orders = {each.value: say(ORDERS[each]) for each in Order}
    blocks.append(_input("order", say("Which section comes first"), _menu(orders, plan.order)))
    if not frame.own:
        posts = _number(1, MOST_POSTS, plan.posts)
        hint = say("Each then quotes up to three passages.")
        label = say("In how many posts to cover the report")
        blocks.append(_input("posts", label, posts, optional=True, hint=hint))
    blocks.append(_once(once=plan.until_covered))
    hours = _number(0, MOST_HOURS, int(late / HOUR))
    label = say("Within how many hours a missed post may still go out (0: never)")
    blocks.append(_input("late", label, hours))
    return blocks


def read_form(view: View, today: date) -> Wish:
    """What a form asks for.

    Raises:
        FormError: with every problem.
    """
    frame = frame_of(view["private_metadata"])
    given = {name: _value(block) for name, block in view["state"]["values"].items()}
    kind, order = Kind(given["kind"]), Order(given["order"])
    posts = int(given["posts"]) if given.get("posts") else None
    once = ONCE in (given.get("once") or ())
    wish = Wish(
        frame=replace(
            frame,
            channel=given.get("channel") or frame.channel,
            pack=given.get("pack") or frame.pack,
        ),
        when=given.get("when") or "",
        read_on=today,
        plan=Plan(kind=kind, order=order, posts=posts, until_covered=once),
        late=int(given["late"]) * HOUR,
    )
    problems = {
        "when": _problem(lambda: wish.schedule),
        "posts": _problem(lambda: plan_for(kind, order, posts, once=False)),
        "once": _problem(lambda: plan_for(kind, order, None, once=once)),
    }
    if any(problems.values()):
        raise FormError({name: problem for name, problem in problems.items() if problem})
    return wish


def _problem(reading: Callable[[], object]) -> str:
    """What is wrong with a part of a form; empty if nothing is."""
    try:
        reading()
    except (ScheduleError, PlanError) as error:
        return str(error)
    return ""


CHANNELS: Final[View] = {
    "type": "conversations_select",
    "default_to_current_conversation": True,
    "filter": {"include": ["public", "private"], "exclude_bot_users": True},
}


def _when(subscription: Subscription | None) -> View:
    hint = say("In words, such as: weekdays 9am Seoul; first monday of the month 17:30 Berlin.")
    if subscription is not None:
        now = say("Now: {schedule}. Leave it empty to keep that.")
        hint = now.format(schedule=schedule_words(subscription.schedule))
    field: View = {"type": "plain_text_input", "max_length": LONGEST_WHEN}
    return _input("when", say("When"), field, optional=subscription is not None, hint=hint)


def _once(*, once: bool) -> View:
    option = _option(ONCE, say("End when all of the report has been posted"))
    boxes: View = {"type": "checkboxes", "options": [option]}
    if once:
        boxes["initial_options"] = [option]
    return _input("once", say("Then"), boxes, optional=True)


def _number(least: int, most: int, value: int | None) -> View:
    field = {
        "type": "number_input",
        "is_decimal_allowed": False,
        "min_value": str(least),
        "max_value": str(most),
    }
    return field if value is None else {**field, "initial_value": str(value)}


def _menu(options: Mapping[str, str], chosen: str) -> View:
    listed = {
        value: _option(value, label)
        for value, label in options.items()
        if len(value) <= LONGEST_VALUE
    }
    shown = list(listed.values())[:MOST_OPTIONS]
    return {"type": "static_select", "options": shown, "initial_option": listed[chosen]}


def _option(value: str, label: str) -> View:
    return {"text": _plain(cut(label, LONGEST_OPTION)), "value": value}


def _input(name: str, label: str, element: View, *, optional: bool = False, hint: str = "") -> View:
    block = {
        "type": "input",
        "block_id": name,
        "label": _plain(label),
        "element": {**element, "action_id": name},
        "optional": optional,
    }
    return {**block, "hint": _plain(hint)} if hint else block


def _plain(text: str) -> View:
    return {"type": "plain_text", "text": text, "emoji": False}


def _value(block: Mapping[str, View]) -> Any:
    """What was written or chosen in a block."""
    (field,) = block.values()
    match field["type"]:
        case "static_select":
            return field["selected_option"]["value"]
        case "conversations_select":
            return field["selected_conversation"]
        case "checkboxes":
            return [each["value"] for each in field["selected_options"]]
        case _:
            return field["value"]
