"""Broadcasts: each group once or listed with a reason, whatever happens in between."""

import asyncio
import contextlib
import multiprocessing
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
import sqlalchemy as sa

from bot import clock
from bot.deployment import Deployment
from bot.durable import Engine
from bot.errors import UserError
from bot.library.cards import Library
from bot.messenger import UNPICTURED, Media, Place, Post, Sent, TryLater, Uncertain, Undelivered
from bot.office import Office
from bot.people import membership
from bot.privacy import Cipher
from bot.publicity import broadcasts
from bot.publicity.broadcasts import Audience, Progress
from bot.publicity.deliveries import Deliveries
from bot.publicity.pace import Pace
from bot.publicity.pump import BATCH, LOW, Pump
from bot.settings import Settings
from bot.setup import apply
from bot.store import broadcasts as rows
from bot.store import groups
from bot.store.engine import Store
from bot.store.models import Act, Broadcast, Delivery, Group
from tests.bot.conftest import database_away
from tests.conftest import DISTRICT_FILE, FACTORY, GRID, NEIGHBOURS, Phones, until

EVERYBODY = Audience()
NOTICE = Post("本周末有人冒充物业收费，请互相转告。")
IN_HAND = BATCH + LOW


@pytest.fixture
async def district(desk: Office) -> Office:
    """The sample district with its two groups."""
    await apply(desk.store, Deployment.model_validate(DISTRICT_FILE))
    return desk


async def more_groups(desk: Office, count: int) -> list[int]:
    """So many more groups of the community; their chats."""
    chats = [-1002000000000 - number for number in range(count)]
    async with desk.store.begin() as session:
        for chat in chats:
            await groups.add(session, chat=chat, title=f"{-chat}群", created_at=clock.now(), area="lyg-hz-xd-01")
    return chats


def pump(desk: Office) -> Pump:
    return Pump(desk, [Deliveries(desk)])


async def out(desk: Office, broadcast: int) -> Progress:
    """Everything goes that may go now; how far it is then."""
    await pump(desk).drain()
    return await broadcasts.progress(desk, broadcast)


@contextlib.asynccontextmanager
async def pumping(desk: Office) -> AsyncIterator[None]:
    """The pump runs, as in a process of the community bot."""
    running = asyncio.create_task(pump(desk).run())
    yield
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def done(desk: Office, broadcast: int) -> bool:
    return (await broadcasts.progress(desk, broadcast)).state == "done"


async def states(desk: Office) -> list[str]:
    async with desk.store.begin() as session:
        return list(await session.scalars(sa.select(Delivery.state).order_by(Delivery.id)))


async def due_now(desk: Office) -> None:
    """What was put off has waited long enough."""
    async with desk.store.begin() as session:
        await session.execute(sa.update(Delivery).values(due_at=clock.now()))


async def test_each_group_of_the_audience_gets_it_once(district: Office, phones: Phones) -> None:
    chats = await more_groups(district, 20)
    notice = await broadcasts.create(district, EVERYBODY, NOTICE, by=GRID)
    before = await broadcasts.progress(district, notice)
    assert (before.state, before.total, before.remaining, before.sent) == ("going", 22, 22, 0)
    after = await out(district, notice)
    assert (after.state, after.sent, after.remaining, after.unknown, after.seconds_left) == ("done", 22, 0, 0, 0.0)
    assert sorted(chat for chat, _ in phones.texts) == sorted([*chats, NEIGHBOURS, FACTORY])
    assert {text for _, text in phones.texts} == {NOTICE.text}
    await out(district, notice)
    assert len(phones.texts) == 22


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (Audience(areas=("lyg",)), {NEIGHBOURS, FACTORY}),
        (Audience(areas=("lyg-hz-xd-01",), kinds=("workplace",)), {FACTORY}),
        (Audience(tags=("elderly", "students")), {NEIGHBOURS}),
    ],
)
async def test_an_audience_is_areas_and_below_kinds_and_tags(
    district: Office, phones: Phones, audience: Audience, expected: set[int]
) -> None:
    assert await broadcasts.reach(district, audience) == len(expected)
    await out(district, await broadcasts.create(district, audience, NOTICE))
    assert {chat for chat, _ in phones.texts} == expected


async def test_asked_for_under_the_same_key_it_is_one_also_after_a_kill_while_its_rows_were_written(
    district: Office, phones: Phones
) -> None:
    await more_groups(district, 20)
    first = await broadcasts.create(district, EVERYBODY, NOTICE, key="notice-7")
    async with district.store.begin() as session:  # as it stands when it was cut off
        await session.execute(sa.update(Broadcast).values(state="writing", ended_at=clock.now()))
        await session.execute(sa.delete(Delivery).where(Delivery.id > 9))
    await pump(district).drain()
    assert phones.texts == []
    assert await broadcasts.create(district, EVERYBODY, NOTICE, key="notice-7") == first
    assert (await out(district, first)).sent == 22
    assert await broadcasts.create(district, EVERYBODY, NOTICE, key="notice-7") == first
    assert (await out(district, first)).state == "done"
    assert len(phones.texts) == 22
    assert await broadcasts.create(district, EVERYBODY, NOTICE) != first


async def test_an_audience_of_nobody_is_said(district: Office) -> None:
    assert await broadcasts.reach(district, Audience(areas=("lyg-hz-np",))) == 0
    with pytest.raises(UserError, match="broadcast-nobody"):
        await broadcasts.create(district, Audience(areas=("lyg-hz-np",)), NOTICE)
    with pytest.raises(UserError, match="broadcast-unknown"):
        await broadcasts.progress(district, 4711)


async def test_what_is_written_down_is_sealed_and_on_record(district: Office) -> None:
    notice = await broadcasts.create(district, EVERYBODY, NOTICE, by=GRID)
    async with district.store.begin() as session:
        row = await session.get(Broadcast, notice)
        [act] = await session.scalars(sa.select(Act).where(Act.act == "broadcast"))
    assert row is not None
    assert "物业".encode() not in row.words
    assert (act.actor, act.detail["groups"], act.detail["broadcast"]) == (GRID, 2, notice)


async def test_a_scheduled_one_waits_for_its_moment_and_one_that_is_late_is_not_sent(district: Office, phones: Phones) -> None:
    notice = await broadcasts.create(district, EVERYBODY, NOTICE, clock.now() + timedelta(hours=2))
    assert (await out(district, notice)).state == "planned"
    late = await broadcasts.create(district, EVERYBODY, NOTICE, clock.now() - timedelta(hours=30))
    after = await out(district, late)
    assert (after.state, after.skipped) == ("done", {"late": 2})
    assert phones.texts == []


async def test_a_group_that_left_meanwhile_is_skipped(district: Office, phones: Phones) -> None:
    notice = await broadcasts.create(district, EVERYBODY, NOTICE)
    await membership.left(district, FACTORY)
    after = await out(district, notice)
    assert (after.sent, after.skipped) == (1, {"gone": 1})
    [missed] = await broadcasts.missed(district, notice)
    assert (missed.group, missed.state, missed.reason) == ("鸿达电子厂工友群", "skipped", "gone")


async def test_a_group_that_removed_the_bot_is_marked_and_not_tried_again(district: Office, phones: Phones) -> None:
    phones.refuse = {FACTORY: [Undelivered("gone")]}
    notice = await broadcasts.create(district, EVERYBODY, NOTICE)
    assert (await out(district, notice)).failed == {"gone": 1}
    async with district.store.begin() as session:
        row = await groups.by_chat(session, FACTORY)
    assert row is not None
    assert row.left_at is not None
    assert await broadcasts.retry(district, notice) == 0
    assert await broadcasts.reach(district, EVERYBODY) == 1


async def test_the_failed_are_tried_again_when_asked(district: Office, phones: Phones) -> None:
    phones.refuse = {FACTORY: [Undelivered("muted")]}
    notice = await broadcasts.create(district, EVERYBODY, NOTICE)
    assert (await out(district, notice)).failed == {"muted": 1}
    phones.refuse = {}
    assert await broadcasts.retry(district, notice, GRID) == 1
    after = await out(district, notice)
    assert (after.state, after.sent, after.failed) == ("done", 2, {})
    assert len(phones.texts) == 2


async def test_what_nobody_can_know_is_listed_and_not_repeated_unless_somebody_looked(district: Office, phones: Phones) -> None:
    phones.refuse = {FACTORY: [Uncertain("cut")]}
    notice = await broadcasts.create(district, EVERYBODY, NOTICE)
    after = await out(district, notice)
    assert (after.state, after.sent, after.unknown) == ("done", 1, 1)
    assert [(line.group, line.state) for line in await broadcasts.missed(district, notice)] == [("鸿达电子厂工友群", "unknown")]
    phones.refuse = {}
    assert await broadcasts.retry(district, notice) == 0
    assert (await out(district, notice)).unknown == 1
    assert len(phones.texts) == 1
    assert await broadcasts.retry(district, notice, unknown=True) == 1
    assert (await out(district, notice)).sent == 2


async def test_a_group_that_moved_is_followed(district: Office, phones: Phones) -> None:
    phones.refuse = {FACTORY: [Undelivered("moved", -1009900000002)]}
    after = await out(district, await broadcasts.create(district, EVERYBODY, NOTICE))
    assert after.sent == 2
    assert sorted(chat for chat, _ in phones.texts) == [-1009900000002, NEIGHBOURS]
    async with district.store.begin() as session:
        row = await groups.by_chat(session, -1009900000002)
    assert row is not None
    assert row.former_chat == FACTORY


async def test_two_rows_of_a_group_that_moved_are_one_message(district: Office, phones: Phones) -> None:
    async with district.store.begin() as session:
        await groups.add(session, chat=-1009900000002, title="新群", created_at=clock.now(), area="lyg-hz-xd-01")
        await session.execute(sa.update(Group).where(Group.chat == FACTORY).values(id=1000))
    notice = await broadcasts.create(district, EVERYBODY, NOTICE)
    phones.refuse = {FACTORY: [Undelivered("moved", -1009900000002)]}
    after = await out(district, notice)
    assert (after.sent, after.skipped) == (2, {"twice": 1})
    assert sorted(chat for chat, _ in phones.texts) == [-1009900000002, NEIGHBOURS]


async def test_it_goes_to_the_topic_and_to_the_group_itself_when_the_topic_is_gone(district: Office, phones: Phones) -> None:
    async with district.store.begin() as session:
        await session.execute(sa.update(Group).values(topic=17))
    await out(district, await broadcasts.create(district, EVERYBODY, NOTICE))
    assert {place.topic for place, _ in phones.posts} == {17}
    phones.refuse = {FACTORY: [Undelivered("topic"), TryLater("never reached")]}

    class Forgetful(Phones):
        async def post(self, place: Place, post: Post) -> Sent:
            if place.topic:
                raise Undelivered("topic")
            return await super().post(place, post)

    other = Forgetful()
    after = await out(replace(district, community=other), await broadcasts.create(district, EVERYBODY, NOTICE))
    assert after.sent == 2
    assert {place.topic for place, _ in other.posts} == {None}


async def test_a_flood_wait_holds_one_chat_and_no_other(district: Office, phones: Phones) -> None:
    await more_groups(district, 5)
    phones.refuse = {NEIGHBOURS: [TryLater("flood", 30.0)]}
    notice = await broadcasts.create(district, EVERYBODY, NOTICE)
    after = await out(district, notice)
    assert (after.state, after.sent, after.remaining) == ("going", 6, 1)
    phones.refuse = {}
    assert (await out(district, notice)).remaining == 1
    await due_now(district)
    assert (await out(district, notice)).sent == 7


async def test_a_flood_wait_of_two_chats_is_the_bot_s_and_holds_the_broadcast(district: Office, phones: Phones) -> None:
    await more_groups(district, 100)
    phones.refuse = {NEIGHBOURS: [TryLater("flood", 30.0)], FACTORY: [TryLater("flood", 30.0)]}
    after = await out(district, await broadcasts.create(district, EVERYBODY, NOTICE))
    assert after.sent <= IN_HAND
    assert after.remaining == 102 - after.sent


async def test_a_line_that_eats_answers_makes_few_unknown_and_then_waits(district: Office, phones: Phones) -> None:
    chats = await more_groups(district, 100)
    phones.refuse = {chat: [Uncertain("cut")] for chat in [NEIGHBOURS, FACTORY, *chats]}
    after = await out(district, await broadcasts.create(district, EVERYBODY, NOTICE))
    assert 0 < after.unknown <= IN_HAND
    assert after.unknown + after.remaining == 102


async def test_it_can_be_cancelled_midway(district: Office, phones: Phones) -> None:
    await more_groups(district, 40)
    notice = await broadcasts.create(district, EVERYBODY, NOTICE)
    running = pump(district)
    await running.turn()
    spared = await broadcasts.cancel(district, notice, GRID)
    await running.drain()
    after = await broadcasts.progress(district, notice)
    assert (after.state, after.cancelled, after.sent, after.remaining) == ("cancelled", spared, 42 - spared, 0)
    assert len(phones.texts) == 42 - spared <= IN_HAND
    assert await broadcasts.cancel(district, notice) == 0


async def test_withdrawing_takes_back_what_is_out_and_says_what_stays(district: Office, phones: Phones) -> None:
    [other] = await more_groups(district, 1)
    notice = await broadcasts.create(district, EVERYBODY, NOTICE)
    await out(district, notice)
    phones.refuse = {FACTORY: [Undelivered("refused")], other: [TryLater("flood", 0.0), Uncertain("cut")]}
    assert await broadcasts.withdraw(district, notice, GRID) == 3
    assert (await out(district, notice)).state == "withdrawing"
    phones.refuse.pop(other)
    await due_now(district)
    after = await out(district, notice)
    assert (after.state, after.withdrawn, after.sent) == ("withdrawn", 2, 1)
    assert {sent.chat for sent in phones.unsaid} == {NEIGHBOURS, other}
    [stays] = await broadcasts.missed(district, notice, ["sent"])
    assert (stays.group, stays.reason) == ("鸿达电子厂工友群", "stays")


async def test_withdrawing_midway_takes_back_also_what_comes_out_afterwards(district: Office, phones: Phones) -> None:
    await more_groups(district, 20)
    notice = await broadcasts.create(district, EVERYBODY, NOTICE)
    running = pump(district)
    await running.turn()
    await broadcasts.withdraw(district, notice)
    await running.drain()
    after = await broadcasts.progress(district, notice)
    assert (after.state, after.sent, after.remaining) == ("withdrawn", 0, 0)
    assert len(phones.unsaid) == len(phones.texts) == after.withdrawn == 22 - after.cancelled


async def test_a_picture_is_uploaded_once_and_named_afterwards(district: Office, phones: Phones) -> None:
    await more_groups(district, 10)
    notice = await broadcasts.create(district, EVERYBODY, Post("看图", Media("photo", b"\x89PNG picture")))
    assert (await out(district, notice)).sent == 12
    uploads = [post.media for _, post in phones.posts if post.media and post.media.file is None]
    assert [media.content for media in uploads if media] == [b"\x89PNG picture"]
    async with district.store.begin() as session:
        row = await session.get(Broadcast, notice)
    assert row is not None
    assert (row.file, row.content) == ("kept", None)


async def test_where_pictures_are_not_taken_the_words_go_alone(district: Office, phones: Phones) -> None:
    await more_groups(district, 10)
    phones.refuse_pictures = Undelivered(UNPICTURED)
    notice = await broadcasts.create(district, EVERYBODY, Post("看图", Media("photo", b"\x89PNG picture")))
    assert (await out(district, notice)).sent == 12
    assert [(post.text, post.media) for _, post in phones.posts] == [("看图", None)] * 12


async def test_broadcasts_at_the_same_time_take_turns(district: Office, phones: Phones) -> None:
    await more_groups(district, 60)
    await broadcasts.create(district, EVERYBODY, NOTICE)
    small = await broadcasts.create(district, Audience(tags=("elderly",)), Post("只给一个群"))
    running = pump(district)
    for _ in range(4):
        await running.turn()
        await asyncio.sleep(0)
    assert (await broadcasts.progress(district, small)).sent == 1
    assert len(phones.texts) < 40
    await running.drain()


async def test_a_database_that_goes_away_for_a_moment_doubles_nothing_and_loses_nothing(district: Office, phones: Phones) -> None:
    await more_groups(district, 30)
    notice = await broadcasts.create(district, EVERYBODY, NOTICE)
    with database_away(district.store, "UPDATE deliveries", 3):
        async with pumping(district):
            await until(lambda: done(district, notice))
    after = await broadcasts.progress(district, notice)
    assert after.sent + after.unknown == 32
    assert len(phones.texts) == len({chat for chat, _ in phones.texts}) == 32


async def test_after_its_term_its_words_and_rows_go(district: Office) -> None:
    notice = await broadcasts.create(district, EVERYBODY, NOTICE)
    await out(district, notice)
    async with district.store.begin() as session:
        assert await rows.expire(session, clock.now() - timedelta(days=1)) == 0
        assert await rows.expire(session, clock.now()) == 1
        assert await rows.expire(session, clock.now()) == 0
        row = await session.get(Broadcast, notice)
    assert row is not None
    assert row.words == b""
    assert await states(district) == []


class Slow(Phones):
    """Every message takes a moment, and its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.pace = Pace()

    def in_turn(self, chat: int) -> contextlib.AbstractAsyncContextManager[None]:
        return self.pace.in_turn(chat)

    async def post(self, place: Place, post: Post) -> Sent:
        await asyncio.sleep(0.2)
        return await super().post(place, post)


async def test_a_clean_stop_finishes_what_has_left_and_makes_nothing_unknown(district: Office) -> None:
    await more_groups(district, 40)
    slow = Slow()
    office = replace(district, community=slow)
    notice = await broadcasts.create(office, EVERYBODY, NOTICE)
    async with pumping(office):
        await until(lambda: len(slow.texts) > 5)
    assert set(await states(office)) == {"sent", "waiting"}
    assert (await states(office)).count("sent") == len(slow.texts)
    async with pumping(office):
        await until(lambda: done(office, notice))
    assert len(slow.texts) == len({chat for chat, _ in slow.texts}) == 42


class Paper(Phones):
    """Writes what leaves into a file that outlives the process."""

    def __init__(self, paper: Path) -> None:
        super().__init__()
        self.paper = paper

    async def post(self, place: Place, post: Post) -> Sent:
        with self.paper.open("a") as paper:
            paper.write(f"{place.chat}\n")
        await asyncio.sleep(0.01)
        return await super().post(place, post)


def work(knobs: Settings, paper: Path) -> None:
    """One process that pumps until it is killed."""

    async def pumping_for_ever() -> None:
        store = Store(knobs.database, knobs.data_dir)
        nothing = Library("none", {}, {}, {}, ())
        desk = Office(knobs, store, Cipher("test"), nothing, cast(Any, None), Engine(store, (), "test"), community=Paper(paper))
        await pump(desk).run()

    asyncio.run(pumping_for_ever())


async def test_killed_again_and_again_no_group_gets_it_twice_and_every_one_is_accounted_for(district: Office, tmp_path: Path) -> None:
    await more_groups(district, 400)
    notice = await broadcasts.create(district, EVERYBODY, NOTICE)
    paper, kills = tmp_path / "paper", 0
    paper.touch()

    def written() -> list[str]:
        return paper.read_text().split()

    while not await done(district, notice):
        process = multiprocessing.get_context("spawn").Process(target=work, args=(district.settings, paper))
        process.start()
        enough = len(written()) + (23 if kills < 3 else 1000)

        async def far_enough(enough: int = enough) -> bool:
            return len(written()) >= enough or await done(district, notice)

        await until(far_enough, 60)
        process.kill()
        await asyncio.to_thread(process.join)
        kills += 1
    after = await broadcasts.progress(district, notice)
    assert kills >= 3
    assert len(written()) == len(set(written())), "a group got it twice"
    assert after.sent + after.unknown == 402
    assert after.unknown <= 2 * IN_HAND * 3
    assert after.sent <= len(written()) <= after.sent + after.unknown
