"""`shouwang content draft`: what an officer answered, written as a draft for an editor. Content itself knows no database."""

from typing import Annotated

import typer

from bot.commands.terminal import finished, out, settings


def draft_pattern(number: Annotated[int, typer.Argument(min=1, help="待核实的编号")]) -> None:
    """把民警答复过的一条待核实写成套路草稿，留给编辑补全。"""
    from bot.asking.drafts import of_review
    from bot.library.draft import Draft, write
    from bot.opening import open_cipher, open_store

    knobs = settings()

    async def work() -> Draft:
        store = await open_store(knobs)
        try:
            return await of_review(store, open_cipher(knobs), number)
        finally:
            await store.close()

    path = write(knobs.content_dir, finished(work()))
    out.print(f"草稿写在 {path}，请补上写着“待写”的地方。", highlight=False, markup=False)
