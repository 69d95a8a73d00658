"""The sentences that only Slack needs; those of every platform are in `bot.service.lines`."""

from bot.core.tongue import said

BLOCKED = said("Those who look after this workspace do not want me to answer you here.")
NOT_ASKER = said("Only whoever asked, or an admin of the workspace, can delete this answer.")
NOT_MANAGER = said("Only owners and admins of the workspace can set this up.")
DIGEST_HOW = said(
    "`/digest subscribe` opens a form, `/digest subscribe weekdays 9am Seoul` says it in words;"
    " `/digest list`; `/digest status`, `preview`, `change`, `now`, `pause`, `resume` or `remove`"
    " with a digest’s number. `/mydigest` has it sent to you alone."
)
OWN_HOW = said(
    "`/mydigest subscribe` opens a form, `/mydigest subscribe weekdays 9am Seoul` says it in words;"
    " `/mydigest list`; `/mydigest status`, `preview`, `change`, `pause`, `resume` or `remove` with"
    " a digest’s number."
)
NONE_YET = said("There are no digests in this workspace yet.")
NONE_OF_YOURS = said("No digests are sent to you.")
NO_SUCH_DIGEST = said("There is no digest {number} here.")
MOST_HERE = said("A workspace can have {count} digests: remove one first.")
MOST_OWN = said("You can have {count} digests: remove one first.")
NOT_INSIDE = said("I am not in {channel}: invite me there (/invite), then set it up again.")
NO_MESSAGES = said("Slack does not let me write to you ({reason}).")
TOO_LATE = said(
    "Slack did not wait for the form to open. Please try again, or set it up in words:"
    " `/digest subscribe weekdays 9am Seoul`."
)
HOW = said(
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
