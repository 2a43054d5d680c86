"""`shouwang content lint|test|build|stats|find|traditional`: what an editor does with the library at the command line.

Prints for people, in Chinese; exit code 1 when something has to be mended. How tables look is in `printing.py`.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from bot.library import breadth, catalogues, compile, dating, lint, printing, read, search, trial
from bot.library.assemble import samples
from bot.library.problem import ContentError, Problem
from bot.library.shelf import Shelf, open_shelf
from bot.settings import Settings

app = typer.Typer(no_args_is_help=True, help="套路库：检查、试判、编译、统计、查找")

Content = Annotated[Path | None, typer.Option("--content", help="内容目录，默认按设置", show_default=False)]
Data = Annotated[Path | None, typer.Option("--data", help="数据目录，套路库编译在其中的 library.db，默认按设置", show_default=False)]


@app.command("lint")
def lint_content(content: Content = None, data: Data = None) -> None:
    """检查所有内容文件，报出文件、行号和原因；和上次编译的库比对，改过的文件要有新的日期。"""
    shelf = open_shelf(_content(content))
    late = dating.overlooked(shelf, dating.recorded(_target(data)))
    if _report(sorted([*lint.check(shelf), *late, *breadth.problems(shelf)]), Console()):
        raise typer.Exit(1)
    Console().print(f"{len(shelf.entries)} 个文件，没有错误。")


@app.command("build")
def build_content(content: Content = None, data: Data = None) -> None:
    """检查并编译成 library.db；有错误就不写，原来的不动。"""
    try:
        with Console(stderr=True).status("正在编译……"):
            report = compile.build(_content(content), _target(data))
    except ContentError as error:
        _report(error.problems, Console(stderr=True))
        raise typer.Exit(1) from error
    _report(report.warnings, Console(stderr=True))
    made = "、".join(f"{printing.NOUNS[noun]} {count}" for noun, count in report.counts.items())
    Console().print(f"已编译 {report.target}：{made}，用时 {report.seconds:.1f} 秒。", soft_wrap=True, highlight=False)


@app.command("test")
def try_content(
    content: Content = None,
    data: Data = None,
    held_out: Annotated[bool, typer.Option("--held-out", help="每五份留一份不参与训练，再判这一份")] = False,
) -> None:
    """用库里的每段话试判：例子不能漏，正规通知和日常聊天不能冤枉。"""
    shelf = _clean_shelf(_content(content))
    library = read.read(compile.ensure(_content(content), _target(data)))
    texts = samples(shelf)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("留出试判" if held_out else "试判", total=len(texts))
        judging = trial.judge_held_out if held_out else trial.judge
        judged = judging(library, texts, lambda: progress.advance(task))
    printing.trial(Console(), judged, library, held_out)
    printing.wide(Console(), breadth.wide(shelf))
    if not held_out and any(one.missed or one.alarmed for one in judged):
        raise typer.Exit(1)


@app.command("stats")
def count_content(content: Content = None) -> None:
    """数一数：文件、例子、短语，按类型、状态、口吻、阶段，以及最久没有复核的文件。"""
    printing.stats(Console(), _clean_shelf(_content(content)))


@app.command("find")
def find_content(words: str, content: Content = None, data: Data = None) -> None:
    """在库里找一个说法，看看是不是已经写过。"""
    found = search.find(compile.ensure(_content(content), _target(data)), words)
    for one in found:
        Console().print(
            f"{one.place}  {printing.NOUNS[one.what]}  {printing.short(one.text, 80)}", soft_wrap=True, highlight=False, markup=False
        )
    if not found:
        Console().print(f"没有找到“{words}”。", highlight=False, markup=False)
        raise typer.Exit(1)


@app.command("traditional")
def convert_texts(content: Content = None, check: Annotated[bool, typer.Option("--check", help="只看有没有过时的，不写")] = False) -> None:
    """把 texts/zh-Hans 里的话转成繁體，写到 texts/zh-Hant；注明“手定”的句子保持手写的样子。"""
    texts = _content(content) / "texts"
    late = catalogues.outdated(texts) if check else catalogues.write(texts)
    for path in late:
        Console().print(f"{path.relative_to(texts)}  {'过时了' if check else '已更新'}", highlight=False, markup=False)
    if not late:
        Console().print("繁體文本都是最新的。")
    elif check:
        raise typer.Exit(1)


def _content(given: Path | None) -> Path:
    return given or Settings().content_dir


def _target(given: Path | None) -> Path:
    return given / "library.db" if given else Settings().library_path


def _clean_shelf(content: Path) -> Shelf:
    """The shelf, or the end of the command when it holds errors."""
    shelf = open_shelf(content)
    if _report((problem for problem in lint.check(shelf) if problem.severity == "error"), Console(stderr=True)):
        raise typer.Exit(1)
    return shelf


def _report(problems: Iterable[Problem], console: Console) -> int:
    """Print problems, one a line as `file:line  key  reason`; how many of them are errors."""
    errors = 0
    for problem in problems:
        errors += problem.severity == "error"
        style = "red" if problem.severity == "error" else "yellow"
        mark = "" if problem.severity == "error" else "  （提醒，不影响编译）"
        console.print(f"{problem}{mark}", style=style, soft_wrap=True, highlight=False, markup=False)
    if errors:
        console.print(f"共 {errors} 处错误。", style="bold red", highlight=False)
    return errors
