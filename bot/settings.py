"""What a deployment can set: read once from the environment and `.env`, typed and frozen.

Written by hand over python-dotenv: a library that validates settings takes longer to load than
the bot takes to answer.
"""

import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from dotenv.parser import parse_stream

LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR")

LANGUAGES: Final = ("en", "ja", "ko")
"""That the bot speaks: English, and those that have a catalogue."""

SWITCHES: Final = {"on": True, "true": True, "yes": True, "1": True} | {
    "off": False,
    "false": False,
    "no": False,
    "0": False,
}

MOST: Final = 10_000

MOST_PORT: Final = 65_535

PREFIX: Final = "BRIEFING_"
"""Of every name that is ours alone: one that we do not know is a slip."""

READ: Final = "read"
TOLD: Final = "told"
"""What each setting carries: how its text is read, and what it is."""


class SettingsError(Exception):
    """Settings cannot be used; the message names each that is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that is not shown when it is printed or logged."""

    value: str = field(repr=False)


def _token(text: str) -> Secret:
    """A token goes into a header, where nothing but visible ASCII may stand."""
    if not (text.isascii() and text.isprintable() and " " not in text):
        raise ValueError("it has characters that no token has: copy it again")
    return Secret(text)


def _level(text: str) -> str:
    if text.upper() not in LEVELS:
        raise ValueError(f"write one of {', '.join(LEVELS)}")
    return text.upper()


def _language(text: str) -> str:
    if text.casefold() not in LANGUAGES:
        raise ValueError(f"write one of {', '.join(LANGUAGES)}")
    return text.casefold()


def _folders(text: str) -> tuple[Path, ...]:
    """Folders with the system's separator between them: a colon, on Windows a semicolon."""
    return tuple(Path(folder) for folder in text.split(os.pathsep) if folder.strip())


def _count(text: str) -> int:
    if not (text.isdecimal() and text.isascii() and 1 <= int(text) <= MOST):
        raise ValueError(f"write a whole number from 1 to {MOST:,}")
    return int(text)


def _port(text: str) -> int:
    if not (text.isdecimal() and text.isascii() and int(text) <= MOST_PORT):
        raise ValueError(f"write a whole number from 0 to {MOST_PORT:,}")
    return int(text)


def _switch(text: str) -> bool:
    switch = SWITCHES.get(text.casefold())
    if switch is None:
        raise ValueError("write on or off")
    return switch


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """The settings; the defaults run a terminal chat over the shipped pack."""

    discord_token: Secret | None = field(
        default=None,
        metadata={
            READ: _token,
            TOLD: "Token of the Discord bot; without it the terminal is used.",
        },
    )
    slack_bot_token: Secret | None = field(
        default=None,
        metadata={
            READ: _token,
            TOLD: "Token of the Slack bot (xoxb-…); it needs one of the two below as well.",
        },
    )
    slack_app_token: Secret | None = field(
        default=None,
        metadata={
            READ: _token,
            TOLD: "Token of the Slack app (xapp-…), to be connected by Socket Mode.",
        },
    )
    slack_signing_secret: Secret | None = field(
        default=None,
        metadata={
            READ: _token,
            TOLD: "Signing secret of the Slack app, to be called by Slack over HTTP instead.",
        },
    )
    slack_client_id: str = field(
        default="",
        metadata={
            READ: str,
            TOLD: "Client id of the Slack app, where workspaces install it themselves.",
        },
    )
    slack_client_secret: Secret | None = field(
        default=None,
        metadata={
            READ: _token,
            TOLD: "Client secret of the Slack app, beside the client id.",
        },
    )
    briefing_secret_key: Secret | None = field(
        default=None,
        metadata={
            READ: _token,
            TOLD: "Key that seals the tokens of such workspaces: `briefing secret` makes one.",
        },
    )
    briefing_slack_host: str = field(
        default="0.0.0.0",  # noqa: S104 - Slack calls from outside
        metadata={
            READ: str,
            TOLD: "Address of this machine at which Slack’s requests are taken.",
        },
    )
    briefing_slack_port: int = field(
        default=3000,
        metadata={
            READ: _port,
            TOLD: "Port at which Slack’s requests are taken, under /slack/events.",
        },
    )
    briefing_slack_agent: bool = field(
        default=True,
        metadata={
            READ: _switch,
            TOLD: "Whether Slack’s manifest has agent_view: direct messages are then threads.",
        },
    )
    briefing_slack_api: str = field(
        default="https://slack.com/api/",
        metadata={
            READ: str,
            TOLD: "Address of Slack’s Web API.",
        },
    )
    briefing_pack: tuple[Path, ...] = field(
        default=(),
        metadata={
            READ: _folders,
            TOLD: "Folders of packs, or of many, with : between them; the shipped one if not set.",
        },
    )
    briefing_language: str = field(
        default="en",
        metadata={
            READ: _language,
            TOLD: "Language of the terminal: en, ja or ko; Discord's users each have their own.",
        },
    )
    briefing_semantic: bool = field(
        default=True,
        metadata={
            READ: _switch,
            TOLD: "Match by meaning too, where briefing[semantic] is installed: on or off.",
        },
    )
    briefing_model: Path | None = field(
        default=None,
        metadata={
            READ: Path,
            TOLD: "Folder with model.onnx and tokenizer.json, if they are not installed.",
        },
    )
    briefing_cache: Path | None = field(
        default=None,
        metadata={
            READ: Path,
            TOLD: "Folder of what is made from packs once; the system's if not set.",
        },
    )
    briefing_database: str = field(
        default="sqlite+aiosqlite:///data/briefing.sqlite3",
        repr=False,  # It may hold a password.
        metadata={
            READ: str,
            TOLD: "Where durable state is kept: an address of SQLite or PostgreSQL.",
        },
    )
    briefing_discord_plain: bool = field(
        default=False,
        metadata={
            READ: _switch,
            TOLD: "Write to Discord in plain text instead of cards: on or off.",
        },
    )
    briefing_discord_messages: bool = field(
        default=False,
        metadata={
            READ: _switch,
            TOLD: "Ask Discord for message content, to answer every question in chosen channels.",
        },
    )
    briefing_keep_misses: bool = field(
        default=False,
        metadata={
            READ: _switch,
            TOLD: "Keep questions that got no good answer, for `briefing curate`: on or off.",
        },
    )
    briefing_misses_people: int = field(
        default=3,
        metadata={
            READ: _count,
            TOLD: "How many different people must have asked alike before a question is kept.",
        },
    )
    briefing_misses_days: int = field(
        default=30,
        metadata={
            READ: _count,
            TOLD: "Days after which a kept question is forgotten.",
        },
    )
    briefing_forget_days: int = field(
        default=30,
        metadata={
            READ: _count,
            TOLD: "Days after which what is kept of a server that removed the bot is forgotten.",
        },
    )
    briefing_posts_days: int = field(
        default=365,
        metadata={
            READ: _count,
            TOLD: "Days that the bot keeps where it posted what, for digests and corrections.",
        },
    )
    briefing_log_level: str = field(
        default="INFO",
        metadata={
            READ: _level,
            TOLD: f"Least level of what is logged: {', '.join(LEVELS[:-1])} or {LEVELS[-1]}.",
        },
    )


def read_settings(environment: Mapping[str, str], file: Path) -> Settings:
    """The settings in the environment, or else in a file of NAME=value lines; empty is not set.

    Raises:
        SettingsError: a line, a name or a value is wrong, or the file cannot be read.
    """
    settings, problems = readable_settings(environment, file)
    if problems:
        raise SettingsError("; ".join(problems))
    return settings


def readable_settings(
    environment: Mapping[str, str], file: Path
) -> tuple[Settings, tuple[str, ...]]:
    """The settings with the default for each that is wrong, and what is wrong with them."""
    written, problems = _written(file)
    given = {name: text for name, text in {**written, **environment}.items() if text}
    problems += _strange(given)
    values: dict[str, Any] = {}
    for setting in fields(Settings):
        text = given.get(setting.name.upper())
        if text is not None:
            try:
                values[setting.name] = setting.metadata[READ](text)
            except ValueError as error:
                problems.append(f"{setting.name.upper()}: {error}")
    return Settings(**values), tuple(problems)


def _written(file: Path) -> tuple[dict[str, str], list[str]]:
    """What a file sets, and what is wrong with it: lines that set nothing, or all of it."""
    try:
        text = file.read_text("utf-8") if file.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        return {}, [f"{file} cannot be read ({error}): mend it or delete it"]
    lines = list(parse_stream(io.StringIO(text)))
    values = {line.key: line.value or "" for line in lines if line.key and not line.error}
    wrong = [
        f"{file}, line {line.original.line}: write NAME=value, or # before a comment"
        for line in lines
        if line.error
    ]
    return values, wrong


def _strange(given: Mapping[str, str]) -> list[str]:
    return [f"{name}: there is no such setting (see .env.example)" for name in _unknown(given)]


def _unknown(given: Mapping[str, str]) -> Iterator[str]:
    known = {setting.name.upper() for setting in fields(Settings)}
    return (name for name in sorted(given) if name.startswith(PREFIX) and name not in known)
