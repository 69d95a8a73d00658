"""Where in a pack's files everything stands: ids, wordings, excerpts, keys, addresses."""

from collections.abc import Iterator, Mapping

from bot.core.knowledge import Section, Target
from bot.core.loading.entry_files import Asked
from bot.core.loading.files import PACK_FILE, Drafts, read_files
from bot.core.loading.nodes import Listing, Node, Scalar, Table
from bot.core.loading.parsing import read_yaml
from bot.core.loading.problems import Place, Problems

ADDRESS = "url"
"""The key under which every address of a pack stands."""


class Written:
    """The places of a pack that loads, from its files."""

    def __init__(self, name: str, files: Mapping[str, bytes]) -> None:
        drafts = read_files(name, files, Problems(name))
        self._asked = {asked.id.text: asked for asked in drafts.asked}
        self._sections = _sections(drafts)
        self._starters = {} if drafts.pack is None else _places(drafts.pack.starters)
        self._digest = {} if drafts.pack is None else _places(drafts.pack.digest or ())
        self._files = files
        self._nodes: dict[str, Node | None] = {}

    def target(self, target: Target) -> Place:
        """Where an entry or an out-of-scope question begins."""
        return self._asked[target.id].id.place

    def wording(self, target: Target, number: int) -> Place:
        """Where a wording stands, by its number: question, phrasings, counter-phrasings."""
        return _wordings(self._asked[target.id])[number]

    def excerpt(self, target: Target, number: int) -> Place:
        """Where an excerpt stands, by its number."""
        return self._asked[target.id].excerpts[number].place

    def section(self, section: Section) -> Place:
        """Where a section is described."""
        return self._sections[section.id]

    def starter(self, entry_id: str) -> Place:
        """Where a starter is named."""
        return self._starters[entry_id]

    def digest(self, section_id: str) -> Place | None:
        """Where a section is named in the order of digests, if there is one."""
        return self._digest.get(section_id)

    def top(self, key: str) -> Place:
        """Where a key of pack.yaml stands; its first line if it has no such key."""
        node = self._node(PACK_FILE)
        start = Place(file=PACK_FILE, line=1)
        return node.keys.get(key, start) if isinstance(node, Table) else start

    def key(self, target: Target, key: str) -> Place:
        """Where a key of an entry stands; where the entry begins if it has no such key."""
        place = self.target(target)
        node = self._node(place.file)
        for table in node.items if isinstance(node, Listing) else ():
            if isinstance(table, Table) and table.values.get("id") == self._asked[target.id].id:
                return table.keys.get(key, place)
        return place

    def addresses(self) -> Iterator[Scalar]:
        """Every address in the pack: they all stand in pack.yaml."""
        return _addresses(self._node(PACK_FILE))

    def _node(self, file: str) -> Node | None:
        """What a file says, read when it is first asked for: that takes time."""
        if file not in self._nodes:
            self._nodes[file] = read_yaml(file, self._files[file], Problems(""))
        return self._nodes[file]


def _sections(drafts: Drafts) -> dict[str, Place]:
    return {} if drafts.pack is None else _places(draft.id for draft in drafts.pack.sections)


def _places(written: Iterator[Scalar] | tuple[Scalar, ...]) -> dict[str, Place]:
    return {each.text: each.place for each in written}


def _wordings(asked: Asked) -> list[Place]:
    given = (*asked.phrasings, *asked.counter_phrasings)
    return [asked.question.place, *(wording.written.place for wording in given)]


def _addresses(node: Node | None) -> Iterator[Scalar]:
    """The texts under `url`, in the order of the file."""
    match node:
        case Listing(items=items):
            for item in items:
                yield from _addresses(item)
        case Table(values=values):
            for key, value in values.items():
                if key == ADDRESS and isinstance(value, Scalar):
                    yield value
                else:
                    yield from _addresses(value)
        case _:
            return
