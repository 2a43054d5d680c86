"""旁听 in real groups: nothing is heard where it is off, nothing harmless is kept, and what alarms is told to the sender alone."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot import clock
from bot.asking import overhearing, rulings
from bot.office import Office
from bot.publicity import budget
from bot.store import groups
from bot.store.models import Area, InboxItem, Question, Report, Staff
from bot.store.models import Group as Row
from sandbox.client import Message
from tests.community.conftest import BOT, PARCEL, SAFE_ACCOUNT, Street
from tests.conftest import NEIGHBOURS, OFFICER

HEAD = 7003
CHAT = "今天晚上七点在活动室跳广场舞，大家记得带水杯和扇子"


@pytest.fixture
async def listening(street: Street) -> AsyncIterator[Street]:
    """The bot is an administrator, and 赵楼长 has switched listening on."""
    head = await street.desk.person("赵楼长", HEAD)
    for who in (str(HEAD), BOT):
        await street.desk.do("place", chat=street.group.key, who=who, status="administrator")
    await street.settled()
    task = asyncio.create_task(street.bot.listen(street.inbox.keep))
    card = await street.answer(street.group, await head.say(street.group, f"/settings@{BOT}"))
    await street.note(head, card, data="s1:watch:on")
    await street.settled()
    yield street
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def overheard(street: Street, said: Message) -> list[Message]:
    """What the bot said after a message, once the ear and everything behind it are done; also what one member alone sees."""
    await street.settled()
    await street.bot.heard()
    return await street.heard(street.group, said)


async def count(street: Street, table: type) -> int:
    async with street.office.store.begin() as session:
        return int((await session.execute(sa.select(sa.func.count()).select_from(table))).scalar_one())


async def test_what_alarms_is_told_to_the_sender_alone_with_the_buttons_of_an_answer(listening: Street) -> None:
    [hint] = await overheard(listening, await listening.wang.say(listening.group, SAFE_ACCOUNT))
    assert hint.text.startswith("👂 这条只有您看得到。没人叫我，可刚才那条消息让我有点担心：\n\n🔴 高度疑似诈骗")
    assert len(hint.text) <= 400
    assert hint.json["only_for"] == listening.wang.id
    assert {"我已转账/正在通话", "报告民警", "为什么", "有用", "不对"} <= set(hint.buttons)


async def test_harmless_talk_and_genuine_notices_leave_no_trace(listening: Street) -> None:
    before = await count(listening, InboxItem)
    for words in (CHAT, PARCEL, "好的", "收到，谢谢"):
        assert await overheard(listening, await listening.wang.say(listening.group, words)) == []
    assert await count(listening, InboxItem) == before
    assert await count(listening, Question) == 0


async def test_it_speaks_at_most_once_an_hour_and_keeps_nothing_of_what_it_lets_pass(listening: Street) -> None:
    assert len(await overheard(listening, await listening.wang.say(listening.group, SAFE_ACCOUNT))) == 1
    assert await overheard(listening, await listening.liu.say(listening.group, SAFE_ACCOUNT)) == []
    assert await count(listening, Question) == 1
    async with listening.office.store.begin() as session:
        row = await groups.by_chat(session, NEIGHBOURS)
        assert row is not None
        assert row.sent_count == 1
        row.spoke_up_at = clock.now() - timedelta(hours=1, seconds=1)
    assert len(await overheard(listening, await listening.liu.say(listening.group, SAFE_ACCOUNT))) == 1


async def test_a_group_that_has_heard_enough_today_is_left_alone_but_not_in_an_emergency(
    listening: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with listening.office.store.begin() as session:
        today = await budget.today(session)
        await session.execute(sa.update(Row).values(sent_on=today.day, sent_count=budget.A_DAY))

    async def same_day(session: object) -> budget.Allowance:
        return today

    monkeypatch.setattr(budget, "today", same_day)
    assert await overheard(listening, await listening.wang.say(listening.group, SAFE_ACCOUNT)) == []
    paid = "刚才自称公安局的让我把钱转到安全账户，我已经转了三万过去，他还在电话里不让我挂"
    assert len(await overheard(listening, await listening.wang.say(listening.group, paid))) == 1


async def test_where_it_is_off_or_off_again_it_hears_nothing(street: Street, listening: Street) -> None:
    head = await listening.desk.person("赵楼长", HEAD)
    card = await listening.answer(listening.group, await head.say(listening.group, f"/settings@{BOT}"))
    await listening.note(head, card, data="s1:watch:off")
    assert await overheard(listening, await listening.wang.say(listening.group, SAFE_ACCOUNT)) == []
    assert await count(listening, Question) == 0


async def test_whoever_works_here_may_quote_a_scam_to_warn_of_it(listening: Street) -> None:
    async with listening.office.store.begin() as session:
        area = (await session.scalars(sa.select(Area.code).limit(1))).one()
        session.add(Staff(telegram=listening.liu.id, name="李丽", role="grid_worker", area=area, source="file"))
    assert await overheard(listening, await listening.liu.say(listening.group, SAFE_ACCOUNT)) == []
    assert await count(listening, Question) == 0


async def test_where_only_one_pair_of_eyes_is_not_to_be_had_it_answers_below_without_a_sound(listening: Street) -> None:
    await listening.desk.fault("sendMessage", bot=BOT, status=400, description="Bad Request: not enough rights", count=1)
    [hint] = await overheard(listening, said := await listening.wang.say(listening.group, SAFE_ACCOUNT))
    assert hint.text.startswith("👂 没人叫我，可刚才这条消息让我有点担心，先提醒一声：\n\n")
    assert (hint.json["only_for"], hint.json["silent"], hint.json["reply_to"]) == (None, True, said.id)


async def test_under_what_one_member_sees_a_report_and_its_receipt_are_private(listening: Street) -> None:
    home = listening.home
    await listening.wang.start(BOT)
    [hint] = await overheard(listening, await listening.wang.say(listening.group, SAFE_ACCOUNT))
    shown = await listening.desk.messages(listening.group)
    await listening.note(listening.wang, hint, "报告民警")
    await listening.settled()
    assert await count(listening, Report) == 1
    assert len(await listening.desk.messages(listening.group)) == len(shown)
    assert (await listening.desk.messages(home, contains="已转给辖区民警")) != []


async def test_who_never_opened_a_private_chat_reads_the_receipt_in_the_group(listening: Street) -> None:
    [hint] = await overheard(listening, await listening.wang.say(listening.group, SAFE_ACCOUNT))
    await listening.note(listening.wang, hint, "报告民警")
    await listening.settled()
    assert await listening.desk.messages(listening.group, contains="转给") != []


async def test_danger_is_answered_in_the_place_of_what_one_member_sees(listening: Street) -> None:
    [hint] = await overheard(listening, await listening.wang.say(listening.group, SAFE_ACCOUNT))
    await listening.note(listening.wang, hint, "我已转账/正在通话")
    assert (await listening.now(hint)).text.startswith("🆘")


async def test_what_was_told_aside_is_corrected_aside(listening: Street) -> None:
    await listening.wang.start(BOT)
    [hint] = await overheard(listening, await listening.wang.say(listening.group, SAFE_ACCOUNT))
    seen = len(await listening.desk.messages(listening.group))
    await listening.note(listening.wang, hint, "不对")
    card = await rulings.top(listening.office, OFFICER)
    assert card is not None
    await rulings.rule(listening.office, card.number, OFFICER, scam=False)
    await listening.desk.wait_message(listening.home, contains="民警核实过了：这件事不是诈骗")
    assert len(await listening.desk.messages(listening.group)) == seen


async def test_other_bots_channels_albums_and_administrators_without_a_name_are_not_listened_to(listening: Street) -> None:
    said = await listening.wang.say(listening.group, CHAT)
    message = {"message_id": 990, "date": 1, "chat": {"id": NEIGHBOURS, "type": "supergroup"}, "text": SAFE_ACCOUNT}
    member = {"id": listening.wang.id, "is_bot": False, "first_name": "王"}
    for number, extra in enumerate(
        ({"from": {**member, "is_bot": True}}, {"from": member, "sender_chat": {"id": NEIGHBOURS, "type": "supergroup"}}, {},
         {"from": member, "media_group_id": "7"}, {"from": member, "via_bot": {"id": 5, "is_bot": True, "first_name": "b"}},
         {"from": member, "text": None})
    ):  # fmt: skip
        await listening.give({"update_id": 900_000 + number, "message": {**message, **extra}})
    assert await overheard(listening, said) == []


async def test_added_again_it_does_not_listen_before_somebody_says_so(listening: Street) -> None:
    for status in ("left", "member", "administrator"):
        await listening.desk.do("place", chat=listening.group.key, who=BOT, status=status)
    await listening.settled()
    async with listening.office.store.begin() as session:
        row = await groups.by_chat(session, NEIGHBOURS)
    assert row is not None
    assert row.watch is False


async def test_a_retried_update_gives_the_same_word_and_takes_no_second_turn(listening: Street) -> None:
    await listening.desk.fault("sendMessage", bot=BOT, status=500, count=2)
    [hint] = await overheard(listening, await listening.wang.say(listening.group, SAFE_ACCOUNT))
    assert "高度疑似诈骗" in hint.text
    assert await count(listening, Question) == 1


@pytest.mark.parametrize(
    ("words", "alarms"),
    [
        ("我妈刚接了个电话，说是客服要给她取消百万保障，不取消每月扣八百，正在下载软件开屏幕共享", True),
        ("在家能做的兼职，手机刷单，一单返佣十元，当天结，加群领任务，垫付的本金马上返", True),
        ("【反诈提醒】近期有人冒充公安，要求把钱转到“安全账户”，公安机关没有安全账户，请转告家里老人，有疑问打96110。", False),
        ("各位邻居注意，隔壁小区有位阿姨被冒充公检法的骗了二十万，说要转到安全账户，千万别信！", False),
        ("今天社区民警来讲课，说冒充客服退款让你开屏幕共享的都是骗子", False),
        ("听说三单元有人刷单被骗了五万，唉", False),
        ("我听说三单元有人刷单被骗了五万，唉", False),
        ("我刷单被骗了五万，现在客服还让我再垫付才能提现，怎么办", True),
        ("安全账户", False),
    ],
)
def test_it_is_alarmed_by_what_happens_and_not_by_who_warns_of_it(office: Office, words: str, alarms: bool) -> None:
    assert overhearing.alarms(office, words) is alarms
