"""The app's manifest grants what the code uses, and nothing more."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.adapters.slack.bot import SHORTCUT
from bot.adapters.slack.installing import SCOPES as INSTALLED
from bot.adapters.slack.spans import COMMAND

ROOT = Path(__file__).parents[3]
ADAPTER = ROOT / "bot" / "adapters" / "slack"

SCOPES = {
    "apps_connections_open": set[str](),  # of the app token: connections:write
    "assistant_threads_setSuggestedPrompts": {"assistant:write"},
    "auth_test": set[str](),
    "chat_delete": {"chat:write"},
    "chat_getPermalink": set[str](),
    "chat_postEphemeral": {"chat:write"},
    "chat_postMessage": {"chat:write"},
    "conversations_history": {"channels:history", "groups:history", "im:history"},
    "conversations_replies": {"channels:history", "groups:history", "im:history"},
    "conversations_open": {"im:write"},
    "users_info": {"users:read"},
    "views_open": set[str](),
    "views_publish": set[str](),
    "views_update": set[str](),
}
"""What each method of the Web API wants."""

EVENTS = {
    "app_home_opened": set[str](),
    "app_mention": {"app_mentions:read"},
    "app_uninstalled": set[str](),
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "tokens_revoked": set[str](),
}
"""What each event wants."""


METHOD = r"(apps|assistant|auth|chat|conversations|users|views|reactions|files)_\w+"
"""What the methods of the Web API are called in slack_sdk."""


def manifest() -> Any:
    return yaml.safe_load((ROOT / "docs" / "slack-manifest.yaml").read_text("utf-8"))


def called() -> Iterator[str]:
    """The methods of the Web API that the code names."""
    for file in ADAPTER.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and re.fullmatch(METHOD, node.attr):
                yield node.attr


def heard() -> set[str]:
    """The events that the code listens to."""
    text = (ADAPTER / "bot.py").read_text("utf-8")
    listed = re.search(r"for event in \(([^)]*)\):\s+app\.event\(event\)", text)
    assert listed is not None
    return {*re.findall(r'app\.event\("(\w+)"\)', text), *re.findall(r'"(\w+)"', listed[1])}


def test_the_scopes_are_just_those_that_methods_and_events_want() -> None:
    events = manifest()["settings"]["event_subscriptions"]["bot_events"]
    wanted = {"commands"}.union(
        *(SCOPES[method] for method in called()), *(EVENTS[event] for event in events)
    )

    assert set(manifest()["oauth_config"]["scopes"]["bot"]) == wanted


def test_the_events_are_just_those_that_are_listened_to() -> None:
    events = manifest()["settings"]["event_subscriptions"]["bot_events"]

    assert {event.partition(".")[0] for event in events} == heard()


def test_the_command_and_the_shortcut_are_those_of_the_code() -> None:
    features = manifest()["features"]

    assert [each["command"] for each in features["slash_commands"]] == [COMMAND]
    assert [each["callback_id"] for each in features["shortcuts"]] == [SHORTCUT]
    assert features["slash_commands"][0]["should_escape"]  # Else nobody could be blocked.
    assert manifest()["settings"]["interactivity"]["is_enabled"]


def test_workspaces_that_install_the_app_themselves_grant_the_same() -> None:
    assert list(INSTALLED) == manifest()["oauth_config"]["scopes"]["bot"]


def test_the_agents_surface_is_described_for_its_scope_is_granted_with_it() -> None:
    assert manifest()["features"]["agent_view"]["agent_description"]
