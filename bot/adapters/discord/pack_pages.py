"""What is said about the packs of a place: the list, and confirmations."""

from collections.abc import Sequence

from bot.adapters.discord.markdown import echo, escape, first_fitting, small
from bot.adapters.discord.post import Post, line
from bot.core.knowledge import Pack
from bot.core.tongue import said, say
from bot.core.wording import citation, titles
from bot.service.places import Place, Scope

HOW = said("`/packs use` chooses, `/packs reset` undoes that.")


def listing(loaded: Sequence[Pack], holder: Place, scope: Scope) -> Post:
    """The packs that are loaded, those in scope marked, and those that are gone."""
    in_scope = scope or tuple(pack.id for pack in loaded)
    lines = [f"{_mark(pack, in_scope)} {escape(citation(pack.source))}" for pack in loaded]
    ids = {pack.id for pack in loaded}
    not_loaded = say("{report}: not loaded")
    gone = [
        f"✗ {not_loaded.format(report=echo(pack_id))}" for pack_id in scope if pack_id not in ids
    ]
    asked = say("Asked here: {count} of {total}, {reason}.").format(
        count=len(in_scope) - len(gone), total=len(loaded), reason=_why(holder, scope)
    )
    how = small(say(HOW))
    # Named by fewer and fewer words where there are many.
    short = [f"{_mark(pack, in_scope)} {escape(pack.id)}" for pack in loaded]
    return line(
        first_fitting(
            [
                "\n".join([asked, *lines, *gone, how]),
                "\n".join([asked, *short, *gone, how]),
                "\n".join([asked, how]),
            ]
        )
    )


def _mark(pack: Pack, in_scope: Scope) -> str:
    return "✓" if pack.id in in_scope else "–"


def _why(holder: Place, scope: Scope) -> str:
    if not scope:
        return say("for none was chosen")
    return say("as chosen for {place}").format(place=where(holder))


def chosen(packs: Sequence[Pack], place: Place) -> Post:
    """What was chosen."""
    text = say("From now on I answer from {reports} in {place}.")
    return line(first_fitting([text.format(reports=escape(titles(packs)), place=where(place))]))


def where(place: Place) -> str:
    """A place in words."""
    if not place.workspace:
        return say("this conversation")
    return say("this channel") if place.channel else say("this server")


def unknown(names: Sequence[str]) -> str:
    """That reports are not there."""
    text = say("There is no report “{names}”. `/packs list` shows them all.")
    if not names:
        text = say("Name a report. `/packs list` shows them all.")
    told = say(", ").join(echo(name) for name in names)
    return first_fitting([text.format(names=told), say("There is no such report.")])
