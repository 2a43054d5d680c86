"""Writers of one SQLite file write in turn: first come, first served, but what is first goes before what waits at the gate."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store.turns import FirstConnection, TurnConnection

Written = list[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "things.db"
    with sqlite3.connect(path) as line:
        line.execute("pragma journal_mode=wal")
        line.execute("create table things (name text unique)")
    line.close()
    return path


def opened(file: Path, factory: type[sqlite3.Connection] = TurnConnection, timeout: float = 20) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout, factory=factory, isolation_level="IMMEDIATE", check_same_thread=False)


def waiting(file: Path, name: str, order: Written, factory: type[TurnConnection] = TurnConnection) -> threading.Thread:
    """A thread that writes one thing in its turn, once it is seen to wait for it."""
    asked = threading.Event()

    class Asking(factory):
        def await_turn(self) -> None:
            asked.set()
            super().await_turn()

    def write() -> None:
        line = opened(file, Asking)
        line.execute("insert into things values (?)", (name,))
        order.append(name)
        line.commit()
        line.close()

    thread = threading.Thread(target=write)
    thread.start()
    assert asked.wait(10)
    return thread


def ended(*threads: threading.Thread) -> None:
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()


def test_nobody_writes_while_another_does_and_everybody_does_in_the_end(file: Path) -> None:
    order: Written = []
    holder = opened(file)
    holder.execute("insert into things values ('first')")
    threads = [waiting(file, name, order) for name in "abcd"]
    assert order == []
    holder.commit()
    ended(*threads)
    assert sorted(order) == list("abcd")
    assert holder.execute("select count(*) from things").fetchone() == (5,)
    holder.close()


def test_what_is_first_waits_for_one_of_the_others_at_most(file: Path) -> None:
    order: Written = []
    holder = opened(file)
    holder.execute("insert into things values ('held')")
    threads = [waiting(file, name, order) for name in "abcdef"]
    urgent = waiting(file, "urgent", order, FirstConnection)
    holder.commit()
    ended(urgent, *threads)
    assert order.index("urgent") <= 1
    holder.close()


def _constraint(line: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        line.executemany("insert into things values (?)", [("same",), ("same",)])
    line.rollback()


def _nonsense(line: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError):
        line.execute("insert into nothing values (1)")
    line.rollback()


def _closed(line: sqlite3.Connection) -> None:
    line.execute("insert into things values ('gone')")
    line.close()


@pytest.mark.parametrize("ending", [_constraint, _nonsense, _closed])
def test_however_a_transaction_ends_the_turn_is_passed_on(file: Path, ending: Callable[[sqlite3.Connection], None]) -> None:
    line = opened(file)
    ending(line)
    order: Written = []
    ended(waiting(file, "next", order))
    assert order == ["next"]
    line.close()


def test_who_only_reads_waits_for_nobody(file: Path) -> None:
    holder, reader = opened(file), opened(file)
    holder.execute("insert into things values ('unseen')")
    assert reader.execute("select count(*) from things").fetchone() == (0,)
    holder.rollback()
    holder.close()
    reader.close()


HOLDER = """
import sqlite3, sys, time
from bot.store.turns import TurnConnection
line = sqlite3.connect(sys.argv[1], factory=TurnConnection, isolation_level="IMMEDIATE")
line.execute("insert into things values ('of the dead')")
print("holding", flush=True)
time.sleep(60)
"""


def test_the_turn_of_a_killed_process_is_passed_on(file: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", HOLDER, str(file)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "holding\n"
    order: Written = []
    thread = waiting(file, "next", order)
    assert order == []
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    ended(thread)
    line = opened(file)
    assert line.execute("select name from things").fetchall() == [("next",)]
    line.close()


def test_a_program_that_does_not_queue_is_kept_out_by_sqlite(file: Path) -> None:
    holder, stranger = opened(file), opened(file, sqlite3.Connection, timeout=0)
    holder.execute("insert into things values ('held')")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        stranger.execute("insert into things values ('stolen')")
    holder.commit()
    holder.close()
    stranger.close()


async def test_a_thread_that_runs_an_event_loop_never_waits_in_the_queue(file: Path) -> None:
    holder = await asyncio.to_thread(opened, file)
    await asyncio.to_thread(holder.execute, "insert into things values ('held')")
    here = opened(file, timeout=0)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        here.execute("insert into things values ('at once or not at all')")
    await asyncio.to_thread(holder.commit)
    here.execute("insert into things values ('now')")
    here.commit()
    for line in (holder, here):
        line.close()
