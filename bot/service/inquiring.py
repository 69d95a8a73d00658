"""Whether an answer has reasons to ask for, and what the button that asks for them keeps."""

from bot.core.answer import Answer, Clarification, Fallback, FallbackReason, Reply
from bot.core.conversation import Way
from bot.core.press import Inquiry, Recall, inquiry


def inquiry_into(answer: Answer, utterance: str, *, way: Way, mark: str) -> Inquiry | Recall | None:
    """What “Why?” is about, if there is a reason to tell.

    A question that stands alone is kept in the button if it fits; any is recalled by its mark.
    """
    if not _has_reasons(answer, way):
        return None
    alone = inquiry(utterance) if way is Way.ALONE else None
    return alone or (Recall(mark=mark) if mark else None)


def _has_reasons(answer: Answer, way: Way) -> bool:
    """Whether the answer came of matching the utterance, not just of what was said before."""
    match answer:
        case Reply():
            return way in {Way.ALONE, Way.JOINED}
        case Clarification():
            return True
        case Fallback():
            return answer.reason is FallbackReason.OUT_OF_SCOPE
