"""What is said about the packs of a place: the list, and confirmations."""

from collections.abc import Sequence

from bot.adapters.discord.markdown import escape, first_fitting, small
from bot.adapters.discord.post import Post, line
from bot.core.knowledge import Pack
from bot.core.wording import citation, titles
from bot.service.places import Place, Scope

HOW = small("`/packs use` chooses, `/packs reset` undoes that.")


def listing(loaded: Sequence[Pack], holder: Place, scope: Scope) -> Post:
    """The packs that are loaded, those in scope marked, and those that are gone."""
    in_scope = scope or tuple(pack.id for pack in loaded)
    lines = [f"{_mark(pack, in_scope)} {escape(citation(pack.source))}" for pack in loaded]
    ids = {pack.id for pack in loaded}
    gone = [f"✗ {escape(pack_id)}: not loaded" for pack_id in scope if pack_id not in ids]
    asked = f"Asked here: {len(in_scope) - len(gone)} of {len(loaded)}, {_why(holder, scope)}."
    # Named by fewer and fewer words where there are many.
    short = [f"{_mark(pack, in_scope)} {escape(pack.id)}" for pack in loaded]
    return line(
        first_fitting(
            [
                "\n".join([asked, *lines, *gone, HOW]),
                "\n".join([asked, *short, *gone, HOW]),
                "\n".join([asked, HOW]),
            ]
        )
    )


def _mark(pack: Pack, in_scope: Scope) -> str:
    return "✓" if pack.id in in_scope else "–"


def _why(holder: Place, scope: Scope) -> str:
    if not scope:
        return "for none was chosen"
    return f"as chosen for {where(holder)}"


def chosen(packs: Sequence[Pack], place: Place) -> Post:
    """What was chosen."""
    said = f"From now on I answer from {escape(titles(packs))} in {where(place)}."
    return line(first_fitting([said]))


def where(place: Place) -> str:
    """A place in words."""
    if not place.workspace:
        return "this conversation"
    return "this channel" if place.channel else "this server"


def unknown(names: Sequence[str]) -> str:
    """That reports are not there."""
    told = ", ".join(escape(name) for name in names)
    there_is = f"There is no report “{told}”." if names else "Name a report."
    return first_fitting([f"{there_is} `/packs list` shows them all.", "There is no such report."])
