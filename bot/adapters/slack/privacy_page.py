"""What is kept of somebody, in words."""

from bot.adapters.slack.post import Draft, Items, Post, Words
from bot.adapters.slack.spans import Line, line
from bot.core.tongue import said, say
from bot.service.privacy import Kept

STATEMENT = said(
    "I keep no message text, no names and no user ids of those who ask. I answer from the text of"
    " a report; no question is sent to anybody else."
)
COUNTS = said(
    "**Ratings** are counts for a part of a report. So that a message is rated once and nobody"
    " floods me, memory holds a mark of each rating and how often you asked lately: until I"
    " restart, and never in a file."
)
BUTTONS = said(
    "**In Slack’s messages**, not with me: the button *Delete* holds your id, *Why this answer?*"
    " and *This is missing* hold your question, as long as the message is there."
)
SLACK = said(
    "**From Slack** I read your language and whether you manage the workspace, and remember it for"
    " minutes. The ids of what Slack sends me are kept for hours, so that nothing is answered"
    " twice; they name nobody."
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
BLOCKED = said("**Blocked**: those who look after this workspace have blocked your id here.")
NOT_BLOCKED = said("**Blocked**: you are not blocked here.")
DIGESTS = said(
    "**Digests**: {own} are sent to you, {made} in channels were set up by you. With each I keep"
    " your id, to send it and to tell you if it stops, until it is removed or you delete this."
)
DO = said("`/privacy export` gives you this as a file, `/privacy delete` deletes it.")


def privacy_lines(kept: Kept | None, *, keeps_misses: bool) -> tuple[Line, ...]:
    """What is kept, and why; of nobody in particular without `kept`."""
    own = []
    if kept is not None:
        own = [
            line(say(BLOCKED if kept.blocked else NOT_BLOCKED)),
            line(say(TALKING if kept.talking else NOT_TALKING)),
        ]
    if kept is not None and (kept.own_digests or kept.made_digests):
        sent, made = len(kept.own_digests), len(kept.made_digests)
        own.append(line(say(DIGESTS), own=sent, made=made))
    misses = line(say(MISSES if keeps_misses else NO_MISSES))
    return (*own, misses, line(say(COUNTS)), line(say(SLACK)), line(say(BUTTONS)))


def privacy_page(kept: Kept, *, keeps_misses: bool) -> Post:
    """What is kept, and why."""
    head = Words(lines=(line(say(STATEMENT)),))
    listed = Items(lines=privacy_lines(kept, keeps_misses=keeps_misses))
    foot = Words(lines=(line(say(DO)),))
    return Post(drafts=(Draft(pieces=(head, listed, foot)),), private=True, line=True)
