"""The settings: typed, frozen, and the same in `.env.example`."""

import os
import re
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from bot.settings import TOLD, Secret, Settings, SettingsError, read_settings

EXAMPLE = Path(__file__).parents[1] / ".env.example"
NOWHERE = Path("there-is-no-such-file")


def test_the_example_names_every_setting_with_its_description_and_default() -> None:
    found = re.findall(r"^# (.+)\n([A-Z_]+)=(.*)$", EXAMPLE.read_text(), re.MULTILINE)
    described = {name: description for description, name, _ in found}
    values = {name: value for _, name, value in found}
    shown: dict[object, str] = {None: "", (): "", True: "on", False: "off"}

    assert set(described) == {setting.name.upper() for setting in fields(Settings)}
    for setting in fields(Settings):
        assert described[setting.name.upper()] == setting.metadata[TOLD]
        assert values[setting.name.upper()] == shown.get(setting.default, str(setting.default))


def test_the_example_loads_to_the_defaults() -> None:
    assert read_settings({}, EXAMPLE) == Settings()


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BRIEFING_LOG_LEVEL=ERROR\nBRIEFING_PACK=packs/one\n")

    settings = read_settings({"BRIEFING_LOG_LEVEL": "debug"}, tmp_path / ".env")

    assert settings.briefing_log_level == "DEBUG"
    assert settings.briefing_pack == (Path("packs/one"),)


def test_several_folders_of_packs_stand_with_the_systems_separator_between_them() -> None:
    settings = read_settings({"BRIEFING_PACK": f"one{os.pathsep}two{os.pathsep}"}, NOWHERE)

    assert settings.briefing_pack == (Path("one"), Path("two"))


def test_a_token_is_not_shown_when_settings_are_printed() -> None:
    settings = read_settings({"DISCORD_TOKEN": "secret-token"}, NOWHERE)

    assert settings.discord_token == Secret("secret-token")
    assert "secret-token" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("BRIEFING_LOG_LEVEL", "LOUD", "write one of DEBUG"),
        ("BRIEFING_SEMANTIC", "maybe", "write on or off"),
        ("BRIEFING_PAKC", "packs", "there is no such setting"),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_do(name: str, value: str, advice: str) -> None:
    with pytest.raises(SettingsError, match=f"{name}: {advice}"):
        read_settings({name: value}, NOWHERE)


def test_every_wrong_setting_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN = 'open\nBRIEFING_LOG_LEVEL=LOUD\n")

    with pytest.raises(SettingsError) as refused:
        read_settings({"BRIEFING_SEMANTIC": "2"}, tmp_path / ".env")

    assert "line 1: write NAME=value" in str(refused.value)
    assert "BRIEFING_LOG_LEVEL" in str(refused.value)
    assert "BRIEFING_SEMANTIC" in str(refused.value)


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(SettingsError, match="mend it or delete it"):
        read_settings({}, tmp_path / ".env")


def test_settings_cannot_be_changed_afterwards() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().briefing_log_level = "ERROR"  # type: ignore[misc]


@pytest.mark.parametrize("token", ["two words", "line\nbreak", "del\x7f", "émile"])
def test_a_token_that_can_be_none_is_refused_without_showing_it(token: str) -> None:
    with pytest.raises(SettingsError, match="copy it again") as refused:
        read_settings({"DISCORD_TOKEN": token}, NOWHERE)

    assert token not in str(refused.value)
