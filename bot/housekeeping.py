"""The clock of retention: every hour, what has served its time goes. How long each kind of thing is kept: bot.settings, docs/privacy.md."""

import asyncio
import logging
from datetime import timedelta

from bot import clock
from bot.asking import questions
from bot.desk.genuine import WITHIN
from bot.helping import kin
from bot.inbox import REMEMBER
from bot.office import Office
from bot.people import departing, rights
from bot.publicity import notices
from bot.publicity.schedule import week_of
from bot.store import broadcasts, checks, choices, inbox, persuasions, shifts, traces, workers

log = logging.getLogger(__name__)

EVERY = 3600.0
BATCH = 200
GUESSES = timedelta(days=1)
"""So long it is known who tried an invitation in vain."""
FINISHED = timedelta(days=60)
"""So long the engine remembers a story that ended well: longer than any of them may be asked for again under the same id."""
NEVER_REVIEWED = 2
"""So many times as long an alert keeps its words that nobody reviewed."""


async def keep_house(office: Office) -> None:
    """Run until cancelled; a failed round is logged and tried again in an hour."""
    while True:
        try:
            gone = await clean(office)
            log.info("到期清理：%s", "，".join(f"{what} {count}" for what, count in gone.items() if count) or "没有到期的")
        except Exception as fault:
            log.error("housekeeping: %s", type(fault).__name__)
        await asyncio.sleep(EVERY)


async def clean(office: Office) -> dict[str, int]:
    """One round: what went, by kind, and how many."""
    knobs, moment = office.settings, clock.now()
    gone = {
        "旧的姓名加密": await _seal_names(office),
        "咨询原文": await questions.expire(office),
        "预警": await _expire_alerts(office),
        "已要求删除的报告": await rights.settle(office),
    }
    async with office.store.begin(last=True) as session:
        gone["通知与卡片"] = await traces.expire_pages(session, moment - timedelta(days=knobs.page_days))
        gone["单独存放的消息"] = await traces.expire_set_aside(session, moment - timedelta(days=knobs.inbox_days))
        gone["交班说明"] = await shifts.expire(session, moment - timedelta(days=knobs.question_days))
        gone["劝劝邻居"] = await persuasions.expire(session, moment - timedelta(days=knobs.question_days))
        gone["消息编号"] = await inbox.sweep(session, moment - REMEMBER)
        gone["群发记录"] = await broadcasts.expire(session, moment - timedelta(days=knobs.page_days))
        gone["每周一案的改动"] = await choices.expire(session, week_of(moment - timedelta(days=knobs.page_days)))
        gone["核验记录"] = await checks.sweep(session, moment - WITHIN)
        gone["邀请码试错的编号"] = await traces.forget_guessers(session, moment - GUESSES)
        gone["很久没来的人"] = await traces.expire_people(session, moment - timedelta(days=knobs.person_days))
    gone["写了没发的通知"] = await notices.expire(office)
    gone["办完的流程"] = await _forget_finished(office)
    gone["很久以前移出机器人的群"] = await departing.expire(office, moment - timedelta(days=knobs.person_days))
    gone["家人联系人"] = await kin.expire(office, moment - timedelta(days=knobs.person_days))
    return gone


async def _expire_alerts(office: Office) -> int:
    """In short transactions: words, names and notes of alerts whose time is over."""
    kept, count = timedelta(days=office.settings.alert_days), 0
    while True:
        async with office.store.begin(last=True) as session:
            ids = await traces.expired_alerts(session, clock.now() - kept, clock.now() - kept * NEVER_REVIEWED, BATCH)
            if not ids:
                return count
            await traces.expire_alerts(session, ids, office.cipher.seal(""), clock.now())
        count += len(ids)


async def _forget_finished(office: Office) -> int:
    """In short transactions: what the workflow engine remembers of stories that ended well long ago."""
    count, most = 0, 500
    while True:
        async with office.store.begin(last=True) as session:
            gone = await workers.sweep(session, clock.now() - FINISHED, most)
        count += gone
        if gone < most:
            return count


async def _seal_names(office: Office) -> int:
    """Names that were written before names were sealed."""
    count = 0
    while True:
        async with office.store.begin(last=True) as session:
            rows = await traces.named_in_clear(session, BATCH)
            for row in rows:
                row.reporter_sealed, row.reporter_name = office.cipher.seal(row.reporter_name), ""
        if not rows:
            return count
        count += len(rows)
