"""The sentences that only Discord needs; those of every platform are in `bot.core.wording`."""

from bot.core.tongue import said

APOLOGY = said("Sorry, something went wrong on my side. Please try again in a moment.")
GONE = said(
    "The report’s pack has changed since, and this part of it is no longer shown. Please ask again."
)
FORGOTTEN = said(
    "I do not remember that question any more. `/why` explains any question that you give it."
)
NOT_COMPARED = said(
    "That was chosen, or more of the answer before it: nothing was compared to find it."
)
JOINED = said("Taken together with what was asked before: “{question}”")
CHANGED_SINCE = said("This part of the report’s pack has changed since that message. It now says:")
NOT_ASKER = said("Only whoever asked, or a member who may manage messages, can delete this answer.")
NOTHING_TO_ASK = said("That message has no text that I could take for a question.")
TOO_LONG_TO_ASK = said(
    "That message has more than {most} characters: that is a text, not a question. Ask `/ask` what"
    " you want to know of it."
)
NOT_SPEAKER = said("You may not write in this channel, so I may not share this for you.")
NO_APPS = said(
    "In this server, what an app of your own says is for you alone (permission “Use External"
    " Apps”), so I cannot show this to others."
)
NOT_MEMBER = said(
    "I am not a member of this server: you can ask me here, but nothing can be set up. My"
    " invitation, with just the permissions that I need: <{link}>"
)
AMONG_FRIENDS = said(
    "Others take part in this conversation, too. Reports are chosen in servers, and in direct"
    " messages to me."
)
STALE = said("This button is from an older version of me. Please ask again.")
CHANGED = said("My commands have just changed. Please try again in a minute.")
NOT_MANAGER = said(
    "Only members who may manage the server (permission “Manage Server”) can set this up."
)
CHOOSE_OTHERS = said("`/packs use` chooses others.")
NO_SUCH_CHANNEL = said("I cannot see that channel. Choose a text channel that I may view.")
NO_SETTINGS = said(
    "I cannot reach my records just now, so I do not know which reports are asked here. Please try"
    " again in a minute."
)
BLOCKED = said("Those who look after this server do not want me to answer you here.")
NOT_YOUR_ROLE = said("Only members with certain roles may ask me here.")
TOO_SOON = said("One question at a time, please: you can ask here again {when}.")
TOO_MANY = said("That is a lot of questions at once: you can ask again {when}.")
GIVEN_ALREADY = said("That was answered here a moment ago: {link}")
RATED = said("Thank you. That was counted, without your name.")
NOT_RATED = said("I cannot reach my records just now, so this was not counted. Please try later.")
RATED_ALREADY = said("You have rated this answer already. Thank you.")
GAP_NOTED = said("Thank you. It is counted as missing once several people have asked it.")
NO_HELPERS = said(
    "Questions are not passed on to people here at present. Please ask those who look after this"
    " server."
)
HELPERS_CHANGED = said(
    "Another channel takes questions here since you opened that form, so nothing was sent. Press"
    " the button again to see which."
)
HELPERS_UNREACHABLE = said(
    "I cannot write where questions are passed on to people, so yours was not. Those who look after"
    " this server can mend that: `/doctor` tells them how."
)
PASSED_ON = said(
    "Your question was passed on, with your name: it is in {channel} now. Whoever answers does so"
    " here or there; I bring nothing back."
)
PASSED_ENOUGH = said(
    "You have passed on as many questions as I take from one person in an hour. You can pass on"
    " another one {when}."
)
HELPERS_BUSY = said(
    "So many questions were passed on in this server that I give its helpers a pause. You can try"
    " again {when}."
)
NO_MEMORY = said(
    "I cannot reach my records just now, so I cannot tell what was done. Please look at"
    " `/digest list` and the channel in a minute, before you try again."
)
