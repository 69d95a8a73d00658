"""Discord: events in → the service → messages out. `client` has the bot itself."""
