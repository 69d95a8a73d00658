"""An export as a file: whole or not at all."""

from pathlib import Path

from bot.authoring.errors import CuratorError


def write(file: Path, text: str) -> None:
    """Write a text as UTF-8, its line ends as they are, in the place of what stood there.

    Raises:
        CuratorError: the file cannot be written; what stood there stands there still.
    """
    target = file.resolve()  # A link stays a link.
    if target.exists() and not target.is_file():
        raise CuratorError(f"cannot write to {file}: it is no plain file, give the name of one")
    beside = target.parent / f".{target.name}.new"
    try:
        try:
            beside.write_text(text, "utf-8", newline="")
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise CuratorError(f"cannot write to {file}: {error.strerror}") from error
