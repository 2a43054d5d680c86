"""The demo page in a real browser: one types and presses as a resident, an officer's phone rings, everything is local."""

import asyncio
import os
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from sandbox.client import Desk, Private
from sandbox.sample import COMMUNITY_BOT, COMMUNITY_TOKEN, DUTY_BOT, DUTY_TOKEN

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium on PATH, or its path in CHROMIUM")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]
WATCH = """
window.passed = [];
const role = (one) => one.closest("[data-role]").dataset.role;
new MutationObserver(() => {
    for (const one of document.querySelectorAll(".sw-note")) passed.push(`${role(one)}: ${one.textContent}`);
    for (const one of document.querySelectorAll(".sw-phone.ringing")) passed.push(`${role(one)} rings`);
}).observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: ["class"]});
"""
"""Remembers what vanishes by itself after seconds, however slowly the window is looked at."""
expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The desk as its own process, as a person would start it."""
    command = [sys.executable, "-m", "sandbox", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}) as desk:
        assert desk.stdout is not None
        try:
            yield desk.stdout.readline().strip()
        finally:
            desk.terminate()
            desk.wait(10)


@pytest.fixture
async def desk(address: str) -> AsyncIterator[Desk]:
    async with Desk(address) as control:
        yield control


@pytest.fixture
async def page(address: str, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """A window of the size asked for; fails when the page loads anything from elsewhere or complains in its console."""
    width, height = getattr(request, "param", (1440, 900))
    trouble: list[str] = []
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        window = await browser.new_page(viewport={"width": width, "height": height})
        local = re.compile(rf"({re.escape(address)}|data:|blob:)")
        window.on("request", lambda sent: None if local.match(sent.url) else trouble.append(sent.url))
        window.on("console", lambda said: trouble.append(said.text) if said.type in {"error", "warning"} else None)
        window.on("pageerror", lambda error: trouble.append(str(error)))
        await window.add_init_script(WATCH)
        await window.goto(address)
        await expect(window.locator(".sw-phone")).to_have_count(3, timeout=15_000)
        yield window
        await browser.close()
    assert trouble == []


async def test_a_resident_asks_reports_and_the_officers_phone_rings(page: Page, desk: Desk, tmp_path: Path, picture: bytes) -> None:
    people, groups = await desk.sample()
    group, wang, chen = groups["镇西新苑业主群"], people["王阿姨"], people["陈警官"]
    resident, officer = (page.locator(f'.sw-seat:has([data-role="{role}"])') for role in ("resident", "officer"))

    await resident.get_by_label("提到守望").click()
    line = resident.locator("textarea")
    await expect(line).to_have_value(f"@{COMMUNITY_BOT} ")
    await line.press("End")
    await line.type("对方说 <b>安全账户</b>")
    await line.press("Enter")
    asked = await desk.wait_message(group, "<b>安全账户</b>", sender=wang)
    await expect(line).to_have_value("")
    await expect(resident.locator(".sw-row.own .sw-text").last).to_have_text(f"@{COMMUNITY_BOT} 对方说 <b>安全账户</b>")

    await expect(resident.locator(".sw-try")).to_have_count(0)

    report = {"inline_keyboard": [[{"text": "报告民警", "callback_data": "v1:report:17"}]]}
    await desk.as_bot(COMMUNITY_TOKEN, "sendMessage", chat_id=group.id, text="高度疑似诈骗\n先别转账", reply_markup=report)
    await resident.get_by_role("button", name="报告民警").click()
    pressed = await desk.wait_update(COMMUNITY_BOT, "callback_query")
    assert (pressed["data"], pressed["from"]["id"]) == ("v1:report:17", wang.id)
    await desk.as_bot(COMMUNITY_TOKEN, "answerCallbackQuery", callback_query_id=pressed["id"], text="已转达社区民警")
    await page.wait_for_function("passed.includes('resident: 已转达社区民警')")

    sign = {"inline_keyboard": [[{"text": "签收", "callback_data": "v1:sign:17"}]]}
    await desk.as_bot(DUTY_TOKEN, "sendMessage", chat_id=chen.id, text="紧急预警 #17", reply_markup=sign)
    await page.wait_for_function("passed.includes('officer rings')")
    assert await page.evaluate("passed.filter((one) => one.endsWith(' rings') && one !== 'officer rings')") == []
    await expect(page.locator(".sw-step.running")).to_contain_text("签收")
    await officer.get_by_role("button", name="签收").click()
    assert (await desk.wait_update(DUTY_BOT, "callback_query"))["from"]["id"] == chen.id
    await expect(page.locator(".sw-step.done").last).to_contain_text("陈警官")

    file = tmp_path / "短信.png"
    file.write_bytes(picture)
    await resident.locator("input[type=file]").set_input_files(file)
    shown = resident.locator("img.sw-photo").last
    await expect(shown).to_be_visible()
    assert (await page.request.get(await shown.evaluate("image => image.src"))).status == 200

    await resident.locator(".sw-row.own").first.hover()
    await resident.locator(".sw-row.own .sw-more").first.click()
    await resident.get_by_role("button", name="撤回").click()
    await expect(resident.locator(".sw-row.own .sw-text")).to_have_count(0)
    assert asked.id not in [message.id for message in await desk.messages(group)]


async def test_who_sits_down_is_told_whose_phone_it_is_what_to_try_and_that_nobody_answers_yet(page: Page, desk: Desk) -> None:
    await desk.do("empty")
    await expect(page.locator(".sw-tab")).to_have_count(0)
    await desk.sample()
    resident = page.locator('.sw-seat:has([data-role="resident"])')
    await expect(resident.locator(".sw-whoami")).to_contain_text("您现在拿着王阿姨的手机")
    await expect(resident.locator(".sw-away")).to_contain_text("守望还没有上线")

    async def listen() -> None:
        while True:
            await desk.as_bot(COMMUNITY_TOKEN, "getUpdates", timeout=0)
            await asyncio.sleep(1)

    listens = asyncio.create_task(listen())
    await expect(resident.locator(".sw-away")).to_have_count(0)
    listens.cancel()
    await resident.locator(".sw-try").first.click()
    line = resident.locator("textarea")
    await expect(line).to_have_value(re.compile(f"^@{COMMUNITY_BOT} 我是市公安局的"))
    await resident.get_by_title(re.compile("^小赵")).click()
    await expect(resident.locator(".sw-whoami")).to_contain_text("您现在拿着小赵的手机")


async def test_pictures_chosen_together_are_one_album_and_a_long_answer_begins_in_sight(
    page: Page, desk: Desk, tmp_path: Path, picture: bytes
) -> None:
    _, groups = await desk.sample()
    group, resident = groups["镇西新苑业主群"], page.locator('.sw-seat:has([data-role="resident"])')
    for name in ("一.png", "二.png"):
        (tmp_path / name).write_bytes(picture)
    (tmp_path / "安装包.apk").write_bytes(b"PK")
    await resident.locator("textarea").fill("这两张是一回事")
    await resident.locator("input[type=file]").set_input_files([tmp_path / "一.png", tmp_path / "二.png", tmp_path / "安装包.apk"])
    await expect(resident.locator("a.sw-file")).to_contain_text("安装包.apk")
    first, second, file = (await desk.messages(group))[-3:]
    assert first.json["body"]["media_group_id"] == second.json["body"]["media_group_id"]
    assert ([first.text, second.text, file.text], file.json["media"]) == (["这两张是一回事", "", ""], "document")

    keys = {"inline_keyboard": [[{"text": "为什么", "callback_data": "v1:why:1"}]]}
    await desk.as_bot(COMMUNITY_TOKEN, "sendMessage", chat_id=group.id, text="🔴 开头\n" + "一行一行\n" * 60 + "末尾", reply_markup=keys)
    await expect(resident.locator(".sw-text").last).to_contain_text("末尾")
    await expect(resident.locator(".sw-scroll[data-up]")).to_have_count(1)
    top = await resident.locator(".sw-bubble").last.bounding_box()
    frame = await resident.locator(".sw-scroll").bounding_box()
    assert top is not None
    assert frame is not None
    assert frame["y"] <= top["y"] < frame["y"] + 60
    await resident.get_by_label("到最新消息").click()
    await expect(resident.locator(".sw-scroll[data-up]")).to_have_count(0)
    await page.reload()
    await expect(resident.locator(".sw-text").last).to_contain_text("末尾")
    await expect(resident.get_by_role("button", name="为什么")).to_be_in_viewport()
    await resident.get_by_role("button", name="为什么").click()
    pressed = await desk.wait_update(COMMUNITY_BOT, "callback_query")
    await desk.as_bot(COMMUNITY_TOKEN, "answerCallbackQuery", callback_query_id=pressed["id"], text="因为它这样说", show_alert=True)
    await expect(resident.locator(".sw-notice .sw-text")).to_have_text("因为它这样说")
    await expect(resident.get_by_role("button", name="知道了")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(resident.locator(".sw-notice")).to_have_count(0)

    await resident.get_by_text("/ 命令").click()
    await expect(resident.locator(".sw-sheet")).to_be_visible()
    await resident.get_by_title(re.compile("^李叔")).click()
    await expect(resident.locator(".sw-sheet")).to_have_count(0)


@pytest.mark.parametrize("page", [(390, 844)], indirect=True)
async def test_in_a_pocket_one_phone_fills_the_screen_and_the_others_count(page: Page, desk: Desk) -> None:
    await desk.do("empty")
    await expect(page.locator(".sw-tab")).to_have_count(0)
    people, _ = await desk.sample()
    chen = people["陈警官"]
    await expect(page.locator('[data-role="officer"] .sw-tab.here')).to_have_text("守望 · 值班")
    await expect(page.locator(".sw-switch button.here")).to_contain_text("居民")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight")
    await expect(page.locator(".sw")).to_have_attribute("data-at", "0")
    await desk.as_bot(DUTY_TOKEN, "sendMessage", chat_id=chen.id, text="请看\n" + "很长" * 200)
    badge = page.locator(".sw-switch button").nth(2).locator(".sw-badge")
    await expect(badge).to_have_text("1")
    await page.locator(".sw-switch button").nth(2).click()
    await expect(page.locator(".sw")).to_have_attribute("data-at", "2")
    await expect(page.locator(".sw-switch button.here")).to_have_text("民警")
    await expect(badge).to_have_count(0)
    last = """[...document.querySelectorAll('[data-role="officer"] .sw-bubble')].at(-1).getBoundingClientRect()"""
    await page.wait_for_function(f"{last}.left >= 0 && {last}.right <= innerWidth", timeout=10_000)  # the screen slides in
    private = Private(chen, DUTY_BOT)
    await page.locator('[data-role="officer"] textarea').fill("收到")
    await page.locator('[data-role="officer"] [aria-label="发送"]').click()
    assert (await desk.wait_message(private, "收到", sender=chen)).text == "收到"
