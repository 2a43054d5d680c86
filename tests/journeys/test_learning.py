"""From a wrong answer in a group, through an officer's phone, back to everyone who read it — two processes, on both databases."""

from sandbox.client import Private
from sandbox.sample import COMMUNITY_BOT, DUTY_BOT
from tests.journeys.conftest import Street

NEW_TRICK = "明天早上八点来小区门口登记天眼共富名额,每家限一个"


async def test_a_missed_trick_is_answered_by_an_officer_and_told_to_all_who_asked_even_through_a_kill(street: Street) -> None:
    wang, officer = street.person("王阿姨"), street.person("陈警官")
    home, phone = Private(wang, COMMUNITY_BOT), Private(officer, DUTY_BOT)
    said = await wang.say(street.neighbours, f"@{COMMUNITY_BOT} {NEW_TRICK}")
    answer = await street.desk.wait_message(street.neighbours, "没有发现已知套路", after=said)
    asked = await wang.say(home, NEW_TRICK)
    await street.desk.wait_message(home, "没有发现已知套路", after=asked)
    await street.desk.wait_answer(await wang.press(answer, "不对"))

    wrote = await officer.say(phone, "/review")
    card = await street.desk.wait_message(phone, "🔎 待核实", after=wrote)
    assert "天眼共富" in card.text
    await officer.press(card, "是诈骗")
    which = await street.desk.wait_message(phone, button="其他类型", after=card)
    await officer.press(which, "其他类型")
    families = await street.desk.wait_message(phone, button="养老诈骗", after=which)
    await officer.press(families, "养老诈骗")
    ready = await street.desk.wait_message(phone, button="发出", after=families)

    street.bots.kill("community")
    await officer.press(ready, "发出")
    await street.desk.wait_message(phone, "✅ 陈警官 的答复：是诈骗（养老诈骗）", after=ready)
    street.bots.start("community")
    for chat, opening in ((street.neighbours, "📣 群里之前问到的"), (home, "📣 您之前问过的")):
        told = await street.desk.wait_message(chat, opening)
        assert "说错了，很抱歉" in told.text
        assert "属于养老诈骗" in told.text
    for chat in (street.neighbours, home):
        assert len(await street.desk.messages(chat, contains="📣")) == 1
