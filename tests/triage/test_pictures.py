"""Pictures people send: what is read on them, and that nothing they send breaks the reader."""

import io
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageSequence

from bot.triage.frame import turns
from bot.triage.normalise import normalise
from bot.triage.pictures import LARGEST, Reading, read_picture
from bot.triage.verdict import Triage
from tests.triage.drawing import DARK, DISGUISES, Turn, bare, chat, code, jpeg, letters_of, missed, needs_font, page, png

PLENTY = 600.0
SCAM: list[Turn] = [
    ("", "昨天 21:03"),
    ("对方", "您好，我是京东金融客服，您上学时开通的校园贷账户必须注销，不然影响个人征信"),
    ("我", "我没有开过啊"),
    ("对方", "需要您下载会议软件，打开屏幕共享，我一步步教您操作"),
    ("我", "好的，我有点担心，你们这个是真的吗，之前听说过有骗子冒充客服"),
    ("", "21:10"),
    ("对方", "把银行卡里的钱转到安全账户做验证，验证完马上退回"),
]
ORDINARY: list[Turn] = [
    ("对方", "妈，晚上我加班，你们先吃，不用等我"),
    ("我", "好的，给你留了排骨汤在锅里，回来热一下"),
    ("对方", "知道啦，周末带孩子去公园，你跟爸一起来吧"),
    ("我", "行"),
]
COURIER = "【菜鸟驿站】您的包裹已到镇西新苑南门店，请凭取件码3-2-5016于今日21:00前领取，谢谢。"


def read(data: bytes) -> Reading:
    """Read without hurry: a slow machine changes nothing."""
    return read_picture(data, PLENTY)


def said(text: str) -> list[tuple[str, str]]:
    """Who says what, as triage understands it."""
    return [(turn.who, bare(text[turn.start : turn.end])) for turn in turns(text)]


def spoken(chatted: list[Turn]) -> list[tuple[str, str]]:
    return [(who, bare(words)) for who, words in chatted if who]


@needs_font
@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_chat_is_read_with_its_speakers_whatever_became_of_the_picture(disguise: str, triage: Triage) -> None:
    look, way = DISGUISES[disguise]
    reading = read(way(chat(SCAM, look)))
    assert reading.trouble == ""
    assert missed(letters_of(SCAM), "".join(words for _, words in said(reading.text))) < 0.05
    assert [who for who, _ in said(reading.text)] == [who for who, _ in SCAM if who]
    assert triage.judge(reading.asked).level == "scam"


@needs_font
def test_clock_title_times_and_buttons_are_not_part_of_what_was_said() -> None:
    text = read(png(chat(SCAM, title="京东客服小王"))).text
    assert [words for words in ("21:03", "21:10", "昨天", "5G", "78", "按住", "小王") if words in text] == []


@needs_font
def test_a_long_screenshot_is_read_to_its_end_and_no_line_twice() -> None:
    long = [(who, f"第{number}次{words}") for number in (1, 2, 3, 4) for who, words in SCAM if who]
    picture = chat(long)
    assert picture.height > 4 * picture.width
    assert said(read(jpeg(picture, 70)).text) == spoken(long)


@needs_font
def test_people_in_a_group_keep_their_nicknames() -> None:
    group: list[Turn] = [
        ("李姐13栋", "大家看看这个群里发的链接能点吗"),
        ("王大伟", "说是社保卡要重新认证，不认证就停用，点进去要填银行卡号"),
        ("我", "别点，这不是官网"),
        ("物业小陈", "这个是骗子"),
    ]
    assert said(read(png(chat(group, DARK, "镇西新苑业主群(128)"))).text) == spoken(group)


@needs_font
def test_traditional_script_is_understood(triage: Triage) -> None:
    chatted: list[Turn] = [
        ("对方", "您好，這裡是公安局，您名下的銀行卡涉嫌洗錢，請把資金轉到安全賬戶核查，不要告訴家人"),
        ("我", "我沒有犯法啊，要轉多少錢"),
        ("对方", "全部轉過來，否則馬上逮捕"),
    ]
    reading = read(png(chat(chatted)))
    assert missed(letters_of(chatted), "".join(words for _, words in said(reading.text))) < 0.05
    assert triage.judge(reading.asked).level == "scam"


@needs_font
def test_an_ordinary_chat_is_nothing_to_worry_about(triage: Triage) -> None:
    reading = read(jpeg(chat(ORDINARY)))
    assert said(reading.text) == spoken(ORDINARY)
    assert triage.judge(reading.asked).level == "clear"


@needs_font
def test_a_message_with_one_sender_gets_no_speakers_and_broken_lines_are_whole_again(triage: Triage) -> None:
    for picture in (chat([("对方", COURIER)], title="1069 8888 0011"), page(COURIER)):
        reading = read(jpeg(picture))
        assert not normalise(reading.text).turns
        assert COURIER.replace("，", "").replace("。", "") in reading.text.replace("，", "").replace("。", "").replace(",", "").replace(
            " ", ""
        )
        assert triage.judge(reading.asked).level == "clear"


@needs_font
def test_a_number_in_the_title_says_who_writes_and_stays() -> None:
    assert "106988880011" in bare(read(png(chat([("对方", COURIER)], title="1069 8888 0011"))).text)


@needs_font
def test_a_letter_with_a_signature_at_the_right_is_no_chat() -> None:
    letter = "尊敬的业主：\n本周六上午九点到十二点，物业对地下车库的消防管道进行检修，请提前挪车，给您带来不便，敬请谅解。\n特此通知。"
    text = read(png(page(letter, signed="镇西新苑物业服务中心"))).text
    assert "我：" not in text
    assert "对方：" not in text
    assert "检修，请提前挪车" in text
    assert text.endswith("镇西新苑物业服务中心")


@needs_font
def test_a_code_in_a_screenshot_is_told_with_the_words_around_it(triage: Triage) -> None:
    picture = chat([("对方", "您好，退款到账需要扫码验证，请在三分钟内扫下面的二维码填写银行卡号和验证码")])
    picture.paste(code("https://jd-tuikuan.top/r?id=3"), (150, 900))
    reading = read(jpeg(picture))
    assert reading.links == ("https://jd-tuikuan.top/r?id=3",)
    assert "https://jd-tuikuan.top/r?id=3" in reading.asked
    assert triage.judge(reading.asked).level == "scam"


def test_a_payment_code_is_called_one_and_kept_as_an_indicator(triage: Triage) -> None:
    held = "wxp://f2f0aBcDeFgHiJkLmNoPqRsTuVwXyZ01"
    reading = read(png(code(held)))
    assert (reading.trouble, reading.links) == ("", (held,))
    assert "收款码" in reading.asked
    verdict = triage.judge(reading.asked)
    assert [(indicator.kind, indicator.value) for indicator in verdict.indicators] == [("paycode", held)]
    assert verdict.level == "clear"


def test_a_picture_without_letters_says_so() -> None:
    assert read(png(Image.linear_gradient("L").convert("RGB"))).trouble == "no_text"


def saved(kind: str, picture: Image.Image, **how: object) -> bytes:
    held = io.BytesIO()
    picture.save(held, kind, **how)
    return held.getvalue()


def huge() -> bytes:
    """A small file that says it is a hundred million pixels."""
    small = bytearray(saved("PNG", Image.new("1", (100, 100))))
    header = small[:16] + (60_000).to_bytes(4, "big") + (60_000).to_bytes(4, "big") + small[24:29]
    import zlib

    return bytes(header + zlib.crc32(header[12:29]).to_bytes(4, "big") + small[33:])


WHOLE = saved("PNG", Image.effect_noise((200, 200), 50))
BROKEN = {
    "nothing": (b"", "unreadable"),
    "no picture": ("这不是图片".encode(), "unreadable"),
    "half a picture": (WHOLE[: len(WHOLE) // 2], "unreadable"),
    "the head of a photo": (saved("JPEG", Image.effect_noise((200, 200), 50))[:300], "unreadable"),
    "a kind that nobody reads": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(500), "unreadable"),
    "a drawing": (b"<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>", "unreadable"),
    "a hundred million pixels in a kilobyte": (saved("PNG", Image.new("1", (10_000, 10_000))), "too_big"),
    "more pixels than any memory": (huge(), "too_big"),
    "more bytes than Telegram hands out": (WHOLE + bytes(LARGEST), "too_big"),
    "one pixel": (saved("PNG", Image.new("RGB", (1, 1))), "no_text"),
    "a thread": (saved("PNG", Image.new("RGB", (1, 5000), "red")), "no_text"),
    "a strip": (saved("PNG", Image.new("RGB", (5000, 2), "red")), "no_text"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_cannot_be_read_is_named(what: str) -> None:
    data, trouble = BROKEN[what]
    assert read(data).trouble == trouble


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF\x00\x01\x00\x00WEBPVP8 ", b"BM"]),
)
def test_no_bytes_break_the_reader(data: bytes, start: bytes) -> None:
    assert read_picture(start + data, 0).trouble


@needs_font
@pytest.mark.parametrize("kind", ["WEBP", "BMP", "GIF", "TIFF", "MPO"])
def test_other_kinds_of_pictures_are_read_too(kind: str) -> None:
    assert "公园" in read(saved(kind, page("周末去公园"))).text


@needs_font
def test_an_animation_is_read_by_its_first_picture_and_transparent_letters_stand_on_white() -> None:
    first, second = page("第一张图片"), page("第二张图片")
    moving = saved("GIF", first, save_all=True, append_images=[second])
    assert len(list(ImageSequence.Iterator(Image.open(io.BytesIO(moving))))) == 2
    assert read(moving).text == "第一张图片"
    clear = first.convert("RGBA")
    clear.putalpha(first.convert("L").point(lambda light: 255 - light))
    assert read(png(clear)).text == "第一张图片"


@needs_font
def test_when_time_runs_out_what_was_read_is_kept() -> None:
    reading = read_picture(png(page("\n".join(f"第{n}行" for n in range(6)))), 0)
    assert (reading.trouble, reading.text) == ("too_slow", "")


@needs_font
def test_lines_keep_their_places() -> None:
    reading = read(png(page("第一行\n第二行\n第三行")))
    assert [line.text for line in reading.lines] == ["第一行", "第二行", "第三行"]
    assert all(above.bottom <= below.top + 5 and abs(above.left - below.left) < 10 for above, below in pairwise(reading.lines))
