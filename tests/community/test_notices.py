"""A notice in a group: 「已读并转告家人」 counts each reader once, where the notice is, and forgets them when they ask."""

from bot.people import rights
from bot.publicity import notices, noticing
from bot.publicity.notice_pages import mark
from bot.publicity.notices import Draft
from bot.store import notices as rows
from sandbox.client import Group, Message
from tests.community.conftest import Street
from tests.conftest import GRID, RESIDENT, pumped

WORDS = "提醒各位邻居：本周有人上门冒充物业收取暖费，请当面到居委会核实，不要扫码付款。"
READ = "已读并转告家人"


async def posted(street: Street, tag: str = "") -> Message:
    """A notice of the grid worker's, as the neighbours have it before them."""
    office = street.office
    await notices.begin(office, GRID)
    card = await notices.write(office, GRID, Draft(WORDS))
    if tag:
        card = await notices.choose(office, card.id, GRID, "tag", mark(tag))
    await noticing.send(office, card.id, GRID, card.version)
    await pumped(office)
    return await street.desk.wait_message(street.group, "冒充物业", button=READ)


async def readers(street: Street) -> int:
    async with street.office.store.begin() as session:
        return await rows.readers(session, 1)


async def test_each_reader_is_counted_once_and_nobody_is_named(street: Street, factory: Group) -> None:
    notice = await posted(street)
    assert notice.buttons == [READ]
    assert (await street.note(street.wang, notice, READ))["text"] == "记下了，谢谢您转告家人！"
    assert (await street.note(street.wang, notice, READ))["text"] == "您已经按过了，谢谢您！"
    assert (await street.note(street.liu, notice, READ))["text"] == "记下了，谢谢您转告家人！"
    other = await street.desk.wait_message(factory, "冒充物业", button=READ)
    assert (await street.note(street.wang, other, READ))["text"] == "您已经按过了，谢谢您！"
    assert await readers(street) == 2
    [out] = await street.desk.messages(street.group, contains="冒充物业")
    assert "王阿姨" not in out.text
    assert (await noticing.report(street.office, 1, GRID)).reads == 2


async def test_where_the_notice_was_never_sent_nothing_is_counted(street: Street, factory: Group) -> None:
    notice = await posted(street, "elderly")
    elsewhere = await street.answer(factory, await street.wang.say(factory, "/help@shouwang_bot"))
    assert (await street.note(street.wang, elsewhere, data=notice.data[READ]))["text"].startswith("这条通知已经不在了")
    assert (await street.note(street.wang, elsewhere, data="h1:4711"))["text"].startswith("这条通知已经不在了")
    assert await readers(street) == 0


async def test_who_asks_to_be_forgotten_is_not_counted_any_more(street: Street, factory: Group) -> None:
    notice = await posted(street)
    for person in (street.wang, street.liu):
        await street.note(person, notice, READ)
    await rights.forget(street.office, RESIDENT)
    assert await readers(street) == 1
