"""Opening an office: database brought up to date, key, library, triage and engine in hand — everything but the bots themselves."""

import asyncio
import socket
from urllib.parse import urlsplit

from sqlalchemy.exc import SQLAlchemyError

from bot import clock
from bot.durable import Engine
from bot.errors import OperatorError
from bot.library.compile import opened
from bot.library.traditional import traditional
from bot.office import Office
from bot.privacy import Cipher, load_secret
from bot.settings import Settings
from bot.store import areas, deployments, groups, staff
from bot.store.engine import Store
from bot.texts import offered
from bot.triage.verdict import Triage


async def open_store(settings: Settings) -> Store:
    """The database at its newest revision; raises OperatorError in plain words when it cannot be reached or written."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise OperatorError(f"数据目录建不起来：{settings.data_dir}（{fault.strerror}），请改 SHOUWANG_DATA_DIR") from fault
    store = Store(settings.database, settings.data_dir)
    try:
        await store.migrate()
    except SQLAlchemyError as fault:
        await store.close()
        raise OperatorError(
            f"数据库打不开（{type(fault).__name__}）：请检查 SHOUWANG_DATABASE_URL、数据库是否在运行、是否有写权限"
        ) from fault
    return store


def open_cipher(settings: Settings) -> Cipher:
    """The key, from the settings or the data directory."""
    return Cipher(load_secret(settings.secret_key.get_secret_value(), settings.data_dir))


async def open_office(settings: Settings, roles: tuple[str, ...]) -> Office:
    """Everything a process of these roles needs before its bots; close it with `close_office`."""
    store = await open_store(settings)
    library = await asyncio.to_thread(opened, settings.content_dir, settings.library_path)
    triage = Triage(library)
    if "community" in roles:  # the other bot judges nothing and need not carry the encoder
        await asyncio.to_thread(triage.judge, "热身：对方让我把钱转到安全账户")
    await asyncio.to_thread(_find_words)
    worker = roles[0] if len(roles) == 1 else "all"
    if not store.sqlite:
        worker = f"{worker}@{socket.gethostname()}"
    return Office(settings, store, open_cipher(settings), library, triage, Engine(store, roles, worker))


def _find_words() -> None:
    """Read every catalogue, and what turns 简体 into 繁體: about a second that nobody who writes first shall wait."""
    offered()
    traditional("守望")


async def survey(office: Office) -> list[str]:
    """What is configured and what is missing, one plain sentence each."""
    settings = office.settings
    async with office.store.begin() as session:
        plan = await deployments.plan(session)
        known = [area for area in (await areas.all_by_code(session)).values() if area.retired_at is None]
        served = await groups.served(session)
        people = [row for row in await staff.everyone(session) if row.retired_at is None]
    database = "SQLite" if office.store.sqlite else "PostgreSQL"
    library = office.library
    lines = [f"数据库 {database}；套路库 {len(library.patterns)} 个套路、{len(library.stories)} 个案例（版本 {library.version[:8]}）"]
    if plan is None:
        lines.append("还没有部署文件：请执行 shouwang setup 文件名，否则举报没有人接")
    else:
        silent = sum(not row.chat_open for row in people)
        lines.append(
            f"辖区 {len(known)} 个，群 {len(served)} 个，值勤人员 {len(people)} 人"
            + (f"，其中 {silent} 人还没有在值勤机器人里按过开始" if silent else "")
        )
    if not settings.operators:
        lines.append("没有设置 SHOUWANG_OPERATORS：无人签收时没有运维可以通知")
    lines += _outside(office)
    lines.append(f"时间 {clock.now().astimezone():%Y-%m-%d %H:%M %Z}；接口 {settings.telegram_api}")
    return lines


def _outside(office: Office) -> list[str]:
    """Which words leave this machine, to which server; and what is missing where a second opinion was begun and not finished."""
    knobs, lines = office.settings, []
    host = urlsplit(office.models.address).netloc
    if office.opinion.configured:
        most = f"每小时最多 {knobs.openai_calls_per_hour} 次"
        lines.append(f"第二意见 {knobs.openai_model}：没认出来或可疑的提问，遮住号码、链接、账号后发给 {host}，{most}")
    if office.voice.configured:
        lines.append(f"语音转写 {knobs.transcription_model}：居民发来的语音原样发给 {host}")
    given = {
        "OPENAI_API_KEY": knobs.openai_api_key.get_secret_value(),
        "OPENAI_BASE_URL": knobs.openai_base_url,
        "SHOUWANG_OPENAI_MODEL 或 SHOUWANG_TRANSCRIPTION_MODEL": knobs.openai_model or knobs.transcription_model,
    }
    missing = "、".join(name for name, value in given.items() if not value)
    if missing and any(given.values()):
        lines.append(f"第二意见和语音转写没有打开：还缺 {missing}；没写地址时不会默认连到境外服务")
    return lines or ["第二意见和语音转写没有设置：判断全部在本机完成"]
