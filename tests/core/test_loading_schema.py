"""The published JSON Schemas and the documentation say what the loader does."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.adapters import packs
from bot.core.knowledge import Label, Status
from bot.core.loading import entry_files, pack_file, parsing, problems, scalars
from bot.core.loading.assembly import load_pack
from bot.core.loading.fields import Shape
from bot.core.loading.problems import PackError
from tests.packs import MINIMAL

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "docs" / "schema"
SHIPPED = ROOT / "knowledge" / "japan-south-korea-tensions"
DOCS = ROOT / "docs" / "packs.md"


class PlainYaml(yaml.SafeLoader):
    """YAML 1.2 as editors read it: no dates, and yes and no are words."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 (as PyYAML has it)


PlainYaml.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?[0-9]+$"), None)
PlainYaml.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(true|false)$"), None)


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    return found


def validator(file: Path) -> jsonschema.Draft202012Validator:
    name = "entries" if file.parent.name == "entries" else file.stem
    return jsonschema.Draft202012Validator(schema(name))


def yaml_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*.yaml") if file.name != packs.POLICY_FILE)


def examples() -> dict[str, str]:
    """The files of the documentation's complete small pack."""
    block = re.compile(r"^```\w+ title=(\S+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
    return dict(block.findall(DOCS.read_text("utf-8")))


@pytest.mark.parametrize("name", ["pack", "entries", "out_of_scope"])
def test_the_schemas_are_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize(
    "file",
    [*yaml_files(SHIPPED), *yaml_files(MINIMAL)],
    ids=lambda file: file.relative_to(file.parents[2]).as_posix(),
)
def test_packs_that_load_are_valid_by_the_schemas(file: Path) -> None:
    value = yaml.load(file.read_text("utf-8"), Loader=PlainYaml)

    assert [error.message for error in validator(file).iter_errors(value)] == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("pack.yaml", "format: 1", "format: 2"),
        ("pack.yaml", "scope: >-", "scopes: >-"),
        ("pack.yaml", "published: 2021-03-03", "published: March 2021"),
        ("pack.yaml", "url: https://example.org/tides", "url: example.org/tides"),
        ("pack.yaml", "[harbour, harbor, port, 港]", "[harbour]"),
        ("pack.yaml", "text: report.txt", "text: report.txt\n  pages: [-1]"),
        ("entries.yaml", "    ja:", "    japanese:"),
        ("entries.yaml", "label: finding", "label: fact"),
        ("entries/advice.yaml", "2031-01-01T00:00:00Z", "2031-01-01"),
        ("out_of_scope.yaml", "closest: overview", ""),
    ],
)
def test_mistakes_are_mistakes_by_the_schemas_too(file: str, old: str, new: str) -> None:
    text = (MINIMAL / file).read_text("utf-8")
    value = yaml.load(text.replace(old, new, 1), Loader=PlainYaml)

    assert old in text
    assert not validator(MINIMAL / file).is_valid(value)


@pytest.mark.parametrize(
    ("name", "part", "shape"),
    [
        ("pack", None, pack_file.PACK),
        ("pack", "source", pack_file.SOURCE),
        ("pack", "topic", pack_file.TOPIC),
        ("pack", "section", pack_file.SECTION),
        ("pack", "reading", pack_file.READING),
        ("entries", "entry", entry_files.ENTRY),
        ("out_of_scope", "out_of_scope", entry_files.OUT_OF_SCOPE),
    ],
)
def test_schemas_loader_and_documentation_know_the_same_keys(
    name: str, part: str | None, shape: Shape
) -> None:
    whole = schema(name)
    described = whole if part is None else whole["$defs"][part]
    properties = described["properties"]
    documentation = DOCS.read_text("utf-8")

    assert set(properties) == set(shape.keys)
    assert set(described["required"]) == set(shape.required)
    assert all(value["description"] for value in properties.values())
    assert all(f"**`{key}`**" in documentation for key in shape.required)
    assert all(f"`{key}`" in documentation for key in shape.optional)


def test_the_schemas_share_what_they_have_in_common() -> None:
    defined = [schema(name)["$defs"] for name in ("pack", "entries", "out_of_scope")]

    for part in ("text", "id", "wordings"):
        found = [defs[part] for defs in defined if part in defs]
        assert len(found) > 1
        assert all(each == found[0] for each in found)


def test_the_schemas_know_every_label_status_and_limit() -> None:
    entries = json.dumps(schema("entries"))

    assert json.dumps([label.value for label in Label]) in entries
    assert json.dumps(sorted(status.value for status in Status)) in entries
    assert f'"maxLength": {scalars.LONGEST_ID}' in entries


def test_the_documented_pack_loads() -> None:
    files = {name: text.encode() for name, text in examples().items()}

    pack = load_pack("example-town-bicycles", files)

    assert set(files) == {"pack.yaml", "entries.yaml", "out_of_scope.yaml", "report.txt"}
    assert [excerpt.locator for entry in pack.entries for excerpt in entry.excerpts] == [
        "Cycling in town, paragraph 1",
        "What the town should do",
        "What the town should do",
    ]
    for name, text in examples().items():
        if name.endswith(".yaml"):
            assert validator(Path(name)).is_valid(yaml.load(text, Loader=PlainYaml))


def test_the_documented_mistakes_look_as_documented() -> None:
    files = examples()
    for file, old, new in [
        ("entries.yaml", "made by bicycle. Ten", "made by bike. Ten"),
        ("entries.yaml", "section: advice", "section: advise"),
        ("entries.yaml", "label: recommendation", "lable: recommendation"),
        ("pack.yaml", "published: 2024-06-01", "published: 1 June 2024"),
    ]:
        files[file] = files[file].replace(old, new)

    with pytest.raises(PackError) as caught:
        load_pack("mistakes", {name: text.encode() for name, text in files.items()})

    listed = "\n".join(
        f"{problem.file}:{problem.line}: error {problem.fault}: {problem.message}"
        for problem in caught.value.problems
    )
    assert f"```\n{listed}\n```" in DOCS.read_text("utf-8")


def test_the_documented_limits_are_those_of_the_code() -> None:
    limits = " ".join(DOCS.read_text("utf-8").split("## Limits")[1].split())

    yaml_size, text_size = (
        f"{size // packs.MEGABYTE} MB" for size in (packs.LARGEST_YAML, packs.LARGEST_TEXT)
    )

    assert limits == (
        f"A YAML file has at most {yaml_size}, {parsing.MOST_NODES:,} texts and "
        f"{parsing.DEEPEST} levels of nesting; the report's text at most {text_size}; a pack at "
        f"most {packs.MOST_FILES:,} YAML files; an id at most {scalars.LONGEST_ID} characters. "
        f"A list of problems stops at {problems.MOST_PROBLEMS}."
    )
