"""Broadcasts through the real bot to a desk that keeps Telegram's limits: what Telegram says is heeded, and what is sent arrives once."""

from datetime import timedelta

import sqlalchemy as sa

from bot import clock
from bot.messenger import Post
from bot.publicity import broadcasts
from bot.publicity.broadcasts import Audience, Progress
from bot.publicity.deliveries import Deliveries
from bot.publicity.editions import Editions
from bot.publicity.pump import Pump
from bot.store import groups
from bot.store.models import Delivery
from bot.store.models import Group as Row
from sandbox.client import Group, Message
from sandbox.rooms import group as room
from sandbox.run import Served
from sandbox.things import Member
from tests.community.conftest import BOT, Street
from tests.conftest import FACTORY, NEIGHBOURS, until

NOTICE = Post("本周末有人冒充物业收费，请互相转告。")
MOVED = -1009900000001


async def send(street: Street, post: Post = NOTICE) -> int:
    """A broadcast to every group; whatever may go now has gone."""
    notice = await broadcasts.create(street.office, Audience(), post)
    await drain(street)
    return notice


async def drain(street: Street) -> None:
    await Pump(street.office, [Deliveries(street.office), Editions(street.office)]).drain()


async def finish(street: Street, notice: int) -> Progress:
    """Go on until it has ended, as the pump does in life."""

    async def ended() -> bool:
        await drain(street)
        return (await broadcasts.progress(street.office, notice)).state == "done"

    await until(ended)
    return await broadcasts.progress(street.office, notice)


async def waiting(street: Street) -> list[Delivery]:
    """Rows that are put off."""
    async with street.office.store.begin() as session:
        return list(await session.scalars(sa.select(Delivery).where(Delivery.state == "waiting")))


async def notices(street: Street, group: Group) -> list[Message]:
    return await street.desk.messages(group, contains="冒充物业")


async def test_sixty_groups_are_written_to_at_telegram_s_limits_and_no_429_is_provoked(
    street: Street, factory: Group, served: Served
) -> None:
    async with street.office.store.begin() as session:
        for number in range(60):
            chat = room(served.world, f"{number}群", -1007000000000 - number)
            chat.members[street.bot.id] = Member("member")
            await groups.add(session, chat=chat.id, title=chat.title, created_at=clock.now(), area="lyg-hz-xd-01")
    await street.desk.do("flood")
    notice = await broadcasts.create(street.office, Audience(), NOTICE)
    after = await finish(street, notice)
    assert (after.sent, after.unknown, after.failed) == (62, 0, {})
    assert served.world.faults.floods == {}
    texts = [request for request in await street.sent() if request["text"] == NOTICE.text]
    assert len({request["chat_id"] for request in texts}) == len(texts) == 62


async def test_a_group_that_moved_and_one_that_removed_the_bot_are_followed_and_marked(street: Street, factory: Group) -> None:
    await street.desk.do("migrate", chat=street.group.key, to=MOVED)
    await street.desk.do("place", chat=factory.key, who=BOT, status="kicked")
    await street.settled()
    async with street.office.store.begin() as session:  # as if nobody had told us
        await session.execute(sa.update(Row).where(Row.chat == MOVED).values(chat=NEIGHBOURS, former_chat=None))
        await session.execute(sa.update(Row).values(left_at=None))
    after = await finish(street, await send(street))
    assert (after.sent, after.failed) == (1, {"gone": 1})
    assert len(await notices(street, Group(MOVED, ""))) == 1
    async with street.office.store.begin() as session:
        moved, left = await groups.by_chat(session, MOVED), await groups.by_chat(session, FACTORY)
    assert moved is not None
    assert moved.former_chat == NEIGHBOURS
    assert left is not None
    assert left.left_at is not None


async def test_a_group_in_slow_mode_waits_as_long_as_it_says_and_holds_up_nobody(street: Street, factory: Group) -> None:
    await street.desk.do("slow", chat=factory.key, seconds=600)
    await street.desk.do("clock", ahead=601)
    assert (await finish(street, await send(street))).sent == 2
    second = await send(street, Post("再来一条：冒充物业"))

    async def the_other_has_it_and_this_one_waits() -> bool:
        await drain(street)
        rows = await waiting(street)
        return len(rows) == 1 and rows[0].due_at > clock.now() + timedelta(seconds=500)

    await until(the_other_has_it_and_this_one_waits)
    assert (await broadcasts.progress(street.office, second)).sent == 1
    await drain(street)
    assert len(await notices(street, factory)) == 1
    assert await waiting(street)


async def test_a_closed_topic_is_a_reason_and_a_lost_one_is_none(street: Street, factory: Group) -> None:
    topic = await street.desk.topic(factory, "通知", street.wang)
    async with street.office.store.begin() as session:
        row = await groups.by_chat(session, FACTORY)
        assert row is not None
        row.topic = topic
    assert (await finish(street, await send(street))).sent == 2
    [first] = await notices(street, factory)
    assert first.topic == topic
    async with street.office.store.begin() as session:
        row = await groups.by_chat(session, FACTORY)
        assert row is not None
        row.topic = 4711
    assert (await finish(street, await send(street))).sent == 2
    assert [message.topic for message in await notices(street, factory)] == [topic, None]
    await street.desk.fault("sendMessage", chat=factory, status=400, description="Bad Request: TOPIC_CLOSED")
    assert (await finish(street, await send(street))).failed == {"muted": 1}


async def test_bound_in_a_topic_a_group_gets_its_notices_there(street: Street) -> None:
    li = await street.desk.person("李丽", 5003)
    group = await street.desk.group("话题群", chat=-1008000000001, members=[li], bots=[BOT])
    topic = await street.desk.topic(group, "通知", li)
    await street.settled()
    await street.answer(group, await li.say(group, "/bind lyg-hz-xd-01", topic=topic))
    await finish(street, await send(street))
    [notice] = await notices(street, group)
    assert notice.topic == topic


async def test_an_answer_that_is_cut_off_is_unknown_and_not_sent_again(street: Street, factory: Group) -> None:
    await street.desk.fault("sendMessage", chat=factory, drop="after")
    notice = await send(street)
    after = await finish(street, notice)
    assert (after.sent, after.unknown) == (1, 1)
    assert len(await notices(street, factory)) == 1
    assert [line.group for line in await broadcasts.missed(street.office, notice)] == ["鸿达电子厂工友群"]


async def test_a_withdrawn_notice_is_gone_from_the_groups(street: Street, factory: Group) -> None:
    notice = await send(street)
    await finish(street, notice)
    assert await broadcasts.withdraw(street.office, notice) == 2
    await drain(street)
    assert (await broadcasts.progress(street.office, notice)).withdrawn == 2
    assert await notices(street, factory) == await notices(street, street.group) == []
