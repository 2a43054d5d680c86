"""What a person on duty sees of alerts: one card, the list of what is alive, everything about one of them.

Way of a card: alert's row → `card_for` → redraw or page → the edge renders it. Words are masked but for those entitled to the details.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.desk.alerts import authority, ending, find, judges, may_say_why, part_in
from bot.desk.cards import AlertCard
from bot.desk.genuine import code_of
from bot.desk.moves import HELD, LIVE, MAY_SIGN, Actor, steps_open
from bot.errors import UserError
from bot.office import Office
from bot.privacy import mask
from bot.stop import stop_request
from bot.store import alerts, areas, doubles, groups, kin, staff, steps, volunteers
from bot.store.models import Alert, AlertLog, Staff, StepTaken, Visitor
from bot.texts import say


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything about one alert, for somebody entitled to it: the words as reported, and what happened when, oldest first."""

    card: AlertCard
    words: tuple[str, ...]
    places: tuple[str, ...]
    history: tuple[tuple[str, str, str], ...]


async def card_for(session: AsyncSession, office: Office, alert: Alert, viewer: int, nth: int = 1) -> AlertCard:
    """The card as this person may see it now."""
    area = await areas.path(session, alert.area)
    first = await alerts.first_report(session, alert.id) or next(iter(await doubles.reports_of(session, alert)), None)
    pattern = office.told.patterns.get(alert.pattern or "")
    family = office.told.families.get(alert.family or "")
    roles = await staff.of(session, viewer)
    signers = await steps.signers(session, alert)
    visitors = await steps.visitors(session, alert.id)
    last = await steps.last(session, alert.id)
    actor = await _actor(session, alert, viewer)
    held = alert.state in HELD
    going = any(row.telegram == viewer for row in visitors)
    code = code_of(office.cipher, alert) if going or alert.signed_by == viewer else None
    return AlertCard(
        number=alert.id,
        tier=alert.tier,
        area=" ".join(node.name for node in reversed(area[:2])),
        area_known=alert.area_known,
        state=alert.state,
        family=family.name if family else None,
        pattern=pattern.name if pattern else None,
        words=mask(office.cipher.open(alert.words)),
        predicts=pattern.predicts if pattern else None,
        reporter=await _reporter(session, first.name(office.cipher.open), first.group_id) if first else "",
        reports=alert.reports,
        raised_at=alert.raised_at,
        viewer=viewer,
        revision=alert.revision,
        call=nth,
        signed_by=alert.signed_name,
        signed_at=alert.signed_at,
        closed_by=alert.closed_name,
        held_by_viewer=held and alert.signed_by == viewer,
        may_sign=any(role.role in MAY_SIGN for role in roles),
        leads=actor.leader,
        missing=max(alert.need - len(signers), 0) if held else 0,
        signed_too=viewer in signers,
        seq=alert.moves,
        last=(last.step, last.outcome) if last and last.target in HELD else None,  # what ended it is told by the state
        steps=steps_open(alert.state, alert.tier, actor),
        due_at=alert.due_at if held else None,
        visitors=tuple([await _visitor(session, office, row) for row in visitors]),
        going=going,
        outcome=alert.outcome,
        duplicate_of=alert.duplicate_of,
        same_as=alert.same_as,
        review=alert.review,
        reviewed_by=alert.reviewed_name,
        code=code.digits if code else None,
        code_until=code.until if code else None,
        may_review=alert.review == "due" and await _may_review(session, alert, viewer),
        ending=ending(alert),
        sent_back=await _sent_back(session, office, alert) if alert.state in LIVE and alert.review == "refused" else None,
        stop_payment=await stop_request.summary(office, session, alert.id, clock.now()),
        kin=held and (actor.holder or actor.leader) and bool(await kin.behind(session, alert.id)),
        analysis=await steps.analysed(session, alert) if held else None,
        signer=(signer := await _signer(session, alert, last) if held else None),
        handed_why=await _handed_why(session, alert) if signer else None,
        asked_why=held and viewer in signers and alert.signed_by != viewer and await may_say_why(session, alert, viewer),
        withdrawn=not roles,
        still=await alerts.stood_still(session, alert.id) if held else 0,
        again=await _again(session, alert) if alert.round > 1 and alert.state in LIVE else None,
    )


def named(step: str, outcome: str) -> str:
    """What came of a step, in words."""
    came = f"{step}-{outcome}"
    return say(f"outcome-{came}")


async def _may_review(session: AsyncSession, alert: Alert, viewer: int) -> bool:
    return any(viewer == person.telegram for level in await judges(session, alert) for person in level)


async def _sent_back(session: AsyncSession, office: Office, alert: Alert) -> str | None:
    """Why a leader sent it back, masked like all words of a card."""
    line = await alerts.latest_line(session, alert.id, "recheck_refused")
    return (
        say("card-sent-back", name=alert.reviewed_name or "", reason=mask(office.cipher.open(line.words))) if line and line.words else None
    )


async def _signer(session: AsyncSession, alert: Alert, last: StepTaken | None) -> str | None:
    """Who signed it for somebody else; no matter any more once that one has taken a step."""
    if last is not None and last.by == alert.signed_by:
        return None
    first = await steps.first_signer(session, alert)
    return first.name if first is not None and first.telegram != alert.signed_by else None


async def _handed_why(session: AsyncSession, alert: Alert) -> str | None:
    """Why it passed into the hands it is in, where that was said."""
    told = await alerts.latest_line(session, alert.id, "handed_why")
    passed = [await alerts.latest_line(session, alert.id, act) for act in ("handed_over", "holder_replaced")] if told else []
    return say(f"handed-why-{told.detail['reason']}") if told and all(one is None or one.id < told.id for one in passed) else None


async def _again(session: AsyncSession, alert: Alert) -> str | None:
    """Why it begins once more, for who has seen it end."""
    line = await alerts.why_again(session, alert.id)
    if line is None:
        return None
    if line.act == "relapsed":
        called = await alerts.latest_line(session, alert.id, "followed_up")
        return say("card-again-relapsed", came=say(f"followup-came-{called.detail['came']}") if called else "")
    name = line.detail.get("name", "")
    return say("card-again-left", name=name) if line.act == "holder_left" else say("card-again-station", name=name)


async def _actor(session: AsyncSession, alert: Alert, viewer: int) -> Actor:
    try:
        return (await part_in(session, alert, viewer))[1]
    except UserError:
        return Actor()


async def _visitor(session: AsyncSession, office: Office, row: Visitor) -> str:
    """What a visitor is called; a volunteer's name is read where it is sealed, and is gone when they have left."""
    rows = await volunteers.of(session, row.telegram) if row.role == "volunteer" else ()
    return office.cipher.open(rows[0][0].name) if rows else row.name


async def _reporter(session: AsyncSession, name: str, group_id: int | None) -> str:
    if not name:
        return say("card-reporter-gone")
    group = await groups.get(session, group_id) if group_id else None
    if group is None:
        return say("card-reporter-private", name=name)
    return say("card-reporter-group", name=name, group=group.title or say("card-group-gone"))


async def show(office: Office, number: int, by: int) -> AlertCard:
    """The card as it is now, for those who have a part in the alert; raises UserError no-such-alert, not-staff or not-your-area."""
    async with office.store.begin() as session:
        alert = await find(session, number)
        await part_in(session, alert, by)
        return await card_for(session, office, alert, by)


async def details(office: Office, number: int, by: int) -> Detail:
    """Everything about an alert; only for those who may act on it."""
    async with office.store.begin() as session:
        alert = await find(session, number)
        role = await authority(session, alert, by)
        reports = await doubles.reports_of(session, alert)
        lines = await alerts.history(session, number)
        await alerts.note(session, number, clock.now(), by, "read", name=role.name)
        card = await card_for(session, office, alert, by)
        places = [await _reporter(session, report.name(office.cipher.open), report.group_id) for report in reports]
    words = tuple(office.cipher.open(report.words) for report in reports)
    return Detail(card, words, tuple(places), tuple(_told(office, line) for line in lines if line.act != "read"))


def _told(office: Office, line: AlertLog) -> tuple[str, str, str]:
    """One line of history: when, what in words with somebody's note; tiers, steps and outcomes by name, the rung counted from one."""
    values: dict[str, Any] = {"name": "", "to": "", "tier": "", "call": "", "count": "", **line.detail}
    if values["tier"]:
        values["tier"] = say(f"tier-{values['tier']}")
    if "kind" in line.detail:
        values["kind"] = say(f"kind-{line.detail['kind'].replace('_', '-')}")
    if line.act == "step":
        values |= {"outcome": named(values["step"], values["outcome"]), "step": say(f"step-{values['step']}")}
    if line.act == "followed_up":
        values["came"] = say(f"followup-came-{values['came']}")
    if line.act == "handed_why":
        values["reason"] = say(f"handed-why-{values['reason']}")
    if line.act == "script_shown":
        values["refusal"] = say(f"refusal-{values['refusal']}")
    rung = str(values["call"]).rpartition(".")[2]
    values["call"] = int(rung) + 1 if rung.isdigit() else ""
    noted = office.cipher.open(line.words) if line.words else ""
    return line.at.isoformat(), say(f"log-{line.act.replace('_', '-')}", values), noted


async def live(office: Office, telegram: int) -> list[AlertCard]:
    """Alerts at or below a person's areas that have not ended, newest first, at most thirty; raises UserError not-staff."""
    async with office.store.begin() as session:
        below = await watched(session, telegram)
        return [await card_for(session, office, alert, telegram) for alert in await alerts.live(session, below)]


async def tally(office: Office, telegram: int) -> dict[str, int]:
    """How many alerts at or below a person's areas wait for a signature and how many are in hands; raises UserError not-staff."""
    async with office.store.begin() as session:
        return await alerts.count_live(session, await watched(session, telegram))


async def watched(session: AsyncSession, telegram: int, roles: Sequence[str] = MAY_SIGN) -> list[str]:
    """The areas at or below those of a person's roles; raises UserError not-staff when they hold none of these roles."""
    held: list[Staff] = [role for role in await staff.of(session, telegram) if role.role in roles]
    if not held:
        raise UserError("not-staff")
    return await areas.below(session, [role.area for role in held])
