"""What of a card is its reader's own: who they are to the alert, what they may press now, the code that is shown to them alone.

Way of a card: alert's row → bot.desk.faces → `card_on` → redraw or page → the edge renders it.
"""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.cards import AlertCard, Viewer
from bot.desk.faces import Face, face
from bot.desk.genuine import code_of
from bot.desk.moves import HELD, MAY_SIGN, Actor, steps_open
from bot.desk.parts import part_of
from bot.errors import UserError
from bot.office import Office
from bot.store import staff
from bot.store.models import Alert, Staff


async def card_for(session: AsyncSession, office: Office, alert: Alert, viewer: int, nth: int = 1) -> AlertCard:
    """The `nth` card of an alert that this person got, as they may see it now."""
    common = await face(session, office, alert)
    return card_of(alert, common, await seen_by(session, office, alert, common, viewer)).called(nth)


def card_of(alert: Alert, common: Face, viewer: Viewer) -> AlertCard:
    """A card put together."""
    return AlertCard(alert.id, alert.tier, alert.state, common.told, viewer, common.course, common.ended, alert.revision)


async def seen_by(session: AsyncSession, office: Office, alert: Alert, common: Face, telegram: int) -> Viewer:
    """What is this person's own on the card of an alert with this face."""
    roles = await staff.of(session, telegram)
    role, actor = await _part(session, common, telegram, roles)
    holds, going = alert.signed_by == telegram, telegram in common.hands.visitors
    held, signed = alert.state in HELD, telegram in common.signers
    code = code_of(office.cipher, alert) if going or actor.holder else None
    return Viewer(
        telegram,
        withdrawn=not roles,
        elsewhere=bool(roles) and role is None,
        may_sign=role is not None and role.role in MAY_SIGN,
        leads=actor.leader,
        holds=held and holds,
        signed=signed,
        going=going,
        steps=steps_open(alert.state, alert.tier, actor),
        code=code.digits if code else None,
        code_until=code.until if code else None,
        kin=common.kin and (actor.holder or actor.leader),
        may_review=telegram in common.judges,
        asked_why=held and not holds and telegram == common.giver,
    )


async def _part(session: AsyncSession, common: Face, telegram: int, roles: Sequence[Staff]) -> tuple[Staff | None, Actor]:
    """As whom they have a part in it; None when they have none."""
    try:
        return await part_of(session, common.hands, telegram, roles)
    except UserError:
        return None, Actor()
