"""doctor, invite, digest: getting the bot to work, and how its digests stand."""

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


def add_digest(parser: argparse.ArgumentParser) -> None:
    """The arguments of `digest`."""
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    status = actions.add_parser("status", help="say how digests stand, fail if one has stopped")
    status.add_argument("number", type=int, nargs="?", metavar="NUMBER", help="one of them")
    status.set_defaults(command=_digest_status)


def _digest_status(options: argparse.Namespace) -> bool:
    from bot.curating.digest_status import digest_status

    return digest_status(options.number)
