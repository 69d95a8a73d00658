"""ask, why, chat, run: who answers questions."""

import argparse

from bot import app
from bot.commands.options import add_drafts, add_json, add_packs, chosen
from bot.preparing import StartError


def add_ask(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ask`."""
    parser.add_argument("question", nargs="*", help="the question, in your own words")
    add_json(parser)
    parser.add_argument(
        "--batch", metavar="FILE", help='JSON Lines {"id", "q"} in, answers out; - reads from stdin'
    )
    add_packs(parser)
    add_drafts(parser)
    parser.set_defaults(command=_ask)


def _ask(options: argparse.Namespace) -> bool:
    question = " ".join(options.question)
    if options.batch is not None:
        if question:
            raise StartError("give a question or --batch FILE, not both")
        app.ask_batch(options.batch, chosen(options))
    elif options.question:
        app.ask(question, chosen(options), as_json=options.json)
    else:
        raise StartError('no question: write briefing ask "…", or --batch FILE')
    return True


def add_why(parser: argparse.ArgumentParser) -> None:
    """The arguments of `why`."""
    parser.add_argument("question", nargs="+", help="the question, in your own words")
    add_packs(parser)
    add_drafts(parser)
    parser.set_defaults(command=_why)


def _why(options: argparse.Namespace) -> bool:
    app.why(" ".join(options.question), chosen(options))
    return True


def add_chat(parser: argparse.ArgumentParser) -> None:
    """The arguments of `chat`."""
    add_packs(parser)
    add_drafts(parser)
    parser.set_defaults(command=_chat)


def _chat(options: argparse.Namespace) -> bool:
    app.chat(chosen(options))
    return True


def add_run(parser: argparse.ArgumentParser) -> None:
    """The arguments of `run`."""
    parser.add_argument(
        "--platform",
        choices=(app.ALL, app.DISCORD, app.SLACK),
        default=app.ALL,
        help="what to serve: all that there are tokens for, if you do not say",
    )
    add_packs(parser)
    parser.set_defaults(command=_serve)


def _serve(options: argparse.Namespace) -> bool:
    app.serve(chosen(options), options.platform)
    return True
