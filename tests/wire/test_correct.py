"""`briefing correct` asks Discord over HTTP to change what messages say."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.digest import section_key
from bot.curating.correct import correct
from bot.preparing import Chosen
from bot.service.ledger import ANSWER, DIGEST, Standing
from bot.store import SqlStore
from tests.adapters.discord.world import MONDAY
from tests.ready import MINIMAL, ready
from tests.wire.faults import Fault, refusal
from tests.wire.loopback import Loopback
from tests.wire.messages import BOT, CHANNEL, GUILD, Json, message
from tests.wire.state import Request

STAMP = "7-20260105T080000"
CARD = 1 << 15
PACK = ready(MINIMAL)[0]
WEAR, COSTS = PACK.entries[0], PACK.entries[1]
LINK = f"https://discord.com/channels/{GUILD}/{CHANNEL}/501"


@pytest.fixture
def kept(store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SqlStore:
    """A database, and a token for what is in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFING_DATABASE", store._engine.url.render_as_string())
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("DISCORD_TOKEN", "token")
    return store


def standing(key: str, mark: str, *, message: str = "501", kind: str = DIGEST) -> Standing:
    return Standing(
        platform="discord",
        workspace=GUILD,
        channel=CHANNEL,
        message=message,
        pack=PACK.id,
        key=key,
        mark=mark,
        kind=kind,
        posted_at=MONDAY,
    )


def stands(discord: Loopback, ident: str, text: str, *, card: bool = True) -> None:
    """Have a message of the bot's stand in the channel."""
    part: Json = {"type": 10, "content": text, "id": 2}
    shown: Json = {"components": [{"type": 17, "components": [part], "id": 1}], "flags": CARD}
    said = message(ident, "" if card else text, author=BOT)
    discord.state.messages[ident] = {**said, **(shown if card else {"components": []})}


async def run(*, yes: bool = True, as_json: bool = False) -> bool:
    chosen = Chosen(folders=(MINIMAL,))
    return await asyncio.to_thread(correct, chosen, yes=yes, as_json=as_json)


def edits(discord: Loopback) -> list[Request]:
    return [post for post in discord.state.posts if post.method == "PATCH"]


async def test_a_card_is_edited_to_quote_the_report_as_it_is_now_and_keeps_its_stamp(
    discord: Loopback, kept: SqlStore, capsys: pytest.CaptureFixture[str]
) -> None:
    await kept.note_standings([standing(WEAR.id, "00000000")])
    stands(discord, "501", f"old words\n-# {STAMP}")

    assert await run()

    (edit,) = edits(discord)
    said = json.dumps(edit.body["components"], ensure_ascii=False)
    assert edit.path.endswith(f"/channels/{CHANNEL}/messages/501")
    assert WEAR.excerpts[0].text[:40] in said
    assert "Corrected on" in said
    assert STAMP in said
    assert edit.body["allowed_mentions"] == {"parse": []}
    out = capsys.readouterr().out
    assert f"{LINK}  2026-01-05  {PACK.id}: changed {WEAR.id}" in out
    assert out.endswith("1 corrected\n")


async def test_a_plain_message_stays_plain(discord: Loopback, kept: SqlStore) -> None:
    await kept.note_standings([standing(WEAR.id, "00000000", kind=ANSWER)])
    stands(discord, "501", "old words", card=False)

    assert await run()

    (edit,) = edits(discord)
    assert "Corrected on" in edit.body["content"]
    assert WEAR.excerpts[0].text[:40] in edit.body["content"]


async def test_what_was_corrected_is_not_corrected_again(
    discord: Loopback, kept: SqlStore, capsys: pytest.CaptureFixture[str]
) -> None:
    await kept.note_standings([standing(WEAR.id, "00000000"), standing("gone", "00000000")])
    stands(discord, "501", "old words")
    assert await run()

    assert await run()

    assert len(edits(discord)) == 1
    out = capsys.readouterr().out
    assert out.endswith("Every message that is known of says what the packs say now.\n")


async def test_an_answer_that_is_no_longer_given_is_withdrawn_and_the_others_stay(
    discord: Loopback, kept: SqlStore
) -> None:
    await kept.note_standings([standing("gone", "00000000"), standing(COSTS.id, COSTS.mark)])
    stands(discord, "501", "old words")

    assert await run()

    (edit,) = edits(discord)
    said = json.dumps(edit.body["components"], ensure_ascii=False)
    assert "one answer that stood here is no longer given" in said
    assert COSTS.excerpts[0].text[:40] in said


async def test_a_summary_that_has_changed_is_corrected_as_well(
    discord: Loopback, kept: SqlStore
) -> None:
    section = next(each for each in PACK.sections if each.summary)
    await kept.note_standings(
        [standing(WEAR.id, WEAR.mark), standing(section_key(section), "00000000")]
    )
    stands(discord, "501", "old words")

    assert await run()

    (edit,) = edits(discord)
    assert section.summary[:40] in json.dumps(edit.body["components"], ensure_ascii=False)
    assert await run()
    assert len(edits(discord)) == 1


async def test_nothing_is_changed_unless_that_is_confirmed(
    discord: Loopback, kept: SqlStore, capsys: pytest.CaptureFixture[str]
) -> None:
    await kept.note_standings([standing(WEAR.id, "00000000")])

    assert not await run(yes=False)

    assert discord.state.requests == []
    assert "Out of date: 1 message. Nothing was changed" in capsys.readouterr().out


async def test_a_message_that_was_deleted_is_forgotten(
    discord: Loopback, kept: SqlStore, capsys: pytest.CaptureFixture[str]
) -> None:
    await kept.note_standings([standing(WEAR.id, "00000000")])
    discord.faults.always("/messages/501", refusal(404, 10008))

    assert await run()

    assert "1 deleted meanwhile" in capsys.readouterr().out
    assert await kept.standings("discord") == ()


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (refusal(404, 10003), "the channel is gone"),
        (
            refusal(403, 50001),
            "the bot may not see the channel or its history: give it View",
        ),
        (refusal(400, 50083), "the thread is closed: open it, then run this again"),
        (refusal(500), "Discord answered 500: run this again later"),
    ],
)
async def test_what_cannot_be_corrected_is_told_with_the_mend_and_the_rest_is_done(
    fault: Fault,
    told: str,
    discord: Loopback,
    kept: SqlStore,
    hurried: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    wrong, well = standing(WEAR.id, "00000000"), standing(WEAR.id, "00000000", message="502")
    await kept.note_standings([wrong, replace(well, posted_at=MONDAY)])
    stands(discord, "502", "old words")
    discord.faults.always("/messages/501", fault)

    assert not await run()

    out = capsys.readouterr().out
    assert f"{LINK}: not corrected: {told}" in out
    assert out.endswith("1 corrected, 1 not corrected\n")
    assert {each.message: each.mark for each in await kept.standings("discord")} == {
        "501": "00000000",
        "502": WEAR.mark,
    }


async def test_programs_read_what_was_found_as_json(
    discord: Loopback, kept: SqlStore, capsys: pytest.CaptureFixture[str]
) -> None:
    await kept.note_standings([standing(WEAR.id, "00000000")])

    assert not await run(yes=False, as_json=True)

    (found,) = json.loads(capsys.readouterr().out)["messages"]
    assert found["link"] == LINK
    assert (found["changed"], found["withdrawn"], found["outcome"]) == ([WEAR.id], [], None)
