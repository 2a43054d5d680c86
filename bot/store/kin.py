"""Whom residents named as family, and how relatives were asked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.moves import ENDS
from bot.store import alerts
from bot.store.models import Alert, Kin, KinCall, Person, Report

KEEP = 86400.0
"""Seconds until what was disclosed is taken back, whatever became of the alert."""
UNDER_WAY = ("leave", "allowed", "due", "asked", "accepted", "later", "failed", "shown", "refused")
"""States of a call that is not over."""


class Held(NamedTuple):
    """A call with the alert it is for; kin is None once it was withdrawn."""

    call: KinCall
    alert: Alert
    kin: Kin | None


async def add(session: AsyncSession, **columns: Any) -> Kin:
    """A new contact."""
    row = Kin(**columns)
    session.add(row)
    await session.flush()
    return row


async def get(session: AsyncSession, kin_id: int) -> Kin | None:
    """By id."""
    return await session.get(Kin, kin_id, populate_existing=True)


async def hold_kin(session: AsyncSession, kin_id: int) -> Kin | None:
    """By id, held until the transaction ends: by writing nothing, since SQLite begins a transaction only with a write."""
    await session.execute(sa.update(Kin).where(Kin.id == kin_id).values(state=Kin.state).execution_options(synchronize_session=False))
    return await get(session, kin_id)


async def by_code(session: AsyncSession, code_hash: str) -> Kin | None:
    """The invitation with this code, held until the transaction ends."""
    own = sa.update(Kin).where(Kin.code_hash == code_hash).values(state=Kin.state)
    found = (await session.execute(own.returning(Kin.id).execution_options(synchronize_session=False))).scalar_one_or_none()
    return await get(session, found) if found is not None else None


async def of(session: AsyncSession, telegram: int) -> Sequence[Kin]:
    """Whom a resident named, first named first."""
    return (await session.scalars(sa.select(Kin).where(Kin.telegram == telegram).order_by(Kin.id))).all()


async def for_whom(session: AsyncSession, relative: int) -> Sequence[Kin]:
    """For whom somebody agreed to be there."""
    return (await session.scalars(sa.select(Kin).where(Kin.relative == relative, Kin.state == "agreed").order_by(Kin.id))).all()


async def known_to(session: AsyncSession, relative: int) -> Sequence[Kin]:
    """Every row that names somebody as a relative, agreed or not."""
    return (await session.scalars(sa.select(Kin).where(Kin.relative == relative))).all()


async def behind(session: AsyncSession, number: int) -> Sequence[Kin]:
    """Agreed contacts of those who reported an alert, first reporter first."""
    query = sa.select(Kin).join(Report, Report.reporter == Kin.telegram).where(Report.alert_id == number, Kin.state == "agreed")
    rows = (await session.scalars(query.order_by(Report.id, Kin.id))).all()
    return list({row.id: row for row in rows}.values())


async def remove(session: AsyncSession, row: Kin) -> None:
    """A contact goes; what was asked of it stays without it."""
    await session.execute(sa.update(KinCall).where(KinCall.kin_id == row.id).values(kin_id=None))
    await session.delete(row)
    await session.flush()


async def call(session: AsyncSession, row: KinCall) -> KinCall:
    """A relative is to be asked."""
    session.add(row)
    await session.flush()
    return row


async def get_call(session: AsyncSession, call_id: int) -> KinCall | None:
    """By id."""
    return await session.get(KinCall, call_id, populate_existing=True)


async def hold(session: AsyncSession, call_id: int) -> Held | None:
    """A call with its alert, which are this transaction's until it ends: of two who act at once one comes second."""
    found = await get_call(session, call_id)
    alert = await alerts.hold(session, found.alert_id) if found else None
    if found is None or alert is None:
        return None
    await session.refresh(found)
    return Held(found, alert, await session.get(Kin, found.kin_id) if found.kin_id else None)


async def calls(session: AsyncSession, number: int) -> Sequence[KinCall]:
    """The calls of an alert that are not over, oldest first."""
    query = sa.select(KinCall).where(KinCall.alert_id == number, KinCall.state.in_(UNDER_WAY))
    return (await session.scalars(query.order_by(KinCall.id))).all()


async def untold(session: AsyncSession, number: int) -> Sequence[KinCall]:
    """All calls of an alert whose resident has not been told."""
    query = sa.select(KinCall).where(KinCall.alert_id == number, KinCall.telegram != 0)
    return (await session.scalars(query.order_by(KinCall.id))).all()


async def calls_about(session: AsyncSession, telegram: int) -> Sequence[KinCall]:
    """Calls that still know somebody, as the resident or as the relative."""
    query = sa.select(KinCall).where(sa.or_(KinCall.telegram == telegram, KinCall.relative == telegram))
    return (await session.scalars(query.order_by(KinCall.id))).all()


async def calls_to(session: AsyncSession, kin_id: int) -> Sequence[KinCall]:
    """The calls to one contact that are not over."""
    return (await session.scalars(sa.select(KinCall).where(KinCall.kin_id == kin_id, KinCall.state.in_(UNDER_WAY)))).all()


async def move_calls(session: AsyncSession, number: int, other: int) -> None:
    """The calls of one alert belong to another."""
    await session.execute(sa.update(KinCall).where(KinCall.alert_id == number).values(alert_id=other))


async def part_calls(session: AsyncSession, other: int, number: int) -> None:
    """What was asked for who reported an alert that is no double after all belongs to it again."""
    own = sa.select(Report.reporter).where(Report.alert_id == number)
    await session.execute(sa.update(KinCall).where(KinCall.alert_id == other, KinCall.telegram.in_(own)).values(alert_id=number))


async def unanswered(session: AsyncSession, invited: datetime) -> Sequence[Kin]:
    """Invitations that nobody took up since then, numbers that never came, and relatives who left."""
    query = sa.select(Kin).where(Kin.state.in_(("invited", "opened", "asked", "left")), Kin.made_at < invited)
    return (await session.scalars(query)).all()


async def forsaken(session: AsyncSession, before: datetime) -> Sequence[Kin]:
    """Contacts of residents who are not known any more and named them before then."""
    known = sa.select(Person.telegram).where(Person.telegram == Kin.telegram).exists()
    return (await session.scalars(sa.select(Kin).where(~known, Kin.made_at < before))).all()


async def calls_unasked(session: AsyncSession, before: datetime) -> Sequence[KinCall]:
    """Who was to be asked before then, a relative or the resident, and has no message."""
    query = sa.select(KinCall).where(KinCall.state.in_(("due", "leave")), KinCall.message.is_(None), KinCall.made_at < before)
    return (await session.scalars(query.order_by(KinCall.id))).all()


async def calls_standing(session: AsyncSession) -> Sequence[KinCall]:
    """Calls that are not over."""
    return (await session.scalars(sa.select(KinCall).where(KinCall.state.in_(UNDER_WAY)).order_by(KinCall.id))).all()


async def calls_untaken(session: AsyncSession, before: datetime) -> Sequence[KinCall]:
    """What was over before then and still stands on a phone."""
    query = sa.select(KinCall).where(KinCall.state == "over", KinCall.ended_at < before, KinCall.message.is_not(None))
    return (await session.scalars(query.order_by(KinCall.id))).all()


async def calls_untold(session: AsyncSession, before: datetime) -> Sequence[tuple[KinCall, Alert]]:
    """Calls whose resident is still to be told, of alerts that ended before then."""
    query = sa.select(KinCall, Alert).join(Alert, Alert.id == KinCall.alert_id)
    query = query.where(KinCall.telegram != 0, Alert.state.in_(ENDS), Alert.closed_at < before)
    return [(call, alert) for call, alert in await session.execute(query.order_by(KinCall.id))]
