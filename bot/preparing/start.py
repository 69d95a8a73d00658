"""What a start needs first: the settings, or a sentence that says what is wrong."""

import os
from pathlib import Path

from bot.settings import Settings, SettingsError, read_settings, readable_settings


class StartError(Exception):
    """Something needed is missing or wrong; the message says what, and what to do."""


def load_settings() -> Settings:
    """The settings of this process, or a reason not to start."""
    try:
        return read_settings(os.environ, Path(".env"))
    except SettingsError as error:
        raise StartError(str(error)) from error


def usable_settings() -> tuple[Settings, tuple[str, ...]]:
    """The settings of this process, by default where they are wrong, and what is wrong."""
    return readable_settings(os.environ, Path(".env"))
