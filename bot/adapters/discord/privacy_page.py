"""What is kept of somebody, in words."""

from bot.adapters.discord.markdown import escape
from bot.adapters.discord.post import Post, line
from bot.core.tongue import said, say
from bot.service.preferences import PersonSettings
from bot.service.privacy import Kept

STATEMENT = said(
    "I keep no message text, no names and no user ids of those who ask. I answer from the text of"
    " a report; no question is sent to anybody else, unless you send it with *Ask a person*."
)
COUNTS = said(
    "**Ratings** are counts for a part of a report. So that a message is rated once and nobody"
    " floods me, memory holds a mark of each rating and how often you asked lately: until I"
    " restart, and never in a file."
)
BUTTONS = said(
    "**In Discord’s messages**, not with me: the button *Delete* holds your id, *Why this answer?*,"
    " *This is missing* and *Ask a person* hold your question, as long as the message is there."
    " What you send with *Ask a person* is a message in the helpers’ channel, with your name."
)
MISSES = said(
    "**Questions without a good answer** are kept for the curator once several people have asked"
    " alike: without who asked, and without mentions, addresses and long numbers."
)
NO_MISSES = said("**Questions** are not kept, nor are they logged.")
NOT_TALKING = said("**In memory**: nothing of a conversation with you.")
TALKING = said(
    "**In memory**: which parts of the report you were last shown, so that “more” is understood,"
    " and what you asked in the last hour, so that I can say why I answered so. It is gone when I"
    " restart."
)
BLOCKED = said("**Blocked**: those who look after this server have blocked your id here.")
NOT_BLOCKED = said("**Blocked**: you are not blocked here.")
NO_DIGESTS = said("**Digests**: none is sent to you, and you have set up none.")
DO = said("`/privacy export` gives you this as a file, `/privacy delete` deletes it.")


def privacy_page(kept: Kept, *, keeps_misses: bool) -> Post:
    """What is kept, and why."""
    told = [
        say(STATEMENT),
        _settings(kept.settings),
        _digests(kept),
        say(BLOCKED if kept.blocked else NOT_BLOCKED),
        say(TALKING if kept.talking else NOT_TALKING),
        say(MISSES if keeps_misses else NO_MISSES),
        say(COUNTS),
        say(BUTTONS),
        say(DO),
    ]
    return line("\n".join(told))


def _digests(kept: Kept) -> str:
    """Which digests hold somebody's id."""
    if not kept.own_digests and not kept.made_digests:
        return say(NO_DIGESTS)
    told = say(
        "**Digests**: {own} are sent to you, {made} in servers were set up by you. With each I keep"
        " your id, to send it and to tell you if it stops, until it is removed or you delete this."
    )
    return told.format(own=len(kept.own_digests), made=len(kept.made_digests))


def _settings(settings: PersonSettings) -> str:
    """What somebody set for themselves."""
    chosen = []
    if settings.plain is not None:
        chosen.append(say("plain text") if settings.plain else say("cards"))
    if settings.language is not None:
        chosen.append(say("language {code}").format(code=escape(settings.language)))
    if not chosen:
        return say("**Your settings**: you have set nothing for yourself.")
    told = say(
        "**Your settings**: {chosen}. They are kept under a mark that does not name you, until"
        " you delete them."
    )
    return told.format(chosen=", ".join(chosen))
