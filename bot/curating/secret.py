"""`briefing secret`: a key that seals the tokens of workspaces."""

from bot.curating.told import extra_told


def print_key() -> None:
    """Print a fresh key, or say that what seals is not installed."""
    with extra_told("slack"):
        from bot.adapters.slack.sealing import new_key

        print(new_key())
