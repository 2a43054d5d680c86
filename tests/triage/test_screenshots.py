"""Where lines stand and on what colour → who says what; without any picture."""

from bot.triage.pictures import Line
from bot.triage.screenshots import text

WHITE, GREEN, GREY = (255, 255, 255), (149, 236, 105), (237, 237, 237)
LETTER = 44


def line(words: str, left: float, top: float, paper: tuple[int, int, int] = WHITE, letter: int = LETTER) -> Line:
    """A line of Chinese letters that begins there."""
    return Line(words, left, top, left + letter * len(words), top + 1.2 * letter, paper)


def right(words: str, edge: float, top: float, paper: tuple[int, int, int] = GREEN) -> Line:
    """A line that ends there."""
    return line(words, edge - LETTER * len(words), top, paper)


def test_left_and_right_on_two_colours_are_the_other_and_the_asker() -> None:
    lines = [line("把钱转到安全账户", 175, 300), right("转多少", 905, 440), line("全部", 175, 580)]
    assert text(lines, GREY) == "对方：把钱转到安全账户\n我：转多少\n对方：全部"


def test_a_bubble_as_wide_as_the_page_belongs_to_its_colour() -> None:
    full = "这一条消息写得很长很长很长很长正好"
    lines = [line("在吗", 175, 300), line(full, 175, 440, GREEN), right("好", 925, 580), line("嗯嗯", 175, 720)]
    assert [said.split("：")[0] for said in text(lines, GREY).split("\n")] == ["对方", "我", "我", "对方"]


def test_both_sides_on_white_are_told_by_the_page_that_shows_between_them() -> None:
    lines = [line("在吗", 175, 300), right("在的", 905, 440, WHITE), line("借我两千", 175, 580)]
    assert text(lines, GREY) == "对方：在吗\n我：在的\n对方：借我两千"
    assert text(lines, WHITE) == "在吗\n在的\n借我两千"


def test_lines_of_one_bubble_become_one_line_and_an_address_keeps_together() -> None:
    lines = [line("点这个链接领取补贴谢谢", 175, 300), line("https://example.", 175, 362, letter=30), line("top/a8x", 175, 424, letter=30)]
    assert text(lines, GREY) == "点这个链接领取补贴谢谢https://example.top/a8x"


def test_a_line_that_ends_early_ends_a_sentence() -> None:
    lines = [line("尊敬的客户", 70, 100), line("您的快递已经送到小区门口的驿站", 70, 162), line("请尽快取走", 70, 224)]
    assert text(lines, WHITE) == "尊敬的客户\n您的快递已经送到小区门口的驿站请尽快取走"
    answered = [*lines, right("好的", 905, 400)]
    assert text(answered, GREY) == "对方：尊敬的客户，您的快递已经送到小区门口的驿站请尽快取走\n我：好的"


def test_a_bill_with_two_columns_is_no_chat() -> None:
    rows = [("付款方式", "零钱"), ("商品", "水果"), ("商户", "镇西水果店"), ("支付时间", "昨晚八点")]
    lines = [
        one for k, (what, value) in enumerate(rows) for one in (line(what, 70, 200 + 100 * k), right(value, 1000, 200 + 100 * k, WHITE))
    ]
    assert text(lines, (250, 250, 200)) == "付款方式\n零钱\n商品\n水果\n商户\n镇西水果店\n支付时间\n昨晚八点"


def test_names_over_bubbles_say_who_speaks_and_are_no_words_themselves() -> None:
    def named(name: str, words: str, top: float) -> list[Line]:
        return [line(name, 158, top, GREY, letter=30), line(words, 175, top + 60)]

    lines = [*named("李姐-13栋", "这个能点吗", 300), *named("138", "别点", 500), right("是骗子", 905, 700)]
    assert text(lines, GREY) == "李姐13栋：这个能点吗\n对方：别点\n我：是骗子"


def test_nothing_is_nothing() -> None:
    assert text([], WHITE) == ""
    assert text([line("21:03", 70, 30), line("…", 500, 30), line("按住说话", 400, 1800)], WHITE) == ""
