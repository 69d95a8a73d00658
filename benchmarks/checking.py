"""How long `briefing check` takes over a pack of so many phrasings: the whole process.

`python -m benchmarks.checking [PHRASINGS]` cuts the shipped pack down to about that many, evenly
over its entries, and checks it three times.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

from bot.adapters.packs import shipped_packs

PACK = "japan-south-korea-tensions"


def main(wanted: int) -> None:
    """Print the seconds of each of three runs."""
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder) / PACK
        shutil.copytree(shipped_packs() / PACK, pack)
        phrasings = _cut(pack, wanted)
        for _ in range(3):
            start = time.perf_counter()
            done = subprocess.run(  # noqa: S603 (our own program)
                [sys.executable, "-m", "bot", "check", str(pack)], capture_output=True, check=False
            )
            seconds = time.perf_counter() - start
            print(f"{phrasings:,} phrasings: {seconds:.1f} s, exit code {done.returncode}")


def _cut(pack: Path, wanted: int) -> int:
    """Keep about so many phrasings of a pack; returns how many are left."""
    files = [pack / "out_of_scope.yaml", *sorted(pack.glob("entries/*.yaml"))]
    read: dict[Path, list[dict[str, Any]]] = {
        file: yaml.safe_load(file.read_text("utf-8")) for file in files
    }
    held = [texts for items in read.values() for i in items for texts in i["phrasings"].values()]
    share = wanted / sum(map(len, held))
    for texts in held:
        del texts[max(1, round(len(texts) * share)) :]
    for file, items in read.items():
        file.write_text(yaml.safe_dump(items, allow_unicode=True, sort_keys=False), "utf-8")
    return sum(map(len, held))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
