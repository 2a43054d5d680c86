"""Whoever chose a language is paged, answered and kept up to date in it; colleagues beside them read what they read before."""

import re

from bot.people import languages
from tests.conftest import LEADER, OFFICER
from tests.duty.conftest import SQLITE, Station

pytestmark = SQLITE

CHINESE = re.compile("[㐀-鿿]")


async def test_an_officer_who_reads_english_is_paged_and_kept_up_to_date_in_english(station: Station) -> None:
    await languages.choose(station.office, OFFICER, "en")
    receipt = await station.report()
    mine, hers = await station.read(OFFICER, "🔴 Urgent · Alert", button="Take it"), await station.card(LEADER)
    assert mine.text.startswith(f"🔴 Urgent · Alert {receipt.number}\n📍 Area: ")
    assert mine.text.endswith("⏳ Waiting for somebody to take it")
    assert "🧩 Pattern: " in mine.text
    assert not CHINESE.search(mine.text.split("🧩")[1].splitlines()[0]), "patterns have English names"
    assert hers.text.endswith("⏳ 等待签收")
    assert await station.press(OFFICER, mine, "Take it") == {"text": "It is yours. Please reach the person as soon as you can"}
    held = await station.becomes(mine, "✅ You took it at ")
    assert held.buttons[:2] == ["Call", "Visit"]
    assert (await station.becomes(hers, "✅ 已由 陈警官 于")).buttons == ["更多", "详情"]
    assert await station.press(LEADER, hers, "详情") == {"text": "详情发在下面了"}
    details = await station.read(LEADER, "的详情")
    assert "陈警官 签收" in details.text, "history is put into words for whoever looks at it"
    assert (await station.write(OFFICER, "/help")).text.startswith("This is the Shouwang duty bot.")


async def test_a_redraw_for_a_colleague_is_in_the_colleagues_language(station: Station) -> None:
    await languages.choose(station.office, LEADER, "zh-Hant")
    await station.report()
    mine, hers = await station.card(OFFICER), await station.read(LEADER, "預警", button="簽收")
    await station.press(OFFICER, mine, "签收")
    assert (await station.becomes(hers, "✅ 已由 陈警官 於")).buttons == ["更多", "詳情"]
