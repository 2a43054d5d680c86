"""话术 as it is asked for: what was met decides, the reader may choose, and what came of it is kept."""

from bot.desk import scripts, steps
from tests.conftest import GRID, OFFICER
from tests.duty.conftest import OUTSIDER, SQLITE, Station

pytestmark = SQLITE


async def test_the_script_fits_the_trick_and_the_refusal_that_was_met(station: Station) -> None:
    number = (await station.report()).number
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, "签收")
    signed = await station.becomes(card, "✅ 您已于")
    await station.press(OFFICER, signed, "话术")
    choice = await station.read(OFFICER, "遇到了哪种情况？")
    assert len(choice.buttons) == len(scripts.REFUSALS) == 8
    await station.press(OFFICER, choice, "不开门")
    shown = await station.becomes(choice, f"💬 预警 {number} 号 · 不开门")
    library = station.office.library
    family = (await station.family(number)) or "other"
    assert library.script(family, "door", "officer").text in shown.text
    assert library.script(family, "door", "family").text in shown.text
    await steps.record(station.office, number, OFFICER, "phone", "denies", 0)
    denied = await station.becomes(card, "🧭 电话劝阻：否认被骗")
    await station.press(OFFICER, denied, "话术")
    again = await station.read(OFFICER, f"💬 预警 {number} 号 · 否认被骗")
    assert "不开门" in again.buttons
    await steps.record(station.office, number, OFFICER, "visit", "found", 1)
    figures = {one.script: (one.shown, one.followed, one.good) for one in await scripts.figures(station.office.store)}
    assert figures == {f"{family}/door/officer": (1, 1, 0), f"{family}/denies/officer": (1, 1, 1)}


async def test_the_lists_say_what_to_do_on_the_spot_and_afterwards(station: Station) -> None:
    number = (await station.report()).number
    card = await station.card(OFFICER)
    await station.press(OFFICER, card, data=f"t1:{number}:lists")
    told = await station.read(OFFICER, "现场清单")
    assert "🧷 善后清单：\n1. " in told.text


async def test_who_has_no_part_in_an_alert_gets_no_script(station: Station) -> None:
    number = (await station.report()).number
    for who in (OUTSIDER, GRID):
        await station.people[who].start("shouwang_duty_bot")
        hello = await station.read(who)
        answer = await station.press(who, hello, data=f"t1:{number}:door")
        assert answer["show_alert"]
    answer = await station.press(OFFICER, await station.card(OFFICER), data=f"t1:{number}:dance")
    assert "这个按钮已经失效了" in answer["text"]
