"""Bytes of a YAML file → its nodes with their lines; anything but plain YAML is refused.

Plain means: one document of lists, keys and texts. Anchors, aliases and tags are refused before
anything is expanded or constructed, size and nesting are limited, and no recursion is used. Every
scalar is read as the text that is written: `no`, `1965` and `2015-12-11` are texts here, and what
a field makes of them is the field's business.
"""

import re
from collections.abc import Iterable

import yaml

from bot.core.loading.nodes import Listing, Node, Scalar, Table
from bot.core.loading.problems import Fault, Place, Problems, shown

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where PyYAML was built with it: some ten times faster."""

DEEPEST = 16
"""Levels of nesting; a pack needs five."""

MOST_NODES = 100_000
"""Texts, lists and tables in one file; a pack of 2,000 phrasings has some 4,000."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

NOT_TEXT = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML calls not printable, and the rare line ends that would shift line numbers."""

ADVICE = {
    "mapping values are not allowed": (
        "indent the line as those above it, or put a text with a colon and a space in it in quotes"
    ),
    "tab character": "indent with spaces",
    "cannot start any token": "indent with spaces, and put a text that starts with % @ ` in quotes",
    "unexpected end of stream": "a quotation mark is opened and not closed",
    "did not find expected ',' or": "close the list in brackets, or put its texts in quotes",
    "did not find expected": "indent the line as those above it, or mend the quotes in it",
    "could not find expected ':'": "a key needs a colon and a space after it",
    "escape": "write a backslash twice in double quotes, or use single quotes",
    "tag": "put a text that starts with ! in quotes",
    "anchor": "put a text that starts with & in quotes",
    "alias": "put a text that starts with * in quotes",
}
"""What to do about the parser's commonest complaints, by a part of their wording."""


class _RefusedError(Exception):
    """YAML that a pack may not hold."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place = place


def read_yaml(file: str, data: bytes, problems: Problems) -> Node | None:
    """The root node of a YAML file; None, with the problem noted, where there is none."""
    text = decode(file, data, problems)
    if text is None or _has_odd_characters(file, text, problems):
        return None
    try:
        return _Builder(file, problems).build(yaml.parse(text, Loader=LOADER))
    except _RefusedError as error:
        problems.add(error.place, str(error), Fault.SYNTAX)
    except yaml.YAMLError as error:
        last = text.count("\n") + 1
        line = min(_line_of(error), last)
        problems.add(Place(file=file, line=line), _explained(error), Fault.SYNTAX)
    return None


def decode(file: str, data: bytes, problems: Problems) -> str | None:
    """Bytes as UTF-8 text; None, with the problem noted, where they are not."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.add(
            Place(file=file, line=line),
            f"byte {error.start} of the file (0x{data[error.start]:02x}) is not UTF-8: "
            "save the file as UTF-8 text",
            Fault.FILE,
        )
        return None


def _has_odd_characters(file: str, text: str, problems: Problems) -> bool:
    odd = NOT_TEXT.search(text)
    if odd is None:
        return False
    place = Place(file=file, line=text.count("\n", 0, odd.start()) + 1)
    problems.add(place, _odd(odd.group()), Fault.SYNTAX)
    return True


def _odd(character: str) -> str:
    return f"the character U+{ord(character):04X} may not stand in a pack: delete it"


class _Builder:
    """Builds nodes from parser events, with a stack of what is open instead of recursion."""

    def __init__(self, file: str, problems: Problems) -> None:
        self._file = file
        self._problems = problems
        self._root: list[Node] = []
        self._open: list[tuple[yaml.CollectionStartEvent, list[Node]]] = []
        self._count = 0

    def build(self, events: Iterable[yaml.Event]) -> Node:
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                self._refuse_extras(event)
                self._take(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close()
            elif isinstance(event, yaml.DocumentStartEvent) and self._root:
                raise _RefusedError(
                    self._place(event), "the file holds a second document: delete the line with ---"
                )
        if not self._root:
            message = "the file is empty: fill it in or delete it"
            raise _RefusedError(Place(file=self._file, line=1), message)
        return self._root[0]

    def _refuse_extras(self, event: yaml.NodeEvent) -> None:
        """Refuse anchors, aliases, tags and a file without end, before anything comes of them."""
        self._count += 1
        if self._count > MOST_NODES:
            message = f"the file holds more than {MOST_NODES} texts: split it"
        elif event.anchor is not None:
            message = (
                "anchors (&) and aliases (*) may not stand in a pack: write the text out, "
                "in quotes if it starts with & or *"
            )
        elif getattr(event, "tag", None) is not None:
            message = "tags (!) may not stand in a pack: put a text that starts with ! in quotes"
        else:
            return
        raise _RefusedError(self._place(event), message)

    def _take(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._put(self._scalar(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(self._open) >= DEEPEST:
                message = (
                    f"the nesting is more than {DEEPEST} levels deep: mend brackets and indents"
                )
                raise _RefusedError(self._place(event), message)
            self._open.append((event, []))

    def _close(self) -> None:
        start, children = self._open.pop()
        if isinstance(start, yaml.MappingStartEvent):
            self._put(self._table(start, children))
        else:
            self._put(Listing(place=self._place(start), items=tuple(children)))

    def _put(self, node: Node) -> None:
        (self._open[-1][1] if self._open else self._root).append(node)

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(file=self._file, line=1 if mark is None else mark.line + 1)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        place, text = self._place(event), event.value.strip()
        if event.style == '"' and (odd := NOT_TEXT.search(text)):
            self._problems.add(place, _odd(odd.group()), Fault.SYNTAX)
        return Scalar(place=place, text=text, quoted=bool(event.style))

    def _table(self, start: yaml.Event, children: list[Node]) -> Table:
        values: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                raise _RefusedError(key.place, "a key must be a word: mend brackets and indents")
            if key.text in keys:
                self._problems.add(
                    key.place,
                    f"the key {shown(key.text)} stands twice, first in line "
                    f"{keys[key.text].line}: keep one of them",
                    Fault.KEY,
                )
                continue
            keys[key.text], values[key.text] = key.place, value
        return Table(place=self._place(start), values=values, keys=keys)


def _line_of(error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return 1 if mark is None else int(mark.line) + 1


def _explained(error: yaml.YAMLError) -> str:
    """The parser's complaint with what to do about it."""
    problem = str(getattr(error, "problem", None) or error)
    advice = (advice for part, advice in ADVICE.items() if part in problem)
    return f"this is not YAML ({problem}): {next(advice, 'mend the line or the one above it')}"
