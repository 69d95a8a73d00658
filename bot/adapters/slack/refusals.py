"""What a user is told when something cannot be done."""

from bot.adapters.slack.lines import BLOCKED
from bot.adapters.slack.post import Post, lines
from bot.adapters.slack.spans import Line, Span, Value, line, words
from bot.core.tongue import say
from bot.service.assistant import ScopeGoneError
from bot.service.lines import CHOOSE_OTHERS, TOO_MANY, TOO_SOON
from bot.service.manners import Denial, Reason

DENIALS = {
    Reason.BLOCKED: BLOCKED,
    Reason.ROLES: BLOCKED,  # Slack has no roles: they can only have been set elsewhere.
    Reason.COOLDOWN: TOO_SOON,
    Reason.FLOOD: TOO_MANY,
}
"""What somebody is told who may not ask."""


class RefusalError(Exception):
    """Something cannot be done; the lines tell the user why and what to do."""

    def __init__(self, *paragraphs: Line) -> None:
        super().__init__()
        self.post: Post = lines(*paragraphs)


class DeniedError(RefusalError):
    """Somebody may not ask here, or not yet; `again` is whether they were told so already."""

    def __init__(self, denial: Denial) -> None:
        super().__init__(denial_line(denial))
        self.again = denial.again


def denial_line(denial: Denial) -> Line:
    """Why somebody may not ask, and when they may."""
    if denial.until is None:
        return line(say(DENIALS[denial.reason]))
    when = Span(text=f"{denial.until:%H:%M:%S} UTC", at=denial.until)
    return line(say(DENIALS[denial.reason]), when=line(say("at {time}"), time=when))


def scope_gone(error: ScopeGoneError) -> Post:
    """That the reports which were chosen somewhere are gone, and what to do."""
    return lines(words(str(error)), line(say(CHOOSE_OTHERS)))


def refused(sentence: str, **values: Value) -> RefusalError:
    """A refusal in one sentence."""
    return RefusalError(line(sentence, **values))
