"""An editor's mistake is named by file, line, key and a Chinese reason."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.library.lint import lint

Edit = Callable[[str, str, str], None]
TODAY = datetime.date(2026, 11, 22)
BRUSHING = "patterns/brushing/brushing-one.yaml"
POLICE = "patterns/police/police-one.yaml"
STORY = "stories/uncle-wang.yaml"


def problems(content: Path) -> list[str]:
    return [str(problem) for problem in lint(content, TODAY)]


def test_right_content_has_no_problems(content: Path) -> None:
    assert problems(content) == []


def test_the_words_of_a_mistake_are_those_of_the_handbook(content: Path, edit: Edit) -> None:
    edit(POLICE, "weight: medium", "weight: stong")
    assert problems(content) == [f'content/{POLICE}:18  phrases.2.weight  只能是 strong、medium、weak 之一，现在写的是 "stong"']


MISTAKES = [
    (BRUSHING, "status: stable\n", "\tstatus: stable\n", 2, "", "制表符"),
    (BRUSHING, "  - say: [\"brushing返利\"]", "   - say: [\"brushing返利\"]", 16, "", "缩进没有对齐"),
    (BRUSHING, "    weight: medium", "    weight: medium\n    weight: strong", 19, "phrases.2.weight", "写了两遍"),
    (BRUSHING, "author: 守望内容组", "author：守望内容组", 5, "", "英文冒号"),
    (BRUSHING, "red_flag: 要您先垫钱的", "red_flag: \"要您先垫钱的", 25, "", "引号没有合上"),
    (BRUSHING, "summary: 这是样板", "summary: 提醒: 这是样板", 10, "", "整句话请加双引号"),
    (BRUSHING, "tags: [elderly]", "tag: [elderly]", 9, "tag", "不认识的键 tag，是不是想写 tags？"),
    (BRUSHING, "red_flag: 要您先垫钱的,都是诈骗。\n", "", 1, "red_flag", "缺少必填的 red_flag"),
    (BRUSHING, "created: 2026-11-01", "created: 2026-02-30", 3, "created", "日期要写成"),
    (BRUSHING, "status: stable", "status: ready", 2, "status", "只能是 draft、experimental、stable、deprecated 之一"),
    (BRUSHING, "tags: [elderly]", "tags: [elder]", 9, "tags.1", "是不是想写 elderly？"),
    (BRUSHING, "name: 样板brushing", "name: 12381", 7, "name", "请加双引号"),
    (BRUSHING, "questions: [拿钱之前是不是要您先垫钱?]", "questions: 拿钱之前是不是要您先垫钱?", 27, "questions", "写成列表"),
    (BRUSHING, "id: brushing-one", "id: Brushing_One", 1, "id", "只能用小写英文"),
    (BRUSHING, "  - 民警今天来小区讲brushing的防骗课,大家都去听听\n", "", 67, "counterexamples", "至少要有 3 条"),
    (STORY, "  answer: 1", "  answer: 2", 18, "quiz.answer", "超出选项范围"),
    (STORY, "title: 王叔差一步就转了钱", "title: " + "长" * 31, 6, "title", "太长，最多 30 个字，现在有 31 个"),
    ("taxonomy.yaml", "name: 类型loan, ask: 要您", "name: 类型loan, ask: 先问, 要您", 6, "families.5.要您先垫钱吗", "英文逗号"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "old", "new", "line", "where", "reason"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_file_with_a_wrong_shape_is_named_with_its_line(
    content: Path, edit: Edit, place: str, old: str, new: str, line: int, where: str, reason: str
) -> None:
    edit(place, old, new)
    found = [problem for problem in lint(content, TODAY) if problem.path.as_posix() == f"content/{place}"]
    assert [(problem.line, problem.where, problem.severity) for problem in found] == [(line, where, "error")]
    assert reason in found[0].reason


RULES = [
    (BRUSHING, "id: brushing-one", "id: brushing-two", 1, "id", "id 要和文件名一样，应当是 brushing-one"),
    (BRUSHING, "family: brushing\n", "family: police\n", 8, "family", "文件却放在 patterns/brushing/"),
    (BRUSHING, "modified: 2026-11-02", "modified: 2026-10-31", 4, "modified", "早于创建日期"),
    (BRUSHING, "modified: 2026-11-02", "modified: 2026-11-23", 4, "modified", "还没有到"),
    (STORY, "pattern: brushing-one", "pattern: nobody", 8, "pattern", "没有叫 nobody 的套路"),
    (STORY, "pattern: brushing-one", "pattern: police-one", 7, "family", "属于 police"),
    (POLICE, "打 96110 问一问", "打 12321 问一问", 29, "advice.contacted", "只能出现 110 和 96110，现在有 12321"),
    (POLICE, "why: 正规的活儿不会让您先掏钱", "why: 真客服是４００-820-8820", 14, "phrases.1.why", "现在有 400-820-8820"),
    (POLICE, "这是样板套路police", "请看 police-help.cn 上的说明", 10, "summary", "不能有网址，现在有 police-help.cn"),
    (POLICE, "tell: 返现直接到账", "tell: 详见 https://a.example/x 返现直接到账", 41, "lookalikes.1.tell", "不能有网址"),
    (POLICE, "say: 就一分钟", "say: 您就是贪小便宜,就一分钟", 36, "scripts.1.say", "会让受骗的人觉得被责怪"),
    (STORY, "他打电话问了女儿", "他打 120 问了女儿", 12, "sentences.3", "现在有 120"),
    (STORY, "垫了再说", "去 t.me/fanli 问问", 17, "quiz.options.1", "不能有网址，现在有 t.me"),
    ("genuine/bank.yaml", "打银行卡背面的电话", "打 95588", 7, "check", "现在有 95588"),
    (POLICE, "refusal: denies", "refusal: busy", 37, "scripts.2.refusal", "已经有一条话术了"),
    (POLICE, "我给police的客服转了八千", "我给 6222 0212 3456 7894 转了八千", 60, "examples.5.text", "像是完整的真实银行卡号"),
    (POLICE, "上个月被police骗了三万", "我爸110101194910012285被骗了三万", 64, "examples.6.text", "像是完整的真实身份证号"),
    (POLICE, "author: 守望内容组", "author: 守望内容组 # 陈编辑 138-1234-5679", 5, "author", "像是完整的真实手机号"),
    (POLICE, "publisher: 公安部刑侦局", 'publisher: "——"', 43, "sources.1.publisher", "来源要写清谁发布的"),
    (STORY, "title: 十类高发电信网络诈骗", 'title: "……"', 22, "sources.1.title", "来源要写清标题"),
    (POLICE, "title: 十类高发电信网络诈骗", 'title: ""', 44, "sources.1.title", "太短"),
    (POLICE, "date: 2024-05-20", "date: 2042-05-20", 45, "sources.1.date", "来源的日期 2042-05-20 还没有到（今天是 2026-11-22）"),
    (POLICE, "date: 2024-05-20", "date: 1024-05-20", 45, "sources.1.date", "请检查年份"),
    (POLICE, "https://example.org/news/6222021234567894", "ftp://example.org/news", 46, "sources.1.url", "要以 http:// 或 https:// 开头"),
    (POLICE, "https://example.org/news", "https://example/news", 46, "sources.1.url", "“example”不是完整的域名"),
    (POLICE, "https://example.org/news", "https:///news", 46, "sources.1.url", "不是完整的域名"),
    (POLICE, "https://example.org/news", "https://com/news", 46, "sources.1.url", "“com”不是完整的域名"),
    (POLICE, "https://example.org/news", "https://example.org。/news", 46, "sources.1.url", "里面有多余的“。”"),
    (POLICE, "https://example.org/news", "https://example.org:port/news", 46, "sources.1.url", "请从浏览器里整条复制"),
    (POLICE, "https://example.org/news", "https://mps.gov.cn@example.org/news", 46, "sources.1.url", "不能有用户名"),
    (POLICE, "超市police活动满一百减十块,不用先付钱", "超市brushing活动,满一百减十块——不用先付钱!", 68, "counterexamples.1",
     "已经在 content/patterns/brushing/brushing-one.yaml:68(counterexamples.1) 里了"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "old", "new", "line", "where", "reason"), RULES, ids=range(len(RULES)))
def test_a_rule_of_the_library_that_is_broken_is_named_with_its_line(
    content: Path, edit: Edit, place: str, old: str, new: str, line: int, where: str, reason: str
) -> None:
    edit(place, old, new)
    found = [problem for problem in lint(content, TODAY) if problem.path.as_posix() == f"content/{place}"]
    assert [(problem.line, problem.where, problem.severity) for problem in found] == [(line, where, "error")]
    assert reason in found[0].reason


@pytest.mark.parametrize("url", ["http://www.news.cn/a/1.htm?id=2#top", "https://例子.中国/通报", "https://a.gov.cn:8443/防骗(一)"])
def test_an_address_that_could_be_opened_is_right(content: Path, edit: Edit, url: str) -> None:
    edit(POLICE, "https://example.org/news/6222021234567894", url)
    assert problems(content) == []


def test_invented_and_masked_numbers_are_welcome_in_examples(content: Path, edit: Edit) -> None:
    edit(POLICE, "我给police的客服转了八千", "客服 138****5678、1380000xxxx、13800000123,卡号 6222****1234,工号 95588 让我转了八千")
    assert problems(content) == []


def test_words_that_comfort_are_not_words_that_blame(content: Path, edit: Edit) -> None:
    edit(POLICE, "say: 就一分钟", "say: 这不是您贪心,是骗子太会演,就一分钟")
    assert problems(content) == []


def test_amounts_and_years_are_not_telephone_numbers(content: Path, edit: Edit) -> None:
    edit(POLICE, "这是样板套路police", "2024年有人损失12000元、1.1万元、119人上当,电话以00开头")
    assert problems(content) == []


def test_a_family_without_a_speaking_pattern_is_an_error(content: Path, edit: Edit) -> None:
    edit("patterns/loan/loan-one.yaml", "status: stable", "status: draft")
    assert problems(content) == ["content/taxonomy.yaml:6  families.5  类型 loan 还没有启用的套路，请在 patterns/loan/ 里至少写一个"]


def test_the_taxonomy_keeps_its_order(content: Path) -> None:
    lines = (content / "taxonomy.yaml").read_text(encoding="utf-8").splitlines()
    lines[1], lines[2] = lines[2], lines[1]
    (content / "taxonomy.yaml").write_text("\n".join(lines), encoding="utf-8")
    [problem] = problems(content)
    assert problem.startswith("content/taxonomy.yaml:1  families  十八个类型")


def test_two_files_cannot_share_an_id(content: Path) -> None:
    text = (content / BRUSHING).read_text(encoding="utf-8").replace("brushing", "other").replace("other-one", "brushing-one")
    (content / "patterns/other/brushing-one.yaml").write_text(text, encoding="utf-8")
    assert any("id brushing-one 已经被 patterns/brushing/brushing-one.yaml 用了" in problem for problem in problems(content))


def test_a_story_cannot_tell_of_a_pattern_that_is_switched_off(content: Path, edit: Edit) -> None:
    other = (content / BRUSHING).read_text(encoding="utf-8").replace("brushing", "点赞")
    other = other.replace("点赞-one", "brushing-two").replace("family: 点赞", "family: brushing")
    (content / "patterns/brushing/brushing-two.yaml").write_text(other, encoding="utf-8")
    edit(BRUSHING, "status: stable", "status: deprecated")
    assert problems(content) == [f"content/{STORY}:8  pattern  套路 brushing-one 还是草稿或已停用，案例不能先用"]


def test_one_broken_pattern_is_reported_once_and_not_as_missing_elsewhere(content: Path, edit: Edit) -> None:
    edit(BRUSHING, "weight: medium", "weight: stong")
    assert len(problems(content)) == 1


def test_files_that_would_be_passed_over_in_silence_are_reported(content: Path) -> None:
    (content / "patterns/police/new.yaml.txt").write_text("id: new\n", encoding="utf-8")
    (content / "patterns/new.yaml").write_text("id: new\n", encoding="utf-8")
    (content / "talk/new.yml").write_text("id: new\n", encoding="utf-8")
    (content / "talk/.greetings.yaml.swp").write_text("", encoding="utf-8")
    found = problems(content)
    assert [problem.split(":")[0] for problem in found] == [
        "content/patterns/new.yaml",
        "content/patterns/police/new.yaml.txt",
        "content/talk/new.yml",
    ]


def test_a_file_in_another_encoding_is_named(content: Path) -> None:
    (content / "talk/greetings.yaml").write_bytes("id: greetings\nkind: talk\nlines: [早]\n".encode("gbk"))
    assert [problem.split("  ")[0] for problem in problems(content)] == ["content/talk/greetings.yaml:3"]


def test_a_missing_folder_is_one_problem(tmp_path: Path) -> None:
    assert len(problems(tmp_path / "content")) == 1


def test_an_empty_folder_lacks_the_taxonomy(tmp_path: Path) -> None:
    assert problems(tmp_path) == [f"{tmp_path.name}/taxonomy.yaml:1  缺少类型表 taxonomy.yaml"]


def test_what_nobody_looked_at_for_a_year_is_a_reminder_and_no_error(content: Path) -> None:
    found = lint(content, datetime.date(2027, 12, 1))
    assert {(problem.severity, problem.where) for problem in found} == {("warning", "modified")}


def test_a_pattern_without_an_early_example_is_a_reminder(content: Path) -> None:
    text = (content / POLICE).read_text(encoding="utf-8")
    text = text.replace("stage: contacted", "stage: engaged").replace("voice: scammer", "voice: scammer\n    stage: engaged")
    (content / POLICE).write_text(text, encoding="utf-8")
    [problem] = lint(content, TODAY)
    assert (problem.line, problem.where, problem.severity) == (47, "examples", "warning")
