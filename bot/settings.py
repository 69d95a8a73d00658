"""What a deployment can set: read once from the environment and `.env`, typed and frozen."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """The settings; the defaults run a terminal chat over the shipped pack."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    discord_token: SecretStr | None = Field(
        default=None, description="Token of the Discord bot; without it the terminal is used."
    )
    briefing_pack: Path | None = Field(
        default=None, description="Folder of the pack to serve; the shipped one if not set."
    )
    briefing_database: str = Field(
        default="sqlite+aiosqlite:///data/briefing.sqlite3",
        description="Where subscriptions and deliveries are kept (an SQLAlchemy address).",
    )
    briefing_log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="Least level of what is logged."
    )

    @field_validator("discord_token")
    @classmethod
    def _is_one_word(cls, token: SecretStr | None) -> SecretStr | None:
        """A token goes into a header, where nothing but visible ASCII may stand."""
        said = token.get_secret_value() if token else ""
        if not (said.isascii() and said.isprintable() and " " not in said):
            raise ValueError("it has characters that no token has: copy it again")
        return token
