"""`shouwang setup` and `shouwang invite`: what an operator decides beforehand, and who may join."""

from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.terminal import err, finished, out, settings
from bot.commands.tokens import username
from bot.errors import OperatorError
from bot.settings import Settings


def setup(file: Annotated[Path, typer.Argument(help="部署文件（YAML）")]) -> None:
    """应用部署文件，并说出改了什么。"""
    from bot.deployment_file import read
    from bot.library.compile import opened
    from bot.opening import open_store
    from bot.setup import apply

    wanted = read(file)
    knobs = settings()

    async def work() -> list[Any]:
        store = await open_store(knobs)
        try:
            return list(await apply(store, wanted))
        finally:
            await store.close()

    changes = finished(work())
    for change in changes:
        out.print(f"{change.sign} {change.what}", highlight=False, markup=False)
    out.print(f"共 {len(changes)} 处变化。" if changes else "没有变化。", highlight=False)
    with err.status("正在准备套路库，第一次要半分钟左右……"):
        opened(knobs.content_dir, knobs.library_path)


def invite(
    role: Annotated[str, typer.Option(help="officer、leader 或 grid_worker")],
    area: Annotated[str, typer.Option(help="辖区代码")],
) -> None:
    """生成一次性邀请码，让值勤人员在值勤机器人里加入。"""
    from bot.opening import open_cipher, open_store
    from bot.people.enrolment import invite as make
    from bot.texts import say

    knobs = settings()

    async def work() -> tuple[Any, str]:
        store = await open_store(knobs)
        try:
            made = await make(store, open_cipher(knobs), role, area, knobs.invite_hours)
        finally:
            await store.close()
        return made, await _duty_username(knobs)

    made, name = finished(work())
    until = made.expires_at.astimezone()
    who = say(f"role-{made.role.replace('_', '-')}")
    out.print(f"{made.area} · {who}，{until:%m月%d日 %H:%M} 前有效，只能用一次：", highlight=False)
    out.print(f"https://t.me/{name}?start={made.code}" if name else f"/start {made.code}", highlight=False, soft_wrap=True)


async def _duty_username(knobs: Settings) -> str:
    """The duty bot's name, for the link; empty when it is not configured or cannot be asked now."""
    if not knobs.duty_token.get_secret_value():
        return ""
    try:
        name = await username(knobs, "duty")
    except OperatorError as refused:
        err.print(f"（{refused}）", highlight=False, markup=False)
        return ""
    if not name:
        err.print("（联系不上 Telegram，请让对方在值勤机器人里发送下面这一行）")
    return name
