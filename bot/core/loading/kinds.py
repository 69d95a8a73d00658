"""A node as the kind that is expected: a text, a list, a table; a problem noted otherwise."""

from bot.core.loading.nodes import Listing, Node, Scalar, Table
from bot.core.loading.problems import Place, Problems, shown


def as_text(node: Node, what: str, problems: Problems) -> Scalar | None:
    """A text that is not empty; `what` names it in messages."""
    if not isinstance(node, Scalar):
        problems.add(node.place, wrong_kind(node, what, "text"))
        return None
    if node.is_nothing:
        message = f"{what} has no value: put the word {node.text} in quotes, or delete the line"
    elif not node.text:
        message = f"{what} is empty: fill it in, or delete the line"
    else:
        return node
    problems.add(node.place, message)
    return None


def as_texts(node: Node, what: str, problems: Problems, *, least: int = 1) -> tuple[Scalar, ...]:
    """The texts of a list."""
    items = as_list(node, what, problems, least=least)
    each = f"an item of {what}"
    return tuple(text for item in items if (text := as_text(item, each, problems)) is not None)


def as_tables(node: Node, what: str, problems: Problems, *, least: int = 1) -> tuple[Table, ...]:
    """The tables of a list."""
    items = as_list(node, what, problems, least=least)
    each = f"an item of {what}"
    return tuple(table for item in items if (table := as_table(item, each, problems)) is not None)


def as_list(node: Node, what: str, problems: Problems, *, least: int = 1) -> tuple[Node, ...]:
    """The items of a list, which has at least so many."""
    if not isinstance(node, Listing):
        message = wrong_kind(node, what, "a list (each item on a line that starts with a hyphen)")
        problems.add(node.place, message)
        return ()
    if len(node.items) < least:
        message = f"{what} needs {least} item{'s' if least > 1 else ''} or more: fill it in"
        problems.add(node.place, message)
    return node.items


def as_table(node: Node, what: str, problems: Problems) -> Table | None:
    """A table."""
    if isinstance(node, Table):
        return node
    problems.add(node.place, wrong_kind(node, what, "keys with values"))
    return None


def wrong_kind(node: Node, what: str, expected: str) -> str:
    """The message for a node of another kind than expected."""
    match node:
        case Scalar():
            return f"{what} must be {expected}, not the text {shown(node.text)}"
        case Listing():
            return f"{what} must be {expected}, not a list"
        case Table():
            hint = ": put a text with a colon and a space in quotes" if expected == "text" else ""
            return f"{what} must be {expected}, not keys with values{hint}"


def note_repeated(texts: tuple[Scalar, ...], what: str, problems: Problems) -> None:
    """Note each text that stands in a list for the second time."""
    seen: dict[str, Place] = {}
    for written in texts:
        first = seen.setdefault(written.text, written.place)
        if first is not written.place:
            problems.add(
                written.place,
                f"{shown(written.text)} stands twice in {what}, first in line {first.line}: "
                "delete one",
            )


def note_lines(written: Scalar, what: str, problems: Problems) -> None:
    """Note a text of several lines where one is expected."""
    if "\n" in written.text:
        message = f"{what} must be one line: delete the line breaks, or use >- without empty lines"
        problems.add(written.place, message)
