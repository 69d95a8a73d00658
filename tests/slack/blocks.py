"""What Slack refuses of blocks: unknown kinds, what is missing, and what is too long."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from tests.slack.state import Json

MOST_BLOCKS, MOST_IN_A_VIEW = 50, 100
MOST_CHARACTERS: Final = 13_200
"""Of a message's blocks, as measured by others (metabase/metabase#79908); markup counts, too."""

TEXT, HEADER, BUTTON, ACTION_ID, VALUE, URL, BLOCK_ID = 3000, 150, 75, 255, 2000, 3000, 255
ACTIONS, CONTEXT, FIELDS, FIELD, OPTIONS, OPTION = 25, 10, 10, 2000, 100, 75
MARKDOWN, OPTION_VALUE = 12_000, 150
RICH = {"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"}
SPANS = {"text", "link", "user", "channel", "emoji", "date", "usergroup", "color", "broadcast"}
STYLES = {"bold", "italic", "strike", "code"}
MENUS = {
    "static_select",
    "multi_static_select",
    "channels_select",
    "conversations_select",
    "users_select",
    "external_select",
    "overflow",
    "checkboxes",
    "radio_buttons",
    "timepicker",
    "datepicker",
}


def too_long(blocks: list[Json]) -> bool:
    """Whether a message's blocks are too long together."""
    return len(json.dumps(blocks, ensure_ascii=False)) > MOST_CHARACTERS


def problems(blocks: list[Json], most: int = MOST_BLOCKS) -> list[str]:
    """What is wrong with blocks, as Slack would say."""
    found = [f"no more than {most} items allowed [json-pointer:/blocks]"] * (len(blocks) > most)
    for number, block in enumerate(blocks):
        found += [f"{told} [json-pointer:/blocks/{number}]" for told in _block(block)]
    if (
        sum(len(each.get("text", "")) for each in blocks if each.get("type") == "markdown")
        > MARKDOWN
    ):
        found.append(f"markdown texts must be no more than {MARKDOWN} characters together")
    for name in ("block_id", "action_id"):
        twice = [key for key, held in Counter(_ids(blocks, name)).items() if held > 1]
        found += [f"duplicate {name}: {each}" for each in twice]
    return found


def _ids(part: Any, name: str) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _ids(each, name)
    elif isinstance(part, dict):
        if name in part:
            yield part[name]
        for each in part.values():
            yield from _ids(each, name)


def _block(block: Json) -> Iterator[str]:
    if len(block.get("block_id", "")) > BLOCK_ID:
        yield "block_id is too long"
    check = CHECKS.get(block.get("type", ""))
    if check is None:
        yield f"unsupported type: {block.get('type')}"
    else:
        yield from check(block)


def _header(block: Json) -> Iterator[str]:
    yield from _text(block.get("text"), HEADER, ("plain_text",))


def _context(block: Json) -> Iterator[str]:
    yield from _some(block, CONTEXT)
    for each in block.get("elements", ()):
        yield from _text(each, TEXT)


def _actions(block: Json) -> Iterator[str]:
    yield from _some(block, ACTIONS)
    for each in block.get("elements", ()):
        yield from _element(each)


def _rich_text(block: Json) -> Iterator[str]:
    yield from _some(block, 1_000)
    for each in block.get("elements", ()):
        yield from _rich(each)


def _markdown(block: Json) -> Iterator[str]:
    if not 0 < len(block.get("text", "")) <= MARKDOWN:
        yield f"markdown text must be 1 to {MARKDOWN} characters"


def _input(block: Json) -> Iterator[str]:
    yield from _text(block.get("label"), 2_000, ("plain_text",))
    yield from _element(block.get("element", {}))


def _some(block: Json, most: int) -> Iterator[str]:
    if not 0 < len(block.get("elements", ())) <= most:
        yield f"must have 1 to {most} elements"


def _section(block: Json) -> Iterator[str]:
    fields = block.get("fields", [])
    if "text" not in block and not fields:
        yield "missing text"
    if "text" in block:
        yield from _text(block["text"], TEXT)
    if len(fields) > FIELDS:
        yield "too many fields"
    for each in fields:
        yield from _text(each, FIELD)
    if "accessory" in block:
        yield from _element(block["accessory"])


def _text(text: Any, most: int, kinds: tuple[str, ...] = ("plain_text", "mrkdwn")) -> Iterator[str]:
    if not isinstance(text, dict) or text.get("type") not in kinds:
        yield "not a text object"
    elif not 0 < len(text.get("text", "")) <= most:
        yield f"must be more than 0 and less than {most + 1} characters"
    elif text["type"] == "mrkdwn" and "emoji" in text:
        yield "emoji is of plain_text alone"


def _element(element: Json) -> Iterator[str]:
    kind = element.get("type")
    if len(element.get("action_id", "")) > ACTION_ID:
        yield "action_id is too long"
    if kind == "button":
        yield from _button(element)
    elif kind in MENUS:
        yield from _menu(element)
    elif kind not in {"plain_text_input", "number_input"}:
        yield f"unsupported element: {kind}"


def _button(button: Json) -> Iterator[str]:
    yield from _text(button.get("text"), BUTTON, ("plain_text",))
    if len(button.get("value", "")) > VALUE or len(button.get("url", "")) > URL:
        yield "value or url is too long"
    if button.get("style", "primary") not in {"primary", "danger"}:
        yield "no such style"


def _menu(menu: Json) -> Iterator[str]:
    options = menu.get("options", [])
    if len(options) > OPTIONS:
        yield "too many options"
    for each in options:
        yield from _text(each.get("text"), OPTION)
        if not 0 < len(each.get("value", "")) <= OPTION_VALUE:
            yield f"option value must be 1 to {OPTION_VALUE} characters"


def _rich(element: Json) -> Iterator[str]:
    kind = element.get("type")
    if kind not in RICH:
        yield f"unsupported rich text: {kind}"
    if kind == "rich_text_list" and element.get("style") not in {"bullet", "ordered"}:
        yield "no such style of list"
    for each in element.get("elements", ()):
        if kind == "rich_text_list":
            yield from _rich(each)
        else:
            yield from _span(each)


def _span(span: Json) -> Iterator[str]:
    kind = span.get("type")
    if kind not in SPANS or kind == "broadcast":
        yield f"unsupported span: {kind}"
    if kind == "text" and not span.get("text"):
        yield "empty text"
    if kind == "link" and not span.get("url"):
        yield "empty url"
    if set(span.get("style", {})) - STYLES:
        yield "no such style"


CHECKS: Final[Mapping[str, Callable[[Json], Iterator[str]]]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "rich_text": _rich_text,
    "markdown": _markdown,
    "input": _input,
    "divider": lambda _: iter(()),
}
