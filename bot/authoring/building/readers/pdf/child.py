"""The process in which PDFium reads a file: its bytes come in, what was scanned goes out."""

import sys
from typing import Final, NoReturn

from bot.authoring.building.readers.pdf.scanning import ScanError, scan
from bot.authoring.building.readers.pdf.wire import packed

MEMORY: Final = 1_500_000_000
"""Bytes of address space; a report of 300 pages needs a fifth of that."""

SECONDS: Final = 110
"""Of computing, lest it goes on when the one who asked is gone."""


def main() -> None:
    """Read standard input, write standard output; what is wrong is a word on standard error."""
    _limit()
    try:
        found = packed(scan(sys.stdin.buffer.read()))
    except ScanError as error:
        _fail(str(error))
    except MemoryError:
        _fail("memory")
    sys.stdout.buffer.write(found)


def _fail(sign: str) -> NoReturn:
    sys.stderr.write(sign)
    sys.exit(1)


def _limit() -> None:
    """Bound memory and time, where the system can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  # not on Windows

    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        _, hard = resource.getrlimit(what)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, hard))
