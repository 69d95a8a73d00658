"""Which platforms there is a token for."""

from bot.preparing import StartError
from bot.settings import Settings

ALL, DISCORD, SLACK = "all", "discord", "slack"
"""What there is to serve."""


def platforms_of(settings: Settings, platform: str) -> list[str]:
    """The platforms to serve: the one that is wanted, or all that there are tokens for.

    Raises:
        StartError: a token is missing.
    """
    wants = {
        DISCORD: settings.discord_token is not None,
        SLACK: settings.slack_bot_token is not None or bool(settings.slack_client_id),
    }
    if platform != ALL and not wants[platform]:
        name = "DISCORD_TOKEN" if platform == DISCORD else "SLACK_BOT_TOKEN"
        raise StartError(f"--platform {platform} needs {name}=… in .env (see README.md)")
    platforms = [each for each, given in wants.items() if given and platform in {ALL, each}]
    if SLACK in platforms:
        _check_slack(settings)
    return platforms


def _check_slack(settings: Settings) -> None:
    """See that what goes together is there.

    Raises:
        StartError: something is missing, or excludes something else.
    """
    if not settings.slack_client_id:
        if not (settings.slack_app_token or settings.slack_signing_secret):
            raise StartError(
                "SLACK_BOT_TOKEN needs SLACK_APP_TOKEN=… beside it, for Socket Mode, or"
                " SLACK_SIGNING_SECRET=…, for HTTP (see docs/slack.md)"
            )
        return
    if settings.slack_bot_token or settings.slack_app_token:
        raise StartError(
            "SLACK_CLIENT_ID is for workspaces that install the app themselves, over HTTP: leave"
            " SLACK_BOT_TOKEN and SLACK_APP_TOKEN out (see docs/slack.md)"
        )
    wanted = {
        "SLACK_CLIENT_SECRET": settings.slack_client_secret,
        "SLACK_SIGNING_SECRET": settings.slack_signing_secret,
        "BRIEFING_SECRET_KEY": settings.briefing_secret_key,
    }
    if missing := [name for name, given in wanted.items() if given is None]:
        raise StartError(f"SLACK_CLIENT_ID needs {', '.join(missing)} as well (see docs/slack.md)")
