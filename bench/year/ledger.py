"""The ledger: which alerts there are and which calls are due when, kept beside the product without a look at its rows; in the end compared.

People (people.py) write here what they did; `missing` asks the product once, when the year is over.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa

from bench.town import Phones
from bench.year.figures import Figures
from bot.office import Office
from bot.store import alerts as alert_rows
from bot.store.models import Alert, AlertLog, FollowUp

Call = tuple[int, int, int]
"""An alert, its round, and which of the round's calls."""


@dataclass
class Matter:
    """One alert as the ledger knows it. state: open, held, met, or ended; calls: when each of the present round is due, by its number."""

    number: int
    station: int
    tier: str
    state: str = "open"
    round: int = 1
    moves: int = 0
    holder: int = 0
    met: bool = False
    reviewed: bool = False
    calls: dict[int, datetime] = field(default_factory=dict)


@dataclass
class Ledger:
    """Every alert by number; every call with when it is due, those that are not needed any more; how often each alert relapsed."""

    matters: dict[int, Matter] = field(default_factory=dict)
    calls: dict[Call, datetime] = field(default_factory=dict)
    dropped: set[Call] = field(default_factory=set)
    relapses: dict[int, int] = field(default_factory=dict)

    def plan(self, matter: Matter, nth: int, due: datetime) -> None:
        """A call is due."""
        matter.calls[nth] = due
        self.calls[matter.number, matter.round, nth] = due

    def drop(self, matter: Matter) -> None:
        """What is left of this round's calls is not needed any more."""
        self.dropped |= {(matter.number, matter.round, nth) for nth in matter.calls}
        matter.calls.clear()

    def last(self, number: int, round: int) -> int:
        """Which was the last call planned for this round."""
        return max(key[2] for key in self.calls if key[:2] == (number, round))


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the product knows at the end. listed: alerts that some leader is asked to review."""

    calls: dict[Call, FollowUp]
    alerts: dict[int, Alert]
    relapsed: dict[int, int]
    listed: set[int]


async def _rows(office: Office, stations: int) -> _Rows:
    relapses = sa.select(AlertLog.alert_id, sa.func.count()).where(AlertLog.act == "relapsed").group_by(AlertLog.alert_id)
    async with office.store.begin() as session:
        return _Rows(
            {(row.alert_id, row.round, row.nth): row for row in await session.scalars(sa.select(FollowUp))},
            {row.id: row for row in await session.scalars(sa.select(Alert))},
            dict((await session.execute(relapses)).all()),
            {row.id for nth in range(stations) for row in await alert_rows.unreviewed(session, [f"s{nth}", f"s{nth}-1"])},
        )


async def missing(office: Office, ledger: Ledger, phones: Phones, figures: Figures, *, stations: int, until: datetime) -> list[str]:
    """What the ledger knows and the product missed, or did twice; calls that were due after `until` may still be to come."""
    rows = await _rows(office, stations)
    wrong = [f"call {key} is not planned as it should be" for key in set(rows.calls) ^ set(ledger.calls)]
    for key, due in ledger.calls.items():
        if key in rows.calls:
            wrong += _call_missed(key, due, rows.calls[key], phones)
            if due <= until and key not in ledger.dropped and not _asked(phones, rows.calls[key]):
                wrong.append(f"call {key} was due at {due} and nobody was asked ({rows.calls[key].state})")
    wrong += _alerts_missed(ledger, rows)
    _count(figures, ledger, phones, rows)
    return wrong


def _asked(phones: Phones, row: FollowUp) -> int:
    return phones.asked[row.id, "asked"] + phones.asked[row.id, "missed"]


def _call_missed(key: Call, due: datetime, row: FollowUp, phones: Phones) -> Iterator[str]:
    if abs(row.due_at - due) > timedelta(seconds=1):
        yield f"call {key} is planned for {row.due_at}, not {due}"
    if row.state == "missed" and not phones.asked[row.id, "missed"]:
        yield f"call {key} was missed and the leader does not know"


def _alerts_missed(ledger: Ledger, rows: _Rows) -> Iterator[str]:
    for matter in ledger.matters.values():
        alert = rows.alerts[matter.number]
        if rows.relapsed.get(matter.number, 0) != ledger.relapses.get(matter.number, 0) or alert.round != matter.round:
            yield f"relapse of {matter.number}: round {alert.round}, not {matter.round}"
        if matter.state == "ended" and not matter.reviewed and matter.number not in rows.listed:
            yield f"{matter.number} waits for a review and is not listed"


def _count(figures: Figures, ledger: Ledger, phones: Phones, rows: _Rows) -> None:
    asked = [times for (_, state), times in phones.asked.items() if state == "asked"]
    figures.counts["calls planned"] = len(rows.calls)
    figures.counts["calls asked"] = sum(times > 0 for times in asked)
    figures.counts["calls told to leaders"] = len({row for row, state in phones.asked if state == "missed"})
    figures.counts["reminders doubled"] = sum(times - 1 for times in asked)
    figures.counts["relapses"] = sum(ledger.relapses.values())
    figures.counts["waiting for review"] = len(rows.listed)
