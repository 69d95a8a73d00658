"""Which packs a conversation is about."""

from dataclasses import replace

from bot.service.places import Place, Scope
from bot.service.ports import ScopeStore


class Scopes:
    """The scopes of places, of which the nearest counts."""

    def __init__(self, store: ScopeStore) -> None:
        self._store = store

    async def scope(self, place: Place) -> Scope:
        """The scope of a channel, else of its workspace, else an empty one: all packs.

        Raises:
            StoreError: it cannot be read. To answer from all packs then could be wrong.
        """
        _, scope = await self.nearest(place)
        return scope

    async def nearest(self, place: Place) -> tuple[Place, Scope]:
        """The scope that counts in a place, and the place that it was chosen for.

        Raises:
            StoreError: it cannot be read.
        """
        own = await self._store.scope(place)
        if own or not (place.workspace and place.channel):
            return place, own
        workspace = replace(place, channel="")
        return workspace, await self._store.scope(workspace)

    async def choose(self, place: Place, scope: Scope) -> None:
        """Let a place be about some packs, in this order; an empty scope lets go of its own.

        Raises:
            StoreError: it was not kept.
        """
        await self._store.keep_scope(place, tuple(dict.fromkeys(scope)))
