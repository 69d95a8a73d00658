"""`briefing invite`: the addresses that add the bot to a server or to one's own account."""

import asyncio

from bot.adapters.discord.permissions import NEEDED, personal_link, server_link
from bot.curating.discord_account import account
from bot.preparing import StartError, load_settings


def invite() -> None:
    """Print the addresses, with just the permissions and scopes that the bot needs."""
    token = load_settings().discord_token
    if token is None:
        raise StartError("put DISCORD_TOKEN=… into .env first (docs/discord.md says how)")
    found = asyncio.run(account(token.value))
    print(f"To a server, with {', '.join(need.shown for need in NEEDED)}:")
    print(server_link(found.id))
    print("To your own account, for use anywhere:")
    print(personal_link(found.id))
