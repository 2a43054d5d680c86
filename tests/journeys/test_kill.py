"""Nothing is lost: a report survives `kill -9` at every moment of its way, on both databases, with both bots as processes of their own."""

import asyncio

from sandbox.client import Message, Private
from sandbox.sample import COMMUNITY_BOT, DUTY_BOT
from tests.conftest import until
from tests.journeys.conftest import Street

SCAM = "自称公安局的说我涉嫌洗钱，让我把钱转到安全账户，我已经转了三万"


async def ask(street: Street, words: str) -> Message:
    """王阿姨 asks privately; gives the answer with its buttons."""
    wang = street.person("王阿姨")
    said = await wang.say(Private(wang, COMMUNITY_BOT), f"{words}，{SCAM}")
    [answer] = await until(lambda: answers(street, said))
    return answer


async def answers(street: Street, said: Message) -> list[Message]:
    """What answers this very message: after a kill, what was said before may be said again."""
    return [one for one in await street.desk.messages(said.chat, contains="🆘", after=said) if one.json["reply_to"] == said.id]


async def cards(street: Street, name: str, words: str) -> list[Message]:
    """Alert cards about these words on somebody's phone."""
    return await street.desk.messages(Private(street.person(name), DUTY_BOT), contains=words)


async def wait_for_card(street: Street, name: str, words: str, timeout: float = 60) -> Message:
    """The first card about these words on somebody's phone."""
    return await street.desk.wait_message(Private(street.person(name), DUTY_BOT), contains=words, timeout=timeout)


async def taken(street: Street) -> bool:
    """Whether the community bot has confirmed everything that was said to it."""
    return not await street.desk.do("updates", bot=COMMUNITY_BOT)


async def sign(street: Street, card: Message) -> None:
    """陈警官 signs, and the reporter hears of it."""
    chen, wang = street.person("陈警官"), street.person("王阿姨")
    mark = await street.desk.mark()
    await chen.press(card, "签收")
    await street.desk.wait_message(Private(wang, COMMUNITY_BOT), contains="民警已签收", after=mark)


async def test_killed_before_the_handler_a_report_is_handled_after_the_restart(street: Street) -> None:
    wang = street.person("王阿姨")
    struck = await street.desk.struck()
    await street.desk.fault("sendMessage", bot=COMMUNITY_BOT, chat=Private(wang, COMMUNITY_BOT), delay=60.0, count=9)
    await wang.say(Private(wang, COMMUNITY_BOT), "/report 这一条的回执卡在半路")
    await street.desk.wait_trouble(struck)
    await wang.say(Private(wang, COMMUNITY_BOT), f"/report 甲一 {SCAM}")
    await until(lambda: taken(street))
    assert await cards(street, "陈警官", "甲一") == []
    street.bots.kill("community", "duty")
    await street.desk.do("clear_faults")
    street.restart()
    await sign(street, await wait_for_card(street, "陈警官", "甲一"))
    await sign(street, await wait_for_card(street, "陈警官", "这一条的回执"))  # its ladder would page on into the tests below


async def test_killed_inside_the_handler_a_report_is_handled_once_after_the_restart(street: Street) -> None:
    wang = street.person("王阿姨")
    answer = await ask(street, "乙二")
    struck = await street.desk.struck()
    await street.desk.fault("sendMessage", bot=COMMUNITY_BOT, chat=Private(wang, COMMUNITY_BOT), delay=60.0)
    mark = await street.desk.mark()
    await wang.press(answer, "报告民警")
    await street.desk.wait_trouble(struck)
    street.bots.kill("community", "duty")
    street.restart()
    card = await wait_for_card(street, "陈警官", "乙二")
    await street.desk.wait_message(Private(wang, COMMUNITY_BOT), contains="预警", after=mark)
    numbers = {card.text.split("预警")[1].split("号")[0] for card in await cards(street, "陈警官", "乙二")}
    assert len(numbers) == 1
    await sign(street, card)


async def test_killed_before_the_page_is_out_the_officer_is_paged_after_the_restart(street: Street) -> None:
    wang, chen = street.person("王阿姨"), street.person("陈警官")
    answer = await ask(street, "丙三")
    struck = await street.desk.struck()
    await street.desk.fault("sendMessage", bot=DUTY_BOT, delay=60.0, count=2)
    await wang.press(answer, "报告民警")
    await street.desk.wait_trouble(struck + 1)  # both the officer's page and the leader's
    street.bots.kill("community", "duty")
    assert await street.desk.messages(Private(chen, DUTY_BOT), contains="丙三") == []
    street.restart()
    await sign(street, await wait_for_card(street, "陈警官", "丙三"))


async def test_killed_while_waiting_for_a_signature_the_ladder_goes_on(street: Street) -> None:
    answer = await ask(street, "丁四")
    await street.person("王阿姨").press(answer, "报告民警")
    card = await wait_for_card(street, "陈警官", "丁四")
    street.bots.kill("community", "duty")
    street.restart()
    await wait_for_card(street, "吴大队", "丁四")
    await sign(street, card)
    assert "已由 陈警官" in (await street.desk.wait_message(Private(street.person("周所长"), DUTY_BOT), contains="已由 陈警官")).text


async def test_pressed_while_everything_is_down_a_signature_counts_after_the_restart(street: Street) -> None:
    answer = await ask(street, "戊五")
    await street.person("王阿姨").press(answer, "报告民警")
    card = await wait_for_card(street, "陈警官", "戊五")
    street.bots.kill("community", "duty")
    chen, wang = street.person("陈警官"), street.person("王阿姨")
    await chen.press(card, "签收")
    mark = await street.desk.mark()
    street.restart()
    await street.desk.wait_message(Private(wang, COMMUNITY_BOT), contains="民警已签收", after=mark)


async def test_a_clean_stop_finishes_what_is_in_hand_and_exits_cleanly(street: Street) -> None:
    uncle = street.person("李叔")  # to whom nothing else is on its way that the trouble could strike instead
    struck = await street.desk.struck()
    await street.desk.fault("sendMessage", bot=COMMUNITY_BOT, chat=Private(uncle, COMMUNITY_BOT), delay=1.5)
    said = await uncle.say(Private(uncle, COMMUNITY_BOT), f"己六 {SCAM}")
    await street.desk.wait_trouble(struck)
    assert street.bots.stop() == 0
    assert len(await answers(street, said)) == 1
    street.restart()
    await asyncio.sleep(1)
    assert len(await answers(street, said)) == 1
