"""A report's file as an edition: the same text and sections as the pack that is built from it."""

from dataclasses import replace

from bot.authoring.building.document import Block, Document
from bot.authoring.building.drafting import draft
from bot.authoring.building.files import written
from bot.authoring.editions.comparison import compare
from bot.authoring.editions.file_edition import edition_in
from bot.authoring.editions.quotes import Fate
from bot.core.knowledge import Pack
from bot.core.loading.assembly import load_pack
from tests.authoring.building.documents import DOCUMENT, KNOWN


def built() -> Pack:
    files = written(draft(DOCUMENT, KNOWN))
    return load_pack("bridges", {name: text.encode() for name, text in files.items()})


def changed(old: str, new: str) -> Document:
    def block(given: Block) -> Block:
        return replace(given, text=given.text.replace(old, new))

    assert any(old in given.text for given in DOCUMENT.blocks)
    return replace(DOCUMENT, blocks=tuple(map(block, DOCUMENT.blocks)))


def test_a_file_is_the_same_edition_as_the_pack_built_from_it() -> None:
    pack, file = built(), edition_in(DOCUMENT)

    assert file.text == pack.text
    assert [(s.title, s.level, s.start) for s in file.sections] == [
        (s.title, s.level, s.start) for s in pack.sections
    ]
    assert compare(pack, file).is_same
    assert compare(file, pack).is_same


def test_the_quotes_of_a_pack_are_looked_for_in_the_file() -> None:
    pack = built()
    file = edition_in(changed("eleven bridges", "fourteen bridges"))

    review = compare(pack, file).to_review

    assert review
    assert {quote.fate for quote in review} == {Fate.REWORDED}
    assert all("fourteen bridges" in quote.now for quote in review)


def test_entries_are_compared_with_those_of_a_pack_only() -> None:
    pack = built()
    fewer = replace(pack, entries=pack.entries[1:])

    assert compare(pack, edition_in(DOCUMENT)).entries_removed == ()
    assert compare(edition_in(DOCUMENT), pack).entries_added == ()
    assert compare(pack, fewer).entries_removed == (pack.entries[0].id,)
