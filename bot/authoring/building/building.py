"""From a report's file to a draft pack in a folder."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bot.authoring.building import cautious, closing
from bot.authoring.building.document import Document, ReportError
from bot.authoring.building.draft import Draft, Origin
from bot.authoring.building.drafting import draft
from bot.authoring.building.folder import check_name, read_folder, write_folder
from bot.authoring.building.merging import Merged, merge
from bot.authoring.building.readers.reading import read_report
from bot.core.knowledge import Pack
from bot.core.loading.assembly import load_pack
from bot.core.loading.problems import PackError

STAGES = ("Reading the report", "Drafting entries", "Writing the pack")


@dataclass(frozen=True, kw_only=True, slots=True)
class Built:
    """What was built, to be told of; `problems` are what keeps a merged pack from being used."""

    document: Document
    draft: Draft
    merged: Merged
    problems: PackError | None


def build(report: Path, folder: Path, known: Origin, tell: Callable[[str], None]) -> Built:
    """Draft a pack from a report into a folder, or into the pack that is there.

    Args:
        report: the file, in any format that can be read.
        folder: where the pack is to be.
        known: what the curator says of the report; the document says the rest.
        tell: called at the start of each stage with its name.

    Raises:
        ReportError: with what is wrong and what to do; nothing is written then.
    """
    check_name(folder)
    before = read_folder(folder)
    tell(STAGES[0])
    document = read_report(report)
    tell(STAGES[1])
    drafted = draft(document, origin(document, known))
    tell(STAGES[2])
    merged = merge(drafted, before)
    files = {**before, **merged.files}
    pack = _loaded(folder, files)
    problems = pack if isinstance(pack, PackError) else None
    if problems is not None and not before:
        raise ReportError(f"no pack can be made of {report}: {problems}") from problems
    told = {closing.FILE: closing.page(document, drafted, merged)}
    if isinstance(pack, Pack) and not before:
        told[cautious.FILE] = cautious.policy_yaml(pack)
    write_folder(folder, {**merged.files, **told})
    return Built(document=document, draft=drafted, merged=merged, problems=problems)


def origin(document: Document, known: Origin) -> Origin:
    """What the curator says of a report, else what it says of itself."""
    said = Origin(
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        url=document.url,
        language=document.language,
        edition=None,
    )
    given = {
        name: getattr(known, name)
        for name in Origin.__dataclass_fields__
        if getattr(known, name) is not None
    }
    return replace(said, **given)


def _loaded(folder: Path, files: dict[str, str]) -> Pack | PackError:
    """The pack, or what keeps it from being used."""
    try:
        return load_pack(
            folder.resolve().name, {name: text.encode() for name, text in files.items()}
        )
    except PackError as error:
        return error
