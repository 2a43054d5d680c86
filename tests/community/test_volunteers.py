"""/volunteer as residents meet it: consent in so many words, one press out, and a plea on their phone with its answers."""

from bot.desk import alerts, reports
from bot.desk.reports import Reported
from bot.helping import pleas
from sandbox.client import Group, Private
from tests.community.conftest import BOT, PAID, Street
from tests.conftest import OFFICER, Phones, until


async def joined(street: Street) -> None:
    """王阿姨 agrees to help in the neighbours' group."""
    await street.wang.start(BOT)
    await street.settled()
    await street.wang.say(street.group, "/volunteer")
    await street.settled()
    shown = await street.ask("/volunteer")
    for button in ("中心户长", "同意加入"):
        await street.wang.press(shown, button)
        shown = await street.now(shown)
    assert shown.text.startswith("谢谢您！您已登记为中心户长，范围：镇西新苑业主群。")


async def test_in_a_group_the_command_opens_the_private_door(street: Street) -> None:
    door = await street.answer(street.group, await street.wang.say(street.group, "/volunteer"))
    assert door.links == {"私下了解": f"https://t.me/{BOT}?start=volunteer"}
    shown = await street.answer(street.home, await street.wang.say(street.home, "/start volunteer"))
    assert shown.buttons == ["反诈卫士", "中心户长", "单位联系人"]


async def test_consent_says_what_one_is_asked_and_what_one_never_does_and_leaving_is_one_press(street: Street) -> None:
    await street.wang.start(BOT)
    await street.settled()
    await street.wang.say(street.group, "/volunteer")
    await street.settled()
    shown = await street.ask("/volunteer")
    await street.wang.press(shown, "反诈卫士")
    shown = await street.now(shown)
    for promise in ("范围：镇西新苑业主群", "不会告诉您对方说了什么", "随时可以说去不了", "不与可疑的人对质", "不强行拦人", "登记就删掉"):
        assert promise in shown.text
    await street.wang.press(shown, "同意加入")
    assert (await street.now(shown)).buttons == ["退出"]
    again = await street.ask("/volunteer")
    await street.wang.press(again, "退出")
    assert (await street.now(again)).text.startswith("已经退出，您的登记删掉了")
    assert (await street.ask("/volunteer")).buttons == ["反诈卫士", "中心户长", "单位联系人"]


async def test_who_says_no_is_none_and_who_was_in_no_group_is_told_how(street: Street) -> None:
    await street.wang.start(BOT)
    await street.settled()
    assert (await street.ask("/volunteer")).text.startswith("谢谢您的好意。我还不知道您在哪个群")
    await street.wang.say(street.group, "/volunteer")
    await street.settled()
    shown = await street.ask("/volunteer")
    for button in ("单位联系人", "先不加入"):
        await street.wang.press(shown, button)
        shown = await street.now(shown)
    assert (shown.text, shown.buttons) == ("好的，没有登记。谢谢您看完，想加入时再发 /volunteer。", [])


async def test_somebody_in_two_groups_chooses(street: Street, factory: Group) -> None:
    await street.wang.start(BOT)
    await street.settled()
    await street.wang.say(street.group, "/ask 有人说我中奖了要先交税")
    await street.settled()
    await street.wang.say(factory, "/volunteer")
    await street.settled()
    shown = await street.ask("/volunteer")
    await street.wang.press(shown, "反诈卫士")
    shown = await street.now(shown)
    assert shown.buttons == ["镇西新苑业主群", "鸿达电子厂工友群", "这几个群都可以"]
    for button in ("这几个群都可以", "同意加入"):
        await street.wang.press(shown, button)
        shown = await street.now(shown)
    assert "范围：镇西新苑业主群、鸿达电子厂工友群" in shown.text


async def test_a_plea_is_answered_on_the_phone_and_nobody_else_can_answer_it(street: Street) -> None:
    await joined(street)
    receipt = await reports.report(street.office, Reported("plea", street.liu.id, "刘大爷", PAID, group=street.group.id))
    await alerts.acknowledge(street.office, receipt.number, OFFICER)
    await pleas.request(street.office, receipt.number, OFFICER, "3 号楼")
    plea = await street.desk.wait_message(street.home, "想请您帮个忙", sender=street.bot.id)
    assert "请到镇西新苑，3 号楼看一看" in plea.text
    assert plea.buttons == ["我去", "去不了"]
    await street.liu.start(BOT)
    await street.settled()
    theirs = Private(street.liu, BOT)  # where they hear that somebody signed, too
    hello = await street.desk.wait_message(theirs, "这样用我：", after=await street.liu.say(theirs, "/help"))
    assert (await street.note(street.liu, hello, data="p1:yes:1"))["text"] == "这次已经不需要了，谢谢您"
    await street.wang.press(plea, "我去")
    going = await street.now(plea)
    assert "谢谢您答应去" in going.text
    assert going.buttons == ["去不了了"]
    phones = street.office.duty
    assert isinstance(phones, Phones)
    await until(lambda: "👣 王阿姨 已答应去（预警 1 号）。" in phones.told(OFFICER))
    await pleas.stop(street.office, receipt.number, OFFICER)

    async def thanked() -> bool:
        now = await street.now(plea)
        return now.text.startswith("这件事已经有了结果") and now.buttons == []

    await until(thanked)
