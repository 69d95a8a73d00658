"""What a digest is made of beside the report: what was asked, what has changed since."""

from datetime import datetime, timedelta
from typing import Protocol

from bot.core.digest import Kind, Material
from bot.core.knowledge import Pack
from bot.core.subscription import Subscription
from bot.service.ports import SubscriptionStore
from bot.service.tally import DAYS, TallyStore


class MaterialStore(SubscriptionStore, TallyStore, Protocol):
    """Durable subscriptions, and counts of what was asked."""


async def material_for(
    subscription: Subscription, pack: Pack, store: MaterialStore, now: datetime
) -> Material:
    """The material of a subscription's next digest; none where its kind needs none.

    Raises:
        StoreError: it cannot be read.
    """
    platform, workspace = subscription.platform, subscription.workspace
    if subscription.plan.kind is Kind.ASKED:
        since = now.date() - timedelta(days=DAYS)
        return Material(asked=await store.asked(platform, workspace, pack.id, since))
    if subscription.plan.kind is not Kind.CORRECTIONS:
        return Material()
    marks = await store.posted(platform, workspace, pack.id)
    changed = (entry.id for entry in pack.entries if marks.get(entry.id, entry.mark) != entry.mark)
    return Material(changed=frozenset(changed))
