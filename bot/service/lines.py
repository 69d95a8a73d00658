"""Sentences about buttons, ratings and what cannot be done: the same on every chat platform.

Commands stand in them as one says them in general: a platform knows how they begin there.
"""

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
NOTHING_TO_ASK = said("That message has no text that I could take for a question.")
TOO_LONG_TO_ASK = said(
    "That message has more than {most} characters: that is a text, not a question. Ask `/ask` what"
    " you want to know of it."
)
STALE = said("This button is from an older version of me. Please ask again.")
CHOOSE_OTHERS = said("`/packs use` chooses others.")
NO_SETTINGS = said(
    "I cannot reach my records just now, so I do not know which reports are asked here. Please try"
    " again in a minute."
)
TOO_SOON = said("One question at a time, please: you can ask here again {when}.")
TOO_MANY = said("That is a lot of questions at once: you can ask again {when}.")
GIVEN_ALREADY = said("That was answered here a moment ago: {link}")
RATED = said("Thank you. That was counted, without your name.")
NOT_RATED = said("I cannot reach my records just now, so this was not counted. Please try later.")
RATED_ALREADY = said("You have rated this answer already. Thank you.")
GAP_NOTED = said("Thank you. It is counted as missing once several people have asked it.")
NO_SUCH_TOPIC = said("There is no such topic. These there are:")
NO_SUCH_SECTION = said("There is no such section. These there are:")
TOO_LONG = said("The passage is too long for a message. Please read it in the report.")
RELATED = said("Related questions:")
