"""A Slack on this machine: Web API, Socket Mode, response addresses and signed HTTP.

The real slack_sdk and slack-bolt clients talk to it; only the far end of the wire is ours. Tests
act as users do, then look at what channels show::

    async with running() as slack:
        client = AsyncWebClient(token=BOT_TOKEN, base_url=slack.api)
        ...  # connect an app by Socket Mode, or set slack.app_url to where it listens
        await slack.mention(ANNA, GENERAL, "why …?")
        (reply,) = await slack.posted()
        await slack.press(ANNA, reply, "More")

What people do ends when the app has acknowledged it; `posted` and `state.until` wait for what comes
of it. Nothing sleeps.

`slack.state` holds calls, messages, homes, forms, tokens and scopes: with `state.scopes` set,
each method needs its scope, and what Slack would not tell the app raises `NotToldError`.
`slack.faults` scripts what goes wrong with a method. `slack.socket` drops, warns and asks to
connect anew. With `socket.patience` set, events that stay unacknowledged for so many seconds come
again under their ids, over either transport. `slack.workspace` adds a workspace, and gives the
code by which it installs the app.
"""
