"""Packs made ready, and who answers from them."""

import gc
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from bot.app.present import clock
from bot.core.tongue import speaking
from bot.preparing import Chosen, Packs, preparation
from bot.service.assistant import Assistant
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.service.reloading import Reloader


def packs_of(chosen: Chosen, settings: Settings) -> Packs:
    """The packs that are chosen, to be made ready."""
    # An encoder loads while packs are read.
    return Packs(chosen=chosen, settings=settings, prepared=preparation(settings))


def assistant_of(chosen: Chosen, settings: Settings) -> Assistant:
    """Who answers from the packs that are chosen, as they are now."""
    return Assistant(packs_of(chosen, settings).briefings(), clock=clock)


def reloaded(packs: Packs) -> "tuple[Assistant, Reloader]":
    """Who answers from packs, and who looks after their files."""
    from bot.service.reloading import Reloader

    states = packs.states()  # First: what changes while they load is then noticed.
    assistant = Assistant(packs.briefings(), clock=clock)
    return assistant, Reloader(packs.find, assistant, states=states)


def keep_loaded() -> None:
    """Take what is loaded by now for no garbage: to look through it would stop all for 0.1 s."""
    gc.collect()
    gc.freeze()


def speaking_for(settings: Settings) -> AbstractContextManager[None]:
    """Speak the deployment's language in the terminal."""
    from bot.adapters.catalogues import Catalogues

    return speaking(Catalogues().of(settings.briefing_language))
