"""`shouwang bulletin picture`: the poster of a story as groups will see it, for whoever edits or forwards it."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.terminal import out, settings
from bot.errors import OperatorError
from bot.texts import LANGUAGE


def picture(
    story: Annotated[str, typer.Argument(help="案例的编号，就是 content/stories/ 里的文件名")],
    target: Annotated[Path, typer.Option("-o", "--output", help="写到哪个 PNG 文件")],
    traditional: Annotated[bool, typer.Option("--traditional", help="用繁體字")] = False,
    english: Annotated[bool, typer.Option("--english", help="用英文")] = False,
) -> None:
    """把一个案例画成群里看到的图。"""
    from bot.library import tongues
    from bot.library.compile import opened
    from bot.publicity.poster.face import MissingFont
    from bot.publicity.posters import draw

    if traditional and english:
        raise OperatorError("--traditional 和 --english 只能选一个")
    knobs, language = settings(), "en" if english else "zh-Hant" if traditional else LANGUAGE
    library = opened(knobs.content_dir, knobs.library_path)
    if story not in library.stories:
        raise OperatorError(f"没有 {story} 这个案例，可用的在 content/stories/ 里，草稿和停用的不算")
    told = tongues.told(library, language)
    if english and told.stories[story] == library.stories[story]:
        raise OperatorError(f"{story} 还没有英文，请先写在 content/english/ 里")
    try:
        data = draw(told, told.stories[story], language)
        target.write_bytes(data)
    except MissingFont as fault:
        raise OperatorError(f"没有可用的字体，请重新安装依赖（{fault}）") from fault
    except OSError as fault:
        raise OperatorError(f"写不了 {target}：{fault.strerror}") from fault
    out.print(f"已画好 {target}（{len(data) // 1000} KB）")
