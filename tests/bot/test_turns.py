"""Writers of one SQLite file write in turn: by rank, first come, first served, and nobody waits for ever."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store.turns import FAIR, FirstConnection, LastConnection, TurnConnection, turns_of

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


def waiting(
    file: Path, name: str, order: Written, factory: type[TurnConnection] = TurnConnection, patience: float = 10
) -> threading.Thread:
    """A thread that writes one thing in its turn, once it is seen to wait for it, or after so many seconds."""
    turns = turns_of(file)
    before = turns.length

    def write() -> None:
        line = opened(file, factory)
        line.execute("insert into things values (?)", (name,))
        order.append(name)
        line.commit()
        line.close()

    thread = threading.Thread(target=write)
    thread.start()
    seen = time.monotonic() + patience
    while turns.length == before and thread.is_alive() and time.monotonic() < seen:
        time.sleep(0.002)
    return thread


def ended(*threads: threading.Thread) -> None:
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()


def test_nobody_writes_while_another_does_and_everybody_does_in_the_end(file: Path) -> None:
    order: Written = []
    holder = opened(file)
    holder.execute("insert into things values ('zero')")
    threads = [waiting(file, name, order) for name in "abcd"]
    assert order == []
    holder.commit()
    ended(*threads)
    assert sorted(order) == list("abcd")
    assert holder.execute("select count(*) from things").fetchone() == (5,)
    holder.close()


def test_first_comes_before_the_rest_and_the_rest_before_what_is_last(file: Path) -> None:
    order: Written = []
    holder = opened(file)
    holder.execute("insert into things values ('held')")
    threads = [waiting(file, "last", order, LastConnection)]
    threads += [waiting(file, name, order) for name in ("one", "two")]
    threads.append(waiting(file, "first", order, FirstConnection))
    holder.commit()
    ended(*threads)
    assert order == ["first", "one", "two", "last"]
    holder.close()


def test_whoever_has_waited_longest_has_every_fourth_turn(file: Path) -> None:
    order: Written = []
    holder = opened(file)
    holder.execute("insert into things values ('held')")
    threads = [waiting(file, "patient", order, LastConnection)]
    threads += [waiting(file, str(number), order, FirstConnection) for number in range(FAIR + 2)]
    holder.commit()
    ended(*threads)
    assert order == ["0", "1", "2", "patient", "3", "4", "5"]
    holder.close()


def test_two_processes_write_in_turn(file: Path) -> None:
    writer = """
import sqlite3, sys
from bot.store.turns import TurnConnection
line = sqlite3.connect(sys.argv[1], timeout=0, factory=TurnConnection, isolation_level="IMMEDIATE")
for number in range(200):
    line.execute("insert into things values (?)", (f"{sys.argv[2]} {number}",))
    line.commit()
"""
    line = opened(file)  # while it is open no child is the last to close, which locks the file outside of any turn
    assert line.execute("select count(*) from things").fetchone() == (0,)
    children = [subprocess.Popen([sys.executable, "-c", writer, str(file), name]) for name in "ab"]
    assert [child.wait(60) for child in children] == [0, 0]
    assert line.execute("select count(*) from things").fetchone() == (400,)
    line.close()


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


def test_what_is_cut_off_in_the_middle_is_undone_at_once(file: Path) -> None:
    line, other = opened(file), opened(file, timeout=0)
    line.execute("insert into things values ('half')")
    cursor = line.execute("select name from things union all select 'more'")
    assert cursor.fetchone() == ("half",)
    line.close()
    other.execute("insert into things values ('next')")
    assert other.execute("select name from things").fetchall() == [("next",)]
    other.rollback()
    other.close()
    with pytest.raises(sqlite3.ProgrammingError):
        cursor.fetchone()  # SQLite would keep the transaction for as long as somebody knows the cursor
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
    thread = waiting(file, "next", order, patience=0.3)
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
