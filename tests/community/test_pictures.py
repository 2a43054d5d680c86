"""What hangs on a message: pictures are read and judged, albums once, and what cannot be read is said honestly."""

import asyncio
from typing import Any

import pytest

from bot.asking.voice import Voice
from bot.store import alerts, questions
from bot.store.models import Question
from sandbox.client import Message
from tests.community.conftest import BOT, PARCEL, SAFE_ACCOUNT, Street, drawn
from tests.conftest import OFFICER, Phones, until
from tests.triage.drawing import needs_font

SCAM = ("公安局说我涉嫌洗钱", "让我把钱转到安全账户", "还不让我告诉家里人")
CLEAR = ("您的快递已到菜鸟驿站", "请凭取件码领取")


async def kept(street: Street, about: Message) -> Question | None:
    """The question about a message, as it was kept."""
    async with street.office.store.begin() as session:
        return await questions.newest_about(session, f"{about.chat.split('/')[0]}:{about.id}")


async def words(street: Street, about: Message) -> str:
    row = await kept(street, about)
    assert row is not None
    assert row.words is not None
    return street.office.cipher.open(row.words)


async def reported(street: Street, number: int = 1) -> list[str]:
    """What each reporter of an alert passed on."""
    async with street.office.store.begin() as session:
        return [street.office.cipher.open(row.words) for row in await alerts.reports_of(session, number)]


@needs_font
async def test_a_screenshot_is_read_and_judged_like_words(street: Street) -> None:
    said = await street.wang.say(street.home, "", photo=drawn(*SCAM))
    answer = await street.answer(street.home, said)
    assert answer.text.startswith("🔴")
    assert "安全账户" in await words(street, said)
    assert "没有" not in answer.text.split("依据：")[-1]


@needs_font
async def test_a_picture_sent_as_a_file_is_a_picture(street: Street) -> None:
    assert (await street.ask("", document=drawn(*SCAM), file_name="截图.PNG")).text.startswith("🔴")


@needs_font
async def test_a_caption_tells_how_far_things_are(street: Street) -> None:
    said = await street.wang.say(street.home, "我已经转了三万", photo=drawn(*SCAM))
    assert (await street.answer(street.home, said)).text.startswith("🆘")
    assert (await words(street, said)).startswith("我已经转了三万\n")


@needs_font
async def test_an_album_is_one_question_answered_once_below_the_last_picture(street: Street) -> None:
    album = [drawn(line) for line in SCAM]
    said = await street.wang.say(street.home, "帮我看看", photo=album)
    answer = await street.answer(street.home, said)
    assert answer.text.startswith("🔴")
    assert answer.json["reply_to"] == said.id + 2
    told = await words(street, said)
    assert all(piece in told for piece in ("洗钱", "安全账户", "家里人"))


@needs_font
async def test_the_rest_of_an_album_that_comes_late_is_told_only_when_it_changes_the_answer(street: Street) -> None:
    message = await album_part(street, 500, "late", PARCEL)
    await street.give(message)
    said = (await street.desk.messages(street.home))[-1]
    await street.give(await album_part(street, 501, "late", ""))
    assert await street.heard(street.home, said) == []
    await street.give(await album_part(street, 502, "late", SAFE_ACCOUNT))
    assert (await street.answer(street.home, said)).text.startswith(("🔴", "🟡"))


async def album_part(street: Street, number: int, album: str, caption: str) -> dict[str, Any]:
    """One picture of an album, as an update; the picture itself cannot be fetched."""
    person = {"id": street.wang.id, "is_bot": False, "first_name": "王阿姨"}
    chat = {"id": street.wang.id, "type": "private", "first_name": "王阿姨"}
    if number == 500:
        await street.ask("你好")
    photo = [{"file_id": "AgAC4001-none", "file_unique_id": f"u{number}", "width": 90, "height": 90}]
    message = {"message_id": number, "date": 1, "chat": chat, "from": person, "media_group_id": album, "photo": photo}
    return {"message": message | ({"caption": caption} if caption else {})}


@needs_font
async def test_in_a_group_an_addressed_album_is_read_whole(street: Street) -> None:
    await street.desk.do("place", chat=street.group.key, who=BOT, status="administrator")
    said = await street.wang.say(street.group, f"@{BOT} 这是诈骗吗", photo=[drawn(*CLEAR), drawn(*SCAM)])
    answer = await street.answer(street.group, said)
    assert answer.text.startswith("🔴")
    assert len(answer.text) <= 400


@needs_font
async def test_ask_as_a_reply_to_a_picture_in_a_group_reads_it(street: Street) -> None:
    shown = await street.liu.say(street.group, "", photo=drawn(*SCAM))
    asked = await street.wang.say(street.group, "/ask", reply_to=shown)
    answer = await street.answer(street.group, asked)
    assert answer.text.startswith("🔴")
    assert answer.json["reply_to"] == asked.id


@needs_font
async def test_a_picture_in_reply_to_an_answer_is_about_the_question(street: Street) -> None:
    answer = await street.ask("有人加我微信聊天")
    said = await street.wang.say(street.home, "", photo=drawn(*SCAM), reply_to=answer)
    assert (await street.answer(street.home, said)).text.startswith("🔴")


async def test_pictures_nobody_addressed_to_the_bot_are_neither_fetched_nor_kept(street: Street, picture: bytes) -> None:
    await street.desk.do("place", chat=street.group.key, who=BOT, status="administrator")
    said = await street.wang.say(street.group, "大家看", photo=[picture, picture])
    assert await street.heard(street.group, said) == []
    assert await street.sent("getFile") == []


# what cannot be read


async def test_a_picture_without_words_is_told_as_such(street: Street, picture: bytes) -> None:
    answer = await street.ask("", photo=picture)
    assert answer.text.startswith("有一张图片里我没有找到文字")
    assert answer.buttons == []


@pytest.mark.parametrize("content", [b"\xff\xd8broken" * 1_300_000, b"", b"\x89PNG\r\n\x1a\n"], ids=["10 MB", "empty", "a head alone"])
async def test_a_broken_picture_gets_a_clear_sentence(street: Street, content: bytes) -> None:
    assert (await street.ask("", document=content, file_name="截图.jpg")).text.startswith("有一张图片我打不开")


async def test_a_picture_over_the_limit_is_not_fetched(street: Street) -> None:
    answer = await street.ask("", document=b"\0" * 20_500_000, file_name="截图.png")
    assert answer.text.startswith("有一张图片太大")
    assert await street.sent("getFile") == []


async def test_words_are_judged_and_what_was_not_read_is_said(street: Street, picture: bytes) -> None:
    answer = await street.ask(SAFE_ACCOUNT, photo=picture)
    assert answer.text.startswith("🔴")
    assert answer.text.endswith("（有一张图片里我没有找到文字。请说说对方讲了什么，我马上帮您看。）")


async def test_in_a_group_that_fits_into_four_hundred_characters(street: Street, picture: bytes) -> None:
    answer = await street.ask_in_group(f"@{BOT} {SAFE_ACCOUNT}", photo=picture)
    assert answer.text.startswith("🔴")
    assert answer.text.endswith("（有的图片或文件我没能看成，这里只说看到的部分）")
    assert len(answer.text) <= 400


async def test_a_picture_that_cannot_be_fetched_costs_the_picture_not_the_answer(street: Street, picture: bytes) -> None:
    await street.desk.fault("getFile", status=400, description="Bad Request: wrong file_id", count=2)
    assert "没有取到" in (await street.ask("", photo=picture)).text
    await street.desk.fault("getFile", status=502, count=9)
    assert (await street.ask(SAFE_ACCOUNT, photo=picture)).text.startswith("🔴")


@needs_font
async def test_a_line_that_stumbles_is_tried_again(street: Street) -> None:
    await street.desk.fault("getFile", status=502)
    assert (await street.ask("", photo=drawn(*SCAM))).text.startswith("🔴")


@pytest.mark.parametrize("name", ["公安防护.apk", "会议.APK.1", "setup.exe"])
async def test_an_installation_package_is_warned_of_and_never_fetched(street: Street, name: str) -> None:
    answer = await street.ask("", document=b"PK\x03\x04", file_name=name)
    assert answer.text.startswith("这是一个安装包")
    assert await street.sent("getFile") == []


async def test_other_files_are_not_opened(street: Street) -> None:
    answer = await street.ask("", document=b"%PDF-1.7", file_name="通知书.pdf")
    assert "先别点开" in answer.text
    assert await street.sent("getFile") == []


async def test_a_recording_is_answered_honestly_where_nobody_listens(street: Street) -> None:
    person = {"id": street.wang.id, "is_bot": False, "first_name": "王阿姨"}
    chat = {"id": street.wang.id, "type": "private", "first_name": "王阿姨"}
    before = await street.ask("你好")
    voice = {"file_id": "AgAC4001-v", "file_unique_id": "v", "duration": 3}
    await street.give({"message": {"message_id": 500, "date": 1, "chat": chat, "from": person, "voice": voice}})
    assert "语音和视频我暂时还听不了" in (await street.answer(street.home, before)).text
    assert await street.sent("getFile") == []


class Ear:
    """A server that hears one sentence in every recording."""

    configured = ready = True

    async def transcribe(self, model: str, name: str, data: bytes, *, seconds: float) -> str | None:
        assert (model, name, data) == ("m", "recording.mp3", b"sound")
        return SAFE_ACCOUNT


async def test_a_recording_is_judged_by_its_words_where_somebody_listens(street: Street) -> None:
    street.office.voice = Voice(Ear(), "m")
    said = await street.wang.say(street.home, "", document=b"sound", file_name="通话.mp3")
    update = await street.desk.wait_update(BOT, "message")
    await street.settled()
    audio = {"file_id": update["document"]["file_id"], "file_unique_id": "a", "duration": 3, "file_name": "通话.mp3"}
    person, chat = update["from"], update["chat"]
    await street.give({"message": {"message_id": 500, "date": 1, "chat": chat, "from": person, "audio": audio}})
    assert [answer.text[:1] for answer in await street.heard(street.home, said)] == ["文", "🔴"]


# reported


@needs_font
async def test_a_reported_picture_pages_first_and_is_read_afterwards(street: Street, phones: Phones) -> None:
    await street.desk.fault("getFile", delay=6.0)
    shown = await street.liu.say(street.group, "", photo=drawn("我刚刚已经转了三万", *SCAM))
    said = await street.wang.say(street.group, "/report", reply_to=shown)
    receipt = await street.desk.wait_message(street.group, "预警 1 号", after=said)
    await until(lambda: OFFICER in phones.paged())
    assert await reported(street) == ["（图片，原件请向举报人要）"]
    assert receipt.text.startswith("已转给辖区民警")
    await street.settled()
    assert "安全账户" in (await reported(street))[0]
    async with street.office.store.begin() as session:
        row = await alerts.get(session, 1)
    assert row is not None
    assert row.tier == "urgent"
    assert row.pattern is not None
    await until(lambda: any("安全账户" in card.told.words for _, card in phones.redraws))
    assert (await street.heard(street.group, receipt))[0].text.startswith("🆘")


@needs_font
async def test_a_reported_album_is_added_to_one_alert(street: Street) -> None:
    said = await street.wang.say(street.home, "/report 他一直催我", photo=[drawn(line) for line in SCAM])
    assert "预警 1 号" in (await street.heard(street.home, said))[0].text
    [told] = await reported(street)
    assert all(piece in told for piece in ("他一直催我", "洗钱", "安全账户", "家里人"))
    assert await reported(street, 2) == []


async def test_a_press_does_not_wait_for_a_picture_that_is_being_read(street: Street, picture: bytes) -> None:
    answer = await street.ask()
    await street.desk.fault("getFile", delay=8.0)
    await street.wang.say(street.home, "", photo=picture)
    await asyncio.sleep(0)
    note = await street.note(street.wang, answer, "报告民警")
    assert "预警 1 号" in note["text"]
    async with street.office.store.begin() as session:
        assert await alerts.get(session, 1) is not None
    await street.desk.do("clear_faults")
