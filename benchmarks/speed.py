"""How fast our matcher is beside others: `python -m benchmarks.speed [--sizes N …] [--queries N]`.

All answer the same queries about the same made-up phrasings, each in a process of its own.
"""

import argparse
import ctypes
import gc
import json
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Final

import numpy as np

from benchmarks.generated import SEED, Corpus, Query, make_corpus, make_queries
from benchmarks.peers import MOST, PEERS, Peer

SIZES: Final = (1_000, 10_000, 100_000, 1_000_000)
QUERIES: Final = 200

LONGEST: Final = 30.0
"""Seconds after which a peer is asked nothing more, once it has answered FEWEST queries."""

FEWEST: Final = 3

WARM_UPS: Final = 20
WARM_UP: Final = 3.0
"""Other queries asked before, until so many seconds have passed."""

ONE_THREAD: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

STATM: Final = Path("/proc/self/statm")

HEAD: Final = (
    f"  {'':25} {'queries':>7} {'p50 ms':>9} {'p95 ms':>9} {'p50/ours':>8} {'right':>6}"
    f" {'build s':>8} {'load s':>6} {'bytes':>6}"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """What was measured of one peer at one size.

    `p50` and `p95` are milliseconds a query; `right` the share of queries about an entry whose
    first result is that entry; `build` the seconds to build it, and to keep what was built, `load`
    those to take it up again, where it is kept; `memory` the bytes for each phrasing by which the
    process grew while the peer was built, where that can be told.
    """

    peer: str
    size: int
    queries: int
    p50: float
    p95: float
    right: float
    build: float
    load: float | None
    memory: float | None


def main(arguments: Sequence[str]) -> None:
    """Print a table for each size."""
    options = _options(arguments)
    for name in ONE_THREAD:  # for the processes started from here; this one reads none of them
        os.putenv(name, "1")
    rows = [row for size in options.sizes for row in table(size, options.queries)]
    if options.json:
        machine = {"python": platform.python_version(), "machine": platform.machine()}
        told = machine | {"rows": [asdict(row) for row in rows]}
        options.json.write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="phrasings")
    parser.add_argument("--queries", type=int, default=QUERIES, help="at most, of each peer")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    options = parser.parse_args(arguments)
    if min(options.sizes) < MOST or options.queries < 1:
        parser.error(f"at least {MOST} phrasings and one query are needed")
    return options


def table(size: int, count: int) -> Iterator[Row]:
    """Measure each peer that is installed at that size, and print its row at once."""
    corpus = make_corpus(size)
    entries, words = len(set(corpus.entries)), len(corpus.vocabulary())
    print(f"{size:,} phrasings of {entries:,} entries, {words:,} words", HEAD, sep="\n")
    queries, others = make_queries(corpus, count), make_queries(corpus, WARM_UPS, SEED + 1)
    ours: Row | None = None
    for peer in PEERS:
        row = in_its_own_process(peer, corpus, others, queries)
        if row is not None:
            ours = ours or (row if row.peer == PEERS[0].name else None)
            stopped = f"  stopped after {LONGEST:.0f} s" if row.queries < count else ""
            print(line(row, ours) + stopped, flush=True)
            yield row


def in_its_own_process(
    peer: type[Peer], corpus: Corpus, others: Sequence[Query], queries: Sequence[Query]
) -> Row | None:
    """What is measured of a peer, or a printed reason why nothing is."""
    if find_spec(peer.library) is None:
        print(f"  {peer.library} is not installed: python -m pip install {peer.library}")
        return None
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            return pool.submit(measure, peer, corpus, others, queries).result()
    except BrokenProcessPool:
        print(f"  {peer.name}: the process was ended from outside, probably for lack of memory")
        return None


def measure(
    kind: type[Peer], corpus: Corpus, others: Sequence[Query], queries: Sequence[Query]
) -> Row:
    """Build the peer and time it on the queries, after some others to warm it up."""
    peer = kind(corpus)
    before = resident()
    begun = perf_counter()
    peer.build()
    built = perf_counter() - begun
    after = resident()
    grown = None if before is None or after is None else after - before
    asked(peer, others, WARM_UP)
    seconds, right = asked(peer, queries, LONGEST)
    p50, p95 = np.percentile(np.array(seconds) * 1000, (50, 95))
    return Row(
        peer=peer.name,
        size=len(corpus.phrasings),
        queries=len(seconds),
        p50=float(p50),
        p95=float(p95),
        right=float(np.mean(right)),
        build=built,
        load=reloaded(peer),
        memory=None if grown is None else grown / len(corpus.phrasings),
    )


def asked(peer: Peer, queries: Sequence[Query], longest: float) -> tuple[list[float], list[bool]]:
    """Seconds of each query until they are enough; whether its entry, if any, came first."""
    seconds: list[float] = []
    right: list[bool] = []
    for query in queries:
        begun = perf_counter()
        entry = peer.ask(query.text)
        seconds.append(perf_counter() - begun)
        if query.entry:
            right.append(entry == query.entry)
        if sum(seconds) > longest and len(seconds) >= FEWEST:
            break
    return seconds, right


def reloaded(peer: Peer) -> float | None:
    """Seconds to take up what was built before, or None where it was not kept."""
    begun = perf_counter()
    kept = peer.reload()
    return perf_counter() - begun if kept else None


def resident() -> int | None:
    """Bytes of this process in main memory, without what it could hand back, where Linux tells."""
    if not STATM.exists():
        return None
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # not in every C library
    if trim is not None:
        trim(0)
    return int(STATM.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def line(row: Row, ours: Row | None) -> str:
    """The row as it is printed."""
    ratio = f"{row.p50 / ours.p50:.2f}" if ours else "-"
    load = "-" if row.load is None else f"{row.load:.2f}"
    memory = "-" if row.memory is None else f"{row.memory:.0f}"
    return (
        f"  {row.peer:25} {row.queries:7} {row.p50:9.2f} {row.p95:9.2f} {ratio:>8}"
        f" {row.right:6.3f} {row.build:8.2f} {load:>6} {memory:>6}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
