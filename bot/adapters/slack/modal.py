"""Forms of several pages: opened at a click, each page acknowledged at once and filled in then."""

import asyncio
import logging
from typing import Any, Final

from slack_sdk.errors import SlackApiError

from bot.adapters.slack.layout import blocks_of, fitting
from bot.adapters.slack.lines import TOO_LATE
from bot.adapters.slack.post import Post, told
from bot.adapters.slack.refusals import refused
from bot.adapters.slack.scene import Scene
from bot.adapters.slack.sending import FAILED, code_of
from bot.core.tongue import say
from bot.service.failure import log_failure

EXPIRED: Final = frozenset({"expired_trigger_id", "exchanged_trigger_id", "trigger_expired"})
"""What Slack says of a form that came later than three seconds after the click."""

LONGEST_TITLE: Final = 24
"""Characters of a form's title, and of its buttons."""

PAUSES: Final = (0.1, 0.3, 0.6)
"""Seconds before each further attempt to fill in a page."""

_log = logging.getLogger(__name__)


async def opened(scene: Scene, view: dict[str, Any]) -> None:
    """Open a form.

    Raises:
        RefusalError: Slack does not open it any more.
    """
    try:
        await scene.client.views_open(trigger_id=scene.trigger, view=view)
    except SlackApiError as error:
        if code_of(error) in EXPIRED:
            raise refused(say(TOO_LATE)) from error
        raise


async def turned(scene: Scene, ident: str, view: dict[str, Any]) -> bool:
    """Fill in a page that stands there waiting; False if the form is closed, or cannot be reached.

    Slack puts the page there when it has read our acknowledgement, which may be a moment later.
    """
    for pause in (0.0, *PAUSES):
        await asyncio.sleep(pause)
        try:
            await scene.client.views_update(external_id=ident, view=view)
        except FAILED as error:
            if not isinstance(error, SlackApiError) or code_of(error) != "not_found":
                log_failure(_log, "filling in a form", error)
                return False
        else:
            return True
    _log.info("a form was closed before its end")
    return False


def page(post: Post) -> dict[str, Any]:
    """A post as the last page of a form: whoever closes it closes the form."""
    return {**modal(blocks_of(post, fitting(post))), "clear_on_close": True}


def waiting(ident: str) -> dict[str, Any]:
    """A page that stands there while its content is looked up; by its name it is filled in then."""
    return {**page(told(say("One moment…"))), "external_id": ident}


def settled() -> dict[str, Any]:
    """A page for a form that was confirmed before."""
    return page(told(say("That has been kept already.")))


def modal(blocks: list[dict[str, Any]], submit: str = "") -> dict[str, Any]:
    """A page of a form; with `submit` on a button, it can be sent."""
    view = {"type": "modal", "title": _label(say("Digest")), "blocks": blocks}
    view["close"] = _label(say("Cancel") if submit else say("Close"))
    return {**view, "submit": _label(submit)} if submit else view


def _label(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text[:LONGEST_TITLE], "emoji": False}
