"""The settings: typed, frozen, and the same in `.env.example`."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings

EXAMPLE = Path(__file__).parents[1] / ".env.example"


def test_the_example_names_every_setting_with_its_description_and_default() -> None:
    found = re.findall(r"^# (.+)\n([A-Z_]+)=(.*)$", EXAMPLE.read_text(), re.MULTILINE)
    described = {name: description for description, name, _ in found}
    values = {name: value for _, name, value in found}

    assert set(described) == {name.upper() for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        assert described[name.upper()].startswith(str(field.description).rstrip("."))
        assert values[name.upper()] == ("" if field.default is None else str(field.default))


def test_the_example_loads_to_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)

    assert Settings(_env_file=EXAMPLE) == Settings(_env_file=None)


def test_a_token_is_not_shown_when_settings_are_printed() -> None:
    settings = Settings.model_validate({"discord_token": "secret-token"})

    assert "secret-token" not in repr(settings)


def test_a_wrong_level_is_refused() -> None:
    with pytest.raises(ValidationError, match="briefing_log_level"):
        Settings.model_validate({"briefing_log_level": "LOUD"})


def test_settings_cannot_be_changed_afterwards() -> None:
    settings = Settings(_env_file=None)

    with pytest.raises(ValidationError, match="frozen"):
        settings.briefing_log_level = "ERROR"  # type: ignore[misc]


@pytest.mark.parametrize("token", ["two words", "line\nbreak", "del\x7f", "émile"])
def test_a_token_that_can_be_none_is_refused_without_showing_it(token: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings.model_validate({"discord_token": token})

    (problem,) = refused.value.errors()
    assert "copy it again" in problem["msg"]
    assert token not in problem["msg"]
