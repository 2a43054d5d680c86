"""An officer's answer on its way to everyone who asked the same, and the news of a wave to the officers: durable workflows.

Way of an answer: rulings.rule → `tell_askers` (who asked, in this area or another, within the retention time) → `tell_asker`, once per
person in private, per group, or per topic of a group that has topics. As with bulletins an intent is written before each send: after a
crash in between nobody can know whether it is out, and it is not sent twice blindly.
"""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, office, threads
from bot.asking.answers import room
from bot.asking.sameness import SAME, core_of, likeness
from bot.durable import effect, record, workflow
from bot.messenger import Place, TryLater, Uncertain, Undelivered, delivered
from bot.office import Office
from bot.people import languages
from bot.privacy import mask
from bot.store import groups, questions, reviews
from bot.store.models import Question, Review
from bot.texts import say

BATCH = 200
QUOTED = 40


@workflow("tell_askers")
async def tell_askers(number: int) -> None:
    """Find everyone who asked the same; each is told by a workflow of their own, so that one who cannot be reached holds up no other."""
    after = 0
    while after >= 0:
        after = await find_askers(number, after)


@workflow("tell_asker")
async def tell_asker(tell_id: int) -> str:
    """Tell one chat, for as long as there is a point in trying."""
    try:
        outcome: str = await tell_one(tell_id)
    except Exception as fault:
        outcome = await give_up(tell_id, type(fault).__name__)
    return outcome


@record("find_askers")
async def find_askers(number: int, after: int) -> int:
    """Note the chats to tell among the next questions; returns where to go on, -1 at the end."""
    desk = office.current()
    async with desk.store.begin() as session:
        review = await reviews.get(session, number)
        since = clock.now() - timedelta(days=desk.settings.question_days)
        rows = await reviews.batch(session, since, after, BATCH) if review and review.core else []
    if review is None or not rows:
        return -1
    same = await asyncio.to_thread(_same, desk, review, rows)
    async with desk.store.begin() as session:
        for row in rows:
            if row.review_id == number or row.id in same:
                await _note(session, desk, review, row)
    return rows[-1].id


def _same(desk: Office, review: Review, rows: Sequence[Question]) -> set[int]:
    core = desk.cipher.open(review.core or b"")
    return {row.id for row in rows if row.words and likeness(core, core_of(desk.cipher.open(row.words))) >= SAME}


async def _note(session: AsyncSession, desk: Office, review: Review, row: Question) -> None:
    """One question that asked the same: its chat is to be told, if it waits for an answer or was told something else."""
    other = await reviews.get(session, row.review_id) if row.review_id not in (None, review.id) else None
    if other is not None and other.state == "open":  # the same words waited in another area too
        await reviews.rule(
            session, other.id, scam=review.scam, says_family=review.says_family, says_pattern=review.says_pattern,
            advice=review.advice, ruled_by=review.ruled_by, ruled_name=review.ruled_name, ruled_at=clock.now(),
        )  # fmt: skip
    if row.review_id is None and row.level == ("scam" if review.scam else "clear"):
        return
    group = await groups.get(session, row.group_id) if row.group_id and not row.aside else None  # nobody else read what was told aside
    topic = (row.topic or 0) if group else 0
    tell_id = await reviews.tell(session, review.id, row.id, group.chat if group else row.asker, topic=topic, at=clock.now())
    if tell_id is not None:
        await desk.engine.enqueue(session, "tells", "tell_asker", threads.answer(tell_id), tell_id)


@effect("tell_one")
async def tell_one(tell_id: int) -> str:
    """Intent first, then the send, then its record: sent, failed, unknown, or what it was already."""
    desk = office.current()
    async with desk.store.begin() as session:
        row = await reviews.get_tell(session, tell_id)
        if row is None or row.state not in ("due", "sending"):
            return row.state if row else "gone"
        if not await reviews.step(session, tell_id, "due", "sending", clock.now()):
            await reviews.step(session, tell_id, "sending", "unknown", clock.now(), "crash")
            return "unknown"
        review = await reviews.get(session, row.review_id)
        asked = await questions.get(session, row.question_id)
        await languages.turn_to_chat(session, row.chat)
    if review is None or asked is None or asked.words is None or desk.community is None:
        return await _end(tell_id, "failed", "gone")
    try:
        await desk.community.say(Place(row.chat, row.topic or None), told(desk, review, asked))
    except Undelivered as refused:
        return await _end(tell_id, "failed", refused.reason)
    except Uncertain:
        return await _end(tell_id, "unknown", "uncertain")
    except TryLater:
        await _end(tell_id, "due", "later")
        raise
    return await _end(tell_id, "sent")


async def _end(tell_id: int, state: str, fault: str | None = None) -> str:
    async with office.current().store.begin() as session:
        await reviews.step(session, tell_id, "sending", state, clock.now(), fault)
    return state


@record("give_up_telling")
async def give_up(tell_id: int, fault: str) -> str:
    """It was tried often enough."""
    async with office.current().store.begin() as session:
        for was in ("due", "sending"):
            await reviews.step(session, tell_id, was, "failed", clock.now(), fault[:64])
    return "failed"


def told(desk: Office, review: Review, asked: Question) -> str:
    """The message: what it is, an apology where we said otherwise, what to do; at most four hundred characters, nobody named."""
    words = mask(" ".join(desk.cipher.open(asked.words or b"").split()))
    quote = words if len(words) <= QUOTED else f"{words[: QUOTED - 1]}…"
    where = say("correction-in-group" if asked.group_id else "correction-in-private", quote=quote)
    if review.scam:
        what = say("correction-scam-sorry" if asked.level == "clear" else "correction-scam", where=where, kind=_kind(desk, review))
    else:
        what = say("correction-fine-sorry" if asked.level == "scam" else "correction-fine", where=where)
    for advice in _advice(desk, review, asked):
        text = "\n".join([what, advice, *([say("correction-lost-money")] if review.scam else [])])
        if len(text) <= room():
            return text
    return what[: room()]


def _kind(desk: Office, review: Review) -> str:
    pattern, family = desk.told.patterns.get(review.says_pattern or ""), desk.told.families.get(review.says_family or "")
    if pattern and family:
        return say("correction-kind-pattern", pattern=pattern.name, family=family.name)
    return say("correction-kind-family", family=family.name) if family and family.code != "other" else ""


def _advice(desk: Office, review: Review, asked: Question) -> list[str]:
    """What to do, the best first: the officer's own words, the pattern's advice, the general one."""
    stage = asked.stage or "contacted"
    pattern = desk.told.patterns.get(review.says_pattern or "")
    found = [say("correction-advice", advice=review.advice)] if review.advice else []
    if not review.scam:
        return [*found, say("correction-fine-advice")]
    own = [say("answer-now", advice=pattern.advice[stage])] if pattern and stage in pattern.advice else []
    return [*found, *own, say("answer-now", advice=say(f"advice-{stage}"))]


@workflow("tell_wave")
async def tell_wave(number: int, officer: int) -> str:
    """Tell one officer of what may be a new trick."""
    outcome: str = await say_wave(number, officer)
    return outcome


@effect("say_wave")
async def say_wave(number: int, officer: int) -> str:
    """sent, or why it never will be; at-least-once."""
    desk = office.current()
    async with desk.store.begin() as session:
        review = await reviews.get(session, number)
        await languages.turn_to_staff(session, officer)
    if review is None or review.words is None or review.state != "open":
        return "settled"
    words = " ".join(desk.cipher.open(review.words).split())
    return await delivered(desk.duty_bot.say(officer, say("review-wave", count=max(review.askers, 3), words=words[:200], number=number)))
