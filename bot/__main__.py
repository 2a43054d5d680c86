"""The `shouwang` command line and the composition root: the only file that knows every room."""

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from bot.audit_commands import app as audit_app
from bot.errors import OperatorError
from bot.library.commands import app as content_app
from bot.library.reasons import say as fault_in_words
from bot.people_commands import app as people_app
from bot.poster_commands import picture
from bot.script_commands import scripts as script_figures
from bot.settings import Settings

T = TypeVar("T")
log = logging.getLogger(__name__)
out = Console(soft_wrap=True)
err = Console(stderr=True, soft_wrap=True)

app = typer.Typer(no_args_is_help=True, add_completion=False, help="守望：社区反诈群机器人")
bulletin_app = typer.Typer(no_args_is_help=True, help="每周一案：排期、配图")
app.add_typer(content_app, name="content")
app.add_typer(bulletin_app, name="bulletin")
app.add_typer(audit_app, name="audit")
app.add_typer(people_app, name="people")
app.command("scripts")(script_figures)
bulletin_app.command("picture")(picture)

BOTS = {"community": "社区机器人", "duty": "值勤机器人"}
ROLES = {"all": ("community", "duty"), "community": ("community",), "duty": ("duty",)}


def settings() -> Settings:
    """The settings; raises OperatorError naming the variable that is wrong."""
    try:
        return Settings()
    except ValidationError as wrong:
        faults = [f"{_variable(error['loc'])}：{fault_in_words(error, None)}" for error in wrong.errors()]
        raise OperatorError("设置有误：" + "；".join(faults)) from wrong


def _variable(place: tuple[str | int, ...]) -> str:
    """The environment variable behind a faulty field."""
    name = "_".join(map(str, place)).upper()
    return name if name.startswith(("OPENAI_API_KEY", "OPENAI_BASE_URL")) else f"SHOUWANG_{name}"


def run_async(work: Coroutine[Any, Any, T]) -> T:
    """Run a command's coroutine to its end."""
    return asyncio.run(work)


@app.command()
def run(role: Annotated[str, typer.Option(help="all、community 或 duty")] = "all") -> None:
    """运行机器人，直到收到 SIGTERM 或 Ctrl-C。"""
    if role not in ROLES:
        raise OperatorError(f"没有 {role} 这种角色，可用：all、community、duty")
    knobs = settings()
    for name in ROLES[role]:
        if not getattr(knobs, f"{name}_token").get_secret_value():
            raise OperatorError(f"没有设置 SHOUWANG_{name.upper()}_TOKEN：请向 @BotFather 申请机器人令牌，写进环境变量或 .env")
    if len(ROLES[role]) == 2 and knobs.community_token == knobs.duty_token:
        raise OperatorError("两个机器人用了同一个令牌：社区机器人和值勤机器人要分别向 @BotFather 申请")
    from bot.logs import set_up

    set_up(knobs.log_level, knobs.log_format)
    run_async(serve(knobs, ROLES[role]))


async def serve(knobs: Settings, roles: tuple[str, ...]) -> None:
    """Open the office and its bots, work until a signal, finish what is in hand, close in reverse order."""
    from bot.office import leave, occupy
    from bot.opening import open_office, survey

    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, os._exit, 0)  # nothing is in hand yet, and compiling the library takes a while
    await asyncio.gather(*(_check_token(knobs, name) for name in roles))
    office = await open_office(knobs, roles)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        async with contextlib.AsyncExitStack() as stack:
            stack.push_async_callback(office.pictures.close)
            bots = [await _open_bot(office, name) for name in roles]
            for bot in bots:
                stack.push_async_callback(bot.close)
            occupy(office)
            if "community" in roles:  # only residents' questions need a model
                await office.models.open()
            await office.engine.start()
            stack.push_async_callback(office.engine.stop)
            for line in await survey(office):
                log.info("%s", line)
            await _work(office, bots, roles, stop)
    finally:
        leave()
        await office.models.close()
        await office.store.close()
    log.info("已停止")


async def _open_bot(office: Any, name: str) -> Any:
    """Build one role's bot and put its sender into the office."""
    if name == "community":
        from handlers.community.app import CommunityBot

        community = CommunityBot(office)
        await community.open()
        office.community = community.sender
        return community
    from handlers.duty.app import DutyBot

    duty = DutyBot(office)
    await duty.open()
    office.duty = duty.sender
    return duty


async def _work(office: Any, bots: list[Any], roles: tuple[str, ...], stop: asyncio.Event) -> None:
    """Poll, handle and keep the calendar until asked to stop, or until something that only an operator can mend."""
    from bot.bulletins import Calendar
    from bot.deliveries import Deliveries
    from bot.editions import Editions
    from bot.followups import FollowUps
    from bot.housekeeping import keep_house
    from bot.lookout import keep_lookout
    from bot.pump import Pump
    from bot.watch import beat, guarded

    calendars: list[Calendar | FollowUps] = [Calendar(office)] if "community" in roles else []
    calendars += [FollowUps(office)] if "duty" in roles else []
    for calendar in calendars:
        await calendar.start()
    tasks = [asyncio.create_task(_intake(office, bot, name, stop), name=name) for bot, name in zip(bots, roles, strict=True)]
    background = [asyncio.create_task(keep_house(office), name="housekeeping")]
    background.append(asyncio.create_task(beat(office.store, roles, office.engine.worker), name="heartbeat"))
    background.append(asyncio.create_task(guarded(), name="watch"))
    if "community" in roles:
        pump = Pump(office, (Deliveries(office), Editions(office)))
        background.append(asyncio.create_task(pump.run(), name="pump"))
    if "duty" in roles:
        background.append(asyncio.create_task(keep_lookout(office), name="lookout"))
    stopped = asyncio.create_task(stop.wait())
    log.info("守望已就绪：%s", "、".join(f"{name}=@{bot.username}" for bot, name in zip(bots, roles, strict=True)))
    await asyncio.wait({stopped, *tasks, *background}, return_when=asyncio.FIRST_COMPLETED)
    stop.set()
    for calendar in calendars:
        calendar.stop()
    for task in background:
        task.cancel()
    for result in await asyncio.gather(*tasks, *background, return_exceptions=True):
        if isinstance(result, OperatorError):
            raise result
        if isinstance(result, Exception):
            log.error("%s", type(result).__name__, exc_info=result)


async def _intake(office: Any, bot: Any, name: str, stop: asyncio.Event) -> None:
    """One bot's way in: only the process that holds the bot's lock polls; another stands by and takes over."""
    from bot.inbox import Inbox
    from bot.store.engine import Lock
    from handlers.intake import Poller

    lock = Lock(office.store, f"poll-{name}")
    while not await lock.take():
        log.info("另一个进程正在接收 %s 的消息，本进程待命", name)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), 2)
            return
    inbox = Inbox(office.store, office.cipher, name, bot.handle, bot.gave_up, together=bot if hasattr(bot, "bundle") else None)
    token = getattr(office.settings, f"{name}_token").get_secret_value()
    poller = Poller(
        office.settings.telegram_api, token, inbox, bot.addressed, kinds=bot.kinds, seconds=office.settings.poll_seconds, lock=lock
    )
    await inbox.pick_up()
    polling = asyncio.create_task(poller.run())
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({polling, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        poller.stop()
        await inbox.close()
        await asyncio.wait({polling})
        await poller.confirm()
        await lock.release()
        stopping.cancel()
    polling.result()


@app.command()
def setup(file: Annotated[Path, typer.Argument(help="部署文件（YAML）")]) -> None:
    """应用部署文件，并说出改了什么。"""
    from bot import deployment
    from bot.library.compile import opened
    from bot.opening import open_store
    from bot.setup import apply

    wanted = deployment.read(file)
    knobs = settings()

    async def work() -> list[Any]:
        store = await open_store(knobs)
        try:
            return list(await apply(store, wanted))
        finally:
            await store.close()

    changes = run_async(work())
    for change in changes:
        out.print(f"{change.sign} {change.what}", highlight=False, markup=False)
    out.print(f"共 {len(changes)} 处变化。" if changes else "没有变化。", highlight=False)
    with err.status("正在准备套路库，第一次要半分钟左右……"):
        opened(knobs.content_dir, knobs.library_path)


@app.command()
def invite(
    role: Annotated[str, typer.Option(help="officer、leader 或 grid_worker")],
    area: Annotated[str, typer.Option(help="辖区代码")],
) -> None:
    """生成一次性邀请码，让值勤人员在值勤机器人里加入。"""
    from bot.enrolment import invite as make
    from bot.opening import open_cipher, open_store
    from bot.texts import say

    knobs = settings()

    async def work() -> tuple[Any, str]:
        store = await open_store(knobs)
        try:
            made = await make(store, open_cipher(knobs), role, area, knobs.invite_hours)
        finally:
            await store.close()
        return made, await _duty_username(knobs)

    made, username = run_async(work())
    until = made.expires_at.astimezone()
    who = say(f"role-{made.role.replace('_', '-')}")
    out.print(f"{made.area} · {who}，{until:%m月%d日 %H:%M} 前有效，只能用一次：", highlight=False)
    out.print(f"https://t.me/{username}?start={made.code}" if username else f"/start {made.code}", highlight=False, soft_wrap=True)


async def _duty_username(knobs: Settings) -> str:
    """The duty bot's name, for the link; empty when it is not configured or cannot be asked now."""
    if not knobs.duty_token.get_secret_value():
        return ""
    try:
        name = await _username(knobs, "duty")
    except OperatorError as refused:
        err.print(f"（{refused}）", highlight=False, markup=False)
        return ""
    if not name:
        err.print("（联系不上 Telegram，请让对方在值勤机器人里发送下面这一行）")
    return name


async def _check_token(knobs: Settings, role: str) -> None:
    """A wrong token is said at once, before the library is loaded; a line that is down is for the bot itself to wait for."""
    await _username(knobs, role)


async def _username(knobs: Settings, role: str) -> str:
    """The name of a role's bot, empty when Telegram cannot be asked now; raises OperatorError when it refuses the token."""
    import httpx

    token = getattr(knobs, f"{role}_token").get_secret_value()
    refused = OperatorError(f"{BOTS[role]}的令牌不被接受：请向 @BotFather 核对，并把 SHOUWANG_{role.upper()}_TOKEN 抄全")
    try:
        async with httpx.AsyncClient(timeout=10) as web:
            reply = await web.get(f"{knobs.telegram_api}/bot{token}/getMe")
            answer = reply.json()
    except httpx.InvalidURL as odd:
        raise refused from odd
    except (httpx.HTTPError, ValueError):
        return ""
    if isinstance(answer, dict) and answer.get("error_code") in (401, 404):
        raise refused
    return str(answer["result"]["username"]) if isinstance(answer, dict) and answer.get("ok") else ""


@app.command()
def ask(
    text: Annotated[str | None, typer.Argument(help="要判断的话")] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="从标准输入逐行读 {id,text}，逐行写 JSON")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="只写 JSON")] = False,
    image: Annotated[list[Path] | None, typer.Option("--image", help="截图、照片或二维码，可以写几次")] = None,
) -> None:
    """这是诈骗吗？离线判断一段话或一张截图。"""
    from bot.library.compile import opened
    from bot.triage.verdict import Triage

    words = "\n".join(part for part in (text or "", *(run_async(_words_on(image)) if image else ())) if part.strip())
    if not jsonl and not words:
        raise OperatorError("请给出要判断的话：shouwang ask “对方让我…”，或 --image 截图文件，或用 --jsonl 从标准输入读")
    knobs = settings()
    knobs.data_dir.mkdir(parents=True, exist_ok=True)
    library = opened(knobs.content_dir, knobs.library_path)
    triage = Triage(library)
    if jsonl:
        raise typer.Exit(_ask_lines(triage))
    verdict = triage.judge(words)
    if as_json:
        sys.stdout.write(json.dumps(verdict.as_json(), ensure_ascii=False) + "\n")
        return
    from bot.answers import compose

    out.print(compose(library, verdict, 0, short=False).text, highlight=False, markup=False)


_PICTURE_TROUBLE = {
    "unreadable": "打不开：不是图片，或者文件已经损坏",
    "too_big": "太大：文件不能超过 20 MB、4000 万像素",
    "too_slow": "太复杂，没能在限定时间内读完",
    "no_text": "里没有读到文字或二维码",
}


async def _words_on(images: list[Path]) -> list[str]:
    """What is written on pictures; raises OperatorError naming the picture that says nothing, and warns of one read only in part."""
    from bot.pictures import PictureReader

    reader, words = PictureReader(), []
    try:
        for image in images:
            try:
                reading = await reader.read(await asyncio.to_thread(image.read_bytes))
            except OSError as fault:
                raise OperatorError(f"读不到 {image}：{fault.strerror}") from fault
            if reading.trouble and not reading.asked:
                raise OperatorError(f"图片 {image} {_PICTURE_TROUBLE[reading.trouble]}")
            if reading.trouble:
                err.print(f"图片 {image} {_PICTURE_TROUBLE[reading.trouble]}，只判断了读到的部分", highlight=False, markup=False)
            words.append(reading.asked)
    finally:
        await reader.close()
    return words


def _ask_lines(triage: Any) -> int:
    """One JSON line out for each line in, in order, at once; a line that is no question is named on standard error. Exit code."""
    faults = 0
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            key, text = row["id"], str(row["text"])
        except (ValueError, KeyError, TypeError) as fault:
            err.print(f"第 {number} 行不是 {{id, text}}：{type(fault).__name__}", highlight=False, markup=False)
            faults += 1
            continue
        sys.stdout.write(json.dumps({"id": key, **triage.judge(text).as_json()}, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return 1 if faults else 0


@content_app.command("draft")
def draft_pattern(number: Annotated[int, typer.Argument(min=1, help="待核实的编号")]) -> None:
    """把民警答复过的一条待核实写成套路草稿，留给编辑补全。"""
    from bot.drafts import of_review
    from bot.library.draft import Draft, write
    from bot.opening import open_cipher, open_store

    knobs = settings()

    async def work() -> Draft:
        store = await open_store(knobs)
        try:
            return await of_review(store, open_cipher(knobs), number)
        finally:
            await store.close()

    path = write(knobs.content_dir, run_async(work()))
    out.print(f"草稿写在 {path}，请补上写着“待写”的地方。", highlight=False, markup=False)


@bulletin_app.command("plan")
def bulletin_plan(weeks: Annotated[int, typer.Option(min=1, max=26, help="看几周")] = 4) -> None:
    """看看接下来几周每个群会收到哪个案例。"""
    from bot.bulletins import plan_ahead
    from bot.library.compile import opened
    from bot.opening import open_store

    async def work() -> list[Any]:
        knobs = settings()
        store = await open_store(knobs)
        try:
            return list(await plan_ahead(store, opened(knobs.content_dir, knobs.library_path), weeks))
        finally:
            await store.close()

    table = Table("时间", "周", "群", "案例", "理由", "状态")
    for line in run_async(work()):
        when = f"{line.due.at.astimezone():%m-%d %H:%M}"
        table.add_row(when, line.due.week, line.group, line.title or "（没有可用的案例）", line.why, line.state or "待发")
    out.print(table)


@app.command()
def demo(
    tour: Annotated[bool, typer.Option("--tour", help="在终端里走完整个故事，任何一步失败就以非零退出")] = False,
    port: Annotated[int, typer.Option(help="网页端口，0 为任选")] = 8080,
) -> None:
    """一台电脑上的整个产品：不要令牌，不要网络。"""
    from sandbox.demo import open_demo
    from sandbox.tour import play

    raise typer.Exit(play() if tour else open_demo(port))


def main() -> None:
    """Entry point: what only an operator can mend is said in one sentence, without a traceback."""
    try:
        app()
    except OperatorError as fault:
        err.print(f"[bold red]✗[/] {fault}", highlight=False)
        sys.exit(1)


if __name__ == "__main__":
    main()
