"""`make dialogs`: run every dialog on every platform, and write what came of it into a page."""

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.dialogs import all_dialogs
from tests.dialogs.table import PAGE, PLATFORMS, written


def main() -> int:
    """Run them, write the table, and say whether all of them hold everywhere."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        files = dict.fromkeys(test.partition("::")[0] for test in PLATFORMS.values())
        pytest.main(["-q", "-p", "no:cacheprovider", f"--junitxml={report}", *files])
        held = _held(report)
    PAGE.write_text(written(PAGE.read_text("utf-8"), held), "utf-8")
    return 0 if all(held.values()) else 1


def _held(report: Path) -> Mapping[tuple[str, str], bool]:
    """Whether each dialog held on each platform, as the tests said."""
    cases = ElementTree.parse(report).iter("testcase")
    passed = {
        f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}"
        for case in cases
        if not list(case)
    }
    return {
        (dialog.name, platform): f"{test}[{dialog.name}]" in passed
        for dialog in all_dialogs()
        for platform, test in PLATFORMS.items()
    }


if __name__ == "__main__":
    sys.exit(main())
