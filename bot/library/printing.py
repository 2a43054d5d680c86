"""How the library's health looks at the command line: the tables of `content test` and `content stats`.

Only prints; what triage said comes from `trial.py`, what is there from the shelf.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.library.assemble import samples
from bot.library.breadth import Wide
from bot.library.cards import Library
from bot.library.dissuasion import Dissuasion, spoken
from bot.library.schema import Kept, Pattern, Signed, Story, Taxonomy
from bot.library.shelf import Shelf
from bot.library.trial import FOLDS, Judged, confusion, overlaps

NOUNS = {
    "families": "类型", "patterns": "套路", "stories": "案例", "samples": "样本", "scripts": "话术", "script": "话术",
    "neighbours": "邻居", "neighbour": "邻居",
    "pattern": "套路", "phrase": "短语", "story": "案例",
    "example": "例子", "counterexample": "反例", "genuine": "正规通知", "talk": "日常聊天", "question": "正常提问", "news": "新闻和宣传",
}  # fmt: skip
FOLDERS = {
    "patterns": "套路",
    "stories": "案例",
    "genuine": "正规通知",
    "talk": "日常聊天",
    "scripts": "话术",
    "neighbours": "邻居",
    "notices": "通知样稿",
    "english": "英文",
    "taxonomy.yaml": "类型表",
}
VOICES = {"victim": "当事人", "family": "家里人", "scammer": "骗子原话", "chat": "聊天记录", "bystander": "旁人"}
STAGES = {"contacted": "刚接触", "engaged": "已上钩", "remote": "被远程控制", "paid": "已转账", "after": "事后"}
STATUSES = {"draft": "草稿", "experimental": "试用", "stable": "启用", "deprecated": "停用", "reviewed": "已复核"}
FREQUENT = ("brushing", "ecommerce_service", "investment", "loan", "credit")  # the five of which the police hear most
ENOUGH, ENOUGH_FREQUENT = 3, 6  # patterns that a family should have
SHORT = "▲"  # beside the number of a family that has fewer
SHOWN = 30  # lines of misses and false alarms before the rest is only counted


def short(text: str, width: int = 48) -> str:
    """A text on one line, cut with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"


def trial(console: Console, judged: Sequence[Judged], library: Library, held_out: bool) -> None:
    """Levels by family and kind, misses, false alarms, and patterns taken for each other."""
    names = {code: family.name for code, family in library.families.items()}
    console.print(_confusion(judged, names, held_out))
    note = f"留出试判：每段话都由没有见过它的库来判（分 {FOLDS} 份）；短语仍是同一位作者写的，真实问法只会更难。"
    seen = "注意：例子本身参与了训练，这张表只说明库里前后一致；想知道没见过的说法判得怎样，请用 --held-out。"
    console.print(_summary(judged), style="bold", highlight=False, soft_wrap=True)
    console.print(note if held_out else seen, style="dim", highlight=False, soft_wrap=True)
    _listing(console, "漏判的例子", [one for one in judged if one.missed])
    _listing(console, "被冤枉的正常内容", [one for one in judged if one.alarmed])
    if pairs := overlaps(judged):
        table = Table("套路", "被当成", "次数", title="最容易混的套路", title_justify="left")
        for (own, said), times in pairs[:10]:
            table.add_row(own, said, str(times))
        console.print(table)


def wide(console: Console, found: Sequence[Wide]) -> None:
    """Wordings that harmless people use too."""
    if not found:
        return
    table = Table("说法", "分量", "正常的话", "例子", "在哪里", title="太宽的说法", title_justify="left")
    table.columns[2].justify = table.columns[3].justify = "right"
    table.columns[4].overflow = "fold"
    for one in found[:SHOWN]:
        table.add_row(escape(one.say), one.weight, str(len(one.harmless)), str(one.scams), f"{one.path.stem}:{one.line}")
    console.print(table)
    if len(found) > SHOWN:
        console.print(f"  ……还有 {len(found) - SHOWN} 个", highlight=False)


def stats(console: Console, shelf: Shelf) -> None:
    """What the library holds, by family and by the keys that show gaps."""
    console.print(_by_family(shelf))
    console.print(_shortage(shelf), soft_wrap=True, highlight=False)
    filed = samples(shelf)
    labels = Counter(one.sample.label for one in filed)
    kinds = Counter(one.sample.kind for one in filed)
    console.print(
        f"套路共 {sum(_speaking(shelf).values())} 个；样本共 {len(filed)} 段：诈骗 {labels['scam']}、正常 {labels['benign']}",
        highlight=False,
    )
    console.print(_line("文件", Counter(entry.place.parts[0] for entry in shelf.entries), FOLDERS), soft_wrap=True, highlight=False)
    console.print(_line("样本", kinds, NOUNS), soft_wrap=True, highlight=False)
    console.print(_line("例子的口吻", Counter(one.voice for one in filed if one.voice), VOICES), soft_wrap=True, highlight=False)
    console.print(
        _line("例子的阶段", Counter(one.sample.stage for one in filed if one.sample.stage), STAGES), soft_wrap=True, highlight=False
    )
    console.print(_line("状态", Counter(model.status.value for _, model in shelf.of(Kept)), STATUSES), soft_wrap=True, highlight=False)
    console.print(_scripts(shelf), soft_wrap=True, highlight=False)
    signed = [(model, entry) for entry, model in shelf.of(Signed)]
    if signed:
        model, entry = min(signed, key=lambda pair: pair[0].modified)
        console.print(f"最久没有复核：{entry.document.path.as_posix()}（{model.modified}）", soft_wrap=True, highlight=False)
        console.print(f"还没有复核人的文件：{sum(model.reviewer is None for model, _ in signed)} 个", highlight=False)


def _confusion(judged: Sequence[Judged], names: dict[str, str], held_out: bool) -> Table:
    title = "试判结果（留出）" if held_out else "试判结果"
    table = Table("类型", "段数", "高度疑似", "可疑", "未发现", "类型判对", "最常误判成", title=title, title_justify="left")
    for column in table.columns[1:6]:
        column.justify = "right"
    order = [*names, *NOUNS]
    for row in sorted(confusion(judged), key=lambda row: order.index(row.key)):
        levels = [str(row.levels[level] or "·") for level in ("scam", "unsure", "clear")]
        family = row.key in names
        taken = "".join(f"{names.get(code, '未定')} {times}" for code, times in row.taken_for.most_common(1))
        right = f"{row.placed / row.total:.0%}" if family else ""
        table.add_row(names.get(row.key, NOUNS.get(row.key, row.key)), str(row.total), *levels, right, taken)
    return table


def _summary(judged: Sequence[Judged]) -> str:
    scams = [one for one in judged if one.filed.sample.label == "scam"]
    noticed, placed = sum(not one.missed for one in scams), sum(one.placed for one in scams)
    alarmed, harmless = sum(one.alarmed for one in judged), len(judged) - len(scams)
    return (
        f"例子 {len(scams)} 段：看出 {_share(noticed, len(scams))}，类型判对 {_share(placed, len(scams))}；"
        f"正常内容 {harmless} 段：冤枉 {_share(alarmed, harmless)}"
    )


def _share(part: int, whole: int) -> str:
    return f"{part}({part / whole:.1%})" if whole else "0"


def _listing(console: Console, title: str, found: Sequence[Judged]) -> None:
    console.print(f"{title}：{len(found)} 条", style="bold", highlight=False)
    for one in found[:SHOWN]:
        said = f"→ {one.verdict.pattern}" if one.verdict.pattern else ""
        line = f"  {one.filed.path.as_posix()}:{one.filed.line}  {short(one.filed.sample.text)} {said}"
        console.print(line, soft_wrap=True, highlight=False, markup=False)
    if len(found) > SHOWN:
        console.print(f"  ……还有 {len(found) - SHOWN} 条", highlight=False)


def _speaking(shelf: Shelf) -> Counter[str]:
    """Patterns in use, by family."""
    return Counter(pattern.family for entry, pattern in shelf.of(Pattern) if entry.speaks)


def _lacking(shelf: Shelf) -> dict[str, int]:
    """How many patterns a family lacks, for those that lack some."""
    have = _speaking(shelf)
    wanted = {code: ENOUGH_FREQUENT if code in FREQUENT else ENOUGH for _, taxonomy in shelf.of(Taxonomy) for code in _codes(taxonomy)}
    return {code: enough - have[code] for code, enough in wanted.items() if have[code] < enough}


def _codes(taxonomy: Taxonomy) -> list[str]:
    return [family.code for family in taxonomy.families]


def _shortage(shelf: Shelf) -> str:
    names: dict[str, str] = {family.code: family.name for _, taxonomy in shelf.of(Taxonomy) for family in taxonomy.families}
    wanted = f"每个类型至少 {ENOUGH} 个套路，最常见的五类至少 {ENOUGH_FREQUENT} 个"
    lacking = _listed(f"{names[code]}还差 {count} 个" for code, count in _lacking(shelf).items())
    return f"{SHORT} {wanted}：{lacking}" if _lacking(shelf) else f"{wanted}：都够了"


def _scripts(shelf: Shelf) -> str:
    """How many scripts there are, in which state."""
    return _line("话术", Counter(model.status for _, model in shelf.of(Dissuasion) for _ in spoken(model)), STATUSES)


def _by_family(shelf: Shelf) -> Table:
    table = Table("类型", "代码", "套路", "说法", "例子", "反例", "案例", title="按类型", title_justify="left")
    for column in table.columns[2:]:
        column.justify = "right"
    families = [family for _, taxonomy in shelf.of(Taxonomy) for family in taxonomy.families]
    lacking = _lacking(shelf)
    for family in families:
        patterns = [pattern for entry, pattern in shelf.of(Pattern) if entry.speaks and pattern.family == family.code]
        stories = sum(entry.speaks and story.family == family.code for entry, story in shelf.of(Story))
        sayings = sum(len(phrase.say) for pattern in patterns for phrase in pattern.phrases)
        examples = sum(len(pattern.examples) for pattern in patterns)
        others = sum(len(pattern.counterexamples) for pattern in patterns)
        mark = f"{SHORT} " if family.code in lacking else ""
        table.add_row(family.name, family.code, f"{mark}{len(patterns)}", *(str(count) for count in (sayings, examples, others, stories)))
    return table


def _line(title: str, counts: Counter[str], words: dict[str, str]) -> str:
    return f"{title}：" + _listed(f"{words.get(key, key)} {count}" for key, count in counts.most_common())


def _listed(parts: Iterable[str]) -> str:
    return "、".join(parts) or "无"
