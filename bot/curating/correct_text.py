"""What `briefing correct` says, in words and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final

from bot.core.knowledge import SECTION
from bot.service.correcting import Change, Obstacle, Outdated

CHANGES: Final = {
    Change.CHANGED: "says something else now",
    Change.GONE: "is no longer in the pack",
    Change.DRAFT: "is a draft now",
    Change.EMBARGOED: "is under embargo now",
    Change.EXPIRED: "has expired",
}

OBSTACLES: Final = {
    Obstacle.MESSAGE_GONE: (
        "the message was deleted",
        "nothing stands there any more; it has been struck off the ledger",
    ),
    Obstacle.CHANNEL_GONE: (
        "the channel was deleted",
        "nothing stands there any more; its posts have been struck off the ledger",
    ),
    Obstacle.NO_ACCESS: (
        "the bot may not read or write there",
        "give it View Channel, Send Messages and Read Message History (or invite it again), then"
        " run this again",
    ),
    Obstacle.CLOSED: (
        "the thread is locked",
        "unlock it in Discord, then run this again",
    ),
    Obstacle.LIMITED: (
        "Discord lets no more old messages be edited for now",
        "run this again later: what was corrected is not done twice",
    ),
    Obstacle.NOT_OURS: (
        "another account wrote the message",
        "run this with the token (DISCORD_TOKEN) of the bot that posted it",
    ),
    Obstacle.REFUSED: (
        "Discord refused the new text",
        "delete the message by hand, then run this again",
    ),
    Obstacle.UNREACHABLE: (
        "Discord did not answer",
        "run this again later: what was corrected is not done twice",
    ),
    Obstacle.NOT_SUPPORTED: (
        "the bot cannot edit on this platform",
        "delete or edit the message by hand",
    ),
}
"""Why a post was not corrected, and what to do."""


def findings(found: Sequence[Outdated], unread: Mapping[str, int]) -> Iterator[str]:
    """What is outdated, a message after another, and what was not looked at."""
    for each in found:
        first = each.first
        server = f"server {first.workspace}" if first.workspace else "direct"
        yield (
            f"{first.at:%Y-%m-%d %H:%M} UTC  {first.platform}, {server}, channel {first.channel}: "
            f"{link(each)}"
        )
        for name, change in sorted(each.changes.items()):
            yield f"   {first.pack}: {_named(name)} {CHANGES[change]}"
    for pack, number in unread.items():
        yield (
            f"Not looked at: posts of the pack {pack}, which is not loaded (--pack DIR); passages"
            f" of it in the ledger: {number}"
        )
    yield (
        f"Outdated posts: {len(found)}. What they said is not kept."
        if found
        else "No post that the ledger knows says anything else than its pack."
    )


def told(each: Outdated, obstacle: Obstacle | None) -> str:
    """What became of a post."""
    if obstacle is None:
        return f"✓ {link(each)}"
    return f"✗ {link(each)}: {OBSTACLES[obstacle][0]}"


def told_obstacle(obstacle: Obstacle) -> str:
    """What to do about posts that could not be corrected."""
    why, mend = OBSTACLES[obstacle]
    return f"Where {why}: {mend}."


def record(
    found: Sequence[Outdated],
    unread: Mapping[str, int],
    tried: Sequence[Obstacle | None],
) -> dict[str, Any]:
    """All of it for programs; `outcome` is null for what was not tried: the last ones, if any."""
    outcomes = [each or "corrected" for each in tried]
    return {
        "posts": [
            {
                "platform": each.first.platform,
                "workspace": each.first.workspace,
                "channel": each.first.channel,
                "message": each.first.message,
                "link": link(each),
                "posted_at": each.first.at.isoformat(),
                "kind": each.first.kind,
                "pack": each.first.pack,
                "changes": dict(sorted(each.changes.items())),
                "outcome": outcome,
            }
            for each, outcome in zip_longest(found, outcomes)
        ],
        "not_loaded": dict(unread),
    }


def link(each: Outdated) -> str:
    """Where a message is found."""
    first = each.first
    if first.platform != "discord":
        return f"message {first.message}"
    server = first.workspace or "@me"
    return f"https://discord.com/channels/{server}/{first.channel}/{first.message}"


def _named(name: str) -> str:
    section = name.startswith(SECTION)
    return f"the summary of section {name.removeprefix(SECTION)}" if section else f"entry {name}"
