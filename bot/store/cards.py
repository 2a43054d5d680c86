"""Which messages show which alert, and how the alert stood when they were drawn."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.models import Alert, Card


async def drawn(session: AsyncSession, *, alert_id: int, telegram: int, message: int, nth: int, revision: int) -> None:
    """A message shows the alert as it was at this revision.

    In one statement: a press on a card that is only just out notes it at the same moment as the page that brought it.
    """
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(Card).values(alert_id=alert_id, telegram=telegram, message=message, nth=nth, revision=revision)
    await session.execute(statement.on_conflict_do_update(index_elements=["telegram", "message"], set_={"revision": revision}))


async def at(session: AsyncSession, telegram: int, message: int) -> Card | None:
    """The card that a message of somebody's chat is."""
    return (await session.scalars(sa.select(Card).where(Card.telegram == telegram, Card.message == message))).one_or_none()


async def get(session: AsyncSession, card_id: int) -> Card | None:
    """By id."""
    return await session.get(Card, card_id)


async def behind(session: AsyncSession, alert_id: int) -> Sequence[int]:
    """The cards of an alert that show less than is known, oldest first."""
    query = sa.select(Card.id).join(Alert, Alert.id == Card.alert_id).where(Card.alert_id == alert_id, Card.revision < Alert.revision)
    return (await session.scalars(query.order_by(Card.id))).all()


async def drawing(session: AsyncSession, alert_id: int) -> str | None:
    """The workflow that was last queued to draw the cards of an alert, done or not."""
    return (await session.execute(sa.select(Alert.drawing).where(Alert.id == alert_id))).scalar_one_or_none()


async def to_be_drawn(session: AsyncSession, alert_id: int, thread: str) -> None:
    """This workflow is queued to draw them."""
    await session.execute(sa.update(Alert).where(Alert.id == alert_id).values(drawing=thread))


async def outdate(session: AsyncSession, alert_id: int, people: Sequence[int]) -> bool:
    """These people's cards of an alert are to be drawn again although nothing happened; False when they have none."""
    query = sa.update(Card).where(Card.alert_id == alert_id, Card.telegram.in_(people)).values(revision=0)
    return bool((await session.execute(query.returning(Card.id))).all())


async def of_leavers(session: AsyncSession, serving: Collection[int]) -> Sequence[int]:
    """Alerts of which there are cards with people who do not serve; those cards are to be drawn again."""
    query = sa.update(Card).where(Card.telegram.not_in(list(serving))).values(revision=0)
    return sorted(set((await session.execute(query.returning(Card.alert_id))).scalars()))


async def lost(session: AsyncSession, card_id: int) -> None:
    """The message cannot be drawn any more."""
    await session.execute(sa.delete(Card).where(Card.id == card_id))
