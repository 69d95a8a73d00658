"""A pack being edited: checked first, written whole, and never over somebody else's change."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.adapters.packs import read_files, read_pack
from bot.authoring.curation.edits import AddCounters, AddDraft, AddGap, AddPhrasings, Edit, Wording
from bot.authoring.curation.workspace import Workspace
from bot.authoring.errors import CuratorError
from bot.core.knowledge import Label, Status
from bot.core.loading.files import report_file
from tests.authoring.curation.example import example_pack


def open_workspace(folder: Path, *, writes: bool = True) -> Workspace:
    return Workspace(folder, folder.name, read_files(folder, report_file), writes=writes)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def phrasings(*texts: str, target: str = "how-many-cycle") -> AddPhrasings:
    return AddPhrasings(target=target, wordings=tuple(Wording(text=text) for text in texts))


GAP = AddGap(
    id="oos-theft",
    question="Are many bicycles stolen?",
    note="The report does not mention theft.",
    closest="cycling",
    wordings=(Wording(text="theft"),),
)
DRAFT = AddDraft(
    id="where-dangerous",
    question="Where do most accidents happen?",
    section="cycling",
    excerpt="Most accidents happen at three crossings, all of them on Mill Road.",
    wordings=(Wording(text="danger spots"), Wording(text="どこが危険ですか")),
)


def test_wordings_are_written_in_their_languages(tmp_path: Path) -> None:
    pack = example_pack(tmp_path)

    open_workspace(pack).apply(phrasings("ridership", "자전거 이용률"))

    entry = read_pack(pack).entry("how-many-cycle")
    assert entry is not None
    assert ("ridership", "en") in {(each.text, each.language) for each in entry.phrasings}
    assert ("자전거 이용률", "ko") in {(each.text, each.language) for each in entry.phrasings}


def test_what_a_target_has_already_is_not_added_again(tmp_path: Path) -> None:
    workspace = open_workspace(example_pack(tmp_path))

    workspace.apply(phrasings("Share of trips by BIKE?", "new", "New!"))
    entry = workspace.pack.entry("how-many-cycle")
    assert entry is not None
    assert [each.text for each in entry.phrasings if each.language == "en"][-1] == "new"

    with pytest.raises(CuratorError, match="`how-many-cycle` has these wordings already"):
        workspace.apply(phrasings("new"))


def test_a_draft_goes_below_its_section_and_is_not_shown(tmp_path: Path) -> None:
    pack = example_pack(tmp_path)

    open_workspace(pack).apply(DRAFT)

    loaded = read_pack(pack)
    assert [entry.id for entry in loaded.entries] == [
        "how-many-cycle",
        "where-dangerous",
        "what-first",
    ]
    assert loaded.entries[1].status is Status.DRAFT
    assert loaded.entries[1].label is Label.FINDING


def test_the_first_gap_of_a_pack_makes_the_file(tmp_path: Path) -> None:
    pack = example_pack(tmp_path)
    (pack / "out_of_scope.yaml").unlink()
    workspace = open_workspace(pack)

    workspace.apply(GAP)
    assert [gap.id for gap in read_pack(pack).out_of_scope] == ["oos-theft"]

    workspace.undo()
    assert not (pack / "out_of_scope.yaml").exists()


@pytest.mark.parametrize("edit", [phrasings("ridership"), GAP, DRAFT])
def test_what_is_undone_leaves_no_trace(tmp_path: Path, edit: Edit) -> None:
    pack = example_pack(tmp_path)
    before = contents(pack)
    workspace = open_workspace(pack)

    workspace.apply(edit)
    assert contents(pack) != before
    workspace.undo()

    assert contents(pack) == before
    assert not workspace.is_changed


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (phrasings("which crossings come first"), "is also a wording of `how-many-cycle`"),
        (
            AddCounters(
                target="what-first", wordings=(Wording(text="which crossings come first"),)
            ),
            "is also a wording of the same entry",
        ),
        (
            AddDraft(
                id="bad",
                question="Bad?",
                section="advice",
                excerpt=DRAFT.excerpt,
                wordings=DRAFT.wordings,
            ),
            "is not in section `advice`",
        ),
        (
            AddDraft(
                id="same",
                question="Theft?",
                section="advice",
                excerpt=DRAFT.excerpt,
                wordings=GAP.wordings,
            ),
            "the question is the only wording",
        ),
    ],
)
def test_an_edit_that_the_pack_would_not_load_with_is_not_written(
    tmp_path: Path, edit: Edit, why: str
) -> None:
    pack = example_pack(tmp_path)
    before = contents(pack)

    with pytest.raises(CuratorError, match=why):
        open_workspace(pack).apply(edit)

    assert contents(pack) == before


def test_a_file_that_somebody_else_changed_is_not_written_over(tmp_path: Path) -> None:
    pack = example_pack(tmp_path)
    workspace = open_workspace(pack)
    workspace.apply(phrasings("ridership"))
    entries = pack / "entries.yaml"
    entries.write_text(entries.read_text("utf-8") + "# mine\n", "utf-8")
    before = contents(pack)

    with pytest.raises(CuratorError, match="was changed by somebody else meanwhile: quit"):
        workspace.apply(phrasings("riders"))
    with pytest.raises(CuratorError, match="was changed by somebody else meanwhile: quit"):
        workspace.undo()

    assert contents(pack) == before
    workspace.apply(GAP)  # Another file.


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    pack = example_pack(tmp_path)
    workspace = open_workspace(pack)
    entries = pack / "entries.yaml"
    entries.unlink()
    entries.mkdir()

    with pytest.raises(CuratorError, match=r"cannot read .*Is a directory"):
        workspace.apply(phrasings("ridership"))


def test_a_link_and_the_rights_of_a_file_stay(tmp_path: Path) -> None:
    pack = example_pack(tmp_path)
    entries, real = pack / "entries.yaml", tmp_path / "real.yaml"
    entries.rename(real)
    entries.symlink_to(real)
    real.chmod(0o640)

    open_workspace(pack).apply(phrasings("ridership"))

    assert entries.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640


def test_without_writing_there_is_a_diff_of_added_lines(tmp_path: Path) -> None:
    pack = example_pack(tmp_path)
    before = contents(pack)
    workspace = open_workspace(pack, writes=False)

    workspace.apply(phrasings("ridership"))
    workspace.apply(GAP)

    assert contents(pack) == before
    changed = [line for line in workspace.diff() if line[0] in "+-"]
    assert changed[:3] == ["--- a/entries.yaml", "+++ b/entries.yaml", "+      - ridership"]
    assert [line for line in changed[5:] if line != "+"] == [
        "+- id: oos-theft",
        "+  question: Are many bicycles stolen?",
        "+  phrasings:",
        "+    en:",
        "+      - theft",
        "+  note: The report does not mention theft.",
        "+  closest: cycling",
    ]


EDITING = """
import sys
from pathlib import Path
from tests.authoring.curation.test_workspace import open_workspace, phrasings
workspace = open_workspace(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    workspace.apply(phrasings(*(f"wording {number}" for number in range(500))))
    workspace.undo()
"""


def test_whoever_reads_while_it_is_written_or_after_a_kill_reads_a_whole_file(
    tmp_path: Path,
) -> None:
    pack = example_pack(tmp_path)
    entries = pack / "entries.yaml"
    short = entries.read_bytes()
    other = tmp_path / "other"
    other.mkdir()
    long_pack = example_pack(other)
    open_workspace(long_pack).apply(phrasings(*(f"wording {number}" for number in range(500))))
    whole = {short, (long_pack / "entries.yaml").read_bytes()}

    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", EDITING, str(pack)],
            cwd=Path(__file__).parents[3],
            stdout=subprocess.PIPE,
        )
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            seen = {entries.read_bytes() for _ in range(2_000)}
        finally:
            process.kill()
            process.communicate()
        assert seen <= whole
        assert entries.read_bytes() in whole
        entries.write_bytes(short)
