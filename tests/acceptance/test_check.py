"""`briefing check`: all problems, each with its file and line."""

import shutil
from pathlib import Path

from tests.acceptance.command import briefing

SHIPPED = Path(__file__).parents[2] / "knowledge" / "japan-south-korea-tensions"


def test_the_shipped_packs_are_right(tmp_path: Path) -> None:
    by_default = briefing("check", folder=tmp_path)
    by_name = briefing("check", str(SHIPPED), folder=tmp_path)

    assert by_default.code == 0
    assert by_name.code == 0
    assert "japan-south-korea-tensions" in by_name.out


def test_one_changed_letter_of_an_excerpt_is_found_with_its_file_and_line(tmp_path: Path) -> None:
    pack = tmp_path / "japan-south-korea-tensions"
    shutil.copytree(SHIPPED, pack)
    file, number, line = next(
        (path, number, line)
        for path in sorted(pack.glob("entries/*.yaml"))
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if "fueled by disputes over territory" in line
    )
    changed = file.read_text().replace(line, line.replace("fueled", "fuelled"), 1)
    file.write_text(changed)

    outcome = briefing("check", str(pack), folder=tmp_path)

    places = {
        f"entries/{file.name}:{line_number}:" for line_number in range(number - 3, number + 1)
    }
    assert outcome.code == 1
    assert any(place in outcome.out for place in places)


def test_a_folder_that_is_no_pack_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    outcome = briefing("check", str(tmp_path), folder=tmp_path)

    assert outcome.code == 1
    assert "pack.yaml" in outcome.out
    assert "Traceback" not in outcome.err
