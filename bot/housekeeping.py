"""The clock of retention: every hour, what has served its time goes."""

import asyncio
import logging
from datetime import timedelta

from bot import questions
from bot.clock import now
from bot.inbox import REMEMBER
from bot.office import Office
from bot.store import inbox, shifts

log = logging.getLogger(__name__)

EVERY = 3600.0


async def keep_house(office: Office) -> None:
    """Run until cancelled; a failed round is logged and tried again in an hour."""
    while True:
        try:
            words = await questions.expire(office)
            async with office.store.begin() as session:
                keys = await inbox.sweep(session, now() - REMEMBER)
                notes = await shifts.expire(session, now() - timedelta(days=office.settings.question_days))
            log.info("到期清理：咨询原文 %d 条，交班说明 %d 条，消息编号 %d 个", words, notes, keys)
        except Exception as fault:
            log.error("housekeeping: %s", type(fault).__name__)
        await asyncio.sleep(EVERY)
