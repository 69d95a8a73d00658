"""A Slack on this machine: Web API, Socket Mode, response addresses and signed HTTP.

The real slack_sdk and slack-bolt clients talk to it; only the far end of the wire is ours. Tests
act as users do, `await slack.mention("U1", "C1", "why …?")`, then look at what channels show.
"""
