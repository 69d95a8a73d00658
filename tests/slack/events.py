"""What Slack tells an app only if it was granted the scope for it."""

from typing import Final

from tests.slack.state import Json, State

KINDS: Final = {"is_im": "im", "is_mpim": "mpim", "is_private": "groups"}
"""By what a channel is, how the scopes for reading it begin, in place of `channels`."""

TYPES: Final = {"channels": "channel", "groups": "group", "im": "im", "mpim": "mpim"}
"""What an event calls each kind of channel."""


class NotToldError(AssertionError):
    """Slack would not tell the app of it: the scope was not granted."""


def kind(state: State, channel: str) -> str:
    """How the scopes for reading a channel begin."""
    known = {"is_im": channel.startswith("D"), **state.channels.get(channel, {})}
    return next((scope for name, scope in KINDS.items() if known.get(name)), "channels")


def check_told(state: State, way: str, payload: Json) -> None:
    """Check that Slack would send this to the app.

    Raises:
        NotToldError: a scope is missing.
    """
    needed = _scope(state, way, payload)
    if needed and state.scopes is not None and needed not in state.scopes:
        raise NotToldError(f"needs the scope {needed}")


def _scope(state: State, way: str, payload: Json) -> str:
    if way == "slash_commands" or payload["type"] in {"message_action", "shortcut"}:
        return "commands"
    event = payload.get("event", {})
    if event.get("type") == "app_mention":
        return "app_mentions:read"
    if event.get("type") == "message":
        return f"{kind(state, event['channel'])}:history"
    return ""
