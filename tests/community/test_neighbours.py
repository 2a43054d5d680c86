"""劝劝邻居 on a resident's phone: offered where there is time, played by buttons or words, left and taken up, never in the way."""

import re

import pytest

from bot.desk import alerts, reports
from bot.desk.reports import Reported
from bot.library.neighbour import HELPFUL
from bot.people import languages, rights
from bot.persuading import inviting
from bot.texts import catalogue
from sandbox.client import Message, Private
from tests.community.conftest import BOT, PAID, PARCEL, SAFE_ACCOUNT, Street
from tests.conftest import OFFICER, RESIDENT

OFFER = "🏠 换您来劝劝邻居"
REST = "先到这里"
BRUSHING = "群里导师让我垫2000做任务说返2600,我已经做了三单小的都返了,这单还没付"


async def shown(street: Street, after: Message) -> Message:
    """The newest message of the bot below one."""
    return (await street.heard(street.home, after))[-1]


async def visit(street: Street, button: str = "老周：退休钳工，住您楼下") -> Message:
    list_ = await street.ask("/practice")
    await street.wang.press(list_, button)
    return await shown(street, list_)


async def say(street: Street, text: str) -> Message:
    return await street.answer(street.home, await street.wang.say(street.home, text))


def trust(message: Message) -> int:
    return message.text.count("●")


async def label(street: Street, kind: str, who: str = "lao-zhou") -> str:
    return street.office.library.neighbours[who].moves[kind].label


async def test_whoever_is_being_drawn_in_is_offered_a_neighbour_in_the_same_trouble(street: Street) -> None:
    answer = await street.ask(BRUSHING)
    assert OFFER in answer.buttons
    await street.wang.press(answer, OFFER)
    begun = await shown(street, answer)
    assert begun.text.startswith("🏠 小敏\n\n")
    assert "您怎么跟小敏说？按一句，或者自己打一句。说错了也不要紧。" in begun.text
    assert len(begun.buttons) == 5
    await street.wang.press(answer, OFFER)
    assert (await shown(street, begun)).text == begun.text


async def test_nobody_is_offered_one_in_a_group_in_an_emergency_or_for_nothing(street: Street) -> None:
    assert OFFER not in (await street.ask_in_group(f"@{BOT} {BRUSHING}")).buttons
    assert OFFER not in (await street.ask(PAID)).buttons
    assert OFFER not in (await street.ask(PARCEL)).buttons


async def test_by_buttons_to_the_end_and_the_words_come_back(street: Street) -> None:
    message = await visit(street)
    card = street.office.library.neighbours["lao-zhou"]
    kind_ways = {card.moves[kind].label: card.moves[kind].say for kind in HELPFUL if kind in card.moves}
    said = []
    for _ in range(12):
        button = next((one for one in message.buttons if one in kind_ways), None)
        if button is None:
            break
        said.append(kind_ways[button])
        before = message
        await street.wang.press(message, button)
        message = await shown(street, before)
        assert message.text.startswith(f"您：{said[-1]}\n\n老周：")
        assert (await street.now(before)).buttons == []
    assert card.ends["won"] in message.text
    returned = re.search("您刚才对老周说：“(.+)”这句话，也请说给自己听。", message.text)
    assert returned is not None
    assert returned[1] in said
    assert "96110" in message.text
    assert message.buttons == ["再看看别的邻居"]


async def test_in_own_words_and_own_words_are_returned(street: Street) -> None:
    await visit(street)
    first = await say(street, "老周你先坐下,慢慢跟我说")
    assert "憋了一上午" in first.text
    assert trust(first) == 5
    await say(street, "公安哪有安全账户,警察不会让你转钱的")
    third = await say(street, "今天的菜真新鲜")
    assert third.text.startswith("老周：")
    await say(street, "你挂了电话,自己打110问一问")
    end = await say(street, "要是小陈来问,你拦不拦他")
    assert "您刚才对老周说：“公安哪有安全账户,警察不会让你转钱的”这句话，也请说给自己听。" in end.text


async def test_an_unkind_end_is_kind_and_shows_what_would_have_helped(street: Street) -> None:
    await visit(street)
    await say(street, "你怎么这么糊涂")
    end = await say(street, "手机给我 不许去")
    card = street.office.library.neighbours["lao-zhou"]
    assert "这不是您的错" in end.text
    assert "下回可以试试" in end.text
    assert card.moves["flag"].say in end.text
    assert card.moves["listen"].say in end.text


async def test_whoever_writes_of_their_own_money_is_helped_at_once_and_the_neighbour_waits(street: Street) -> None:
    await visit(street)
    answer = await say(street, PAID)
    assert answer.text.startswith("🆘 先做这四件事")
    assert "老周" not in answer.text
    later = await street.ask("/practice")
    assert later.buttons[0] == "接着劝老周"
    await street.wang.press(later, "接着劝老周")
    assert "老周：" in (await shown(street, later)).text


@pytest.mark.parametrize(
    "text", [SAFE_ACCOUNT, "救命", "刚才有客服打电话说我开了百万保障要扣钱,让我共享屏幕,是真的吗", "我刚转了三万给他,怎么办"]
)
async def test_a_question_or_a_cry_is_never_taken_for_play(street: Street, text: str) -> None:
    await visit(street)
    assert not (await say(street, text)).text.startswith("老周：")


async def test_what_was_said_to_a_neighbour_may_be_corrected_and_is_no_question_then(street: Street) -> None:
    await visit(street)
    said = await street.wang.say(street.home, "老周你先坐下,慢慢跟我说")
    await street.answer(street.home, said)
    heard = len(await street.heard(street.home, said))
    await street.desk.edit(street.wang, said, "老周你先坐下,喝口水,慢慢跟我说")
    assert len(await street.heard(street.home, said)) == heard
    await street.desk.edit(street.wang, said, PAID)
    assert (await street.heard(street.home, said))[-1].text.startswith("🆘")


async def test_left_and_taken_up_days_later_as_it_stood(street: Street) -> None:
    await visit(street)
    first = await say(street, "老周你先坐下,慢慢跟我说")
    await street.wang.press(first, REST)
    rests = await shown(street, first)
    assert rests.text == "好的，老周在这儿等您，过几天再来也行。发 /practice 也能找到老周。"
    assert not (await say(street, "警察不会让你转钱的")).text.startswith("老周：")
    await street.wang.press(rests, "接着劝老周")
    again = await shown(street, rests)
    assert "憋了一上午" in again.text
    assert trust(again) == 5


@pytest.mark.parametrize("text", ["嗯嗯", "谢谢", "您好"])
async def test_small_words_are_said_to_the_neighbour_while_there_is_one(street: Street, text: str) -> None:
    await visit(street)
    answered = await say(street, text)
    assert answered.text.startswith("老周：")
    await street.wang.press(answered, REST)
    await shown(street, answered)
    assert "老周" not in (await say(street, text)).text


async def test_a_button_of_a_turn_that_is_over_says_nothing(street: Street) -> None:
    begun = await visit(street)
    await say(street, "老周你先坐下,慢慢跟我说")
    last = (await street.desk.messages(street.home))[-1]
    note = await street.note(street.wang, begun, begun.buttons[0])
    assert note["text"] == "这句已经说出去了，请看最下面一条"
    assert (await street.desk.messages(street.home))[-1].id == last.id


async def test_nobody_can_speak_in_anothers_play(street: Street) -> None:
    await visit(street)
    await street.liu.start(BOT)
    await street.settled()
    home = Private(street.liu, BOT)
    hello = await street.answer(home, await street.liu.say(home, "/help"))
    for data in ("m1:1:0:listen", "k1:go:1:", "k1:rest:1:"):
        assert (await street.note(street.liu, hello, data=data))["text"].startswith("这位邻居不在家了")
    assert (await street.note(street.liu, hello, data="k1:after:1:"))["text"].startswith("这个按钮已经用不了了")
    assert (await street.note(street.liu, hello, data="k1:visit:0:nobody"))["text"].startswith("这位邻居不在家了")


async def test_in_a_group_the_command_opens_the_private_door(street: Street) -> None:
    door = await street.answer(street.group, await street.wang.say(street.group, "/practice"))
    assert door.links == {OFFER: f"https://t.me/{BOT}?start=practice"}
    opened = await street.answer(street.home, await street.wang.say(street.home, "/start practice"))
    assert opened.text.startswith("🏠 劝劝邻居")
    assert len(opened.buttons) == len(street.office.library.neighbours)


async def test_whoever_reads_english_is_told_that_it_goes_on_in_chinese(street: Street) -> None:
    await languages.choose(street.office, RESIDENT, "en")
    door = await street.ask("/practice")
    assert "They speak Chinese" in door.text
    await street.wang.press(door, door.buttons[0])
    assert "It goes on in Chinese" in (await shown(street, door)).text
    for key in ("neighbour-invitation", "neighbour-in-group", "command-practice"):
        assert "in Chinese" in catalogue("en").say(key, station="新东派出所", name="老周")


async def test_an_officer_invites_once_and_the_resident_may_say_no(street: Street) -> None:
    await street.wang.start(BOT)
    await street.settled()
    receipt = await reports.report(street.office, Reported("nb", street.wang.id, "王阿姨", SAFE_ACCOUNT, group=street.group.id))
    await alerts.acknowledge(street.office, receipt.number, OFFICER)
    assert (await inviting.invite(street.office, receipt.number, OFFICER)).key == "neighbour-asked"
    asked = await street.desk.wait_message(street.home, "的民警想请您帮个小忙", sender=street.bot.id)
    assert asked.buttons == ["好，我去看看", "下次吧"]
    for trace in ("预警", "报告", "洗钱", "被骗"):
        assert trace not in asked.text
    assert (await inviting.invite(street.office, receipt.number, OFFICER)).key == "neighbour-asked-already"
    await street.wang.press(asked, "下次吧")
    assert (await street.now(asked)).text == "好的。什么时候想去看看，发 /practice 就行。"


async def test_an_invitation_leads_to_the_neighbour(street: Street) -> None:
    await street.wang.start(BOT)
    await street.settled()
    receipt = await reports.report(street.office, Reported("nb", street.wang.id, "王阿姨", SAFE_ACCOUNT, group=street.group.id))
    await alerts.acknowledge(street.office, receipt.number, OFFICER)
    await inviting.invite(street.office, receipt.number, OFFICER)
    asked = await street.desk.wait_message(street.home, "的民警想请您帮个小忙", sender=street.bot.id)
    await street.wang.press(asked, "好，我去看看")
    begun = await street.desk.wait_message(street.home, "🏠 老周", sender=street.bot.id)
    assert len(begun.buttons) == 5


async def test_who_is_forgotten_leaves_no_word(street: Street) -> None:
    begun = await visit(street)
    await say(street, "老周你先坐下,慢慢跟我说")
    exported = await rights.export(street.office.store, street.office.cipher, street.wang.id)
    [played] = exported["neighbours"]
    assert played["neighbour"] == "lao-zhou"
    assert played["said"]["said"][0]["words"] == "老周你先坐下,慢慢跟我说"
    await rights.forget(street.office, street.wang.id)
    assert (await rights.export(street.office.store, street.office.cipher, street.wang.id))["neighbours"] == []
    assert (await street.note(street.wang, begun, begun.buttons[0]))["text"].startswith("这位邻居不在家了")
