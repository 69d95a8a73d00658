"""What a click on a button shows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from bot.adapters.discord.lines import CHANGED_SINCE, FORGOTTEN, GONE, JOINED, NOT_COMPARED
from bot.adapters.discord.markdown import escape
from bot.adapters.discord.post import Post, drafts_of, line
from bot.adapters.discord.press import Act, Inquiry, Recall, View
from bot.adapters.discord.render import render
from bot.core.answer import Reply
from bot.core.conversation import Turn, Way
from bot.core.related import related
from bot.core.tongue import say
from bot.core.why import Explanation, all_lines
from bot.service.assistant import Assistant
from bot.service.places import Scope


def opened(assistant: Assistant, view: View, *, conversation: str) -> Post:
    """The post that a view asks for, or a line that says why there is none any more.

    What is chosen or shared is for all, the rest for the clicker alone: also what an entry says
    now, if that is not what the message said that had the button.
    """
    reply = reply_of(assistant, view, conversation)
    if reply is None:
        return line(say(GONE))
    near = related(reply.pack, reply.entry, assistant.now())
    if view.act is not Act.CHOOSE and view.mark not in {"", reply.entry.mark}:
        return replace(render(reply, related=near).under(say(CHANGED_SINCE)), private=True)
    start = view.start if view.start < len(reply.entry.excerpts) else 0
    shown = render(reply, related=near if start == 0 else (), start=start)
    return replace(shown, private=view.act is Act.SHOW)


def reply_of(assistant: Assistant, view: View, conversation: str) -> Reply | None:
    """What the view is of, as the pack has it now."""
    found = entry_of(assistant, view)
    if found is None:
        return None
    pack_id, entry_id = found
    return assistant.open(pack_id, entry_id, view.detail, conversation=conversation)


def entry_of(assistant: Assistant, view: View, scope: Scope = ()) -> tuple[str, str] | None:
    """The ids of the pack and the entry that a view is of.

    None if they can no longer be known, or if the pack is not in the scope.
    """
    asked = {pack.id for pack in assistant.packs(scope)}
    return next(
        (found for found in ids_of(assistant, view) if not scope or found[0] in asked), None
    )


def ids_of(assistant: Assistant, view: View) -> Iterator[tuple[str, str]]:
    """The ids of a view's pack and entry. Ids that were too long are found by their hash."""
    if view.pack:
        yield view.pack, view.entry
        return
    for pack in assistant.packs():
        yield from ((pack.id, entry.id) for entry in pack.entries if view.is_of(pack, entry))


def reasons(assistant: Assistant, press: Inquiry | Recall, scope: Scope) -> Post:
    """Why a question got its answer: the one that a button keeps, or that it recalls."""
    match press:
        case Inquiry():
            return explained(assistant, press, scope)
        case Recall():
            return recalled(assistant, assistant.recalled(press.mark), scope)
        case _:
            assert_never(press)


def explained(assistant: Assistant, inquiry: Inquiry, scope: Scope) -> Post:
    """Why a question gets its answer, as the packs that are asked here stand now."""
    return _explanation(assistant.explain(inquiry.query, scope=scope))


def recalled(assistant: Assistant, turn: Turn | None, scope: Scope) -> Post:
    """Why a turn of a conversation got its answer, or a line that says why that cannot be told."""
    if turn is None:
        return line(say(FORGOTTEN))
    if turn.way in {Way.DETAIL, Way.CHOICE}:
        return line(say(NOT_COMPARED))
    explanations = assistant.explain_turn(turn, scope=scope)
    if not explanations:
        return line(say(GONE))
    post = _explanation(explanations)
    if turn.way is Way.JOINED and isinstance(turn.before, Reply):
        return post.under(say(JOINED).format(question=escape(turn.before.entry.question)))
    return post


def _explanation(explanations: Sequence[Explanation]) -> Post:
    lines = [escape(told) for told in all_lines(explanations)]
    fewer = ([*lines[:shown], "…"] for shown in range(len(lines) - 1, 0, -1))
    return Post(drafts=drafts_of(["\n".join(each)] for each in (lines, *fewer)), private=True)
