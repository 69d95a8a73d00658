"""The clockwork of digests: what is under way is finished when the bot stops."""

import asyncio

from bot.core.digest import Plan
from bot.service.delivering import Delivering
from bot.service.digest_loop import DigestLoop
from bot.service.tally import Tally
from bot.store import open_store
from tests.factories import make_pack
from tests.service.fakes import Clock, FakeSender
from tests.store.factories import MONDAY, make_new


async def test_a_stop_waits_for_the_digest_that_is_on_its_way() -> None:
    store = await open_store("sqlite+aiosqlite://")
    kept = await store.add(make_new(plan=Plan()))
    delivering = Delivering(
        platform="discord",
        store=store,
        find_pack=lambda _: make_pack(),
        clock=Clock(MONDAY),
        jitter=lambda: 1.0,
        spread=0,
    )
    sending, sent = asyncio.Event(), asyncio.Event()

    async def slowly() -> None:
        sending.set()
        await sent.wait()

    clock = Clock(MONDAY)
    sender = FakeSender(meanwhile=slowly)
    loop = DigestLoop(delivering, sender, [Tally(store, clock)], held=lambda: False)
    ticking = asyncio.create_task(loop.tick())
    await sending.wait()
    stopping = asyncio.create_task(loop.finish())
    await asyncio.sleep(0)
    assert not stopping.done()
    sent.set()
    await stopping
    assert await ticking == 1
    (delivery,) = await store.deliveries(kept.id, 9)
    assert delivery.status == "sent"
    await store.close()
