"""Keeping cards true: every message that shows an alert is known, and is drawn again when the alert has changed since.

A press draws its own card at once, a workflow draws the others. Both hold the card while they draw it, so that no old picture comes to
lie over a newer one; and whoever finds it drawn already leaves it alone, with whatever its reader has opened on it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from sqlalchemy.ext.asyncio import AsyncSession

from bot import office
from bot.desk.cards import AlertCard
from bot.desk.faces import Face, face
from bot.desk.viewers import card_of, seen_by
from bot.durable import effect, workflow
from bot.messenger import Sent, Undelivered
from bot.office import Office
from bot.people import languages
from bot.store import alerts, cards
from bot.store.models import Alert
from bot.texts import spoken

_hands: WeakValueDictionary[tuple[int, int], asyncio.Lock] = WeakValueDictionary()


@asynccontextmanager
async def drawing(desk: Office, card: AlertCard, sent: Sent) -> AsyncIterator[None]:
    """Hold a message while the caller puts this card on it; afterwards it is known to show it."""
    async with _hands.setdefault((sent.chat, sent.message), asyncio.Lock()):
        yield
        await shown(desk, card, sent)


async def shown(desk: Office, card: AlertCard, sent: Sent) -> None:
    """A message shows this card."""
    async with desk.store.begin() as session:
        await _note(session, card, sent)


async def _note(session: AsyncSession, card: AlertCard, sent: Sent) -> None:
    await cards.drawn(
        session, alert_id=card.number, telegram=card.viewer.telegram, message=sent.message, nth=card.viewer.call, revision=card.revision
    )


Faces = dict[tuple[int, str], Face]
"""What is alike on all cards of one alert, by revision and language."""


@workflow("redraw")
async def redraw(number: int) -> None:
    """Bring every card of an alert up to date."""
    await draw_behind(number)


@effect("draw_behind")
async def draw_behind(number: int) -> None:
    """Draw the cards of an alert that show less than is known. One that fails keeps none of the others waiting, and is tried again."""
    async with office.current().store.begin() as session:
        behind = await cards.behind(session, number)
    faces, faults = Faces(), list[Exception]()
    for card_id in behind:
        try:
            await _draw(card_id, faces)
        except Exception as fault:
            faults.append(fault)
    if faults:
        raise faults[0]


async def _draw(card_id: int, faces: Faces) -> None:
    """Bring one card up to date; one that cannot be drawn any more is forgotten. `faces`: what other cards of this alert brought up."""
    desk = office.current()
    async with desk.store.begin() as session:
        row = await cards.get(session, card_id)
    if row is None:
        return
    sent = Sent(row.telegram, row.message)
    async with _hands.setdefault((sent.chat, sent.message), asyncio.Lock()):
        card = await _anew(desk, card_id, faces)
        if card is None:
            return
        try:
            await desk.duty_bot.redraw(sent, card)
        except Undelivered:
            await _forget(desk, card_id)
        else:
            await (_forget(desk, card_id) if card.viewer.out else shown(desk, card, sent))


async def _anew(desk: Office, card_id: int, faces: Faces) -> AlertCard | None:
    """The card as its reader may see it now; None when it is gone, or drawn already."""
    async with desk.store.begin() as session:
        row = await cards.get(session, card_id)
        alert = await alerts.get(session, row.alert_id) if row else None
        if row is None or alert is None or row.revision >= alert.revision:
            return None
        await languages.turn_to_staff(session, row.telegram)
        common = await _face(session, desk, alert, faces)
        return card_of(alert, common, await seen_by(session, desk, alert, common, row.telegram)).called(row.nth)


async def _face(session: AsyncSession, desk: Office, alert: Alert, faces: Faces) -> Face:
    """Asked once for each revision and language, however many cards there are."""
    key = (alert.revision, spoken())
    if key not in faces:
        faces[key] = await face(session, desk, alert)
    return faces[key]


async def _forget(desk: Office, card_id: int) -> None:
    async with desk.store.begin() as session:
        await cards.lost(session, card_id)
