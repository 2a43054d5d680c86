"""The face of an alert: what of a card is alike for everybody who reads it in the same language, asked once however many they are.

Way of a card: alert's row → `face` → bot.desk.viewers adds what is the reader's own → redraw or page → the edge renders it. Words are
masked: the details are for those entitled to them (bot.desk.board).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.desk.cards import Course, Ended, Told
from bot.desk.consequences import ending
from bot.desk.handing import giver, why_handed
from bot.desk.moves import HELD, LIVE
from bot.desk.parts import Hands, hands, judges
from bot.office import Office
from bot.privacy import mask
from bot.stop import stop_request
from bot.store import alerts, areas, doubles, groups, kin, steps, volunteers
from bot.store.models import Alert, AlertLog, Report, Signature, StepTaken, Visitor
from bot.texts import say

Lines = Mapping[str, AlertLog]
ACTS = ("handed_over", "holder_replaced", "handed_why", "recheck_refused", "followed_up")
"""What of an alert's history a card tells: the newest line of each."""


@dataclass(frozen=True, slots=True)
class Face:
    """The parts of a card that are alike for everybody, and what tells its readers apart.

    hands: what their rights hang on · signers: who signed in this round · giver: who handed it over and may still say why · judges: who
    may judge its ending while a review is due · kin: whether those who reported it named family.
    """

    told: Told
    course: Course
    ended: Ended
    hands: Hands
    signers: frozenset[int] = frozenset()
    giver: int | None = None
    judges: frozenset[int] = frozenset()
    kin: bool = False


async def face(session: AsyncSession, office: Office, alert: Alert) -> Face:
    """An alert's face as it is now, in the language of the moment."""
    held = alert.state in HELD
    signed = await steps.signatures(session, alert)
    visitors = await steps.visitors(session, alert.id)
    lines = await alerts.latest_lines(session, alert.id, ACTS) if alert.state in LIVE else {}
    levels = await judges(session, alert) if alert.review == "due" else []
    passer = giver(alert, lines)
    return Face(
        await _told(session, office, alert),
        await _course(session, office, alert, signed=signed, visitors=visitors, lines=lines),
        Ended(alert.closed_name, alert.outcome, alert.duplicate_of, alert.review, alert.reviewed_name, ending(alert)),
        await hands(session, alert, visitors),
        frozenset(one.telegram for one in signed if one.given),
        passer if passer in [one.telegram for one in signed] else None,
        frozenset(person.telegram for level in levels for person in level),
        held and bool(await kin.behind(session, alert.id)),
    )


async def _told(session: AsyncSession, office: Office, alert: Alert) -> Told:
    area = await areas.path(session, alert.area)
    first = await alerts.first_report(session, alert.id) or next(iter(await doubles.reports_of(session, alert)), None)
    pattern = office.told.patterns.get(alert.pattern or "")
    family = office.told.families.get(alert.family or "")
    return Told(
        area=" ".join(node.name for node in reversed(area[:2])),
        area_known=alert.area_known,
        family=family.name if family else None,
        pattern=pattern.name if pattern else None,
        words=mask(office.cipher.open(alert.words)),
        predicts=pattern.predicts if pattern else None,
        reporter=await reporter(session, office, first) if first else "",
        reports=alert.reports,
        raised_at=alert.raised_at,
        same_as=alert.same_as,
        stop_payment=await stop_request.summary(office, session, alert.id, clock.now()),
    )


async def reporter(session: AsyncSession, office: Office, report: Report) -> str:
    """Who reported, and from where."""
    name = report.name(office.cipher.open)
    if not name:
        return say("card-reporter-gone")
    group = await groups.get(session, report.group_id) if report.group_id else None
    if group is None:
        return say("card-reporter-private", name=name)
    return say("card-reporter-group", name=name, group=group.title or say("card-group-gone"))


async def _course(
    session: AsyncSession, office: Office, alert: Alert, *, signed: Sequence[Signature], visitors: Sequence[Visitor], lines: Lines
) -> Course:
    held, live = alert.state in HELD, alert.state in LIVE
    taken = await steps.taken(session, alert.id)
    last = next((row for row in reversed(taken) if row.step != "analysis"), None)
    signer = _signer(alert, signed, last) if held else None
    return Course(
        signed_by=alert.signed_name,
        signed_at=alert.signed_at,
        signer=signer,
        handed_why=_why(lines) if signer else None,
        missing=max(alert.need - sum(one.given for one in signed), 0) if held else 0,
        seq=alert.moves,
        last=(last.step, last.outcome) if last and last.target in HELD else None,  # what ended it is told by the state
        analysis=_analysed(alert, taken) if held else None,
        due_at=alert.due_at if held else None,
        still=await alerts.stood_still(session, alert.id) if held else 0,
        visitors=tuple([await _visitor(session, office, row) for row in visitors]),
        again=await _again(session, alert, lines) if alert.round > 1 and live else None,
        sent_back=_sent_back(office, alert, lines) if live and alert.review == "refused" else None,
    )


def _signer(alert: Alert, signed: Sequence[Signature], last: StepTaken | None) -> str | None:
    """Who signed it for somebody else; no matter any more once that one has taken a step."""
    if last is not None and last.by == alert.signed_by:
        return None
    return signed[0].name if signed and signed[0].telegram != alert.signed_by else None


def _why(lines: Lines) -> str | None:
    reason = why_handed(lines)
    return say(f"handed-why-{reason}") if reason else None


def _analysed(alert: Alert, taken: Sequence[StepTaken]) -> str | None:
    """What the latest analysis brought since somebody signed."""
    since = [row.outcome for row in taken if row.step == "analysis" and alert.signed_at is not None and row.at >= alert.signed_at]
    return since[-1] if since else None


async def _visitor(session: AsyncSession, office: Office, row: Visitor) -> str:
    """What a visitor is called; a volunteer's name is read where it is sealed, and is gone when they have left."""
    rows = await volunteers.of(session, row.telegram) if row.role == "volunteer" else ()
    return office.cipher.open(rows[0][0].name) if rows else row.name


async def _again(session: AsyncSession, alert: Alert, lines: Lines) -> str | None:
    """Why it begins once more, for who has seen it end."""
    line = await alerts.why_again(session, alert.id)
    if line is None:
        return None
    if line.act == "relapsed":
        called = lines.get("followed_up")
        return say("card-again-relapsed", came=say(f"followup-came-{called.detail['came']}") if called else "")
    name = line.detail.get("name", "")
    return say("card-again-left", name=name) if line.act == "holder_left" else say("card-again-station", name=name)


def _sent_back(office: Office, alert: Alert, lines: Lines) -> str | None:
    """Why a leader sent it back, masked like all words of a card."""
    line = lines.get("recheck_refused")
    if line is None or not line.words:
        return None
    return say("card-sent-back", name=alert.reviewed_name or "", reason=mask(office.cipher.open(line.words)))
