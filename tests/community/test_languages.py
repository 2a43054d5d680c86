"""A group in 繁體 and one in English ask, are answered, report and hear how it ends; privately everybody reads what they chose."""

import re

import pytest
import sqlalchemy as sa

from bot import clock
from bot.asking import rulings
from bot.desk import alerts as service
from bot.messenger import Post
from bot.publicity import broadcasts
from bot.publicity.broadcasts import Audience
from bot.publicity.deliveries import Deliveries
from bot.publicity.pump import Pump
from bot.store import people
from bot.store.models import Alert, AlertLog, Group
from sandbox.client import Group as Chat
from sandbox.client import Message, Private
from tests.community.conftest import BOT, PAID, SAFE_ACCOUNT, Street
from tests.conftest import FACTORY, OFFICER, RESIDENT, Phones, until

CHINESE = re.compile("[㐀-鿿]")
QUOTED = re.compile("“[^”]*”")


async def speak(street: Street, chat: int, language: str) -> None:
    async with street.office.store.begin() as session:
        await session.execute(sa.update(Group).where(Group.chat == chat).values(language=language))


async def choose(street: Street, person: int, language: str) -> None:
    async with street.office.store.begin() as session:
        (await people.seen(session, person, clock.now(), chat_open=True)).language = language


def is_english(message: Message) -> bool:
    """Whether nothing but quotations and the bot's own name is Chinese, buttons included."""
    words = [QUOTED.sub("", message.text).replace("守望", ""), *message.data, *message.links]
    return not any(CHINESE.search(one) for one in words)


async def test_an_english_group_is_answered_reports_and_hears_how_it_ends_in_english(street: Street, factory: Chat, phones: Phones) -> None:
    await speak(street, FACTORY, "en")
    said = await street.wang.say(factory, f"@{BOT} {SAFE_ACCOUNT}")
    answer = await street.answer(factory, said)
    assert answer.text.startswith("🔴 Very likely a scam: Fake police and the “safe account” (Fake police or officials)")
    assert "安全账户" in answer.text, "the asker's own words are quoted as they are"
    assert "👉 What to do now: " in answer.text
    assert len(answer.text) <= 500
    assert is_english(answer)
    await street.note(street.wang, answer, "Report to police")
    receipt = await street.desk.wait_message(factory, "Passed on to the local police (alert 1)", after=answer)
    assert is_english(receipt)
    await until(lambda: OFFICER in phones.paged())
    card = next(card for to, card, _ in phones.pages if to == OFFICER)  # a second later the ladder pages again
    assert (card.told.family, card.told.pattern) == ("冒充公检法及政府机关", street.office.library.patterns["safe-account"].name), (
        "the officer reads Chinese"
    )
    await service.acknowledge(street.office, 1, OFFICER)
    marked = await street.desk.wait_message(factory, "an officer has taken it ✅")
    assert (marked.id, list(marked.links)) == (receipt.id, ["Add in private"])
    await service.dismiss(street.office, 1, OFFICER)
    assert is_english(await street.desk.wait_message(factory, "The police have checked alert 1"))


async def test_a_group_in_traditional_chinese_is_answered_and_hears_of_it_in_traditional_chinese(
    street: Street, factory: Chat, phones: Phones
) -> None:
    await speak(street, FACTORY, "zh-Hant")
    asked = "有自稱公安局的人說我涉嫌洗錢,要把錢轉到安全賬戶,還不讓告訴家裡人"
    answer = await street.answer(factory, await street.wang.say(factory, f"@{BOT} {asked}"))
    assert answer.text.startswith("🔴 高度疑似詐騙：冒充公檢法「安全賬戶」（冒充公檢法及政府機關）")
    assert "家裡人" in answer.text or "說我" in answer.text or "轉到" in answer.text, "quoted as it was written"
    assert set(answer.data) == {"我已轉賬/正在通話", "報告民警", "為什麼", "有用", "不對"}
    await street.note(street.wang, answer, "報告民警")
    await street.desk.wait_message(factory, "已轉給轄區民警（預警 1 號）", after=answer)
    await until(lambda: OFFICER in phones.paged())
    await service.acknowledge(street.office, 1, OFFICER)
    await street.desk.wait_message(factory, "民警已簽收 ✅ 請先不要轉賬")


async def test_who_never_chose_reads_privately_what_is_spoken_where_they_came_from(street: Street, factory: Chat) -> None:
    assert (await street.ask("你好")).text.startswith("您好，我是")
    await speak(street, FACTORY, "en")
    await street.answer(factory, await street.wang.say(factory, f"@{BOT} {SAFE_ACCOUNT}"))
    assert is_english(await street.ask("hello"))
    await choose(street, RESIDENT, "zh-Hant")
    assert "把原話發給我" in (await street.ask("你好")).text
    told = await street.answer(factory, await street.wang.say(factory, f"/help@{BOT}"))
    assert told.text.startswith("How to use me in this group")


async def test_a_reason_asked_for_in_a_group_comes_privately_in_ones_own_language(street: Street) -> None:
    await choose(street, RESIDENT, "en")
    await street.ask("hello")
    answer = await street.ask_in_group()
    assert answer.text.startswith("🔴 高度疑似诈骗")
    note = await street.note(street.wang, answer, "为什么")
    assert note["text"] == "I have sent you the reasons in private"
    told = (await street.desk.messages(street.home))[-1]
    assert told.text.startswith("🔴 Very likely a scam")
    assert "Based on: " in told.text


async def test_a_report_is_kept_in_one_language_whoever_makes_it(street: Street, factory: Chat) -> None:
    await speak(street, FACTORY, "en")
    await choose(street, RESIDENT, "en")
    await street.ask("hello")
    said = await street.wang.say(factory, f"/report {PAID}")
    assert (await street.answer(factory, said)).text.startswith("🆘 Passed on")
    await street.wang.start(BOT, "r1")
    question = await street.desk.wait_message(street.home, "First call 110, then your bank")
    assert is_english(question)
    await street.wang.say(street.home, "35,000 yuan yesterday 21:03 to 6222021234567894")
    noted = await street.desk.wait_message(street.home, "📝 Noted: ", after=question)
    assert "35,000 yuan" in noted.text
    assert "yesterday 21:03" in noted.text
    await street.settled()
    async with street.office.store.begin() as session:
        alert = await session.get(Alert, 1)
        lines = list(await session.scalars(sa.select(AlertLog).where(AlertLog.act == "stop_payment")))
    assert alert is not None
    assert alert.tier == "urgent"
    assert [line.detail["what"] for line in lines][-1].startswith("收款账号、金额")


async def test_traditional_characters_are_understood_where_something_is_typed(street: Street) -> None:
    await choose(street, RESIDENT, "zh-Hant")
    assert (await street.ask("這是詐騙嗎")).text.startswith("請把可疑的原話發給我")
    assert (await street.ask("謝謝您")).text.startswith("不客氣")
    await street.ask(PAID)
    await street.wang.say(street.home, f"/report {PAID}")
    await street.desk.wait_message(street.home, "先打 110，再打銀行客服")
    said = await street.wang.say(street.home, "建設銀行，三萬五，昨天晚上九點半")
    noted = await street.desk.wait_message(street.home, "📝 記下了：", after=said)
    assert "35,000 元" in noted.text
    assert "昨天 21:30" in noted.text


@pytest.mark.parametrize(("language", "opening"), [("en", "📣 About “"), ("zh-Hant", "📣 群裏之前問到的「")])
async def test_an_officers_answer_reaches_a_group_in_its_language(street: Street, factory: Chat, language: str, opening: str) -> None:
    await speak(street, FACTORY, language)
    answer = await street.answer(factory, await street.wang.say(factory, f"@{BOT} 明天早上八点来小区门口登记天眼共富名额,每家限一个"))
    await street.note(street.wang, answer, {"en": "Not right", "zh-Hant": "不對"}[language])
    review = await rulings.top(street.office, OFFICER)
    assert review is not None
    await rulings.rule(street.office, review.number, OFFICER, scam=True, family="pension")
    told = await street.desk.wait_message(factory, opening)
    assert len(told.text) <= {"en": 500, "zh-Hant": 400}[language]
    assert language != "en" or is_english(told)


async def test_a_notice_goes_out_in_its_writers_words_between_lines_of_each_groups_language(street: Street, factory: Chat) -> None:
    await speak(street, FACTORY, "en")
    post = Post("有人上门收费，请当面到居委会核实。", notice=7, area="镇西新苑")
    number = await broadcasts.create(street.office, Audience(), post)

    async def ended() -> bool:
        await Pump(street.office, [Deliveries(street.office)]).drain()
        return (await broadcasts.progress(street.office, number)).state == "done"

    await until(ended)
    first = await street.desk.wait_message(street.group, "📢 镇西新苑反诈通知\n\n有人上门收费")
    other = await street.desk.wait_message(factory, "📢 Anti-fraud notice · 镇西新苑\n\n有人上门收费")
    assert (list(first.data), list(other.data)) == (["已读并转告家人"], ["Read, and told my family"])


async def test_private_talk_of_another_stays_in_their_language(street: Street, factory: Chat) -> None:
    await speak(street, FACTORY, "en")
    await choose(street, street.liu.id, "zh-Hant")
    liu_home = Private(street.liu, BOT)
    await street.answer(liu_home, await street.liu.say(liu_home, "你好"))
    answer = await street.answer(factory, await street.wang.say(factory, f"@{BOT} {SAFE_ACCOUNT}"))
    note = await street.note(street.liu, answer, "I've paid / I'm on the call")
    assert note["text"].startswith("🆘 Stop paying")
    assert (await street.desk.wait_message(liu_home, "先做這四件事")).text.startswith("🆘")
