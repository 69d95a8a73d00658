"""The source's sentences for users: which are marked for translation, and which are not."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.localisation.extraction import KEYWORDS, ROOT

SENTENCE: Final = re.compile(r"[A-Za-z]{2,}[,:]? [A-Za-z]{2,}")
WORD: Final = re.compile(r"[A-Za-z]{2,}")

SHOWN: Final = {"line", "small", "Refusal", "Action", "Link", "action", "under"}
"""What takes a text that users see: even a single word is looked up."""

SILENT: Final = {"_log", "re"}
"""Modules and objects whose arguments no user reads."""

COMMANDS: Final = {"Choice", "ContextMenu", "Group"}
"""What takes the texts of a command, which are translated as those of all commands are."""

FOR_USERS: Final = (
    *sorted((ROOT / "bot/adapters/discord").glob("*.py")),
    ROOT / "bot/adapters/console/chat.py",
    ROOT / "bot/adapters/console/render.py",
    ROOT / "bot/core/wording.py",
    ROOT / "bot/core/why.py",
)
"""Modules whose sentences users read; those for curators and programs are English."""


def marked(source: str) -> Iterator[str]:
    """The literals that a module marks, wherever the marks stand; of several forms the first."""
    for node in ast.walk(ast.parse(source)):
        if _name(node) in KEYWORDS and isinstance(node, ast.Call) and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value
            elif isinstance(first, ast.JoinedStr):
                yield f"line {node.lineno}: an f-string cannot be looked up"


def unmarked(file: Path) -> Iterator[str]:
    """The places of sentences that users would read in English whatever they speak."""
    tree = ast.parse(file.read_text("utf-8"))
    yield from (
        f"{file.name}:{node.lineno}: {node.value!r}"
        for node in _texts(tree, SENTENCE)
        if isinstance(node.value, str)
    )
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _name(call) in SHOWN:
            yield from (
                f"{file.name}:{each.lineno}: {each.value!r} in {_name(call)}(…)"
                for argument in (*call.args, *(keyword.value for keyword in call.keywords))
                for each in _texts(argument, WORD, deep=False)
            )


def _texts(node: ast.AST, pattern: re.Pattern[str], *, deep: bool = True) -> Iterator[ast.Constant]:
    """The literals in a piece of source that match, leaving out what no user reads."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and pattern.search(node.value):
            yield node
        return
    if _is_silent(node) or (not deep and isinstance(node, ast.Call | ast.Subscript)):
        return
    for child in _children(node):
        yield from _texts(child, pattern, deep=deep)


def _is_silent(node: ast.AST) -> bool:
    """Whether a piece is a docstring, marked already, or said to a log or a library."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if not isinstance(node, ast.Call):
        return False
    of = node.func.value if isinstance(node.func, ast.Attribute) else None
    silent = isinstance(of, ast.Name) and of.id in SILENT
    return silent or _name(node) in {*KEYWORDS, "log_failure", *COMMANDS}


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """What a piece consists of, but for decorators, arguments of classes, and keys of dicts."""
    skipped = {ast.ClassDef: {"keywords"}, ast.Dict: {"keys"}}.get(type(node), set())
    for name, value in ast.iter_fields(node):
        if name not in {*skipped, "decorator_list"}:
            items = value if isinstance(value, list) else [value]
            yield from (item for item in items if isinstance(item, ast.AST))


def _name(node: ast.AST) -> str:
    """The name of what a piece calls; empty if it is no call."""
    match node:
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
            return name
        case _:
            return ""
