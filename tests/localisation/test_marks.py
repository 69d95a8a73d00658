"""Nothing that users read is English whatever they speak."""

from pathlib import Path

import pytest

from tests.localisation.extraction import ROOT, TEMPLATE, read
from tests.localisation.marks import FOR_USERS, marked, unmarked


def test_every_sentence_for_users_is_marked() -> None:
    assert [found for file in FOR_USERS for found in unmarked(file)] == []


def test_every_mark_stands_where_it_is_found() -> None:
    # In Python 3.11, for instance, none is found within an f-string.
    ids = {message.id for message in read(TEMPLATE)}
    known = {text if isinstance(text, str) else text[0] for text in ids}
    sources = (file.read_text("utf-8") for file in (ROOT / "bot").rglob("*.py"))

    assert {text for source in sources for text in marked(source)} <= known


@pytest.mark.parametrize(
    "source",
    [
        'post = line("Gone.")',
        'post = line(f"Digest {number} is gone.")',
        'button = Action(press=press, label="Delete")',
        'text = f"There is no digest {number}."',
        "raise Refusal(NONE if none else 'No such report.')",
    ],
)
def test_a_sentence_that_is_not_marked_is_found(source: str, tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text(source, "utf-8")

    assert list(unmarked(file))


@pytest.mark.parametrize(
    "source",
    [
        '"""What it is."""',
        'post = line(say("Gone."))',
        '_log.warning("gone for good: %s", error)',
        "about = escape(parts['name'])",
        'post = line(f"<#{channel}>")',
    ],
)
def test_what_users_do_not_read_need_not_be_marked(source: str, tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text(source, "utf-8")

    assert list(unmarked(file)) == []
