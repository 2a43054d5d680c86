"""How well and how fast screenshots are read: wrong characters and changed verdicts for every disguise, seconds, memory of both processes.

Conversations are drawn as phones show them. They come from the labelled texts where there are any (see quality.py), otherwise from the
library's own; the verdict on the picture is compared with the verdict on the same words typed, which is the best that reading can do.
"""

import asyncio
import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import psutil
from rich.console import Console
from rich.table import Table

from bench import quality
from bench.verdict import compiled
from bot.asking.pictures import PictureReader
from bot.triage.frame import turns
from bot.triage.verdict import Triage
from tests.triage.drawing import DISGUISES, FONT, Turn, chat, letters_of, missed

CONVERSATIONS = 6
SCREEN = range(60, 260)
"""Characters of a conversation that fills a screen or less."""


@dataclass
class Tally:
    """What became of one disguise."""

    wrong: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    changed: int = 0


def conversations(texts: Sequence[str]) -> list[list[Turn]]:
    """A few texts of about one screen, as turns: of a dialogue the first speaker is the other side."""
    fitting = [text for text in texts if len(text) in SCREEN]
    chosen = random.Random(0).sample(fitting, min(CONVERSATIONS, len(fitting)))
    drawn = []
    for text in chosen:
        found = turns(text)
        said: list[Turn] = [("对方" if turn.who == found[0].who else "我", text[turn.start : turn.end].strip()) for turn in found]
        drawn.append([turn for turn in said if turn[1]] or [("对方", text)])
    return drawn


def typed(turns_drawn: Sequence[Turn]) -> str:
    """The same conversation as somebody would type it."""
    return "\n".join(f"{who}：{words}" for who, words in turns_drawn) if len(turns_drawn) > 1 else turns_drawn[0][1]


async def measured(triage: Triage, drawn: Sequence[list[Turn]]) -> tuple[dict[str, Tally], int]:
    """A tally for every disguise, and the bytes the child holds at the end."""
    reader, tallies = PictureReader(), {name: Tally() for name in DISGUISES}
    try:
        await reader.read(b"")
        for name, (look, way) in DISGUISES.items():
            for said in drawn:
                data = way(chat(said, look))
                child = psutil.Process(reader.pid)
                before, began = child.cpu_times(), time.perf_counter()
                reading = await reader.read(data)
                tally, after = tallies[name], child.cpu_times()
                tally.wall.append(time.perf_counter() - began)
                tally.cpu.append(after.user + after.system - before.user - before.system)
                spoken = turns(reading.text) if len(said) > 1 else ()
                words = "".join(reading.text[turn.start : turn.end] for turn in spoken) or reading.text
                tally.wrong.append(missed(letters_of(said), words))
                tally.changed += triage.judge(reading.asked).level != triage.judge(typed(said)).level
        return tallies, psutil.Process(reader.pid).memory_info().rss
    finally:
        await reader.close()


def main() -> None:
    """Measure and print."""
    console = Console(width=160)
    if not FONT.exists():
        console.print("no Chinese font to draw screenshots with: pictures not measured")
        return
    library = compiled()
    triage = Triage(library)
    texts = [row["text"] for row in quality.rows()] or [sample.text for sample in library.samples]
    tallies, held = asyncio.run(measured(triage, conversations(texts)))
    table = Table(
        "disguise", "wrong characters", "verdict changed", "p50 wall", "p95 wall", "p50 processor", title="pictures, one at a time"
    )
    for name, tally in tallies.items():
        wall = sorted(tally.wall)
        table.add_row(
            name,
            f"{statistics.mean(tally.wrong):.2%}",
            f"{tally.changed} of {len(wall)}",
            *(f"{seconds:.2f} s" for seconds in (statistics.median(wall), wall[int(0.95 * (len(wall) - 1))], statistics.median(tally.cpu))),
        )
    console.print(table)
    own = psutil.Process().memory_info().rss
    console.print(f"memory: the child that reads {held / 1e6:.0f} MB, this process with triage {own / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
