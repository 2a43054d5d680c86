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
from bot.desk.belonging import New, look, place_of, same_thing
from bot.desk.consequences import redrawn, workflow_id
from bot.desk.matter import Matter, read, tier_of
from bot.desk.moves import HELD
from bot.desk.paging import first_call
from bot.errors import UserError
from bot.messenger import Sent
from bot.office import Office
from bot.store import alerts, deployments, doubles, groups, people, questions
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
    a danger that those before did not: alarming. signed: somebody had the alert in hands already when this reporter came.
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
    signed: bool = False

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
    alert = await same_thing(session, matter)
    new = None if alert else await look(office, session, matter, await place_of(session, group, person, matter.question))
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
        signed=alert.signed_at is not None and alert.signed_at <= row.reported_at,
    )


async def _may_report(office: Office, session: AsyncSession, person: Person) -> None:
    if await alerts.reports_since(session, person.telegram, clock.now() - timedelta(hours=1)) >= office.settings.reports_per_hour:
        raise UserError("too-many-reports", limit=office.settings.reports_per_hour)


async def _join(office: Office, session: AsyncSession, alert: Alert, tier: str | None, *, by: int) -> None:
    """One more report of the same thing; worse news raises its tier."""
    await alerts.count(session, alert, by)
    await redrawn(office, session, alert, together=TOGETHER)
    if tier:
        await raise_tier(office, session, alert, tier)


async def _raise(office: Office, session: AsyncSession, matter: Matter, new: New, *, by: int) -> Alert:
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
