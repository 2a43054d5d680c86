"""What an officer does with the review queue: sees the weightiest card first, says what it is, and may add one sentence of advice.

Way of an answer: handlers/duty/reviews → here (the row decides who was first, and the telling is queued with it) → corrections.py.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, threads
from bot.errors import UserError
from bot.library import leaks
from bot.office import Office
from bot.store import acts, areas, reviews, staff
from bot.store.models import Review, Staff

MAY_RULE = ("officer", "leader")
ADVICE = 200
_RISK = {"urgent": 8.0, "high": 4.0, "medium": 2.0, "low": 1.0}
_MISSED = 2.0
"""Risk of a clear that somebody says is wrong: it may be a trick that nobody was warned of."""
_LONG_NUMBER = re.compile(r"\d[\d -]{4,}")
_HANDLE = re.compile(r"[@＠][A-Za-z]|(?:微信|QQ|qq|VX|vx)号?[:：]")


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """One review as an officer sees it: masked words, how many asked, what they were told, and how it stands.

    level, pattern: what we said · candidates: ids and names of the likeliest patterns · scam, says: what the officer said ·
    told, failed: how many chats have been told, and how many cannot be · waiting: how many reviews are open besides.
    """

    number: int
    area: str
    words: str
    askers: int
    asked_at: datetime
    level: str
    pattern: str
    candidates: tuple[tuple[str, str], ...]
    state: str
    advice: str
    scam: bool | None = None
    says: str = ""
    ruled_by: str = ""
    told: int = 0
    failed: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Ruling:
    """What came of an answer: changed is False when somebody had answered before."""

    changed: bool
    card: ReviewCard


async def top(office: Office, by: int, *, passed_too: bool = True) -> ReviewCard | None:
    """The open review of the person's areas with most demand × risk; those the person skipped come last, or not at all.

    None when nothing waits; raises UserError review-not-yours for anybody but officers and leaders.
    """
    async with office.store.begin() as session:
        rows = [row for row in await _mine(session, by) if passed_too or by not in row.passed]
        best = max(rows, key=lambda row: (by not in row.passed, merit(row), -row.id), default=None)
        return await _card(office, session, best, len(rows) - 1) if best else None


def merit(row: Review) -> float:
    """Demand × risk: how many asked, and what happens if nobody answers."""
    risk = _RISK.get(row.tier or "", _MISSED if row.level == "clear" else 1.0)
    return row.askers * risk * (1 + row.score)


async def show(office: Office, number: int, by: int) -> ReviewCard:
    """One card; raises UserError review-not-yours or review-gone."""
    async with office.store.begin() as session:
        row, _ = await _entitled(session, number, by)
        return await _card(office, session, row)


async def pass_over(office: Office, number: int, by: int) -> None:
    """「看不准，跳过」: others still see it; it comes back last, or when somebody asks again."""
    async with office.store.begin() as session:
        row, _ = await _entitled(session, number, by)
        row.passed = [*(one for one in row.passed if one != by), by]


async def advise(office: Office, number: int, by: int, words: str) -> ReviewCard:
    """Keep the sentence that goes with the answer, before it is given; raises UserError saying what a resident must not be sent."""
    advice = " ".join(words.split())
    _check(advice)
    async with office.store.begin() as session:
        row, _ = await _entitled(session, number, by)
        if row.state == "open":
            row.advice = advice
            await session.flush()
        return await _card(office, session, row)


def _check(advice: str) -> None:
    if not advice or len(advice) > ADVICE:
        raise UserError("review-advice-length", most=ADVICE)
    plain = re.sub(r"(?<!\d)96110(?!\d)", "", advice)
    if list(leaks.numbers(advice)) or _LONG_NUMBER.search(plain) or _HANDLE.search(advice):
        raise UserError("review-advice-number")
    if list(leaks.links(advice)):
        raise UserError("review-advice-link")
    if list(leaks.blame(advice)):
        raise UserError("review-advice-blame")


async def rule(office: Office, number: int, by: int, *, scam: bool, family: str | None = None, pattern: str | None = None) -> Ruling:
    """The answer: the first counts, and everybody who asked is told, in one transaction with it."""
    if pattern is not None:
        card = office.library.patterns.get(pattern)
        family, pattern = (card.family, card.id) if card else (family, None)
    async with office.store.begin() as session:
        row, person = await _entitled(session, number, by)
        await reviews.alone(session)  # who joins this review now is found by the telling, who comes later finds it answered
        first = await reviews.rule(
            session,
            number,
            scam=scam,
            says_family=family if scam else None,
            says_pattern=pattern if scam else None,
            ruled_by=by,
            ruled_name=person.name,
            ruled_at=clock.now(),
        )
        await session.refresh(row)
        if first:
            detail = {"review": number, "scam": scam, "family": row.says_family, "pattern": row.says_pattern}
            await acts.write(session, clock.now(), by, "rule", detail)
            await office.engine.enqueue(session, "tells", "tell_askers", threads.askers(number), number)
        return Ruling(first, await _card(office, session, row))


async def _entitled(session: AsyncSession, number: int, by: int) -> tuple[Review, Staff]:
    """The review, and the role by which this person may answer it."""
    row = await reviews.get(session, number)
    roles = [role for role in await staff.of(session, by) if role.role in MAY_RULE]
    if not roles:
        raise UserError("review-not-yours")
    if row is None or row.words is None:
        raise UserError("review-gone")
    path = [node.code for node in await areas.path(session, row.area)] if row.area else []
    near = [role for role in roles if role.area in path] or (roles if row.area is None else [])
    if not near:
        raise UserError("review-not-yours")
    return row, near[0]


async def _mine(session: AsyncSession, by: int) -> list[Review]:
    roles = [role for role in await staff.of(session, by) if role.role in MAY_RULE]
    if not roles:
        raise UserError("review-not-yours")
    return list(await reviews.waiting(session, [*await areas.below(session, [role.area for role in roles]), None]))


async def _card(office: Office, session: AsyncSession, row: Review, waiting: int = 0) -> ReviewCard:
    library = office.told
    path = await areas.path(session, row.area) if row.area else []
    tells = await reviews.tells_of(session, row.id)
    said, says = library.patterns.get(row.pattern or ""), library.patterns.get(row.says_pattern or "")
    family = library.families.get(row.says_family or "")
    return ReviewCard(
        number=row.id,
        area=path[0].name if path else "",
        words=office.cipher.open(row.words) if row.words else "",
        askers=row.askers,
        asked_at=row.asked_at,
        level=row.level,
        pattern=said.name if said else "",
        candidates=tuple((one, library.patterns[one].name) for one in row.candidates if one in library.patterns),
        state=row.state,
        advice=row.advice or "",
        scam=row.scam,
        says=says.name if says else family.name if family else "",
        ruled_by=row.ruled_name or "",
        told=sum(tell.state == "sent" for tell in tells),
        failed=sum(tell.state in ("failed", "unknown") for tell in tells),
        waiting=waiting,
    )
