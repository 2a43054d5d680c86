"""Cards drawn again: what is alike on all cards of an alert is asked once, and each reader still sees their own."""

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot import clock
from bot.deployment import Deployment
from bot.desk import alerts, board, handing, rechecks, redraw, steps
from bot.desk.cards import AlertCard
from bot.desk.consequences import redrawn
from bot.messenger import Sent
from bot.office import Office
from bot.setup import apply
from bot.store import alerts as rows
from bot.store import cards
from tests.bot.conftest import Time
from tests.conftest import DISTRICT, DISTRICT_FILE, GRID, LEADER, OFFICER, RESIDENT, STRANGER, Phones

READERS = (OFFICER, LEADER, GRID, DISTRICT, STRANGER)


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

    sa.event.listen(Engine, "before_cursor_execute", hear)
    try:
        await redraw.draw_behind(number)
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


async def test_each_reader_sees_what_is_their_own(still: Office, phones: Phones, time: Time) -> None:
    number = await signed(still)
    await statements(number)
    drawn = {sent.chat: card.viewer for sent, card in phones.redraws}
    assert [reader for reader in READERS if drawn[reader].holds] == [OFFICER]
    assert [reader for reader in READERS if drawn[reader].code] == [OFFICER]
    assert [reader for reader in READERS if drawn[reader].leads] == [LEADER, DISTRICT]
    assert [reader for reader in READERS if not drawn[reader].may_sign] == [GRID, STRANGER]
    assert [reader for reader in READERS if drawn[reader].withdrawn] == [STRANGER]
    assert drawn[OFFICER] == (await board.show(still, number, OFFICER)).viewer


async def drawings(office: Office, number: int) -> list[str]:
    """What is queued to draw the cards of an alert and waits to begin."""
    schema = "" if office.store.sqlite else "dbos."
    query = f"select workflow_uuid from {schema}workflow_status where name = 'redraw' and status = 'ENQUEUED' order by created_at"
    async with office.store.begin() as session:
        return [one for one in (await session.execute(sa.text(query))).scalars() if one.startswith(f"redraw-{number}-")]


async def began(office: Office, thread: str, status: str) -> None:
    """The engine has taken it in hand once; status: how it stands now."""
    schema = "" if office.store.sqlite else "dbos."
    query = f"update {schema}workflow_status set status = '{status}', recovery_attempts = 1 where workflow_uuid = '{thread}'"
    async with office.store.begin() as session:
        await session.execute(sa.text(query))


async def test_a_drawing_that_waits_to_begin_draws_later_changes_too(still: Office, phones: Phones) -> None:
    number = await signed(still)
    [queued] = await drawings(still, number)
    await steps.go_along(still, number, LEADER)
    await handing.hand_over(still, number, OFFICER, LEADER)
    assert await drawings(still, number) == [queued]
    await redraw.draw_behind(number)
    assert {card.told for _, card in phones.redraws} == {(await board.show(still, number, LEADER)).told}


@pytest.mark.parametrize("status", ["PENDING", "ENQUEUED"])
async def test_a_drawing_that_had_begun_is_not_relied_on_even_when_a_kill_put_it_back(still: Office, status: str) -> None:
    number = await signed(still)
    [queued] = await drawings(still, number)
    await began(still, queued, status)
    await steps.go_along(still, number, LEADER)
    assert len(set(await drawings(still, number)) - {queued}) == 1


async def test_news_of_weight_does_not_wait_for_a_drawing_that_may_wait(still: Office) -> None:
    number = await signed(still)
    [queued] = await drawings(still, number)
    await began(still, queued, "SUCCESS")
    async with still.store.begin() as session:
        alert = await rows.get(session, number)
        assert alert is not None
        await redrawn(still, session, alert, together=60.0)
        assert await drawings(still, number) == []
        await redrawn(still, session, alert)
    assert len(await drawings(still, number)) == 1


async def test_a_card_that_fails_keeps_no_other_waiting(still: Office, phones: Phones, monkeypatch: pytest.MonkeyPatch) -> None:
    number = await signed(still)
    well = phones.redraw

    async def cut(sent: Sent, card: AlertCard) -> None:
        if sent.chat == GRID:
            raise ConnectionError
        await well(sent, card)

    monkeypatch.setattr(phones, "redraw", cut)
    with pytest.raises(ConnectionError):
        await redraw.draw_behind.__wrapped__(number)
    assert {sent.chat for sent, _ in phones.redraws} == set(READERS) - {GRID}
    monkeypatch.undo()
    await redraw.draw_behind(number)
    assert [sent.chat for sent, _ in phones.redraws[-1:]] == [GRID]


async def test_a_review_waits_for_leaders_who_had_no_hand_in_the_alert(still: Office) -> None:
    number = await signed(still)
    await alerts.dismiss(still, number, LEADER)
    assert [line.number for line in await rechecks.waiting(still, DISTRICT)] == [number]
    assert await rechecks.waiting(still, LEADER) == []
