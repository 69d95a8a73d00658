"""The command line: commands and exit codes, nothing else.

Exit codes: 0 done, 1 there are problems, a bar is missed, the database is not up to date or a post
is left uncorrected, 2 wrong usage or something needed is missing.
"""

import argparse
import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from typing_extensions import override

from bot.commands import Command, asking, checking, looking, measuring, operating, writing
from bot.preparing import StartError

DONE, PROBLEMS, MISUSED, INTERRUPTED = 0, 1, 2, 130
"""Exit codes; 130 is the shell's for an interrupted program."""

COMMANDS: Final[Mapping[str, tuple[str, Callable[[argparse.ArgumentParser], None]]]] = {
    "ask": ("answer one question, or a file of them", asking.add_ask),
    "why": ("explain the answer to a question", asking.add_why),
    "chat": ("ask and follow up in the terminal", asking.add_chat),
    "build": ("draft a pack from a report", writing.add_build),
    "diff": ("say what a new edition changes", writing.add_diff),
    "check": ("say what is wrong or weak in packs", checking.add_check),
    "eval": ("measure a pack on questions with known answers", measuring.add_eval),
    "calibrate": ("fit how sure is sure enough to a pack", measuring.add_calibrate),
    "curate": ("take missed questions into a pack", writing.add_curate),
    "export": ("write a pack for others to open", writing.add_export),
    "overview": ("write a page on reports, digests, settings and misses", measuring.add_overview),
    "doctor": ("say what keeps the bot from working, and how to mend it", looking.add_doctor),
    "invite": ("print the addresses that add the bot to Discord", looking.add_invite),
    "digest": ("say how digests stand", looking.add_digest),
    "correct": ("list and mend posts that say something else by now", operating.add_correct),
    "migrate": ("bring the database up to date", operating.add_migrate),
    "backup": ("copy the database into a file", operating.add_backup),
    "restore": ("put a backup into the database", operating.add_restore),
    "run": ("serve Discord and Slack, or the terminal without a token", asking.add_run),
}
"""What each command is for, and what declares its arguments."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    command: Command = options.command
    _forgive_encodings()
    try:
        return _finish(DONE if command(options) else PROBLEMS)
    except StartError as error:
        print(f"briefing: {error}", file=sys.stderr)
        return MISUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _abandon_output()  # Whoever read it has enough.
        return DONE
    except OSError as error:
        _abandon_output()
        print(
            f"briefing: {error.strerror or error}: {error.filename or 'the output'}",
            file=sys.stderr,
        )
        return MISUSED


def _finish(code: int) -> int:
    """Write out what is left, while a failure to do so can still be told."""
    print(end="", flush=True)
    return code


def _abandon_output() -> None:
    """Send what is left of the output nowhere, or Python tries again to write it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _forgive_encodings() -> None:
    """Show a sign that cannot be read or written as a question mark instead of stopping at it."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="briefing",
        description="Answer questions about a report by quoting it, or say that it cannot.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (told, add) in COMMANDS.items():
        add(commands.add_parser(name, help=told))
    return parser


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: that takes longer than a match."""

    @override
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(version("briefing"))
        parser.exit()
