"""doctor, invite: getting the bot to work where it is to answer."""

import argparse

from bot.commands.options import add_packs, chosen


def add_doctor(parser: argparse.ArgumentParser) -> None:
    """The arguments of `doctor`."""
    add_packs(parser)
    parser.set_defaults(command=_doctor)


def _doctor(options: argparse.Namespace) -> bool:
    from bot.curating.doctor import doctor

    return doctor(chosen(options))


def add_invite(parser: argparse.ArgumentParser) -> None:
    """The arguments of `invite`: none."""
    parser.set_defaults(command=_invite)


def _invite(_: argparse.Namespace) -> bool:
    from bot.curating.invite import invite

    invite()
    return True
