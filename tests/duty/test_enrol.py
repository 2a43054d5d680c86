"""Coming on duty: Start, one-time codes, who am I, the menu, being shut out, and everybody who has no business here."""

import json

import pytest

from bot.people import enrolment, languages
from bot.store import staff as staff_rows
from tests.conftest import GRID, OFFICER, STRANGER, until
from tests.duty.conftest import BOT, OPERATOR, SQLITE, Station

pytestmark = SQLITE

NOT_ENROLLED = "您还没有登记"


async def reachable(station: Station, who: int) -> bool:
    async with station.office.store.begin() as session:
        return all(row.chat_open for row in await staff_rows.of(session, who))


async def unreachable(station: Station, who: int) -> bool:
    return not await reachable(station, who)


async def test_start_tells_an_officer_who_they_are_and_what_will_happen(station: Station) -> None:
    await station.people[OFFICER].start(BOT)
    hello = await station.read(OFFICER)
    assert "陈警官 · 民警 · 连云港市 海州区 新东派出所" in hello.text
    assert "有预警会立即在这里通知您，请不要静音。" in hello.text
    assert "签收" in hello.text
    assert await station.menu(OFFICER) == ["alerts", "followups", "duty", "review", "notice", "week", "status", "whoami", "help"]
    assert await reachable(station, OFFICER)


async def test_a_grid_worker_is_told_what_they_are_asked_and_gets_no_list_of_alerts(station: Station) -> None:
    await station.people[GRID].start(BOT)
    hello = await station.read(GRID)
    assert "李丽 · 网格员 · 连云港市 海州区 新东派出所 镇西新苑" in hello.text
    assert "签收由民警来做" in hello.text
    assert await station.menu(GRID) == ["notice", "week", "status", "whoami", "help"]


async def test_everybody_else_sees_three_commands_in_chinese_and_what_the_bot_is(station: Station) -> None:
    assert await station.menu() == ["start", "whoami", "help"]
    sent = (await station.desk.requests(BOT, "setMyCommands"))[0]["params"]
    assert [item["description"] for item in sent["commands"]] == ["开始接收通知", "我的身份和辖区", "怎么用"]
    assert "守望值勤端" in (await station.desk.requests(BOT, "setMyDescription"))[0]["params"]["description"]
    assert "守望值勤端" in (await station.desk.requests(BOT, "setMyShortDescription"))[0]["params"]["short_description"]
    assert await station.desk.violations() == []


async def shows(station: Station, who: int | None, first: dict[str, str]) -> bool:
    """Whether these come to be the first lines of the menu of everybody, or of one person's chat, by language of the app."""

    async def shown() -> bool:
        menus = [menu for menu in await station.desk.do("commands", bot=BOT) if json.loads(menu["scope"]).get("chat_id") == who]
        return {menu["language"]: menu["commands"][0]["description"] for menu in menus} == first

    return bool(await until(shown))


async def test_an_english_app_shows_english_menus_and_others_show_the_language_their_owner_chose(station: Station) -> None:
    await station.people[OFFICER].start(BOT)
    assert await shows(station, None, {"": "开始接收通知", "en": "Begin to receive alerts"})
    assert await shows(station, OFFICER, {"": "正在处理的预警", "en": "Alerts being dealt with"})
    await languages.choose(station.office, OFFICER, "zh-Hant")
    await station.write(OFFICER, "/help")
    assert await shows(station, OFFICER, {"": "正在處理的預警", "en": "Alerts being dealt with"})
    assert await station.desk.violations() == []


async def test_a_stranger_is_told_kindly_how_to_get_in(station: Station) -> None:
    await station.people[STRANGER].start(BOT)
    assert NOT_ENROLLED in (await station.read(STRANGER)).text
    assert (await station.write(STRANGER, "/whoami")).text.startswith(f"您在这里还没有登记身份。您的 Telegram 编号是 {STRANGER}")
    assert "这里只供登记过的" in (await station.write(STRANGER, "/help")).text
    assert (await station.write(STRANGER, "/status")).text.startswith("✅ 值勤机器人正常")
    assert (await station.write(STRANGER, "/alerts")).text.startswith("这份清单供民警和值班领导查看")
    assert "请找群里的守望社区机器人" in (await station.write(STRANGER, "有人让我转账,是诈骗吗")).text


async def test_an_expired_code_is_said_to_be_expired(station: Station) -> None:
    code = await station.invite(hours=-1)
    assert (await station.write(STRANGER, f"/start {code}")).text.startswith("这个邀请码已经过了有效期")
    assert await enrolment.whoami(station.office.store, STRANGER) == []


async def test_a_name_full_of_markup_stays_as_it_is_written(station: Station) -> None:
    odd = await station.desk.person("<b>张*三*</b>_`", id=4242)
    station.people[4242] = odd
    await odd.start(BOT, await station.invite("grid_worker", "lyg-hz-xd-01"))
    assert "<b>张*三*</b>_` · 网格员" in (await station.read(4242)).text
    sent = (await station.desk.requests(BOT, "sendMessage"))[-1]["params"]
    assert not {"parse_mode", "entities"} & sent.keys()


async def test_operators_learn_that_their_notices_come_here(station: Station) -> None:
    await station.people[OPERATOR].start(BOT)
    assert (await station.read(OPERATOR)).text.startswith("您是这套系统的运维")
    assert (await station.write(OPERATOR, "/whoami")).text.startswith("您是这套系统的运维")
    assert "值勤机器人已设置，社区机器人在本机没有设置。" in (await station.write(OPERATOR, "/status")).text
    assert (await station.write(OPERATOR, "你好")).text.startswith("我在。")


@pytest.mark.parametrize(("who", "words"), [(OFFICER, "“签收”：由您来跟进"), (OFFICER, "/followups 待回访"), (GRID, "签收由民警来做")])
async def test_help_fits_the_role(station: Station, who: int, words: str) -> None:
    assert words in (await station.write(who, "/help")).text


async def test_words_and_pictures_of_staff_get_one_friendly_line(station: Station) -> None:
    assert (await station.write(OFFICER, "在吗")).text.startswith("我在。")
    assert (await station.write(OFFICER, "/later")).text == "还没有这个命令，请看 /help"
    said = await station.desk.say(station.people[OFFICER], station.phone(OFFICER), document=b"%PDF-1.4", file_name="案卷.pdf")
    assert (await station.read(OFFICER, after=said)).text.startswith("我在。")


async def test_shutting_the_bot_out_is_visible_and_operators_hear_of_it(station: Station) -> None:
    await station.people[OFFICER].start(BOT)
    await station.read(OFFICER)
    await station.desk.do("block", person=OFFICER, bot=BOT)
    assert (await station.read(OPERATOR)).text.startswith("⚠️ 陈警官 停用了值勤机器人")
    assert not await reachable(station, OFFICER)
    await station.desk.do("unblock", person=OFFICER, bot=BOT)
    await until(lambda: reachable(station, OFFICER))


async def test_a_stranger_who_shuts_the_bot_out_is_nobody_s_concern(station: Station) -> None:
    await station.people[STRANGER].start(BOT)
    await station.read(STRANGER)
    await station.desk.do("block", person=STRANGER, bot=BOT)
    await station.desk.do("unblock", person=STRANGER, bot=BOT)
    await station.write(STRANGER, "/help")
    assert await station.desk.messages(station.phone(OPERATOR)) == []


async def test_in_a_group_it_says_one_sentence_leaves_and_listens_to_nobody(station: Station) -> None:
    chen = station.people[OFFICER]
    group = await station.desk.group("业主群", members=[chen], bots=[BOT])
    said = await station.desk.wait_message(group, "就不留在群里了")
    await until_left(station)
    await chen.say(group, f"/alerts@{BOT}")
    await station.write(OFFICER, "/whoami")
    assert await station.desk.messages(group, after=said, contains="预警") == []
    assert [item.text for item in await station.desk.messages(group) if item.sender == station.bot.id and item.text] == [said.text]


async def test_it_leaves_a_group_in_which_it_may_not_speak(station: Station) -> None:
    refusal = "Bad Request: not enough rights to send text messages to the chat"
    await station.desk.fault("sendMessage", status=400, description=refusal)
    await station.desk.group("禁言群", members=[station.people[OFFICER]], bots=[BOT])
    await until_left(station)


async def until_left(station: Station) -> None:
    """Wait for the bot to leave."""
    assert [item["status"] for item in await station.desk.requests(BOT, "leaveChat", wait=10)] == [200]


async def test_a_person_on_duty_who_never_pressed_start_is_marked_unreachable_and_the_others_are_paged(station: Station) -> None:
    await station.desk.person("新来的", id=5010)
    code = await station.invite()
    await enrolment.enrol(station.office.store, station.office.cipher, 5010, "新来的", code)
    await station.report()
    await station.card(OFFICER)
    await until(lambda: unreachable(station, 5010))
