"""Who wants something on Slack, and where: what every way in comes down to."""

from dataclasses import dataclass, field
from typing import Any, Final

from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.rooms import Room
from bot.service.places import Place

PLATFORM: Final = "slack"
"""What is kept of Slack is kept under this."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """A person in a conversation.

    Attributes:
        team: the workspace that the bot was asked in.
        channel: where; empty in App Home, which is none.
        user: who.
        thread: the message that their thread hangs from, if they are in one.
        client: what speaks to Slack for that workspace.
        response_url: where Slack takes answers to a command or a click, for half an hour.
        message: the message whose button was clicked.
        mark: names what was asked, to be recalled by.
        trigger: lets a form be opened, once and for three seconds.
    """

    team: str
    channel: str
    user: str
    client: AsyncWebClient = field(repr=False)
    thread: str = ""
    response_url: str = field(default="", repr=False)
    message: str = ""
    mark: str = ""
    trigger: str = field(default="", repr=False)

    @property
    def direct(self) -> bool:
        """Whether it is between the person and the bot alone."""
        return self.room.direct

    @property
    def room(self) -> Room:
        """The conversation, as it is kept."""
        return Room(team=self.team, channel=self.channel)

    @property
    def place(self) -> Place:
        """Whose settings hold."""
        room = self.room
        return Place(platform=PLATFORM, workspace=room.workspace, channel=room.key)

    @property
    def whole(self) -> Place:
        """The whole workspace."""
        return Place(platform=PLATFORM, workspace=self.team)

    @property
    def person(self) -> str:
        """Names the person wherever they write. It is never stored."""
        return f"{PLATFORM}:{self.team}-{self.user}"

    @property
    def conversation(self) -> str:
        """Names the person's conversation here, for follow-ups. It is never stored.

        A thread is a conversation of its own, but not where they are alone with the bot: there,
        Slack itself may make a thread of each question.
        """
        thread = "" if self.direct else self.thread
        return f"{PLATFORM}:{self.channel}:{thread}:{self.team}-{self.user}"


def scene_of_event(
    event: dict[str, Any], team: str, client: AsyncWebClient, *, agent: bool = False
) -> Scene:
    """Where a message was written: what is answered in a channel is answered in a thread.

    So it is in direct messages where Slack shows the bot as an agent: each question there begins
    a thread.
    """
    channel, ts = str(event["channel"]), str(event["ts"])
    started = "" if channel.startswith("D") and not agent else ts
    return Scene(
        team=team,
        channel=channel,
        user=str(event.get("user", "")),
        thread=str(event.get("thread_ts", started)),
        client=client,
        mark=f"{channel}-{ts}",
    )


def scene_of_command(command: dict[str, Any], client: AsyncWebClient) -> Scene:
    """Where a command was given."""
    return Scene(
        team=str(command["team_id"]),
        channel=str(command["channel_id"]),
        user=str(command["user_id"]),
        client=client,
        response_url=str(command["response_url"]),
        mark=str(command["trigger_id"]),
        trigger=str(command["trigger_id"]),
    )


def scene_of_action(body: dict[str, Any], client: AsyncWebClient) -> Scene:
    """Where a button was clicked, or a shortcut used."""
    message = body.get("message") or {}
    held = body.get("container") or {}
    thread = message.get("thread_ts") or held.get("thread_ts") or ""
    return Scene(
        team=str((body.get("team") or {}).get("id") or body["user"].get("team_id", "")),
        channel=str((body.get("channel") or {}).get("id", "")),
        user=str(body["user"]["id"]),
        thread=str(thread),
        client=client,
        response_url=str(body.get("response_url") or ""),
        message=str(message.get("ts") or held.get("message_ts") or ""),
        mark=str(body.get("trigger_id", "")),
        trigger=str(body.get("trigger_id", "")),
    )
