"""/family as residents and their relatives meet it: a link that is forwarded, a number that is written, and being asked in earnest."""

from bot.desk import alerts, reports
from bot.desk.reports import Reported
from bot.helping import kin_calls
from sandbox.client import Message, Person, Private
from tests.community.conftest import BOT, PAID, Street
from tests.conftest import OFFICER, Phones, until

PHONE = "13912345678"


async def opened(street: Street) -> Message:
    """王阿姨 reads what it is about."""
    await street.wang.start(BOT)
    await street.settled()
    return await street.ask("/family")


async def daughter(street: Street) -> tuple[Person, Message]:
    """Her daughter, who was sent the message and said yes; and 王阿姨's view afterwards."""
    shown = await opened(street)
    await street.wang.press(shown, "请家人在这里答应")
    assert (await street.now(shown)).text.startswith("请把下面这条消息转发给您的家人")
    card = await street.desk.wait_message(street.home, "想请你做我的家人联系人", sender=street.bot.id)
    min_ = await street.desk.person("小敏", 7100)
    await street.desk.follow(min_, card.links["点开看一看"])
    asked = await street.desk.wait_message(Private(min_, BOT), "王阿姨想请您做家人联系人", sender=street.bot.id)
    for promise in ("别责怪", "不会告诉您转了多少钱", "随时发 /family 退出"):
        assert promise in asked.text
    await min_.press(asked, "我愿意")
    assert "谢谢您。王阿姨身边多了一个人" in (await street.now(asked)).text
    await street.desk.wait_message(street.home, "👪 小敏答应做您的家人联系人了")
    return min_, await street.ask("/family")


async def test_in_a_group_the_command_opens_the_private_door(street: Street) -> None:
    door = await street.answer(street.group, await street.wang.say(street.group, "/family"))
    assert door.links == {"私下了解": f"https://t.me/{BOT}?start=family"}
    shown = await street.answer(street.home, await street.wang.say(street.home, "/start family"))
    assert shown.text.startswith("骗子最怕的，是您身边有人。")
    assert shown.buttons == ["请家人在这里答应", "留家人的电话"]


async def test_a_relative_agrees_and_the_terms_are_changed_and_withdrawn(street: Street) -> None:
    min_, shown = await daughter(street)
    assert "· 小敏（已在这里答应），有危险就联系" in shown.text
    await street.wang.press(shown, "改成每次先问我：小敏")
    assert "每次先问我" in (await street.now(shown)).text
    theirs = await street.answer(Private(min_, BOT), await min_.say(Private(min_, BOT), "/family"))
    assert "您是王阿姨的家人联系人" in theirs.text
    await street.wang.press(await street.now(shown), "撤回：小敏")
    now = await street.now(shown)
    assert now.text.startswith("已经撤回，删掉了。")
    assert now.buttons == ["请家人在这里答应", "留家人的电话"]
    assert (await street.note(min_, theirs, "不再做王阿姨的联系人"))["text"].startswith("这一项刚刚有了变化")


async def test_a_relative_leaves_with_one_press_and_the_resident_hears(street: Street) -> None:
    min_, _ = await daughter(street)
    theirs = await street.answer(Private(min_, BOT), await min_.say(Private(min_, BOT), "/family"))
    await min_.press(theirs, "不再做王阿姨的联系人")
    assert (await street.now(theirs)).text.startswith("已经退出，您的信息删掉了")
    await street.desk.wait_message(street.home, "或者不再做联系人")


async def test_a_number_is_written_as_a_reply_or_just_so(street: Street) -> None:
    shown = await opened(street)
    await street.wang.press(shown, "留家人的电话")
    how = await street.now(shown)
    assert how.buttons == ["先不留"]
    no_number = await street.answer(street.home, await street.wang.say(street.home, "女儿小敏", reply_to=how))
    assert no_number.text.startswith("没有看到电话号码")
    noted = await street.answer(street.home, await street.wang.say(street.home, f"女儿小敏 {PHONE}"))
    assert noted.text.startswith("记下了。")
    assert "· 女儿小敏，电话 139****5678，有危险就联系" in noted.text
    assert PHONE not in noted.text
    await street.wang.press(noted, "换电话：女儿小敏")
    how = await street.now(noted)
    changed = await street.answer(street.home, await street.wang.say(street.home, "13800138000", reply_to=how))
    assert "女儿小敏，电话 138****8000" in changed.text
    asked = await street.ask(f"女儿小敏 {PHONE}")
    assert "记下了" not in asked.text


async def test_no_number_leaves_nothing(street: Street) -> None:
    shown = await opened(street)
    await street.wang.press(shown, "留家人的电话")
    await street.wang.press(await street.now(shown), "先不留")
    assert (await street.now(shown)).text.startswith("好的，没有留")
    assert (await street.ask("/family")).text.startswith("骗子最怕的")


async def test_what_is_another_s_cannot_be_pressed(street: Street) -> None:
    min_, _ = await daughter(street)
    await street.liu.start(BOT)
    await street.settled()
    home = Private(street.liu, BOT)
    hello = await street.answer(home, await street.liu.say(home, "/help"))
    for act in ("ask", "always", "renumber", "withdraw", "leave", "yes", "no"):
        assert "text" in await street.note(street.liu, hello, data=f"n1:{act}:1")
    for data in ("c1:yes:1", "c1:how:1", "l1:yes:1"):
        assert (await street.note(street.liu, hello, data=data))["text"] == "这次已经不需要了，谢谢您"
    theirs = await street.answer(Private(min_, BOT), await min_.say(Private(min_, BOT), "/family"))
    assert "您是王阿姨的家人联系人" in theirs.text


async def test_the_daughter_is_asked_to_call_answers_and_reads_what_to_say(street: Street) -> None:
    min_, _ = await daughter(street)
    receipt = await reports.report(street.office, Reported("kin", street.wang.id, "王阿姨", PAID))
    await alerts.acknowledge(street.office, receipt.number, OFFICER)
    contact = (await kin_calls.look(street.office, receipt.number, OFFICER))[0].id
    await kin_calls.ask(street.office, receipt.number, contact, OFFICER)
    home = Private(min_, BOT)
    plea = await street.desk.wait_message(home, "请您现在就给王阿姨打个电话", sender=street.bot.id)
    assert plea.buttons == ["我马上联系", "晚一点", "怎么开口"]
    await min_.press(plea, "怎么开口")
    await street.desk.wait_message(home, "可以这样开口：", sender=street.bot.id)
    await min_.press(plea, "我马上联系")
    assert (await street.now(plea)).buttons == ["打不通", "怎么开口"]
    phones = street.office.duty
    assert isinstance(phones, Phones)
    await until(lambda: f"👪 小敏 答应马上联系当事人（预警 {receipt.number} 号）。" in phones.told(OFFICER))
    await alerts.dismiss(street.office, receipt.number, OFFICER)

    async def thanked() -> bool:
        now = await street.now(plea)
        return now.text.startswith("这件事这会儿不用您再做什么了") and now.buttons == []

    await until(thanked)
    await street.desk.wait_message(street.home, "民警按您留的意思请小敏联系过您", sender=street.bot.id)


async def test_the_resident_gives_leave_on_the_phone(street: Street) -> None:
    min_, shown = await daughter(street)
    await street.wang.press(shown, "改成每次先问我：小敏")
    await street.settled()
    receipt = await reports.report(street.office, Reported("kin", street.wang.id, "王阿姨", PAID))
    await alerts.acknowledge(street.office, receipt.number, OFFICER)
    contact = (await kin_calls.look(street.office, receipt.number, OFFICER))[0].id
    await kin_calls.ask_leave(street.office, receipt.number, contact, OFFICER)
    asked = await street.desk.wait_message(street.home, "想请小敏给您打个电话", sender=street.bot.id)
    assert asked.buttons == ["可以", "先不要"]
    await street.wang.press(asked, "可以")
    assert (await street.now(asked)).text.startswith("好的，告诉民警了")
    await street.desk.wait_message(Private(min_, BOT), "请您现在就给王阿姨打个电话", sender=street.bot.id)
