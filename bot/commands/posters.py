"""`shouwang bulletin picture`: the poster of a story as groups will see it, for whoever edits or forwards it."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.terminal import out, settings
from bot.errors import OperatorError


def picture(
    story: Annotated[str, typer.Argument(help="案例的编号，就是 content/stories/ 里的文件名")],
    target: Annotated[Path, typer.Option("-o", "--output", help="写到哪个 PNG 文件")],
    traditional: Annotated[bool, typer.Option("--traditional", help="用繁體字")] = False,
) -> None:
    """把一个案例画成群里看到的图。"""
    from bot.library.compile import opened
    from bot.publicity.poster.face import MissingFont
    from bot.publicity.posters import draw

    knobs = settings()
    library = opened(knobs.content_dir, knobs.library_path)
    if story not in library.stories:
        raise OperatorError(f"没有 {story} 这个案例，可用的在 content/stories/ 里，草稿和停用的不算")
    try:
        data = draw(library, library.stories[story], "hant" if traditional else "hans")
        target.write_bytes(data)
    except MissingFont as fault:
        raise OperatorError(f"没有可用的中文字体，请重新安装依赖（{fault}）") from fault
    except OSError as fault:
        raise OperatorError(f"写不了 {target}：{fault.strerror}") from fault
    out.print(f"已画好 {target}（{len(data) // 1000} KB）")
