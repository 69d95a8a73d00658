"""What a click on a button shows."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from bot.adapters.slack.post import Post, Words, drafts_of, told
from bot.adapters.slack.render import render
from bot.adapters.slack.spans import line, words
from bot.core.answer import Reply
from bot.core.conversation import Turn, Way
from bot.core.press import Act, Inquiry, Recall, View
from bot.core.related import related
from bot.core.tongue import say
from bot.core.why import Explanation, all_lines
from bot.service.assistant import Assistant
from bot.service.lines import CHANGED_SINCE, FORGOTTEN, GONE, JOINED, NOT_COMPARED
from bot.service.opening import reply_of
from bot.service.places import Scope


def opened(assistant: Assistant, view: View, *, conversation: str) -> Post:
    """The post that a view asks for, or a line that says why there is none any more.

    What is chosen or shared is for all, the rest for the clicker alone: also what an entry says
    now, if that is not what the message said that had the button.
    """
    reply = reply_of(assistant, view, conversation)
    if reply is None:
        return told(say(GONE))
    near = related(reply.pack, reply.entry, assistant.now())
    if view.act is not Act.CHOOSE and view.mark not in {"", reply.entry.mark}:
        changed = render(reply, related=near).under(line(say(CHANGED_SINCE)))
        return replace(changed, private=True)
    start = view.start if view.start < len(reply.entry.excerpts) else 0
    shown = render(reply, related=near if start == 0 else (), start=start)
    return replace(shown, private=view.act is Act.SHOW)


def reasons(assistant: Assistant, press: Inquiry | Recall, scope: Scope) -> Post:
    """Why a question got its answer: the one that a button keeps, or that it recalls."""
    match press:
        case Inquiry():
            return explained(assistant, press.query, scope)
        case Recall():
            return recalled(assistant, assistant.recalled(press.mark), scope)
        case _:
            assert_never(press)


def explained(assistant: Assistant, question: str, scope: Scope) -> Post:
    """Why a question gets its answer, as the packs that are asked here stand now."""
    return _explanation(assistant.explain(question, scope=scope))


def recalled(assistant: Assistant, turn: Turn | None, scope: Scope) -> Post:
    """Why a turn of a conversation got its answer, or a line that says why that cannot be told."""
    if turn is None:
        return told(say(FORGOTTEN))
    if turn.way in {Way.DETAIL, Way.CHOICE}:
        return told(say(NOT_COMPARED))
    explanations = assistant.explain_turn(turn, scope=scope)
    if not explanations:
        return told(say(GONE))
    post = _explanation(explanations)
    if turn.way is Way.JOINED and isinstance(turn.before, Reply):
        return post.under(line(say(JOINED), question=turn.before.entry.question))
    return post


def _explanation(explanations: Sequence[Explanation]) -> Post:
    lines = [words(told_line) for told_line in all_lines(explanations)]
    fewer = ([*lines[:shown], words("…")] for shown in range(len(lines) - 1, 0, -1))
    versions = ([Words(lines=tuple(each))] for each in (lines, *fewer))
    return Post(drafts=drafts_of(versions), private=True)
