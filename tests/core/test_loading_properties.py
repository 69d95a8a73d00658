"""Whatever is in the files, they load or raise PackError; what loads is the report's own words."""

import random
from functools import cache
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.knowledge import Pack, Target
from bot.core.loading.assembly import load_pack
from bot.core.loading.finding import fold
from bot.core.loading.problems import MOST_PROBLEMS, PackError
from tests.packs import minimal_files, problems_of, replaced

SHIPPED = Path(__file__).parents[2] / "knowledge" / "japan-south-korea-tensions"
MARKS = "-:?#&*!|>'\"%@`[]{},~ \n\t"
NAMES = sorted(minimal_files())

files = st.sampled_from(NAMES)
unhurried = settings(deadline=None)
yaml_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def outcome_of(pack: dict[str, bytes]) -> PackError | Pack:
    try:
        return load_pack("minimal", pack)
    except PackError as error:
        return error


def loads_or_says_why(pack: dict[str, bytes]) -> None:
    match outcome_of(pack):
        case PackError() as error:
            assert error.problems
            assert all(problem.line >= 1 and problem.message for problem in error.problems)
            assert str(error)
        case Pack() as loaded:
            targets: tuple[Target, ...] = (*loaded.entries, *loaded.out_of_scope)
            for target in targets:
                for excerpt in target.excerpts:
                    assert excerpt.text
                    assert loaded.text.startswith(excerpt.text, excerpt.start)


@unhurried
@given(file=files, data=st.binary())
def test_any_bytes_load_or_say_why(file: str, data: bytes) -> None:
    loads_or_says_why(replaced(file, data))


@unhurried
@given(file=files, text=st.text(st.characters() | st.sampled_from(MARKS)))
def test_any_text_loads_or_says_why(file: str, text: str) -> None:
    loads_or_says_why(replaced(file, text.encode("utf-8", "replace")))


@unhurried
@given(file=files, value=yaml_values)
def test_any_yaml_loads_or_says_why(file: str, value: object) -> None:
    loads_or_says_why(replaced(file, yaml.safe_dump(value, allow_unicode=True).encode()))


@unhurried
@given(file=files, data=st.data())
def test_any_value_in_any_place_loads_or_says_why(file: str, data: st.DataObject) -> None:
    lines = minimal_files()[file].decode().splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    key, colon, _ = lines[number].partition(": ")
    value = yaml.safe_dump(data.draw(yaml_values), default_flow_style=True, allow_unicode=True)
    lines[number] = key + colon + value.removesuffix("...\n").replace("\n", " ")

    loads_or_says_why(replaced(file, "\n".join(lines).encode()))


@unhurried
@given(
    file=files,
    start=st.integers(0, 2_000),
    length=st.integers(0, 40),
    new=st.binary(max_size=8) | st.text(MARKS, max_size=8).map(str.encode),
)
def test_a_pack_with_some_bytes_changed_loads_or_says_why(
    file: str, start: int, length: int, new: bytes
) -> None:
    data = minimal_files()[file]

    loads_or_says_why(replaced(file, data[:start] + new + data[start + length :]))


@unhurried
@given(file=files, data=st.data())
def test_a_pack_with_its_lines_shuffled_loads_or_says_why(file: str, data: st.DataObject) -> None:
    lines = minimal_files()[file].splitlines(keepends=True)
    chosen = data.draw(st.lists(st.sampled_from(lines), max_size=2 * len(lines)))

    loads_or_says_why(replaced(file, b"".join(chosen)))


@unhurried
@given(
    start=st.integers(0, 560),
    length=st.integers(1, 200),
    signs=st.lists(
        st.sampled_from(
            [("’", "'"), ("'", "’"), ("“", '"'), ("”", '"'), ('"', "“"), (" ", "\u00a0")]
        )
    ),
)
def test_any_passage_of_a_section_is_found_however_quotes_and_spaces_are_typed(
    start: int, length: int, signs: list[tuple[str, str]]
) -> None:
    pack = load_pack("minimal", minimal_files())
    section = next(s for s in pack.sections if s.start <= start < s.end)
    passage = pack.text[start : min(start + length, section.end)].strip()
    if passage:
        typed = passage
        for old, new in signs:
            typed = typed.replace(old, new)
        entry = {
            "id": "x",
            "section": section.id,
            "question": "?",
            "phrasings": {"en": ["one"]},
            "excerpts": [typed],
            "label": "finding",
            "status": "live",
        }
        added = yaml.safe_dump([entry], allow_unicode=True).encode()

        found = load_pack("minimal", replaced("entries/x.yaml", added)).entry("x")

        assert found is not None
        (excerpt,) = found.excerpts
        assert fold(excerpt.text) == fold(passage)
        assert pack.text.startswith(excerpt.text, excerpt.start)
        assert section.start <= excerpt.start < section.end


@cache
def shipped() -> tuple[dict[str, bytes], tuple[tuple[str, int, int, int], ...]]:
    """Both packs' files, and each excerpt's file, line and span of characters in the file."""
    pack = {
        path.relative_to(SHIPPED).as_posix(): path.read_bytes()
        for path in SHIPPED.rglob("*")
        if path.is_file()
    }
    excerpts = []
    for file, data in pack.items():
        if file.startswith(("entries", "out_of_scope")):
            root = yaml.compose(data.decode(), Loader=yaml.SafeLoader)
            assert isinstance(root, yaml.SequenceNode)
            for item in root.value:
                values = {key.value: value for key, value in item.value}
                for node in values["excerpts"].value if "excerpts" in values else ():
                    span = node.start_mark.index, node.end_mark.index
                    excerpts.append((file, node.start_mark.line + 1, *span))
    return pack, tuple(excerpts)


@settings(unhurried, max_examples=5)
@given(letters=st.randoms(use_true_random=False))
def test_a_letter_changed_in_any_excerpt_is_found_with_its_file_and_line(
    letters: random.Random,
) -> None:
    pack, excerpts = shipped()
    changed = {file: data.decode() for file, data in pack.items()}
    for file, _, start, end in excerpts:
        text = changed[file]
        place = letters.choice([place for place in range(start, end) if text[place].isalpha()])
        changed[file] = text[:place] + "ж" + text[place + 1 :]

    problems = problems_of({file: text.encode() for file, text in changed.items()}, SHIPPED.name)

    places = [problem.split(": ")[0] for problem in problems]
    assert len(places) < MOST_PROBLEMS
    assert sorted(places) == sorted(f"{file}:{line}" for file, line, _, _ in excerpts)
