"""Each way of sending to each number of groups, side by side in one table."""

import json
import subprocess
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bench.broadcast.town import busiest, seen, settle
from bench.broadcast.ways import SENDERS
from sandbox.run import Served


def compare(sizes: Sequence[int], ways: Sequence[str]) -> None:
    """Each way of sending to each number of groups, one after the other."""
    table = Table("groups", "way", "out", "messages/s", "busiest second", "429s", "doubled", "time", "CPU", "memory", title="broadcast")
    for count in sizes:
        for who in ways:
            token = SENDERS[who]
            with Served() as desk:
                bot = int(token.split(":")[0])
                desk.world.add_bot(token, f"bot{bot}_bot", who)
                settle(desk.world, count, [bot])
                desk.world.faults.flood = True
                child = [sys.executable, "-m", "bench.broadcast", "--send", who, desk.url, token, str(count)]
                done = subprocess.run(child, capture_output=True, text=True, check=False)
                if done.returncode:
                    table.add_row(f"{count:,}", who, f"cannot run: {done.stderr.strip().splitlines()[-1][:80]}")
                    continue
                told = json.loads(done.stdout)
                moments, doubled = seen(desk.world, bot, count)
                rate = (len(moments) - 1) / (moments[-1] - moments[0])
                table.add_row(
                    f"{count:,}", who, f"{len(moments):,}", f"{rate:.1f}", str(busiest(moments)), str(desk.world.faults.floods[bot]),
                    str(doubled), f"{told['seconds']:.1f} s", f"{told['cpu']:.1f} s", f"{told['memory']:.0f} MiB",
                )  # fmt: skip
    Console(width=140).print(table)
