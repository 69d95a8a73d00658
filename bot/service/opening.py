"""What a button is about, as the packs have it now."""

from collections.abc import Iterator

from bot.core.answer import Reply
from bot.core.press import View
from bot.service.assistant import Assistant
from bot.service.places import Scope


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
