"""Cards drawn again: what is alike on all cards of an alert is asked once, and each reader still sees their own."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot import clock
from bot.deployment import Deployment
from bot.desk import alerts, board, rechecks, redraw
from bot.office import Office, leave, occupy
from bot.setup import apply
from bot.store import alerts as rows
from bot.store import cards
from tests.conftest import DISTRICT, DISTRICT_FILE, GRID, LEADER, OFFICER, RESIDENT, STRANGER, Phones

READERS = (OFFICER, LEADER, GRID, DISTRICT, STRANGER)


@pytest.fixture
def still(desk: Office) -> Iterator[Office]:
    """An office whose workflows wait for somebody to run them."""
    desk.engine.lend()
    occupy(desk)
    yield desk
    leave()
    desk.engine.give_back()


async def signed(office: Office) -> int:
    """An alert that the officer holds, and of which every reader has a card that shows less than is known."""
    await apply(office.store, Deployment.model_validate(DISTRICT_FILE))
    sealed, now = office.cipher.seal("话"), clock.now()
    async with office.store.begin() as session:
        alert = await rows.add(session, area="lyg-hz-xd-01", area_known=True, tier="high", words=sealed, ladder=[], raised_at=now)
        name = office.cipher.seal("王阿姨")
        await rows.add_report(
            session, origin="one", alert_id=alert.id, reporter=RESIDENT, reporter_sealed=name, words=sealed, reported_at=now
        )
        for reader in READERS:
            await cards.drawn(session, alert_id=alert.id, telegram=reader, message=900, nth=1, revision=0)
    await alerts.acknowledge(office, alert.id, OFFICER)
    return alert.id


async def statements(number: int) -> list[str]:
    """What the store is asked while every card of an alert is drawn."""
    heard: list[str] = []

    def hear(_: object, __: object, statement: str, *more: object) -> None:
        heard.append(statement)

    behind, faces = await redraw.cards_behind(number), redraw.Faces()
    sa.event.listen(Engine, "before_cursor_execute", hear)
    try:
        for card in behind:
            await redraw.draw(card, faces)
    finally:
        sa.event.remove(Engine, "before_cursor_execute", hear)
    return heard


async def test_who_reported_and_what_was_done_is_asked_once_for_all_readers(still: Office, phones: Phones) -> None:
    heard = await statements(await signed(still))
    drawn = {sent.chat: card for sent, card in phones.redraws}
    assert drawn.keys() == set(READERS)
    assert [len([one for one in heard if f"FROM {table}" in one]) for table in ("reports", "steps", "signatures", "visitors")] == [
        1,
        1,
        1,
        1,
    ]
    assert len({(card.told, card.course, card.ended) for card in drawn.values()}) == 1


async def test_each_reader_sees_what_is_their_own(still: Office, phones: Phones) -> None:
    number = await signed(still)
    await statements(number)
    drawn = {sent.chat: card.viewer for sent, card in phones.redraws}
    assert [reader for reader in READERS if drawn[reader].holds] == [OFFICER]
    assert [reader for reader in READERS if drawn[reader].code] == [OFFICER]
    assert [reader for reader in READERS if drawn[reader].leads] == [LEADER, DISTRICT]
    assert [reader for reader in READERS if not drawn[reader].may_sign] == [GRID, STRANGER]
    assert [reader for reader in READERS if drawn[reader].withdrawn] == [STRANGER]
    assert drawn[OFFICER] == (await board.show(still, number, OFFICER)).viewer


async def test_a_review_waits_for_leaders_who_had_no_hand_in_the_alert(still: Office) -> None:
    number = await signed(still)
    await alerts.dismiss(still, number, LEADER)
    assert [line.number for line in await rechecks.waiting(still, DISTRICT)] == [number]
    assert await rechecks.waiting(still, LEADER) == []
