"""The settings of a server as a file: written, and read back strictly."""

from collections.abc import Mapping
from dataclasses import replace
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.catalogues import Catalogues
from bot.core.tongue import speaking
from bot.service.places import Place
from bot.service.preferences import PlaceSettings
from bot.service.settings_file import Known, SettingsFileError, changes, read_file, write_file

SERVER = Place(platform="discord", workspace="1")
GENERAL = replace(SERVER, channel="10")

KNOWN = Known(
    server=SERVER,
    name="Think Tank",
    channels={"10": "general", "11": "hall"},
    roles={"20": "Staff"},
    packs={"minimal": "The Harbour Report", "tides-2024": "Tides"},
)

flags = st.none() | st.booleans()
ids = st.lists(st.from_regex(r"[1-9][0-9]{0,18}", fullmatch=True), max_size=4, unique=True)
one_id = st.none() | st.just("") | st.from_regex(r"[1-9][0-9]{0,18}", fullmatch=True)
names = st.lists(
    st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True), max_size=3, unique=True
) | st.just(["null", "no", "1e3"])
place_settings = st.builds(
    PlaceSettings,
    packs=st.none() | names.map(tuple),
    private=flags,
    plain=flags,
    language=st.none() | st.sampled_from(["", "en", "ja", "ko"]),
    cooldown=st.none() | st.integers(0, 3600),
    roles=st.none() | ids.map(tuple),
    blocked=st.none() | ids.map(tuple),
    feedback=flags,
    open=flags,
    helpers=one_id,
    helper_role=one_id,
).filter(lambda settings: settings != PlaceSettings())
workspaces = st.dictionaries(
    st.from_regex(r"([1-9][0-9]{0,18})?", fullmatch=True).map(
        lambda channel: replace(SERVER, channel=channel)
    ),
    place_settings,
    max_size=4,
)
odd_text = st.text(max_size=20)


def wrong(text: str, known: Known = KNOWN) -> tuple[str, ...]:
    with pytest.raises(SettingsFileError) as caught:
        read_file(dedent(text).encode(), known)
    return caught.value.lines


@given(current=workspaces, name=odd_text, channel=odd_text, note=odd_text)
def test_what_was_written_reads_back_as_what_is_set(
    current: Mapping[Place, PlaceSettings], name: str, channel: str, note: str
) -> None:
    channels = dict.fromkeys((place.channel for place in current if place.channel), channel)
    known = replace(KNOWN, name=name, channels=channels, current=current)

    read = read_file(write_file(known, [note]).encode(), known)

    assert read == current
    assert changes(known, read) == {}


def test_a_file_names_what_its_ids_are_of() -> None:
    current = {
        SERVER: PlaceSettings(private=False, language="", roles=("20", "21")),
        GENERAL: PlaceSettings(packs=("minimal",), cooldown=30, blocked=("77",), open=True),
    }
    known = replace(KNOWN, current=current)

    assert write_file(known, ["1: #general · 09:00 Asia/Tokyo, mon–fri"]) == dedent(
        """\
        # Settings of the briefing bot in Think Tank.
        # `/settings import` takes this file back: all that it does not name is let go of.
        server: "1"
        settings:
          visibility: public
          language: auto
          roles:
            - "20" # Staff
            - "21" # no longer here
        channels:
          "10": # #general
            packs:
              - "minimal" # The Harbour Report
            cooldown: 30
            blocked:
              - "77"
            open: on
        # Digests, for your information (`/digest` looks after them):
        # 1: #general · 09:00 Asia/Tokyo, mon–fri
        """
    )


def test_every_problem_is_told_at_once_with_its_line() -> None:
    assert wrong(
        """\
        server: 1
        settings:
          visibility: secret
          packs: [minimale]
          cooldown: 1h
          blocked: [anna]
        channels:
          10:
            plain: yes
            roles: [99]
          12:
            langauge: ja
        """
    ) == (
        "line 3: `visibility`: write one of these: private, public",
        'line 4: no pack "minimale" is loaded: did you mean `minimal`?',
        "line 5: `cooldown`: write a whole number of seconds from 0 to 3600",
        'line 6: "anna" is not a person’s id: write its digits',
        "line 9: `plain`: write one of these: on, off",
        'line 10: this server has no role "99": write the id of one of its own',
        'line 11: this server has no channel "12": write the id of one of its own',
        'line 12: "langauge" is not a key of the settings: did you mean `language`?',
    )


def test_problems_are_told_in_the_language_spoken() -> None:
    with speaking(Catalogues().of("ja")):
        told = wrong("server: 1\nsettings:\n  cooldown: 1h\n  roles: [99]\n")

    assert told == (
        "3行目：`cooldown`: 0 から 3600 までの秒数を整数で書いてください",
        '4行目：このサーバーにロール "99" はありません。このサーバーのロールの ID を書いてください',
    )


def test_helpers_are_named_by_the_ids_of_a_channel_and_of_a_role() -> None:
    current = {
        SERVER: PlaceSettings(helpers="11", helper_role="20"),
        GENERAL: PlaceSettings(helpers="", helper_role=""),
    }
    written = write_file(replace(KNOWN, current=current))

    assert '  helpers: "11" # #hall\n  helper_role: "20" # Staff\n' in written
    assert "    helpers: none\n    helper_role: none\n" in written
    assert read_file(written.encode(), KNOWN) == current


def test_helpers_that_are_not_there_and_everyone_are_refused() -> None:
    assert wrong(
        """\
        server: 1
        settings:
          helpers: 12
          helper_role: 99
        channels:
          10:
            helper_role: 1
        """
    ) == (
        'line 3: this server has no channel "12": write the id of one of its own, or none',
        'line 4: this server has no role "99": write the id of one of its own, or none',
        "line 7: that role is everyone, who are never notified: write the id of another one",
    )


def test_a_file_of_another_server_is_refused() -> None:
    (problem,) = wrong("server: 2")

    assert problem == (
        'line 1: the file is of another server ("2"): write 1 to set this one, and its'
        " channels’ ids"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: the file is empty"),
        ("- 1", "line 1: the file must be keys with values, not a list"),
        ("settings: {}", "line 1: the file has no `server`: add it"),
        ("server: 1\nchannels: [10]", "line 2: `channels` must be keys with values"),
        ("server: 1\nchannels:\n  10: on", "line 3: the channel"),
        ("server: 1\nsettings: &a {plain: on}", "line 2: anchors"),
        ("server: 1\nserver: 1", "line 2: the key"),
        ("server: 1\nsettings: {plain: on", "line 2: this is not YAML"),
        ("server: 1\nsettings: {cooldown: ٣}", "line 2: `cooldown`"),
        ("server: 1\nsettings: {cooldown: " + "9" * 5000 + "}", "line 2: `cooldown`"),
    ],
)
def test_what_is_no_file_of_settings_is_refused(text: str, said: str) -> None:
    assert wrong(text)[0].startswith(said)


def test_nothing_that_is_gone_meanwhile_can_be_set_anew() -> None:
    known = replace(KNOWN, current={GENERAL: PlaceSettings(packs=("ferries",), roles=("21",))})
    stays = b'server: "1"\nchannels: {"10": {packs: [ferries], roles: ["21"]}}'

    assert read_file(stays, known) == known.current
    assert len(wrong('server: "1"\nsettings: {packs: [ferries], roles: ["21"]}', known)) == 2


def test_places_that_a_file_leaves_out_are_let_go_of() -> None:
    known = replace(KNOWN, current={GENERAL: PlaceSettings(plain=True)})

    read = read_file(b'server: "1"\nsettings: {open: on}', known)

    assert changes(known, read) == {GENERAL: PlaceSettings(), SERVER: PlaceSettings(open=True)}
