"""Slack: events in → the service → messages out. `bot` has the bot itself."""
