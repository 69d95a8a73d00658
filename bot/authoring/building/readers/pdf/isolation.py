"""PDFium in a process of its own: a hostile file can crash it or keep it busy, and nothing else."""

import json
import subprocess
import sys
from typing import Final

from bot.authoring.building.document import ReportError
from bot.authoring.building.readers.pdf.scan import Scan
from bot.authoring.building.readers.pdf.wire import unpacked

LONGEST: Final = 120
"""Seconds; 300 pages take some 15."""

_CHILD: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from bot.authoring.building.readers.pdf.child import main; main()"
)

_HEAD: Final = 1024

_SAID: Final = {
    "password": (
        "it is protected by a password: open it, save or print it as a PDF without one, and give "
        "that"
    ),
    "damaged": "the PDF is damaged or incomplete: get it again",
    "pages": "it has more than 3,000 pages: give the report in parts",
    "characters": "it has more than 6 million letters: give the report in parts",
    "memory": (
        "it needs more memory than any report does, and may be made to harm: print it anew as a "
        "PDF, and give that"
    ),
}


def scanned(data: bytes) -> Scan:
    """What stands on the pages of a PDF.

    Raises:
        ReportError: it cannot be read; the message says why, and what to do.
    """
    if b"%PDF-" not in data[:_HEAD]:
        raise ReportError("it is no PDF, though its name may say so: get the report again")
    command = [sys.executable, "-c", _CHILD, json.dumps(sys.path)]
    try:
        done = subprocess.run(  # noqa: S603  # our own code, no shell
            command, input=data, capture_output=True, timeout=LONGEST, check=True
        )
    except subprocess.TimeoutExpired as error:
        raise ReportError(
            "reading it takes forever, as no report does: print it anew as a PDF, and give that"
        ) from error
    except subprocess.CalledProcessError as error:
        sign = error.stderr.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1]
        raise ReportError(_SAID.get(sign, _SAID["damaged"])) from error
    return unpacked(done.stdout)
