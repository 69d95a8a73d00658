"""`briefing build`: a report's file becomes a draft pack."""

from pathlib import Path

from bot.authoring.building.draft import Origin
from bot.curating.progress import progress
from bot.curating.told import curator_told, extra_told


def build(report: Path, folder: Path, known: Origin) -> None:
    """Draft a pack from a report, and print what was found and what to look at."""
    with extra_told("build"):
        from bot.authoring.building.building import STAGES
        from bot.authoring.building.building import build as build_pack
        from bot.authoring.building.closing import lines

    with curator_told(), progress(len(STAGES)) as tell:
        built = build_pack(report, folder, known, tell)
    print(*lines(built.document, built.draft, built.merged), "", sep="\n")
    if built.problems is not None:
        count = len(built.problems.problems)
        print(f"The pack cannot be used until {count} problems are mended: briefing check {folder}")
        return
    print(f"Written: {folder}", f"Try it:  briefing chat --drafts --pack {folder}", sep="\n")
