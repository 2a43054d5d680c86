"""First, once and again: what has to hold on either database, however often and however close together people press."""

import asyncio

from dbos import DBOS

from bot.deployment import Deployment
from bot.people import enrolment
from bot.setup import apply
from bot.store import cards
from tests.conftest import DISTRICT, DISTRICT_FILE, GRID, LEADER, OFFICER, STRANGER, until
from tests.duty.conftest import BOT, HOLDER, Station


async def test_of_two_who_press_at_the_same_time_exactly_one_is_first(station: Station) -> None:
    receipt = await station.report()
    cards = {who: await station.card(who) for who in (OFFICER, LEADER)}
    presses = await asyncio.gather(*(station.people[who].press(card, "签收") for who, card in cards.items()))
    answers = await asyncio.gather(*(station.answer(press) for press in presses))
    first = [answer["text"] for answer in answers if answer["text"].startswith("签收成功")]
    second = [answer["text"] for answer in answers if answer["text"].startswith("这条预警已由")]
    assert (len(first), len(second)) == (1, 1)
    assert (await station.alert(receipt.number))[2].count("signed") == 1


async def test_pressing_again_and_a_repeated_update_change_nothing(station: Station) -> None:
    receipt = await station.report()
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, "签收")
    assert (await station.press(OFFICER, card, data=f"a1:sign:{receipt.number}"))["text"].startswith("签收成功")
    pressed = [item for item in await station.desk.do("history", bot=BOT) if "callback_query" in item]
    await station.desk.do("repeat", bot=BOT, update_id=pressed[0]["update_id"])
    again = await station.press(OFFICER, card, data=f"a1:wrong:{receipt.number}")
    assert "确认误报" in again["text"]
    assert len(await station.desk.requests(BOT, "answerCallbackQuery")) == 3
    assert (await station.alert(receipt.number))[2].count("signed") == 1


async def test_handing_over_asks_to_whom_and_pages_that_colleague(station: Station) -> None:
    receipt = await station.report()
    card = await station.card(OFFICER)
    assert (await station.press(OFFICER, card, "转交"))["text"] == "请先签收，再转交"
    await station.press(OFFICER, card, "签收")
    signed = await station.becomes(card, "✅ 您已于")
    assert (await station.press(OFFICER, signed, "转交"))["text"] == "请选择转交给谁"
    asked = await station.desk.wait_message(station.phone(OFFICER), button="周所长")
    assert asked.buttons == ["周所长", "区值班", "市值班", "返回"]
    give = asked.data["区值班"]
    assert (await station.press(OFFICER, asked, "区值班"))["text"].startswith("已转交给 区值班，对方会马上收到通知")
    theirs = await station.card(DISTRICT)
    assert theirs.buttons == HOLDER
    assert (await station.becomes(card, "✅ 由 区值班 负责（")).buttons[-2:] == ["我去上门", "详情"]
    assert (await station.press(OFFICER, card, data=give))["text"] == "这条预警在 区值班 手上，请与其联系"
    assert (await station.press(OFFICER, card, data=f"a1:pass:{receipt.number}"))["text"] == "这条预警在 区值班 手上，请与其联系"
    assert (await station.alert(receipt.number))[2].count("handed_over") == 1


async def test_what_was_opened_on_a_card_stays_open_until_the_alert_changes(station: Station) -> None:
    receipt = await station.report()
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, "误报")
    asked = await station.desk.wait_message(station.phone(OFFICER), button="确认误报")
    async with station.office.store.begin() as session:
        await station.office.engine.enqueue(session, "alerts", "redraw", "redraw-once-more", receipt.number)
    redrawn = await DBOS.retrieve_workflow_async("redraw-once-more")
    await redrawn.get_result()
    assert (await station.now(card)).buttons == asked.buttons == ["确认误报", "返回"]
    await station.press(LEADER, await station.card(LEADER), "签收")
    assert (await station.becomes(card, "✅ 已由 周所长 于")).buttons == ["我去上门", "详情"]


async def test_a_card_opened_from_the_list_is_kept_true_like_the_page(station: Station) -> None:
    await station.report()
    await station.card(OFFICER)
    listed = await station.write(OFFICER, "/alerts", "按编号打开")
    await station.press(OFFICER, listed, "打开 1 号")
    opened = await station.card(OFFICER, after=listed)
    await station.press(LEADER, await station.card(LEADER), "签收")
    assert (await station.becomes(opened, "✅ 已由 周所长 于")).buttons == ["我去上门", "详情"]


async def test_a_code_enrols_once_and_its_link_can_be_opened_again_by_the_same_person(station: Station) -> None:
    code = await station.invite()
    await station.desk.follow(station.people[STRANGER], f"https://t.me/{BOT}?start={code}")
    hello = await station.read(STRANGER, "您的身份是")
    assert "路人甲 · 民警 · 连云港市 海州区 新东派出所" in hello.text
    assert await station.menu(STRANGER) == ["alerts", "followups", "duty", "review", "notice", "week", "status", "whoami", "help"]
    await station.people[STRANGER].start(BOT, code)
    await station.read(STRANGER, "您的身份是", after=hello)
    assert (await station.write(GRID, f"/start {code}")).text.startswith("这个邀请码已经用过了")
    await station.report()
    assert "签收" in (await station.card(STRANGER)).buttons


async def test_guessing_codes_ends_after_five_wrong_ones_even_for_a_right_one(station: Station) -> None:
    code = await station.invite()
    for guess in range(5):
        assert (await station.write(STRANGER, f"/start guess{guess}")).text.startswith("这个邀请码没有对上")
    assert "已经试了 5 次" in (await station.write(STRANGER, f"/start {code}")).text
    assert await enrolment.whoami(station.office.store, STRANGER) == []
    await station.people[GRID].start(BOT, code)
    assert "李丽 · 民警" in (await station.read(GRID)).text


async def test_status_counts_what_is_open_and_signed(station: Station) -> None:
    receipt = await station.report()
    card = await station.card(OFFICER)
    await station.report(origin="report:2")
    assert "等待签收 2 条，已签收还没结束 0 条" in (await station.write(OFFICER, "/status", "正常")).text
    await station.press(OFFICER, card, data=f"a1:sign:{receipt.number}")
    assert "等待签收 1 条，已签收还没结束 1 条" in (await station.write(LEADER, "/status", "正常")).text
    assert "等待签收" not in (await station.write(GRID, "/status", "正常")).text


async def test_a_card_that_its_page_and_a_press_note_at_the_same_moment_is_one_card(station: Station) -> None:
    receipt = await station.report()
    message = (await station.card(OFFICER)).id + 1000

    async def note(revision: int) -> None:
        async with station.office.store.begin() as session:
            await cards.drawn(session, alert_id=receipt.number, telegram=OFFICER, message=message, nth=1, revision=revision)

    await asyncio.gather(*(note(1) for _ in range(5)))
    await note(2)
    async with station.office.store.begin() as session:
        card = await cards.at(session, OFFICER, message)
    assert card is not None
    assert card.revision == 2


async def test_a_colleague_to_whom_it_is_handed_signs_it_too_where_two_have_to(station: Station) -> None:
    two = [{"page": ["officer", "leader"], "level": "station", "wait": "600s", "need": 2}]
    await apply(station.office.store, Deployment.model_validate({**DISTRICT_FILE, "escalation": two}))
    number = (await station.report()).number
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, "签收")
    signed = await station.becomes(card, "✅ 您已于")
    assert "✍️ 还需 1 人共同签收" in signed.text
    await station.press(OFFICER, signed, "转交")
    await station.press(OFFICER, await station.desk.wait_message(station.phone(OFFICER), button="周所长"), "周所长")
    given = await station.read(LEADER, "✅ 陈警官 签收后已交给您", button="签收")
    assert "✍️ 还需 1 人共同签收" in given.text
    await station.becomes(card, "✅ 由 周所长 负责（陈警官 ")
    assert (await station.press(LEADER, given, "签收"))["text"] == "已共同签收"

    async def settled() -> bool:
        cards = [await station.now(given), await station.now(card)]
        return not any("还需" in one.text or "签收" in one.buttons for one in cards)

    await until(settled)
    assert [act for act in (await station.alert(number))[2] if "signed" in act] == ["signed", "co_signed"]
