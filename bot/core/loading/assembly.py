"""The files of a pack → the pack, once nothing in them is wrong."""

from collections.abc import Mapping

from bot.core.knowledge import Entry, OutOfScope, Pack, Phrasing
from bot.core.loading.checks import check_ids, check_references, check_wordings
from bot.core.loading.entry_files import EntryDraft, OutOfScopeDraft
from bot.core.loading.excerpts import Excerpts
from bot.core.loading.fields import Wording
from bot.core.loading.files import read_files
from bot.core.loading.problems import Problems
from bot.core.loading.report import read_report
from bot.core.loading.sections import place_sections


def load_pack(name: str, files: Mapping[str, bytes]) -> Pack:
    """Build a pack from its files.

    Args:
        name: the pack's id, which is the name of its folder.
        files: bytes by file name relative to the folder, with forward slashes. Files that no pack
            has are left alone, except for YAML files: a misspelt name must not go unnoticed.

    Raises:
        PackError: with every problem of every file.
    """
    problems = Problems(name)
    drafts = read_files(name, files, problems)
    check_ids(drafts.asked, problems)
    check_wordings(drafts.asked, problems)
    draft = drafts.pack
    if draft is None:
        problems.give_up()
    check_references(drafts, draft, problems)
    report = read_report(draft, files, problems)
    if report is None:
        problems.give_up()
    sections = place_sections(draft.sections, report, problems, draft.source.pages)
    excerpts = Excerpts(report, sections, problems)
    entries = tuple(_entry(entry, excerpts) for entry in drafts.entries)
    out_of_scope = tuple(_out_of_scope(item, excerpts) for item in drafts.out_of_scope)
    problems.settle()
    placed = tuple(section.section for section in (sections or {}).values())
    digest = draft.digest if draft.digest is not None else tuple(s.id for s in draft.sections)
    return Pack(
        id=name,
        source=draft.source,
        scope=draft.scope,
        disclaimer=draft.disclaimer,
        text=report.text,
        topics=draft.topics,
        glossary=draft.glossary,
        sections=placed,
        entries=entries,
        out_of_scope=out_of_scope,
        readings=draft.readings,
        starters=tuple(starter.text for starter in draft.starters),
        digest_order=tuple(section.text for section in digest),
        review_by=draft.review_by,
    )


def _phrasings(wordings: tuple[Wording, ...]) -> tuple[Phrasing, ...]:
    return tuple(
        Phrasing(text=wording.written.text, language=wording.language) for wording in wordings
    )


def _entry(draft: EntryDraft, excerpts: Excerpts) -> Entry:
    return Entry(
        id=draft.asked.id.text,
        section=draft.section.text,
        question=draft.asked.question.text,
        phrasings=_phrasings(draft.asked.phrasings),
        counter_phrasings=_phrasings(draft.asked.counter_phrasings),
        excerpts=excerpts.place(draft.asked.excerpts, draft.section.text),
        topics=tuple(topic.text for topic in draft.topics),
        label=draft.label,
        status=draft.status,
        embargo_until=draft.embargo_until,
        expires=draft.expires,
        review_by=draft.review_by,
    )


def _out_of_scope(draft: OutOfScopeDraft, excerpts: Excerpts) -> OutOfScope:
    return OutOfScope(
        id=draft.asked.id.text,
        question=draft.asked.question.text,
        phrasings=_phrasings(draft.asked.phrasings),
        counter_phrasings=_phrasings(draft.asked.counter_phrasings),
        note=draft.note,
        closest=draft.closest.text,
        excerpts=excerpts.place(draft.asked.excerpts, draft.closest.text),
    )
