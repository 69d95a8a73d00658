"""The bot on Slack, as its users meet it: through the real Bolt and slack_sdk."""
