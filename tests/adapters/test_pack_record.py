"""A pack as JSON: nothing of it is lost, and what is no pack's JSON is refused."""

import dataclasses
import json
from typing import Any

import pytest

from bot.adapters.pack_record import from_json, to_json
from bot.adapters.packs import read_pack, shipped_packs
from bot.core.knowledge import Pack
from bot.core.loading.assembly import load_pack
from tests.packs import minimal_files


def fields(pack: Pack) -> dict[str, object]:
    return {field.name: getattr(pack, field.name) for field in dataclasses.fields(pack)}


@pytest.mark.parametrize("folder", sorted(shipped_packs().glob("*")), ids=lambda path: path.name)
def test_a_shipped_pack_comes_back_whole(folder: Any) -> None:
    pack = read_pack(folder)

    assert fields(from_json(to_json(pack))) == fields(pack)


def test_dates_embargoes_and_statuses_come_back_as_what_they_were() -> None:
    pack = load_pack("minimal", minimal_files())
    entry = dataclasses.replace(pack.entries[0], embargo_until=None)
    pack = dataclasses.replace(pack, entries=(entry, *pack.entries[1:]))

    back = from_json(to_json(pack))

    assert fields(back) == fields(pack)
    assert type(back.entries[0].status) is type(entry.status)


@pytest.mark.parametrize("missing", ["scope", "text", "digest_order"])
def test_a_record_of_other_fields_is_refused(missing: str) -> None:
    plain = json.loads(to_json(load_pack("minimal", minimal_files())))
    del plain[missing]

    with pytest.raises(KeyError):
        from_json(json.dumps(plain).encode())


def test_what_has_no_place_in_a_pack_is_not_written() -> None:
    pack = dataclasses.replace(load_pack("minimal", minimal_files()), scope={1, 2})  # type: ignore[arg-type]

    with pytest.raises(TypeError, match="no place in a pack"):
        to_json(pack)
