"""The sentences that only Discord needs; those of every platform are in `bot.service.lines`."""

from bot.core.tongue import said

NOT_ASKER = said("Only whoever asked, or a member who may manage messages, can delete this answer.")
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
CHANGED = said("My commands have just changed. Please try again in a minute.")
NOT_MANAGER = said(
    "Only members who may manage the server (permission “Manage Server”) can set this up."
)
NO_SUCH_CHANNEL = said("I cannot see that channel. Choose a text channel that I may view.")
BLOCKED = said("Those who look after this server do not want me to answer you here.")
NOT_YOUR_ROLE = said("Only members with certain roles may ask me here.")
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
