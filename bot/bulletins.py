"""The case of the week: which story, when, and once per group and week.

The calendar (APScheduler) says when; the workflow id and the row's unique key say once; at start the newest due slot is asked for again.
An intent is written before each send: a crash in between leaves the edition `unknown`, shown to operators and never sent twice blindly.
"""

import logging
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot import clock, office, threads
from bot.durable import record, workflow
from bot.library.read import Library, StoryCard
from bot.lookback import ask_for_week
from bot.messenger import Community, Place, Quiz, Sent, TryLater, Uncertain, Undelivered
from bot.office import Office
from bot.schedule import Due, latest, parse_slot, slot_in, upcoming
from bot.store import bulletins, deployments, groups
from bot.store.engine import Store
from bot.store.models import Bulletin, Group
from bot.texts import say

log = logging.getLogger(__name__)

FRESH = timedelta(hours=48)
NOT_AGAIN = timedelta(weeks=26)
LOOK = timedelta(seconds=5)
LOOKBACK = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Choice:
    """A story and why it was chosen (one Chinese sentence for editors)."""

    story: str
    why: str


def choose(library: Library, tags: Sequence[str], month: int, told: Sequence[str], salt: int) -> Choice | None:
    """The best story a group has not had: season first, then to whom the group is, then the family longest unheard.

    None when all are spent.

    `told` lists stories of the last 26 weeks, newest first; `salt` spreads equal choices over groups. Pure and repeatable.
    """
    heard = [library.stories[story].family for story in told if story in library.stories]
    fresh = [story for key, story in sorted(library.stories.items()) if key not in told]
    if not fresh:
        return None

    def merit(story: StoryCard) -> tuple[int, int, int, int]:
        season = 2 if month in story.months else (0 if story.months else 1)
        kin = len(set(story.tags) & set(tags))
        unheard = heard.index(story.family) if story.family in heard else len(heard) + 1
        spread = zlib.crc32(f"{salt}/{story.id}".encode())
        return (season, kin, unheard, spread)

    best = max(fresh, key=merit)
    season, kin, _, _ = merit(best)
    reasons = [say("bulletin-why-season")] * (season == 2) + [say("bulletin-why-tags")] * (kin > 0)
    return Choice(best.id, "、".join(reasons) or say("bulletin-why-turn"))


def slot_of(group: Group, plan: Mapping[str, Any]) -> tuple[str, str] | None:
    """A group's slot text and time zone; None when the group wants none."""
    return slot_in(group.bulletin_at, plan)


async def ask_for_due(desk: Office) -> list[str]:
    """Ask for the newest due slot of every group; what is planned, out or stale already is nothing. Returns the workflow ids asked for."""
    asked: list[str] = []
    now = clock.now()
    async with desk.store.begin() as session:
        plan = await deployments.plan(session)
        for group in await groups.served(session) if plan else ():
            slot = slot_of(group, plan or {})
            due = latest(parse_slot(slot[0]), slot[1], now) if slot else None
            if due is None or due.at < group.created_at or now - due.at > FRESH:
                continue
            if await bulletins.of_week(session, group.id, due.week) is None:
                workflow_id = threads.bulletin(due.week, group.id)
                await desk.engine.enqueue(session, "bulletins", "bulletin", workflow_id, group.id, due.week, due.at.isoformat())
                asked.append(workflow_id)
    return asked


class Calendar:
    """APScheduler's part: wakes at every group's next slot, and looks at the plan again so that a changed deployment counts at once."""

    def __init__(self, desk: Office) -> None:
        self._desk = desk
        self._lookback_after = clock.now()
        self._scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True})

    async def start(self) -> None:
        """Catch up once, then keep time."""
        await self.look()
        self._scheduler.add_job(self.look, IntervalTrigger(seconds=LOOK.total_seconds()), id="look", max_instances=1)
        self._scheduler.start()

    async def look(self) -> None:
        """Ask for what is due and set an alarm for each distinct next slot."""
        await ask_for_due(self._desk)
        await self._look_back()
        for moment in await self._next():
            self._scheduler.add_job(
                ask_for_due, DateTrigger(moment), args=[self._desk], id=f"due-{moment.isoformat()}", replace_existing=True
            )

    async def _look_back(self) -> None:
        """Each Monday leaders get the list of last week; the calendar remembers what it asked for, the id knows it for good."""
        if clock.now() >= self._lookback_after:
            await ask_for_week(self._desk)
            self._lookback_after = clock.now() + LOOKBACK

    async def _next(self) -> set[datetime]:
        async with self._desk.store.begin() as session:
            plan = await deployments.plan(session)
            slots = {slot_of(group, plan) for group in await groups.served(session)} if plan else set()
        return {upcoming(parse_slot(slot[0]), slot[1], clock.now(), 1)[0].at for slot in slots if slot}

    def stop(self) -> None:
        """No more alarms."""
        self._scheduler.shutdown(wait=False)


@workflow("bulletin")
async def bulletin(group_id: int, week: str, slot: str) -> str:
    """One edition for one group: choose, post the card, post the quiz."""
    bulletin_id = await plan_edition(group_id, week, slot)
    if bulletin_id is None:
        return "skipped"
    outcome: str = await post_card(bulletin_id)
    if outcome == "card_sent":
        outcome = await post_quiz(bulletin_id)
    if outcome == "unknown":
        await tell_unknown(bulletin_id)
    return outcome


@record("plan_edition")
async def plan_edition(group_id: int, week: str, slot: str) -> int | None:
    """Write the edition's row with its story; None when there is nothing to post or it would come too late."""
    desk, moment = office.current(), datetime.fromisoformat(slot)
    async with desk.store.begin() as session:
        known = await bulletins.of_week(session, group_id, week)
        group = await groups.get(session, group_id)
        if known is not None or group is None or group.left_at or group.retired_at:
            return known.id if known else None
        if clock.now() - moment > FRESH:
            return None
        told = await bulletins.told(session, group_id, moment - NOT_AGAIN)
        choice = choose(desk.library, [str(tag) for tag in group.tags], moment.month, told, group_id)
        if choice is None:
            return None
        row = await bulletins.add(session, group_id=group_id, week=week, slot=moment, story=choice.story, at=clock.now())
        return row.id


@record("post_card")
async def post_card(bulletin_id: int) -> str:
    """The story with its red flag; states planned → sending → card_sent."""
    return await _post(bulletin_id, "planned", "sending", "card_sent")


@record("post_quiz")
async def post_quiz(bulletin_id: int) -> str:
    """The quiz; states card_sent → quiz_sending → sent."""
    return await _post(bulletin_id, "card_sent", "quiz_sending", "sent")


async def _post(bulletin_id: int, was: str, during: str, becomes: str) -> str:
    """Intent first, then the send, then its record. An intent found from an earlier run means that nobody can know: unknown.

    Returns the state that was reached; elsewhere when another worker was faster by a moment.
    """
    desk = office.current()
    async with desk.store.begin() as session:
        row = await bulletins.get(session, bulletin_id)
        group = await groups.get(session, row.group_id) if row else None
        if row is None or group is None:
            return "failed"
        if row.state != was:
            return await _settle(session, row, during)
        if was == "planned" and clock.now() - row.slot > FRESH:
            await bulletins.step(session, bulletin_id, was, "skipped", clock.now(), fault="stale")
            return "skipped"
        if not await bulletins.step(session, bulletin_id, was, during, clock.now()):
            return "elsewhere"
    story = desk.library.stories.get(row.story)
    if story is None or desk.community is None:
        return await _end(desk, bulletin_id, during, "failed", "no-story" if story is None else "no-bot")
    try:
        sent = await _send(desk.community, Place(group.chat), story, during)
    except Undelivered as refused:
        return await _end(desk, bulletin_id, during, "failed", refused.reason)
    except Uncertain:
        return await _end(desk, bulletin_id, during, "unknown", "uncertain")
    except TryLater:
        await _end(desk, bulletin_id, during, was, "later")
        raise
    columns = {"card_message": sent.message} if during == "sending" else {"quiz_message": sent.message, "poll": sent.poll}
    async with desk.store.begin() as session:
        await bulletins.step(session, bulletin_id, during, becomes, clock.now(), **columns)
    return becomes


async def _send(bot: Community, place: Place, story: StoryCard, during: str) -> Sent:
    if during == "quiz_sending":
        return await bot.quiz(place, Quiz(story.question, story.options, story.answer, story.explanation))
    return await bot.say(place, card_text(story))


async def _settle(session: Any, row: Bulletin, during: str) -> str:
    """The row is not where this step begins: it was done before, or its intent was left behind by a crash."""
    if row.state != during:
        return row.state
    await bulletins.step(session, row.id, during, "unknown", clock.now(), fault="crash")
    return "unknown"


async def _end(desk: Office, bulletin_id: int, was: str, state: str, fault: str) -> str:
    async with desk.store.begin() as session:
        await bulletins.step(session, bulletin_id, was, state, clock.now(), fault=fault)
    return state


@record("tell_unknown")
async def tell_unknown(bulletin_id: int) -> None:
    """Operators look into the group and decide; the product does not send twice blindly."""
    desk = office.current()
    async with desk.store.begin() as session:
        row = await bulletins.get(session, bulletin_id)
        group = await groups.get(session, row.group_id) if row else None
        text = say("operators-bulletin-unknown", group=group.title if group else "", week=row.week if row else "")
        for operator in desk.settings.operators:
            await desk.engine.enqueue(session, "pages", "tell_operator", f"unknown-{bulletin_id}-{operator}", operator, text)


def card_text(story: StoryCard) -> str:
    """The post: title, three sentences, the red flag, and on what the story rests."""
    return say("bulletin-card", title=story.title, story="\n".join(story.sentences), flag=story.red_flag, basis=story.basis)


@dataclass(frozen=True, slots=True)
class Planned:
    """One line of the plan: when, for which group, which story and why; `state` is how far an edition of this week is already."""

    due: Due
    group: str
    story: str
    title: str
    why: str
    state: str


async def plan_ahead(store: Store, library: Library, weeks: int) -> list[Planned]:
    """The coming editions as they would be chosen today, soonest first."""
    lines: list[Planned] = []
    async with store.begin() as session:
        plan = await deployments.plan(session)
        for group in await groups.served(session) if plan else ():
            slot = slot_of(group, plan or {})
            told = list(await bulletins.told(session, group.id, clock.now() - NOT_AGAIN))
            for due in upcoming(parse_slot(slot[0]), slot[1], clock.now(), weeks) if slot else ():
                known = await bulletins.of_week(session, group.id, due.week)
                choice = choose(library, [str(tag) for tag in group.tags], due.at.month, told, group.id)
                story = known.story if known else choice.story if choice else ""
                title = library.stories[story].title if story in library.stories else ""
                lines.append(
                    Planned(due, group.title, story, title, choice.why if choice and not known else "", known.state if known else "")
                )
                told.insert(0, story)
    return sorted(lines, key=lambda line: (line.due.at, line.group))
