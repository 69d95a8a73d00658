"""What stands in the way of a digest on Slack: met, and told to a person."""

from typing import Final

from bot.adapters.slack.spans import Line, line
from bot.core.subscription import Reason, Stop, Subscription
from bot.core.tongue import said, say

STOPS: Final = {
    "channel_not_found": Reason.CHANNEL_GONE,
    "is_archived": Reason.CHANNEL_GONE,
    "not_in_channel": Reason.PERMISSIONS,
    "restricted_action": Reason.PERMISSIONS,
    "restricted_action_read_only_channel": Reason.PERMISSIONS,
    "restricted_action_thread_only_channel": Reason.PERMISSIONS,
    "restricted_action_non_threadable_channel": Reason.PERMISSIONS,
    "no_permission": Reason.PERMISSIONS,
    "ekm_access_denied": Reason.PERMISSIONS,
    "cannot_dm_bot": Reason.CLOSED_TO_US,
    "messages_tab_disabled": Reason.CLOSED_TO_US,
    "user_disabled": Reason.CLOSED_TO_US,
    "user_not_found": Reason.CLOSED_TO_US,
    "account_inactive": Reason.WORKSPACE_LEFT,
    "token_revoked": Reason.WORKSPACE_LEFT,
    "invalid_auth": Reason.WORKSPACE_LEFT,
}
"""What Slack says where trying again is of no use for now."""

WHY: Final = {
    Reason.CHANNEL_GONE: said("the channel is archived, gone or hidden from me"),
    Reason.PERMISSIONS: said("I am not in that channel, or may not write there"),
    Reason.WORKSPACE_LEFT: said("I am no longer in that workspace"),
    Reason.CLOSED_TO_US: said("my direct messages are not taken"),
}
MEND: Final = {
    Reason.CHANNEL_GONE: said(
        "Subscribe another channel with `/digest subscribe`, and remove this digest."
    ),
    Reason.PERMISSIONS: said("Invite me to the channel: I see it by myself and go on."),
    Reason.WORKSPACE_LEFT: said("Install me again: I go on by myself."),
    Reason.CLOSED_TO_US: said("Allow direct messages from me, then `/digest resume`."),
}


def stop_of(code: str) -> Stop | None:
    """Why a digest stops, by what Slack says; None if it may be tried again."""
    reason = STOPS.get(code)
    return None if reason is None else Stop(reason=reason)


def stop_lines(subscription: Subscription, stop: Stop) -> tuple[Line, ...]:
    """What the one who made a digest is told when it stops."""
    text = say("Digest {number} has stopped: {reason}.")
    return (
        line(text, number=subscription.id, reason=say(WHY[stop.reason])),
        line(say(MEND[stop.reason])),
    )
