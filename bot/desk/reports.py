"""report(): one act from a press to an alert — the row, its history and the ladder's start are one transaction.

Way of a report: handler → report → store + first call → duty bot's card; the ladder goes on from there. The officer is paged before
anybody is asked anything.
The same act again gives the same receipt; the same thing reported by another person joins the alert that is there.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.deployment import LADDER
from bot.desk import clues
from bot.desk.alerts import raise_tier, rank
from bot.desk.consequences import redrawn, workflow_id
from bot.desk.matter import SAME_THING, Matter, Weighed, read, tier_of, weigh
from bot.desk.moves import HELD, LIVE
from bot.desk.paging import first_call
from bot.errors import UserError
from bot.messenger import Sent
from bot.office import Office
from bot.store import alerts, areas, deployments, doubles, groups, people, questions
from bot.store.models import Alert, Group, Person, Question, Report

TOGETHER = 3.0
"""Seconds within which the cards count several more reporters at once."""


@dataclass(frozen=True, slots=True)
class Reported:
    """One act of reporting. `origin` is unique per act, `subject` names the message it is about.

    `question` is the question under whose answer the button was pressed; `text` is what was reported otherwise (masked nowhere yet).
    """

    origin: str
    reporter: int
    reporter_name: str
    text: str = ""
    subject: str | None = None
    question: int | None = None
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the reporter is told. new is False when the same act was received before; count says the how manieth reporter this is.

    told: the group shows the receipt of this act already, so that a retry after a kill still gives it and a second press does not.
    shared: the group shows the receipt of somebody who reported the same before; one is enough for all, unless this reporter tells of
    a danger that those before did not: alarming.
    """

    report: int
    number: int
    tier: str
    count: int
    new: bool
    private: bool
    told: bool = False
    shared: bool = False
    alarming: bool = False

    @property
    def urgent(self) -> bool:
        """Whether the resident is warned at the same moment."""
        return rank(self.tier) >= rank("high")


async def report(office: Office, reported: Reported) -> Receipt:
    """Raise an alert, or join the one that is there; raises UserError blocked-reporter, too-many-reports or nothing-to-report."""
    matter = await read(office, reported.text, subject=reported.subject, question=reported.question)
    async with office.store.begin(first=True) as session:
        known = await alerts.report_by_origin(session, reported.origin)
        if known is not None:
            return await _again(office, session, known, matter.question, reported)
        group = await groups.by_chat(session, reported.group) if reported.group is not None else None
        private = True if reported.group is None else None
        person = await people.seen(session, reported.reporter, clock.now(), group_id=group.id if group else None, chat_open=private)
        if person.blocked_at is not None:
            raise UserError("blocked-reporter")
        if not matter.words:
            raise UserError("nothing-to-report")
        alert, fresh = await _alert(office, session, matter, group, person)
        row = await _keep(office, session, reported, matter, alert, group)
        if fresh:
            await first_call(office, session, alert)
        return await _receipt(office, session, row, reported, fresh=matter)


async def _alert(office: Office, session: AsyncSession, matter: Matter, group: Group | None, person: Person) -> tuple[Alert, bool]:
    """The alert that this belongs to, and whether it was raised for it."""
    alert = await _same_thing(session, matter)
    new = None if alert else await _look(office, session, matter, await _place(session, group, person, matter.question))
    if joined := alert or (new.joins if new else None):
        await _join(office, session, joined, matter.tier, by=person.telegram)
        return joined, False
    assert new is not None
    await _may_report(office, session, person)
    return await _raise(office, session, matter, new, by=person.telegram), True


async def _keep(office: Office, session: AsyncSession, reported: Reported, matter: Matter, alert: Alert, group: Group | None) -> Report:
    """The report's row, its line in the history, and what can be recognised in it."""
    row = await alerts.add_report(
        session,
        origin=reported.origin,
        alert_id=alert.id,
        reporter=reported.reporter,
        reporter_sealed=office.cipher.seal(reported.reporter_name[:128]),
        group_id=group.id if group else None,
        question_id=matter.question.id if matter.question else None,
        words=office.cipher.seal(matter.words),
        mark=office.cipher.fingerprint(matter.words),
        reported_at=clock.now(),
    )
    await alerts.note(session, alert.id, clock.now(), reported.reporter, "reported", count=alert.reports)
    await clues.note(office, session, alert, matter.words)
    return row


async def _again(office: Office, session: AsyncSession, known: Report, question: Question | None, reported: Reported) -> Receipt:
    """A second press, or a redelivered update: nothing new but, perhaps, that things got worse since."""
    alert = await alerts.get(session, known.alert_id)
    assert alert is not None
    if question is not None and question.tier:
        await raise_tier(office, session, alert, question.tier)
    return await _receipt(office, session, known, reported)


async def _receipt(office: Office, session: AsyncSession, row: Report, reported: Reported, *, fresh: Matter | None = None) -> Receipt:
    """What this reporter is told, seen beside what their group was told about the same thing before. fresh: what was judged just now."""
    alert = await alerts.get(session, row.alert_id)
    assert alert is not None
    question = await questions.get(session, row.question_id) if row.question_id else None
    told_here, known_here = await alerts.told_before(session, row)
    tier = fresh.tier if fresh else tier_of(office, question, office.cipher.open(row.words))
    return Receipt(
        row.id,
        alert.id,
        alert.tier,
        alert.reports,
        new=fresh is not None,
        private=reported.group is None,
        told=row.receipt_message is not None,
        shared=told_here,
        alarming=not known_here and rank(tier) >= rank("high"),
    )


async def _may_report(office: Office, session: AsyncSession, person: Person) -> None:
    if await alerts.reports_since(session, person.telegram, clock.now() - timedelta(hours=1)) >= office.settings.reports_per_hour:
        raise UserError("too-many-reports", limit=office.settings.reports_per_hour)


@dataclass(frozen=True, slots=True)
class _Place:
    """The area a report belongs to, whether that is certain, and the areas of its station."""

    area: str
    known: bool
    station: tuple[str, ...]


async def _place(session: AsyncSession, group: Group | None, person: Person, question: Question | None) -> _Place:
    plan = await deployments.plan(session)
    area, known = await _area(session, group, person, question, plan["default_area"] if plan else None)
    path = await areas.path(session, area)
    station = next((node.code for node in path if node.level == "station"), area)
    return _Place(area, known, tuple(await areas.below(session, [station])))


async def _same_thing(session: AsyncSession, matter: Matter) -> Alert | None:
    """The alert about the same message."""
    if matter.subject is None:
        return None
    await alerts.alone(session, matter.subject)
    return await alerts.about(session, matter.subject, clock.now() - SAME_THING)


@dataclass(frozen=True, slots=True)
class _New:
    """A report that is not known by its message: where it belongs, what the library says, and the alert about the same words, if any."""

    place: _Place
    weighed: Weighed
    twin: Alert | None

    @property
    def joins(self) -> Alert | None:
        """The alert it is counted with."""
        return self.twin if self.twin is not None and self.twin.state in LIVE and not self.weighed.grave else None


async def _look(office: Office, session: AsyncSession, matter: Matter, place: _Place) -> _New:
    """The same words in another message of the same station are one matter, as a chain letter comes to many."""
    weighed = matter.weighed or weigh(office, matter)  # known by its message a moment ago, and ended since
    if weighed.mark is None:
        return _New(place, weighed, None)
    await alerts.alone(session, weighed.mark)
    return _New(place, weighed, await alerts.marked(session, weighed.mark, place.station, clock.now() - SAME_THING))


async def _join(office: Office, session: AsyncSession, alert: Alert, tier: str | None, *, by: int) -> None:
    """One more report of the same thing; worse news raises its tier."""
    await alerts.count(session, alert, by)
    await redrawn(office, session, alert, together=TOGETHER)
    if tier:
        await raise_tier(office, session, alert, tier)


async def _raise(office: Office, session: AsyncSession, matter: Matter, new: _New, *, by: int) -> Alert:
    """A new alert with its ladder frozen on it, and the ladder's start, in this transaction."""
    plan = await deployments.plan(session)
    alert = await alerts.add(
        session,
        area=new.place.area,
        area_known=new.place.known,
        tier=matter.tier,
        family=new.weighed.family,
        pattern=new.weighed.pattern,
        subject=matter.subject,
        mark=new.weighed.mark,
        same_as=new.twin.id if new.twin else None,
        words=office.cipher.seal(matter.words),
        ladder=plan["escalation"] if plan else [rung.model_dump(mode="json") for rung in LADDER],
        policy={key: plan[key] for key in ("step_deadlines", "followups", "volunteers") if key in plan} if plan else None,
        raised_at=clock.now(),
    )
    await alerts.note(session, alert.id, clock.now(), by, "raised", tier=alert.tier)
    await office.engine.enqueue(session, "alerts", "escalate", workflow_id(alert), alert.id, alert.round)
    return alert


async def _area(
    session: AsyncSession, group: Group | None, person: Person, question: Question | None, default: str | None
) -> tuple[str, bool]:
    """The area, and whether it is certain: the group's, or the question's group's; else a guess, where last seen, or the default."""
    if group is not None and group.area:
        return group.area, True
    for group_id, certain in ((question.group_id if question else None, True), (person.last_group, False)):
        other = await groups.get(session, group_id) if group_id else None
        if other is not None and other.area:
            return other.area, certain
    first = default or await areas.first_station(session)
    if first is None:
        raise UserError("no-area")
    return first, False


@dataclass(frozen=True, slots=True)
class Supplement:
    """What words that were read later did to a report: nothing when they were there before; worse when its alert is urgent only now."""

    changed: bool
    worse: bool = False


async def supplement(office: Office, report_id: int, words: str) -> Supplement:
    """Add what was read in pictures after the officer was paged: the card shows it, and its tier rises when it should.

    Adding the same again is nothing.
    """
    async with office.store.begin() as session:
        row = await alerts.get_report(session, report_id)
        alert = await alerts.get(session, row.alert_id) if row else None
        known = office.cipher.open(row.words) if row else ""
        if row is None or alert is None or not words.strip() or words in known:
            return Supplement(False)
        row.words, row.mark = office.cipher.seal(f"{known}\n{words}"), office.cipher.fingerprint(f"{known}\n{words}")
        shown = office.cipher.open(alert.words)
        if words not in shown:
            alert.words = office.cipher.seal(f"{shown}\n{words}")
        if alert.pattern is None:
            verdict = office.triage.judge(office.cipher.open(alert.words))
            alert.family, alert.pattern = verdict.family or alert.family, verdict.pattern
        await alerts.note(session, alert.id, clock.now(), None, "supplemented")
        await clues.note(office, session, alert, words)
        before = rank(alert.tier)
        await raise_tier(office, session, alert, office.triage.urgency(office.cipher.open(row.words)))
        await redrawn(office, session, alert)
        return Supplement(True, before < rank("high") <= rank(alert.tier))


async def receipt_shown(office: Office, report_id: int, sent: Sent) -> None:
    """Remember where in a group the reporter was told, so that the message can say later that somebody signed."""
    async with office.store.begin() as session:
        row = await alerts.get_report(session, report_id)
        if row is not None:
            row.receipt_chat, row.receipt_message = sent.chat, sent.message


@dataclass(frozen=True, slots=True)
class Standing:
    """How a report stands, as its reporter may know it: the key of a text, and the number."""

    key: str
    number: int


async def standing(office: Office, report_id: int, by: int) -> Standing:
    """For the reporter alone; raises UserError not-your-report."""
    async with office.store.begin() as session:
        row = await alerts.get_report(session, report_id)
        if row is None or row.reporter != by:
            raise UserError("not-your-report")
        alert = await alerts.get(session, row.alert_id)
        await people.seen(session, by, clock.now(), chat_open=True)
        number = await doubles.number_told(session, row)
    state = alert.state if alert else "closed"
    if state == "open":
        return Standing("report-standing-open", number)
    return Standing("report-standing-signed" if state in HELD else "report-standing-closed", number)
