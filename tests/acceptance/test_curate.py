"""`briefing curate`: at a pseudo-terminal key by key, and over a pipe."""

import difflib
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.adapters.packs import read_pack
from bot.authoring.curation.wordings import targets_of
from bot.core.knowledge import Status
from tests.acceptance.command import briefing, environment
from tests.acceptance.test_terminal import PATIENCE, press_until_it_ends, take_terminal
from tests.authoring.curation.example import example_pack, planned_misses

WAITS = re.compile(r"(q quit, \?|any other key: back|any other key ends\.|1-3\?)\r?\n$|: $")
"""What the terminal shows last when a key or a line is waited for."""

GAPS = {
    "gap theft": ("Does the report deal with stolen bicycles?", "It does not mention theft."),
    "gap parking": ("Where can bicycles be parked?", "It does not mention parking."),
}
DANGER = "On which road do most accidents happen?"


class Terminal:
    """A curation at a pseudo-terminal: what it shows, and keys to press."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._ours, theirs = pty.openpty()
        self.usual = termios.tcgetattr(self._ours)
        self.process = subprocess.Popen(
            [Path(sys.executable).with_name("briefing"), "curate", *arguments],
            cwd=folder,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            preexec_fn=lambda: take_terminal(theirs),  # noqa: PLW1509 - no threads in this process
            env={**environment(), "TERM": "dumb"},
        )
        # It stays open here too, or its settings would be gone with the process.
        self._theirs = theirs
        self.shown = ""

    def screen(self) -> str:
        """What is shown until something is waited for or the program ends."""
        screen, patience = b"", time.monotonic() + PATIENCE
        while not WAITS.search(screen.decode(errors="replace")):
            assert time.monotonic() < patience, f"it hangs: {screen.decode(errors='replace')}"
            if not select.select([self._ours], [], [], 0.1)[0]:
                if self.process.poll() is not None:
                    break
                continue
            screen += os.read(self._ours, 4096)
        self.shown += screen.decode()
        return screen.decode()

    def press(self, keys: str) -> str:
        """What is shown once keys were pressed."""
        os.write(self._ours, keys.encode())
        return self.screen()

    def settings(self) -> list[object]:
        """How the terminal is set."""
        return termios.tcgetattr(self._ours)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._ours)
        os.close(self._theirs)


@contextmanager
def terminal(folder: Path, *arguments: str) -> Iterator[Terminal]:
    opened = Terminal(folder, *arguments)
    try:
        yield opened
    finally:
        opened.close()


def prepared(folder: Path) -> Path:
    """The example pack with remarks in it, beside a file of questions that it misses."""
    pack = example_pack(folder)
    entries = pack / "entries.yaml"
    text = entries.read_text("utf-8").replace("status: live\n", "status: live  # read twice\n")
    entries.write_text(text + "# The end.\n", "utf-8")
    (folder / "missed.txt").write_text("\n".join(planned_misses()) + "\n", "utf-8")
    return pack


def number_of(name: str, screen: str) -> str:
    """The key of the line that has a name."""
    found = re.search(
        rf"^ *(\d)\. (?:(?!\n *\d\. ).)*{re.escape(name)}", screen, re.MULTILINE | re.DOTALL
    )
    return found[1] if found else ""


def decide(at: Terminal, screen: str, plan: str) -> str:
    """What is shown next, once a cluster was decided as planned."""
    kind, _, _ = plan.partition(" ")
    if kind == "gap":
        return into_gap(at, *GAPS[plan])
    if kind == "draft":
        return into_draft(at)
    if kind == "skip":
        return at.press("s")
    if kind == "helmets":
        return at.press(number_of("(helmets)", at.press("o")))
    return at.press(number_of(f"({plan})", screen) or found(at, plan, f"({plan})"))


def into_gap(at: Terminal, question: str, note: str) -> str:
    listed = at.press("o")
    if question in listed:
        return at.press(number_of(question, listed))
    for typed in ("n", f"{question}\n"):
        at.press(typed)
    return at.press(f"{note}\n")


def into_draft(at: Terminal) -> str:
    if DANGER in at.shown:
        return at.press(found(at, "most accidents", "a draft)"))
    passages = at.press(number_of("Cycling in town", at.press("d")))
    at.press(number_of("Most accidents happen", passages))
    return at.press(f"{DANGER}\n")


def found(at: Terminal, typed: str, name: str) -> str:
    """The key of an entry that was searched for."""
    at.press("/")
    return number_of(name, at.press(f"{typed}\n"))


def curated(at: Terminal, most: int = 1_000) -> str:
    """The last thing shown, once so many clusters were decided as planned."""
    plan = planned_misses()
    screen = at.screen()
    for _ in range(most):
        head = re.search(r"^--- \d+ of \d+.*\r\n  (.*)\r\n", screen, re.MULTILINE)
        if head is None:
            break
        screen = decide(at, screen, plan[head[1]])
    return screen


def figure(shown: str, what: str) -> int:
    found = re.search(rf"^ *(\d+) {what}", shown, re.MULTILINE)
    assert found is not None, shown
    return int(found[1])


def test_a_hundred_missed_questions_are_taken_into_the_pack_key_by_key(tmp_path: Path) -> None:
    pack = prepared(tmp_path)
    before = {path.name: path.read_text("utf-8") for path in pack.iterdir()}

    with terminal(tmp_path, str(pack), "missed.txt") as at:
        curated(at)
        shown = at.press("\n")
        assert at.process.wait(timeout=PATIENCE) == 0
        assert at.settings() == at.usual

    missed = int(re.search(r"Of 104 questions (\d+) were missed", shown)[1])  # type: ignore[index]
    drafted_or_skipped = sum(
        plan.startswith(("draft", "skip")) for plan in planned_misses().values()
    )
    assert missed > 70
    assert figure(shown, "now right") >= 60
    assert figure(shown, "still missed") <= drafted_or_skipped
    assert figure(shown, "lost to an edit") == 1
    assert "`how-many-cycle` lost what is worded like “自転車の利用はどのくらいですか”" in shown
    check_pack(pack, before)


def check_pack(pack: Path, before: dict[str, str]) -> None:
    """The pack loads, says what was decided, and is otherwise what it was, to the letter."""
    loaded = read_pack(pack)
    phrasings = {
        target.id: {phrasing.text: phrasing.language for phrasing in target.phrasings}
        for target in targets_of(loaded)
    }
    (draft,) = (entry for entry in loaded.entries if entry.status is Status.DRAFT)
    assert draft.question == DANGER
    assert draft.excerpts[0].text.startswith("Most accidents happen")
    assert phrasings["what-first"]["reconstruction budget"] == "en"
    assert phrasings["what-first"]["最初に何をすべきですか"] == "ja"
    assert phrasings["helmets"]["헬멧을 꼭 써야 하나요"] == "ko"
    assert {gap.question for gap in loaded.out_of_scope} >= {q for q, _ in GAPS.values()}
    for name, old in before.items():
        new = (pack / name).read_text("utf-8")
        gone = [line for line in difflib.ndiff(old.split("\n"), new.split("\n")) if line[0] == "-"]
        assert all("[" in line for line in gone), "only lists in brackets may have changed"
        assert new.count("#") >= old.count("#")
        assert new.count("# read twice") == old.count("# read twice")


def interrupt(at: Terminal) -> None:
    os.write(at._ours, b"\x03")


def terminate(at: Terminal) -> None:
    at.process.send_signal(signal.SIGTERM)


@pytest.mark.parametrize(("end", "code"), [(interrupt, 130), (terminate, 143)])
def test_an_interrupt_keeps_what_was_decided_and_restores_the_terminal(
    tmp_path: Path, end: Callable[[Terminal], None], code: int
) -> None:
    pack = prepared(tmp_path)
    held = (pack / "entries.yaml").read_text("utf-8")

    with terminal(tmp_path, str(pack), "missed.txt") as at:
        curated(at, most=8)
        assert at.settings() != at.usual
        end(at)
        press_until_it_ends(at.process, lambda: end(at))
        at.screen()
        assert at.process.wait(timeout=PATIENCE) == code
        assert at.settings() == at.usual
        assert "Traceback" not in at.shown

    read_pack(pack)
    assert (pack / "entries.yaml").read_text("utf-8") != held


def test_a_killed_process_leaves_a_whole_pack_with_what_was_decided(tmp_path: Path) -> None:
    pack = prepared(tmp_path)
    held = (pack / "entries.yaml").read_text("utf-8")

    with terminal(tmp_path, str(pack), "missed.txt") as at:
        curated(at, most=8)
        os.write(at._ours, b"1")
        at.process.kill()
        at.process.wait()

    read_pack(pack)
    assert (pack / "entries.yaml").read_text("utf-8") != held


def test_an_arrow_key_decides_nothing(tmp_path: Path) -> None:
    pack = prepared(tmp_path)

    with terminal(tmp_path, str(pack), "missed.txt") as at:
        at.screen()
        again = at.press("\x1b[A")
        assert "--- 1 of" not in again
        assert "nothing on the key" in at.shown
        at.press("q")
        assert at.process.wait(timeout=PATIENCE) == 0


def test_over_a_pipe_each_line_is_a_key_or_what_is_typed(tmp_path: Path) -> None:
    pack = prepared(tmp_path)
    (tmp_path / "few.txt").write_text("# few\n\nreconstruction budget\n", "utf-8")

    outcome = briefing(
        "curate",
        str(pack),
        "few.txt",
        "--json",
        folder=tmp_path,
        stdin="/\nwhat-first\n1\n",
    )

    told = json.loads(outcome.out)
    assert outcome.code == 0
    assert [each["q"] for each in told["now_right"]] == ["reconstruction budget"]
    assert told["now_right"][0]["before"]["kind"] == "fallback"
    assert told["now_right"][0]["after"]["entry"] == "what-first"
    assert told["lost"] == []
    assert told["asked_again"] > 0
    assert "Added to `what-first`: 1 wording." in outcome.err


def test_a_dry_run_shows_the_diff_and_writes_nothing(tmp_path: Path) -> None:
    pack = prepared(tmp_path)
    (tmp_path / "few.txt").write_text("どこが危険ですか\n", "utf-8")
    before = (pack / "out_of_scope.yaml").read_bytes()

    outcome = briefing("curate", str(pack), "few.txt", "--dry-run", folder=tmp_path, stdin="o\n1\n")

    assert (pack / "out_of_scope.yaml").read_bytes() == before
    assert outcome.out.endswith(
        "     en: [does the report want a helmet law]\n"
        "+    ja:\n"
        "+      - どこが危険ですか\n"
        "   note: >-\n"
        "     The report does not deal with helmets. It does say where most accidents happen.\n"
        "   closest: cycling\n"
    )


def test_what_is_wrong_with_the_questions_is_told_by_line(tmp_path: Path) -> None:
    pack = prepared(tmp_path)
    (tmp_path / "bad.txt").write_bytes(b'fine\n{"q": 1}\n\xff\n{"q"\n')

    outcome = briefing("curate", str(pack), "bad.txt", folder=tmp_path)

    assert outcome.code == 2
    assert [line.partition(": ")[0].strip() for line in outcome.err.splitlines()[1:]] == [
        "bad.txt:2",
        "bad.txt:3",
        "bad.txt:4",
    ]


def test_questions_that_are_answered_leave_nothing_to_decide(tmp_path: Path) -> None:
    pack = prepared(tmp_path)
    (tmp_path / "fine.txt").write_text("share of trips by bike\n", "utf-8")

    outcome = briefing("curate", str(pack), "fine.txt", folder=tmp_path)

    assert outcome.code == 0
    assert outcome.out.startswith("Of 1 questions 0 were missed.")
