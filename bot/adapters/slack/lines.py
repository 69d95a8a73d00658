"""The sentences that only Slack needs; those of every platform are in `bot.service.lines`."""

from bot.core.tongue import said

BLOCKED = said("Those who look after this workspace do not want me to answer you here.")
NOT_ASKER = said("Only whoever asked, or an admin of the workspace, can delete this answer.")
NOT_MANAGER = said("Only owners and admins of the workspace can set this up.")
DIGEST_HOW = said(
    "`/digest subscribe weekdays 9am Seoul` posts from the report in this channel; `/digest list`;"
    " `/digest preview`, `now`, `pause`, `resume` or `remove` with a digest’s number."
)
HOW = said(
    "Admins change this: `/settings visibility private` or `public`, `language auto`, `en`, `ja` or"
    " `ko`, `cooldown` and seconds, `feedback on` or `off`, `block @somebody`, `unblock @somebody`,"
    " `reset`; `/packs use` the reports. With `everywhere` at the end it holds for the whole"
    " workspace."
)
NO_SUCH_SETTING = said("I did not understand that.")
DELETED = said(
    "What you set for yourself is deleted, the digests that I sent you as well, and I have"
    " forgotten our conversations. If a workspace has blocked you, that is the workspace’s and"
    " stays. My answers are messages at Slack: their **Delete** button deletes them."
)
