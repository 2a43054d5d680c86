"""Updates are kept before they are confirmed and handled once each, whatever dies in between."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot import clock
from bot.inbox import LIVES, OUTAGE, REMEMBER, Bundle, Inbox, Incoming, Together
from bot.messenger import TryLater, Uncertain
from bot.privacy import Cipher
from bot.store import inbox as rows
from bot.store.engine import Store
from bot.store.models import InboxItem
from tests.bot.conftest import database_away
from tests.conftest import until

CIPHER = Cipher("test")
WORDS = "对方让我把三万块转到安全账户"
TRIES = 5
OUTAGES = 7


def update(number: int, chat: int = 1, words: str = "在吗") -> Incoming:
    return Incoming(number, f"{chat}", json.dumps({"update_id": number, "chat": chat, "text": words}, ensure_ascii=False))


@dataclass
class Desk:
    """Handles updates: `seen` began, `done` ended, `aside` were given up. `does` may wait or fail."""

    seen: list[int] = field(default_factory=list)
    done: list[int] = field(default_factory=list)
    aside: list[tuple[int, str, str]] = field(default_factory=list)
    does: Callable[[int], object] = lambda number: None

    async def handle(self, payload: str) -> None:
        number = json.loads(payload)["update_id"]
        self.seen.append(number)
        doing = self.does(number)
        if asyncio.iscoroutine(doing):
            await doing
        self.done.append(number)

    async def gave_up(self, number: int, payload: str, fault: str) -> None:
        self.aside.append((number, json.loads(payload)["text"], fault))


@pytest.fixture
def desk() -> Desk:
    return Desk()


class Openings:
    """Inboxes of one bot, one after another, as a process is started again and again."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.opened: list[Inbox] = []

    def __call__(self, desk: Desk, bot: str = "community", together: Together | None = None) -> Inbox:
        inbox = Inbox(
            self.store, CIPHER, bot, desk.handle, desk.gave_up, together=together, pauses=(0.0,) * (TRIES - 1), outage=(0.0,) * OUTAGES
        )
        self.opened.append(inbox)
        return inbox


@pytest.fixture
async def opening(store: Store) -> AsyncIterator[Openings]:
    openings = Openings(store)
    yield openings
    for inbox in openings.opened:
        await inbox.close(patience=0)


async def row(store: Store, number: int) -> InboxItem:
    async with store.begin() as session:
        return (await session.scalars(sa.select(InboxItem).where(InboxItem.update_id == number))).one()


async def test_an_update_is_in_the_database_before_anybody_handles_it(store: Store, opening: Openings, desk: Desk) -> None:
    states: list[str] = []

    async def look(number: int) -> None:
        states.append((await row(store, number)).state)

    desk.does = look
    inbox = opening(desk)
    assert await inbox.keep([update(1)]) == 1
    await inbox.idle()
    assert states == ["new"]
    assert (await row(store, 1)).state == "done"


async def test_a_duplicate_update_is_handled_once(opening: Openings, desk: Desk) -> None:
    inbox = opening(desk)
    assert await inbox.keep([update(1), update(2)]) == 2
    await inbox.idle()
    assert await inbox.keep([update(1), update(2), update(3)]) == 1
    assert await inbox.keep([update(3), update(3)]) == 0
    await inbox.idle()
    assert desk.done == [1, 2, 3]


async def test_two_bots_may_have_updates_of_the_same_number(opening: Openings, desk: Desk) -> None:
    other = Desk()
    community, duty = opening(desk), opening(other, "duty")
    assert await community.keep([update(1)]) == 1
    assert await duty.keep([update(1)]) == 1
    await community.idle()
    await duty.idle()
    assert desk.done == other.done == [1]


async def test_within_a_chat_order_holds(opening: Openings, desk: Desk) -> None:
    desk.does = lambda number: asyncio.sleep(0.02 if number == 1 else 0)
    inbox = opening(desk)
    await inbox.keep([update(1), update(2)])
    await inbox.keep([update(3), update(4)])
    await inbox.idle()
    assert desk.done == [1, 2, 3, 4]


async def test_one_slow_chat_does_not_hold_up_another(opening: Openings, desk: Desk) -> None:
    other_is_done = asyncio.Event()

    async def slowly(number: int) -> None:
        if number == 1:
            await other_is_done.wait()
        if number == 3:
            other_is_done.set()

    desk.does = slowly
    inbox = opening(desk)
    await inbox.keep([update(1, chat=1), update(2, chat=1), update(3, chat=2)])
    await asyncio.wait_for(inbox.idle(), 30)
    assert desk.done == [3, 1, 2]


async def test_each_of_many_updates_that_come_while_others_are_handled_is_handled_once(opening: Openings, desk: Desk) -> None:
    desk.does = lambda number: asyncio.sleep(0)
    inbox = opening(desk)
    for number in range(1, 81):
        await inbox.keep([update(number, chat=number % 7)])
    await inbox.idle()
    assert sorted(desk.seen) == list(range(1, 81))


async def test_what_fails_is_tried_again(opening: Openings, store: Store, desk: Desk) -> None:
    def twice(number: int) -> None:
        if desk.seen.count(number) < 3:
            raise ConnectionError

    desk.does = twice
    inbox = opening(desk)
    await inbox.keep([update(1), update(2)])
    await inbox.idle()
    assert desk.seen == [1, 1, 1, 2, 2, 2]
    assert desk.aside == []
    assert ((await row(store, 1)).state, (await row(store, 1)).tries) == ("done", 3)


async def test_what_fails_always_is_set_aside_and_somebody_is_told(opening: Openings, store: Store, desk: Desk) -> None:
    def always(number: int) -> None:
        if number == 1:
            raise KeyError("chat")

    desk.does = always
    inbox = opening(desk)
    await inbox.keep([update(1, words=WORDS), update(2)])
    await inbox.idle()
    assert desk.seen == [1] * TRIES + [2]
    assert desk.aside == [(1, WORDS, "KeyError")]
    left = await row(store, 1)
    assert (left.state, left.fault, CIPHER.open(left.payload or b"")) == ("dead", "KeyError", update(1, words=WORDS).payload)
    await opening(desk).pick_up()
    assert desk.seen.count(1) == TRIES


@pytest.mark.parametrize("fault", [TryLater, Uncertain])
async def test_while_telegram_cannot_be_reached_nothing_is_held_against_an_update(
    opening: Openings, store: Store, desk: Desk, fault: type[Exception]
) -> None:
    def in_the_end(number: int) -> None:
        if number == 1 and desk.seen.count(1) <= OUTAGES:
            raise fault

    desk.does = in_the_end
    inbox = opening(desk)
    await inbox.keep([update(1), update(2)])
    await inbox.idle()
    assert desk.seen == [1] * (OUTAGES + 1) + [2]
    assert (desk.done, desk.aside) == ([1, 2], [])
    assert ((await row(store, 1)).state, (await row(store, 1)).tries) == ("done", 1)


async def test_what_can_never_be_said_is_set_aside_in_the_end(opening: Openings, store: Store, desk: Desk) -> None:
    def never(number: int) -> None:
        if number == 1:
            raise Uncertain

    desk.does = never
    inbox = opening(desk)
    await inbox.keep([update(1, words=WORDS), update(2)])
    await inbox.idle()
    assert desk.seen == [1] * (OUTAGES + 1) + [2]
    assert (desk.done, desk.aside) == ([2], [(1, WORDS, "Uncertain")])
    assert (await row(store, 1)).state == "dead"


def test_an_outage_of_minutes_is_waited_for() -> None:
    assert 300 <= sum(OUTAGE) <= 900


async def test_nobody_to_tell_is_no_reason_to_stop(opening: Openings, desk: Desk) -> None:
    class Mute(Desk):
        async def gave_up(self, number: int, payload: str, fault: str) -> None:
            raise ConnectionError

    mute = Mute(does=lambda number: 1 / (number - 1))
    inbox = opening(mute)
    await inbox.keep([update(1), update(2)])
    await inbox.idle()
    assert mute.done == [2]


async def test_an_update_that_kills_the_process_does_so_a_bounded_number_of_times(opening: Openings, desk: Desk) -> None:
    dying = Desk(does=lambda number: asyncio.sleep(60))
    await opening(dying).keep([update(1, words=WORDS)])
    await lived(opening, dying, TRIES * LIVES)
    assert dying.done == []
    last = opening(desk)
    await last.pick_up()
    await last.idle()
    assert desk.seen == []
    assert desk.aside == [(1, WORDS, "Killed")]


async def lived(opening: Openings, dying: Desk, lives: int) -> None:
    """The process dies so many times in the middle of its first update."""
    for life in range(1, lives + 1):
        if life > 1:
            await opening(dying).pick_up()
        await until(lambda life=life: len(dying.seen) == life)
        await opening.opened[-1].close(patience=0)


async def test_what_was_begun_in_runs_that_died_may_still_fail_and_be_tried_again(opening: Openings, desk: Desk) -> None:
    dying = Desk(does=lambda number: asyncio.sleep(60))
    await opening(dying).keep([update(1)])
    await lived(opening, dying, TRIES)

    def once(number: int) -> None:
        if len(desk.seen) < 2:
            raise ConnectionError

    desk.does = once
    last = opening(desk)
    await last.pick_up()
    await last.idle()
    assert (desk.seen, desk.done, desk.aside) == ([1, 1], [1], [])


async def test_words_are_sealed_while_they_wait_and_gone_once_handled(store: Store, opening: Openings, desk: Desk, tmp_path: Path) -> None:
    go_on = asyncio.Event()
    desk.does = lambda number: go_on.wait()
    inbox = opening(desk)
    await inbox.keep([update(1, words=WORDS)])
    async with store.begin() as session:
        raw = (await session.execute(sa.text("select payload from inbox"))).scalar_one()
    assert WORDS.encode() not in bytes(raw)
    assert CIPHER.open(bytes(raw)) == update(1, words=WORDS).payload
    go_on.set()
    await inbox.idle()
    assert (await row(store, 1)).payload is None
    assert not any(WORDS.encode() in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


async def test_what_was_left_is_handled_by_the_next_start_in_order(opening: Openings, store: Store, desk: Desk) -> None:
    async with store.begin() as session:
        waiting = [(3, 1), (1, 1), (2, 2)]
        await rows.put(
            session,
            [
                {"bot": "community", "update_id": number, "lane": f"{chat}", "payload": CIPHER.seal(update(number, chat).payload)}
                | {"received_at": clock.now()}
                for number, chat in waiting
            ],
        )
    inbox = opening(desk)
    await inbox.pick_up()
    await inbox.idle()
    assert sorted(desk.done) == [1, 2, 3]
    assert desk.done.index(1) < desk.done.index(3)


async def test_closing_finishes_what_is_in_hand_and_leaves_the_rest_to_the_next(opening: Openings, store: Store, desk: Desk) -> None:
    go_on = asyncio.Event()
    desk.does = lambda number: go_on.wait()
    inbox = opening(desk)
    await inbox.keep([update(1), update(2), update(3, chat=2)])
    await until(lambda: {1, 3} <= set(desk.seen))
    closing = asyncio.create_task(inbox.close())
    await asyncio.sleep(0)  # it takes nothing new from here on
    go_on.set()
    await closing
    assert sorted(desk.done) == [1, 3]
    assert [(await row(store, number)).state for number in (1, 2, 3)] == ["done", "new", "done"]
    following = opening(desk)
    await following.pick_up()
    await following.idle()
    assert sorted(desk.done) == [1, 2, 3]


async def test_what_arrives_while_closing_is_kept_for_the_next(opening: Openings, desk: Desk) -> None:
    inbox = opening(desk)
    await inbox.close()
    assert await inbox.keep([update(1)]) == 1
    assert desk.seen == []
    following = opening(desk)
    await following.pick_up()
    await following.idle()
    assert desk.done == [1]


async def test_somebody_who_takes_too_long_is_cut_off_and_tried_again_by_the_next(opening: Openings, desk: Desk) -> None:
    stuck = Desk(does=lambda number: asyncio.sleep(60))
    inbox = opening(stuck)
    await inbox.keep([update(1)])
    await until(lambda: stuck.seen)
    await asyncio.wait_for(inbox.close(patience=0.05), 30)
    following = opening(desk)
    await following.pick_up()
    await following.idle()
    assert desk.done == [1]


@pytest.mark.parametrize("statement", ["SET tries=", "fault="])
async def test_a_database_that_was_away_for_a_moment_loses_nothing(store: Store, opening: Openings, desk: Desk, statement: str) -> None:
    inbox = opening(desk)
    with database_away(store, statement, 1):
        await inbox.keep([update(1), update(2)])
        await asyncio.wait_for(inbox.idle(), 30)
    assert sorted(set(desk.done)) == [1, 2]
    assert [(await row(store, number)).state for number in (1, 2)] == ["done", "done"]


async def test_the_numbers_of_handled_updates_are_forgotten_once_telegram_has_forgotten_them(
    store: Store, opening: Openings, desk: Desk
) -> None:
    desk.does = lambda number: 1 / (number - 3)
    inbox = opening(desk)
    await inbox.keep([update(1), update(2), update(3)])
    await inbox.idle()
    async with store.begin() as session:
        await session.execute(
            sa.update(InboxItem).where(InboxItem.update_id != 2).values(received_at=clock.now() - REMEMBER - timedelta(minutes=1))
        )
    async with store.begin() as session:
        assert await rows.sweep(session, clock.now() - REMEMBER) == 1
        assert await rows.count(session, "community", "done") == 1
        assert await rows.count(session, "community", "dead") == 1


# several updates that are one matter


@dataclass
class Pairs:
    """Updates with the same first character belong together; more is listened for until three are there."""

    desk: Desk
    quiet: float = 0.05
    handled: list[list[int]] = field(default_factory=list)

    def bundle(self, waiting: Sequence[str]) -> Bundle:
        words = [json.loads(payload)["text"] for payload in waiting]
        places = tuple(place for place, word in enumerate(words) if word[0] == words[0][0])[:3]
        return Bundle(places, self.quiet if len(places) < 3 and words[0][0] != "单" else 0)

    async def handle_together(self, payloads: Sequence[str]) -> None:
        self.handled.append([json.loads(payload)["update_id"] for payload in payloads])
        for payload in payloads:
            await self.desk.handle(payload)


@pytest.fixture
def pairs(desk: Desk) -> Pairs:
    return Pairs(desk)


async def test_what_belongs_together_is_handled_in_one_go_and_the_rest_in_order(opening: Openings, desk: Desk, pairs: Pairs) -> None:
    inbox = opening(desk, together=pairs)
    await inbox.keep([update(1, words="图一"), update(2, words="单独"), update(3, words="图二")])
    await inbox.idle()
    assert pairs.handled == [[1, 3]]
    assert desk.done == [1, 3, 2]


async def test_what_stands_alone_is_not_waited_with(opening: Openings, desk: Desk, pairs: Pairs) -> None:
    pairs.quiet = 60
    inbox = opening(desk, together=pairs)
    await inbox.keep([update(1, words="单独")])
    await inbox.idle()
    assert desk.done == [1]


async def test_a_part_that_comes_while_we_listen_joins(opening: Openings, desk: Desk, pairs: Pairs) -> None:
    pairs.quiet = 60
    inbox = opening(desk, together=pairs)
    for number in (1, 2, 3):
        assert pairs.handled == []
        await inbox.keep([update(number, words="图")])
    await inbox.idle()
    assert pairs.handled == [[1, 2, 3]]


async def test_a_stop_while_listening_loses_nothing(store: Store, opening: Openings, desk: Desk, pairs: Pairs) -> None:
    pairs.quiet = 60
    inbox = opening(desk, together=pairs)
    await inbox.keep([update(1, words="图"), update(2, words="图")])
    await inbox.close()
    assert desk.seen == []
    assert [(await row(store, number)).state for number in (1, 2)] == ["new", "new"]
    pairs.quiet = 0
    again = opening(desk, together=pairs)
    await again.pick_up()
    await again.idle()
    assert pairs.handled == [[1, 2]]


async def test_together_they_are_tried_again_and_settled_or_set_aside(store: Store, opening: Openings, desk: Desk, pairs: Pairs) -> None:
    pairs.quiet = 0
    failures = [2]

    def fail(number: int) -> None:
        failures[0] -= 1
        if failures[0] >= 0:
            raise ValueError(WORDS)

    desk.does = fail
    inbox = opening(desk, together=pairs)
    await inbox.keep([update(1, words="图"), update(2, words="图")])
    await inbox.idle()
    assert pairs.handled == [[1, 2]] * 3
    assert [(await row(store, number)).state for number in (1, 2)] == ["done", "done"]
    failures[0] = 99
    await inbox.keep([update(3, words="图"), update(4, words="图")])
    await inbox.idle()
    assert [(await row(store, number)).state for number in (3, 4)] == ["dead", "dead"]
    assert [number for number, _, _ in desk.aside] == [4]


async def test_a_bot_that_cannot_look_at_what_waits_gets_it_one_by_one(opening: Openings, desk: Desk, pairs: Pairs) -> None:
    inbox = opening(desk, together=pairs)
    await inbox.keep([update(1, words=""), update(2, words="")])
    await inbox.idle()
    assert pairs.handled == []
    assert desk.done == [1, 2]
