"""The commands: what each is given on the command line, and whom it calls.

A command says whether all is right with what it looked at. It imports what it needs only when it
runs: an answer in the terminal should not wait for what other commands are made of.
"""

import argparse
from collections.abc import Callable

Command = Callable[[argparse.Namespace], bool]
"""Does what a command line says, and returns whether all is right."""
