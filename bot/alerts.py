"""The alert: who may touch it, what its card shows, and the acts that change its row — 签收, 转交, 误报, a higher tier.

Each act is one short transaction: the row decides, the history gets its line, and what must follow (cards redrawn, the ladder woken,
the reporter told) is queued in the same transaction. Pressing a button again is always harmless.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.cards import AlertCard
from bot.errors import UserError
from bot.office import Office
from bot.privacy import mask
from bot.store import alerts, areas, groups, pages, staff
from bot.store.models import Alert, AlertLog, Staff
from bot.texts import say

TIERS = ("low", "medium", "high", "urgent")
MAY_SIGN = ("officer", "leader")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act did. key names the text for the one who pressed; changed is False when it was done before; card is as it is now."""

    key: str
    changed: bool
    card: AlertCard
    name: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything about one alert, for somebody entitled to it: the words as reported, and what happened, oldest first."""

    card: AlertCard
    words: tuple[str, ...]
    places: tuple[str, ...]
    history: tuple[tuple[str, str], ...]


def rank(tier: str) -> int:
    """low 0 … urgent 3."""
    return TIERS.index(tier)


def workflow_id(number: int) -> str:
    """The ladder of an alert."""
    return f"alert-{number}"


async def authority(session: AsyncSession, alert: Alert, telegram: int) -> Staff:
    """The role by which a person may act on an alert: officer or leader on its way up the tree, or paged for it.

    Raises UserError not-staff or not-your-area.
    """
    roles = [role for role in await staff.of(session, telegram) if role.role in MAY_SIGN]
    if not roles:
        raise UserError("not-staff")
    path = [area.code for area in await areas.path(session, alert.area)]
    near = [role for role in roles if role.area in path]
    if near:
        return min(near, key=lambda role: path.index(role.area))
    if await pages.times(session, alert.id, telegram):
        return roles[0]
    raise UserError("not-your-area", number=alert.id)


async def _find(session: AsyncSession, number: int) -> Alert:
    alert = await alerts.get(session, number)
    if alert is None:
        raise UserError("no-such-alert", number=number)
    return alert


async def card_for(session: AsyncSession, office: Office, alert: Alert, viewer: int, nth: int = 1) -> AlertCard:
    """The card as this person may see it now."""
    area = await areas.path(session, alert.area)
    reports = await alerts.reports_of(session, alert.id)
    pattern = office.library.patterns.get(alert.pattern or "")
    family = office.library.families.get(alert.family or "")
    roles = await staff.of(session, viewer)
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
        reporter=await _reporter(session, reports[0].reporter_name, reports[0].group_id) if reports else "",
        reports=alert.reports,
        raised_at=alert.raised_at,
        viewer=viewer,
        revision=alert.revision,
        call=nth,
        signed_by=alert.signed_name,
        signed_at=alert.signed_at,
        closed_by=alert.closed_name,
        held_by_viewer=alert.state == "signed" and alert.signed_by == viewer,
        may_sign=any(role.role in MAY_SIGN for role in roles),
    )


async def _reporter(session: AsyncSession, name: str, group_id: int | None) -> str:
    group = await groups.get(session, group_id) if group_id else None
    return say("card-reporter-group", name=name, group=group.title) if group else say("card-reporter-private", name=name)


async def acknowledge(office: Office, number: int, by: int) -> Outcome:
    """签收: the first wins; whoever comes later is told who has it. Raises UserError when the person may not."""
    async with office.store.begin() as session:
        alert = await _find(session, number)
        role = await authority(session, alert, by)
        first = await alerts.sign(session, number, by, role.name, clock.now())
        await session.refresh(alert)
        if first:
            await alerts.note(session, number, clock.now(), by, "signed", name=role.name, role=role.role)
            await _follow(office, session, alert, "signed")
        card = await card_for(session, office, alert, by)
    key = "signed-by-you" if card.held_by_viewer else {"false_alarm": "closed-already"}.get(alert.state, "signed-by-other")
    return Outcome(key, first, card, alert.closed_name or alert.signed_name or "")


async def dismiss(office: Office, number: int, by: int) -> Outcome:
    """误报: closes the alert; allowed to whoever may sign it, but not over the head of the one who did."""
    async with office.store.begin() as session:
        alert = await _find(session, number)
        role = await authority(session, alert, by)
        if alert.state == "signed" and alert.signed_by != by and role.role != "leader":
            raise UserError("held-by-other", name=alert.signed_name)
        done = await alerts.dismiss(session, number, by, role.name, clock.now())
        await session.refresh(alert)
        if done:
            await alerts.note(session, number, clock.now(), by, "false_alarm", name=role.name)
            await _follow(office, session, alert, "false_alarm")
        card = await card_for(session, office, alert, by)
    return Outcome("dismissed" if done else "closed-already", done, card, alert.closed_name or "")


async def colleagues(office: Office, number: int, by: int) -> list[Staff]:
    """To whom an alert can be handed over: officers and leaders on its way up the tree, without the asker."""
    async with office.store.begin() as session:
        alert = await _find(session, number)
        await authority(session, alert, by)
        codes = [area.code for area in await areas.path(session, alert.area)]
        found = {row.telegram: row for row in await staff.serving(session, codes, MAY_SIGN) if row.telegram != by}
    return list(found.values())


async def hand_over(office: Office, number: int, by: int, to: int) -> Outcome:
    """转交: the holder gives it to a colleague, who is paged for it at once."""
    async with office.store.begin() as session:
        alert = await _find(session, number)
        giver = await authority(session, alert, by)
        receiver = await authority(session, alert, to)
        handed = await alerts.hand_over(session, number, by, to, receiver.name)
        await session.refresh(alert)
        if not handed:
            raise _not_handed(alert)
        entry = f"handed-{len(await alerts.history(session, number))}"
        await alerts.note(session, number, clock.now(), by, "handed_over", name=giver.name, to=receiver.name)
        await _page_again(office, session, alert, entry, receiver)
        await redrawn(office, session, alert)
        card = await card_for(session, office, alert, by)
    return Outcome("handed-over", True, card, receiver.name)


def _not_handed(alert: Alert) -> UserError:
    """Why an alert could not be handed over by this person; also what a second press of the same button hears."""
    if alert.state == "open":
        return UserError("hand-over-sign-first")
    if alert.state == "signed":
        return UserError("held-by-other", name=alert.signed_name)
    return UserError("closed-already", name=alert.closed_name)


async def raise_tier(office: Office, session: AsyncSession, alert: Alert, tier: str) -> bool:
    """Things got worse: a higher tier starts the ladder anew, or pages the one who holds it again. False when it is not higher."""
    if rank(tier) <= rank(alert.tier) or alert.state not in ("open", "signed"):
        return False
    alert.tier = tier
    await alerts.note(session, alert.id, clock.now(), None, "tier_raised", tier=tier)
    if alert.state == "open":
        await office.engine.wake(session, workflow_id(alert.id), {"kind": "raised"}, f"raised-{alert.id}-{tier}")
    elif alert.signed_by is not None:
        holder = await authority(session, alert, alert.signed_by)
        await _page_again(office, session, alert, f"raised-{tier}", holder)
    await redrawn(office, session, alert)
    return True


async def show(office: Office, number: int, by: int) -> AlertCard:
    """The card as it is now, for those who may act on the alert; raises UserError no-such-alert, not-staff or not-your-area."""
    async with office.store.begin() as session:
        alert = await _find(session, number)
        await authority(session, alert, by)
        return await card_for(session, office, alert, by)


async def details(office: Office, number: int, by: int) -> Detail:
    """Everything about an alert; only for those who may act on it."""
    async with office.store.begin() as session:
        alert = await _find(session, number)
        role = await authority(session, alert, by)
        reports = await alerts.reports_of(session, number)
        lines = await alerts.history(session, number)
        await alerts.note(session, number, clock.now(), by, "read", name=role.name)
        card = await card_for(session, office, alert, by)
        places = [await _reporter(session, report.reporter_name, report.group_id) for report in reports]
    words = tuple(office.cipher.open(report.words) for report in reports)
    return Detail(card, words, tuple(places), tuple(_told(line) for line in lines if line.act != "read"))


def _told(line: AlertLog) -> tuple[str, str]:
    """One line of history in words: the tier by its name, the rung counted from one."""
    values: dict[str, Any] = {"name": "", "to": "", "tier": "", "call": "", "count": "", **line.detail}
    if values["tier"]:
        values["tier"] = say(f"tier-{values['tier']}")
    rung = str(values["call"]).rpartition(".")[2]
    values["call"] = int(rung) + 1 if rung.isdigit() else ""
    return line.at.isoformat(), say(f"log-{line.act.replace('_', '-')}", values)


async def live(office: Office, telegram: int) -> list[AlertCard]:
    """Open and signed alerts at or below a person's areas, newest first, at most thirty; raises UserError not-staff."""
    async with office.store.begin() as session:
        below = await _watched(session, telegram)
        return [await card_for(session, office, alert, telegram) for alert in await alerts.live(session, below)]


async def tally(office: Office, telegram: int) -> dict[str, int]:
    """How many alerts at or below a person's areas are open and signed; raises UserError not-staff."""
    async with office.store.begin() as session:
        return await alerts.count_live(session, await _watched(session, telegram))


async def _watched(session: AsyncSession, telegram: int) -> list[str]:
    roles = [role for role in await staff.of(session, telegram) if role.role in MAY_SIGN]
    if not roles:
        raise UserError("not-staff")
    return await areas.below(session, [role.area for role in roles])


async def _follow(office: Office, session: AsyncSession, alert: Alert, event: str) -> None:
    """What follows when an alert is signed or closed: the ladder ends, all cards are redrawn, every reporter hears of it."""
    await office.engine.wake(session, workflow_id(alert.id), {"kind": event}, f"{event}-{alert.id}")
    await redrawn(office, session, alert)
    for report in await alerts.reports_of(session, alert.id):
        await office.engine.enqueue(session, "tells", "tell_reporter", f"tell-{report.id}-{event}", report.id, event)


async def redrawn(office: Office, session: AsyncSession, alert: Alert, *, together: float = 0.0) -> None:
    """The alert's cards are drawn anew; `together`: seconds within which changes of little weight are drawn as one."""
    revision = await alerts.revise(session, alert)
    moment = f"together-{clock.now().timestamp() // together:.0f}" if together else f"r{revision}"
    await office.engine.enqueue(session, "alerts", "redraw", f"redraw-{alert.id}-{moment}", alert.id, after=together)


async def _page_again(office: Office, session: AsyncSession, alert: Alert, call: str, person: Staff) -> None:
    page = await pages.add(
        session, alert_id=alert.id, call=call[:16], telegram=person.telegram, role=person.role, silent=False, made_at=clock.now()
    )
    await office.engine.enqueue(session, "pages", "page", f"page-{page.id}", page.id)
