"""The sentences that only Discord needs; those of every platform are in `bot.core.wording`."""

APOLOGY = "Sorry, something went wrong on my side. Please try again in a moment."
GONE = (
    "The report’s pack has changed since, and this part of it is no longer shown. Please ask again."
)
CHANGED_SINCE = "This part of the report’s pack has changed since that message. It now says:"
NOT_ASKER = "Only whoever asked, or a member who may manage messages, can delete this answer."
NOT_SPEAKER = "You may not write in this channel, so I may not share this for you."
STALE = "This button is from an older version of me. Please ask again."
CHANGED = "My commands have just changed. Please try again in a minute."
NOT_MANAGER = "Only members who may manage the server (permission “Manage Server”) can set this up."
CHOOSE_OTHERS = "`/packs use` chooses others."
NO_SUCH_CHANNEL = "I cannot see that channel. Choose a text channel that I may view."
NO_MEMORY = (
    "I cannot reach my records just now, so I cannot tell what was done. Please look at"
    " `/digest list` and the channel in a minute, before you try again."
)
