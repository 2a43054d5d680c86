"""The review queue: what the library could not answer, or answered wrongly, waits here for an officer — masked, and asked once.

Way of an unknown question: questions.ask → here → store, in the question's own transaction. Near duplicates of one area are one review;
three people within two hours are a wave, of which the area's officers hear at once. Officers answer in rulings.py.
"""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.asking.sameness import ALIKE, SAME, core_of, likeness
from bot.duty import roster
from bot.office import Office
from bot.privacy import mask
from bot.store import areas, deployments, groups, people, reviews, staff
from bot.store.models import Question, Review

HERE = ZoneInfo("Asia/Shanghai")
WAVE = 3
WAVE_WITHIN = timedelta(hours=2)
LONGEST = 1500


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question on its way into the queue: its row, its words, what it is compared by, and the station it belongs to."""

    row: Question
    words: str
    core: str
    area: str | None


async def consider(office: Office, session: AsyncSession, row: Question, words: str) -> None:
    """After a question was answered: into the queue when no pattern was recognised; on to its asker what an officer said of it before."""
    core = core_of(words)
    if not core:
        return
    known = await reviews.ruled(session, office.cipher.fingerprint(core), clock.now() - timedelta(days=office.settings.question_days))
    if known is not None:
        row.review_id = known.id
        await session.flush()
        await office.engine.enqueue(session, "tells", "tell_askers", f"review-{known.id}-q{row.id}", known.id)
    elif row.level == "unsure" and row.pattern is None:
        review = await _enter(office, session, _Asked(row, words, core, await _station(session, row)))
        await _watch_for_wave(office, session, review, core)


async def complain(office: Office, session: AsyncSession, row: Question) -> None:
    """「不对」: whatever was said, an officer looks at it."""
    words = office.cipher.open(row.words) if row.words else ""
    core = core_of(words)
    if core and row.review_id is None:
        await _enter(office, session, _Asked(row, words, core, await _station(session, row)))


async def withdraw(session: AsyncSession, row: Question) -> None:
    """「有用」 after 「不对」, or the asker's answer settled it: nobody waits any more, unless others do. What is unknown stays."""
    if row.level == "unsure" and row.pattern is None:
        return
    review = await reviews.get(session, row.review_id) if row.review_id else None
    if review is None or review.state != "open":
        return
    row.review_id = None
    await session.flush()
    review.askers = await reviews.askers(session, review.id)
    if not review.askers:
        review.state = "withdrawn"


async def _enter(office: Office, session: AsyncSession, asked: _Asked) -> Review:
    """Join the near duplicate that waits already, or open a new review."""
    row = asked.row
    await reviews.alone(session)
    review = next(
        (one for one in await reviews.waiting(session, [asked.area]) if likeness(asked.core, _core(office, one)) >= SAME),
        None,
    )
    if review is None:
        review = await reviews.add(
            session,
            area=asked.area,
            mark=office.cipher.fingerprint(asked.core),
            words=office.cipher.seal(mask(asked.words)[:LONGEST]),
            core=office.cipher.seal(asked.core),
            level=row.level,
            pattern=row.pattern,
            candidates=list((row.finding or {}).get("candidates", ())),
            tier=row.tier,
            score=row.score,
            opened_at=clock.now(),
            asked_at=clock.now(),
        )
    row.review_id = review.id
    await session.flush()
    review.askers = await reviews.askers(session, review.id)
    review.asked_at, review.passed, review.score = clock.now(), [], max(review.score, row.score)
    await session.flush()
    return review


def _core(office: Office, review: Review) -> str:
    return office.cipher.open(review.core) if review.core else ""


async def _station(session: AsyncSession, row: Question) -> str | None:
    """Whose officers answer: the station of the group it was asked in, else of the group last seen in, else the default one."""
    person = await people.get(session, row.asker)
    for group_id in (row.group_id, person.last_group if person else None):
        group = await groups.get(session, group_id) if group_id else None
        if group is not None and group.area:
            path = await areas.path(session, group.area)
            return next((area.code for area in path if area.level == "station"), group.area)
    plan = await deployments.plan(session)
    return (plan["default_area"] if plan else None) or await areas.first_station(session)


async def _watch_for_wave(office: Office, session: AsyncSession, review: Review, core: str) -> None:
    """Three people, two hours, one area, much the same: perhaps a new trick. Officers hear of it once a day."""
    lately = await reviews.asked_lately(session, review.area, clock.now() - WAVE_WITHIN)
    alike = {one.id: one for _, one in lately if one.id == review.id or likeness(core, _core(office, one)) >= ALIKE}
    today = f"{clock.now().astimezone(HERE):%Y-%m-%d}"
    if len({asker for asker, one in lately if one.id in alike}) < WAVE or any(one.waved_on == today for one in alike.values()):
        return
    for one in alike.values():
        one.waved_on = today
    for officer in await roster.hearers(session, await _officers(session, review.area)):
        await office.engine.enqueue(session, "pages", "tell_wave", f"wave-{review.id}-{today}-{officer}", review.id, officer)


async def _officers(session: AsyncSession, area: str | None) -> list[int]:
    """The officers nearest to an area, or the leaders where there is no officer."""
    path = [node.code for node in await areas.path(session, area)] if area else []
    for role in ("officer", "leader"):
        for code in path:
            if found := await staff.serving(session, [code], [role]):
                return sorted({person.telegram for person in found})
    return []
