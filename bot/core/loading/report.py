"""The report's text file: there, as its sum says, and readable."""

import hashlib
from collections.abc import Mapping

from bot.core.loading.finding import ReportText
from bot.core.loading.pack_file import PackDraft
from bot.core.loading.parsing import decode
from bot.core.loading.problems import Fault, Place, Problems


def read_report(
    draft: PackDraft, files: Mapping[str, bytes], problems: Problems
) -> ReportText | None:
    """The report's text; None, with the problem noted, where it cannot be read."""
    file = draft.text_file.text
    if not file:
        return None
    if file not in files:
        problems.add(
            draft.text_file.place,
            f"the report's text {file} is not in the pack's folder: put it there",
            Fault.TEXT,
        )
        return None
    data = files[file]
    _check_sum(draft, data, problems)
    text = decode(file, data, problems)
    if text is not None and not text.strip():
        problems.add(Place(file=file, line=1), "the report's text is empty: put it in", Fault.TEXT)
        return None
    return None if text is None else ReportText(file, text)


def _check_sum(draft: PackDraft, data: bytes, problems: Problems) -> None:
    wanted, found = draft.source.sha256, hashlib.sha256(data).hexdigest()
    if not wanted or wanted == found:
        return
    file = draft.text_file.text
    if hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest() == wanted:
        advice = "only its line ends became those of Windows, perhaps by git: bring them back"
    else:
        advice = (
            "bring the right text back, or, if the new one is meant, write its sum here and "
            "read the excerpts again"
        )
    message = f"`sha256` is {wanted}, but the sum of {file} is {found}: {advice}"
    problems.add(draft.sha256, message, Fault.TEXT)
