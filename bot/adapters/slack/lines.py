"""The sentences that only Slack needs; those of every platform are in `bot.service.lines`."""

from bot.core.tongue import said

BLOCKED = said("Those who look after this workspace do not want me to answer you here.")
NOT_ASKER = said("Only whoever asked, or an admin of the workspace, can delete this answer.")
NOT_MANAGER = said("Only owners and admins of the workspace can set this up.")
NO_DIGESTS = said("Regular digests are not posted on Slack yet.")
NOT_ALONE = said(
    "That is set for the people of a workspace: use it in a channel, or write `everywhere` after it."
)
