"""What a person on duty asks to see of alerts: one card, the list of what is alive, everything about one of them.

Handler → here → what the asker may see of it. How a card is put together: bot.desk.faces and bot.desk.viewers. Words are masked but for
those entitled to the details.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.desk.alerts import find
from bot.desk.cards import AlertCard, AlertLine
from bot.desk.faces import reporter
from bot.desk.moves import HELD, MAY_SIGN
from bot.desk.parts import authority, part_in
from bot.desk.viewers import card_for
from bot.errors import UserError
from bot.office import Office
from bot.store import alerts, areas, doubles, staff, steps
from bot.store.models import Alert, AlertLog, Staff, StepTaken
from bot.texts import say


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything about one alert, for somebody entitled to it: the words as reported, and what happened when, oldest first."""

    card: AlertCard
    words: tuple[str, ...]
    places: tuple[str, ...]
    history: tuple[tuple[str, str, str], ...]


def named(step: str, outcome: str) -> str:
    """What came of a step, in words."""
    came = f"{step}-{outcome}"
    return say(f"outcome-{came}")


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
        places = [await reporter(session, office, report) for report in reports]
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


async def live(office: Office, telegram: int) -> list[AlertLine]:
    """Alerts at or below a person's areas that have not ended, newest first, at most thirty; raises UserError not-staff."""
    async with office.store.begin() as session:
        return await lines(session, office, await alerts.live(session, await watched(session, telegram)))


async def lines(session: AsyncSession, office: Office, found: Sequence[Alert]) -> list[AlertLine]:
    """These alerts as a list shows them; one question to the store, however many they are."""
    last = await steps.last_of(session, [alert.id for alert in found])
    return [_line(office, alert, last.get(alert.id)) for alert in found]


def _line(office: Office, alert: Alert, last: StepTaken | None) -> AlertLine:
    named = office.told.patterns.get(alert.pattern or "") or office.told.families.get(alert.family or "")
    step = (last.step, last.outcome) if last and last.target in HELD else None
    return AlertLine(
        alert.id, alert.tier, alert.state, alert.raised_at, named.name if named else None, alert.signed_name, step, alert.review
    )


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
