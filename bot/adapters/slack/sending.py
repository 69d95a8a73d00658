"""Sending a post so that exactly one message arrives, also where Slack refuses parts of it."""

import json
import logging
from functools import partial
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook.async_client import AsyncWebhookClient
from slack_sdk.webhook.webhook_response import WebhookResponse

from bot.adapters.slack.layout import lay_out, without_blocks
from bot.adapters.slack.post import Post
from bot.adapters.slack.scene import Scene

QUIET: Final[dict[str, Any]] = {"unfurl_links": False, "unfurl_media": False}
"""Nothing that we post unfolds into a preview."""

BLOCKS: Final = frozenset(
    {
        "invalid_blocks",
        "invalid_blocks_format",
        "msg_blocks_too_long",
        "msg_too_long",
        "block_mismatch",
        "invalid_attachments",
    }
)
"""What Slack says of a message whose blocks it does not take."""

ELSEWHERE: Final = frozenset(
    {
        "channel_not_found",
        "not_in_channel",
        "is_archived",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "restricted_action_thread_only_channel",
        "restricted_action_non_threadable_channel",
        "thread_not_found",
        "cannot_reply_to_message",
        "message_not_found",
        "ekm_access_denied",
        "team_access_not_granted",
    }
)
"""What Slack says where the bot may not write: then the asker is answered directly."""

ANSWERS: Final = "briefing_answer"
"""The type of the metadata in which it stands what a message answers."""

LOOKED_AT: Final = 50
"""Messages searched for one that may have arrived."""

OK: Final = 200

LOST: Final = (aiohttp.ClientError, TimeoutError, OSError)
"""A connection that broke."""

FAILED: Final = (SlackClientError, *LOST)
"""What sending fails with."""

_log = logging.getLogger(__name__)


def quiet() -> logging.Logger:
    """What Slack's own libraries log to: at DEBUG they would log what users write."""
    log = logging.getLogger("slack_bolt.briefing")
    log.setLevel(max(logging.INFO, logging.getLogger().getEffectiveLevel()))
    return log


async def give(scene: Scene, post: Post) -> str | None:
    """Answer; return the message's id if Slack tells it.

    Raises:
        SlackClientError: Slack took it in no form.
    """
    if scene.response_url:
        await _respond(scene, post)
        return None
    return await _post(scene, post)


async def whisper(scene: Scene, post: Post) -> None:
    """Answer for the asker's eyes alone, in a channel: it makes no noise."""
    if scene.direct or scene.response_url:
        await give(scene, post)
        return
    try:
        await scene.client.chat_postEphemeral(
            channel=scene.channel, user=scene.user, parse="none", **lay_out(post)
        )
    except SlackApiError as error:
        _log.warning("could not whisper (%s): answering in the thread", code_of(error))
        await give(scene, post)


async def remove(scene: Scene) -> None:
    """Delete the message whose button was clicked."""
    hook = AsyncWebhookClient(scene.response_url, logger=quiet())
    if await _tried(hook, {"delete_original": True}):
        await scene.client.chat_delete(channel=scene.channel, ts=scene.message)


async def replaced(scene: Scene, post: Post) -> bool:
    """Put a post in the place of the message whose button was clicked; whether Slack took it."""
    hook = AsyncWebhookClient(scene.response_url, logger=quiet())
    refusal = await _tried(hook, {**lay_out(post), "replace_original": True, **QUIET})
    if refusal:
        _log.warning("a message was not replaced (%s)", refusal)
    return not refusal


async def _post(scene: Scene, post: Post) -> str | None:
    try:
        return await _message(scene, scene.channel or scene.user, post, thread=scene.thread)
    except SlackApiError as error:
        if code_of(error) not in ELSEWHERE or scene.direct:
            raise
        _log.warning("may not write in a channel (%s): answering directly", code_of(error))
        return await _message(scene, scene.user, post, thread="")


async def _message(scene: Scene, channel: str, post: Post, *, thread: str) -> str | None:
    """Post a message; as nothing but text if Slack does not take its blocks."""
    rest: dict[str, Any] = {"channel": channel, "thread_ts": thread or None, **QUIET}
    try:
        return await _once(scene, {**lay_out(post), **rest})
    except SlackApiError as error:
        if code_of(error) not in BLOCKS:
            raise
        _log.warning("a message was refused (%s): sending it as text", code_of(error))
        return await _once(scene, {**without_blocks(post), **rest})


async def _once(scene: Scene, message: dict[str, Any]) -> str | None:
    """Post a message; if the connection breaks, see whether it has arrived before another try."""
    marked = {"event_type": ANSWERS, "event_payload": {"mark": scene.mark}}
    send = partial(
        scene.client.chat_postMessage, **message, parse="none", link_names=False, metadata=marked
    )
    try:
        sent = await send()
    except LOST:
        _log.warning("the connection broke while answering: looking for the answer")
        found = await _found(scene, message)
        if found is not None:
            return found
        sent = await send()
    return sent.get("ts")


async def _found(scene: Scene, message: dict[str, Any]) -> str | None:
    """The message that answers what was asked, if it is there and Slack shows it."""
    where = {"channel": message["channel"], "include_all_metadata": True, "limit": LOOKED_AT}
    thread = message["thread_ts"]
    try:
        if thread:
            seen = await scene.client.conversations_replies(ts=thread, **where)
        else:
            seen = await scene.client.conversations_history(**where)
    except FAILED:
        return None
    for each in seen["messages"]:
        metadata = each.get("metadata") or {}
        marks = metadata.get("event_payload") or {}
        if metadata.get("event_type") == ANSWERS and marks.get("mark") == scene.mark:
            return str(each["ts"])
    return None


async def _respond(scene: Scene, post: Post) -> None:
    hook = AsyncWebhookClient(scene.response_url, logger=quiet())
    seen_by = "ephemeral" if post.private else "in_channel"
    rest: dict[str, Any] = {"response_type": seen_by, "replace_original": False, **QUIET}
    if scene.thread:
        rest["thread_ts"] = scene.thread
    refusal = await _tried(hook, {**lay_out(post), **rest})
    if refusal in BLOCKS:
        _log.warning("a response was refused (%s): sending it as text", refusal)
        refusal = await _tried(hook, {**without_blocks(post), **rest})
    if refusal:
        _log.warning("a response was refused (%s): sending it as a message", refusal)
        await _instead(scene, post)


async def _tried(hook: AsyncWebhookClient, response: dict[str, Any]) -> str:
    """Send a response; why Slack did not take it, empty if it did."""
    try:
        return _refusal(await hook.send_dict(response))
    except LOST:
        return "the connection broke"


async def _instead(scene: Scene, post: Post) -> None:
    """Answer where Slack no longer takes a response: to the asker alone."""
    if scene.direct:
        await _post(scene, post)
        return
    try:
        await scene.client.chat_postEphemeral(
            channel=scene.channel, user=scene.user, parse="none", **lay_out(post)
        )
    except SlackApiError as error:
        _log.warning("nor did Slack take that (%s): answering directly", code_of(error))
        await _message(scene, scene.user, post, thread="")


def _refusal(response: WebhookResponse) -> str:
    """Why Slack did not take a response; empty if it did.

    It says so in JSON or as a bare word, mostly with another status than 200, but not always.
    """
    try:
        told = json.loads(response.body)
    except ValueError:
        told = {"ok": response.status_code == OK, "error": response.body}
    if isinstance(told, dict) and told.get("ok", response.status_code == OK):
        return ""
    return str(told.get("error") if isinstance(told, dict) else told) or str(response.status_code)


def code_of(error: SlackApiError) -> str:
    """Slack's word for what it refused."""
    return str(error.response.get("error", ""))
