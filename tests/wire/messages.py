"""What Discord says, as JSON: people, places, messages and interactions."""

from typing import Any

Json = dict[str, Any]

BOT, OWNER, ALICE = "1001", "1002", "1003"
GUILD, CHANNEL, DIRECT, OTHER_CHANNEL = "2001", "3001", "3002", "3003"
FOREIGN_GUILD, ABROAD, PARENT, GROUP = "2002", "3004", "3005", "3006"

EVERYTHING = 2**31 - 1
"""Permissions: all of the first 31, that to use external apps not among them."""

EXTERNAL_APPS = 1 << 50
"""The permission that lets what a personal app says be seen by all."""

FILES_AND_EMBEDS = 1 << 15 | 1 << 14
THREADS = {10, 11, 12}
"""Kinds of channel."""


def user(ident: str, *, bot: bool = False) -> Json:
    return {
        "id": ident,
        "username": f"user{ident}",
        "discriminator": "0",
        "avatar": None,
        "global_name": None,
        "bot": bot,
    }


def member(ident: str) -> Json:
    return {
        "user": user(ident),
        "roles": [],
        "joined_at": "2026-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
        "permissions": "2147483647",
    }


def channel(ident: str = CHANNEL) -> Json:
    return {
        "id": ident,
        "type": 0,
        "name": "general",
        "position": 0,
        "permission_overwrites": [],
        "nsfw": False,
        "parent_id": None,
    }


def guild() -> Json:
    everyone = {
        "id": GUILD,
        "name": "@everyone",
        "permissions": "2147483647",
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "position": 0,
        "hoist": False,
        "managed": False,
        "mentionable": False,
    }
    return {
        "id": GUILD,
        "name": "Institute",
        "owner_id": OWNER,
        "member_count": 2,
        "roles": [everyone],
        "channels": [channel(), channel(OTHER_CHANNEL)],
        "members": [member(BOT)],
        "emojis": [],
        "features": [],
        "preferred_locale": "en-US",
    }


def message(ident: str, text: str, *, author: str = ALICE, channel: str = CHANNEL) -> Json:
    """A message in the server that mentions the bot."""
    return {
        "id": ident,
        "channel_id": channel,
        "guild_id": GUILD,
        "author": user(author, bot=author == BOT),
        "member": {k: v for k, v in member(author).items() if k != "user"},
        "content": f"<@{BOT}> {text}" if author != BOT else text,
        "timestamp": "2026-11-23T12:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [user(BOT, bot=True)] if author != BOT else [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": 0,
    }


def ask(ident: str, question: str) -> Json:
    """The command `/ask`."""
    return command(ident, "ask", {"name": "question", "type": 3, "value": question})


def command(ident: str, name: str, *options: Json) -> Json:
    """A command that Alice gives."""
    return interaction(ident, 2, {"id": "4001", "name": name, "type": 1, "options": [*options]})


def click(ident: str, custom_id: str) -> Json:
    """A click of Alice's on a button of the bot's."""
    data = {"component_type": 2, "custom_id": custom_id, "id": 3}
    posted = message("9100001", "posted", author=BOT)
    button = {"type": 2, "style": 2, "label": "?", "custom_id": custom_id, "id": 3}
    row = {"type": 1, "components": [button], "id": 2}
    return {**interaction(ident, 3, data), "message": {**posted, "components": [row]}}


def interaction(ident: str, kind: int, data: Json) -> Json:
    """Something that Alice does other than writing."""
    return {
        "id": ident,
        "application_id": BOT,
        "type": kind,
        "token": f"token-{ident}",
        "version": 1,
        "guild_id": GUILD,
        "channel_id": CHANNEL,
        "channel": channel(),
        "member": member(ALICE),
        "locale": "en-US",
        "app_permissions": "2147483647",
        "entitlements": [],
        "authorizing_integration_owners": {"0": GUILD},
        "context": 0,
        "attachment_size_limit": 10_485_760,
        "data": data,
    }


def abroad(event: Json, *, permissions: int = EVERYTHING, kind: int = 0) -> Json:
    """The same in a server that the bot is no member of: Alice added it to her own account.

    `kind` is that of the channel; `permissions` are Alice's there.
    """
    place = {**channel(ABROAD), "guild_id": FOREIGN_GUILD, "type": kind, "permissions": "0"}
    if kind in THREADS:
        place = {**place, **_thread()}
    return {
        **event,
        "guild_id": FOREIGN_GUILD,
        "guild": {"id": FOREIGN_GUILD, "locale": "ja", "features": []},
        "guild_locale": "ja",
        "channel_id": ABROAD,
        "channel": place,
        "member": {**member(ALICE), "roles": ["2998"], "permissions": str(permissions)},
        "authorizing_integration_owners": {"1": ALICE},
        "app_permissions": str(FILES_AND_EMBEDS),
        "context": 0,
    }


def among_friends(event: Json, *, kind: int = 3) -> Json:
    """The same in a group, or in a conversation of two people: the bot takes no part in either."""
    place = {"id": GROUP, "type": kind, "name": "friends", "icon": None, "owner_id": ALICE}
    there = {k: v for k, v in event.items() if k not in {"guild_id", "member"}}
    return {
        **there,
        "user": user(ALICE),
        "channel_id": GROUP,
        "channel": {**place, "recipients": [user(OWNER)], "last_message_id": None},
        "authorizing_integration_owners": {"1": ALICE},
        "app_permissions": str(FILES_AND_EMBEDS),
        "context": 2,
    }


def thread(ident: str, kind: int = 11, *, parent: str = CHANNEL, locked: bool = False) -> Json:
    """A thread in the server, or a post in a forum: `parent` is its channel."""
    return {
        **channel(ident),
        "type": kind,
        "guild_id": GUILD,
        **_thread(locked=locked),
        "parent_id": parent,
    }


def _thread(*, locked: bool = False) -> Json:
    metadata = {"archived": locked, "auto_archive_duration": 60, "locked": locked}
    return {
        "parent_id": PARENT,
        "owner_id": OWNER,
        "message_count": 1,
        "member_count": 1,
        "thread_metadata": {**metadata, "archive_timestamp": "2026-11-23T12:00:00+00:00"},
    }
