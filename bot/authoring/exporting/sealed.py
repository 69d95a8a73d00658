"""Pages that need nothing else, and forbid their browser everything but their own style and script.

These it knows by their SHA-256 sums.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib import resources


def content_policy(style: str, script: str = "") -> str:
    """The page's Content-Security-Policy: no request to anything, no style or script but its own.

    Only its icon is an image, and stands in the page itself.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_sum(style)}'",
            f"script-src '{_sum(script)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        )
    )


def _sum(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def asset(name: str) -> str:
    """A file that lies beside this module; its line ends are plain, whatever system it is on."""
    return resources.files("bot.authoring.exporting").joinpath(name).read_text("utf-8")
