"""The plays of 劝劝邻居 on both databases: each act may come twice, what is kept is sealed, and it goes when its time is over."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot import clock, housekeeping
from bot.errors import UserError
from bot.office import Office
from bot.persuading import neighbours
from bot.persuading.neighbours import Spoken
from bot.store.models import Persuasion
from tests.conftest import NEIGHBOUR, RESIDENT


async def rows(office: Office) -> list[Persuasion]:
    async with office.store.begin() as session:
        return list((await session.scalars(sa.select(Persuasion).order_by(Persuasion.id))).all())


async def say(office: Office, text: str, message: int = 10, play: int | None = None) -> neighbours.Scene | None:
    return await neighbours.say(office, Spoken(RESIDENT, message, text, play))


async def test_a_press_and_a_message_that_come_twice_are_one_move(office: Office) -> None:
    begun = await neighbours.visit(office, RESIDENT, "lao-zhou")
    assert (await neighbours.visit(office, RESIDENT, "lao-zhou")).play == begun.play
    first = await neighbours.press(office, begun.play, RESIDENT, "listen", 0)
    again = await neighbours.press(office, begun.play, RESIDENT, "listen", 0)
    assert (again.past, again.message, again.state) == (True, None, first.state)
    second = await say(office, "公安哪有安全账户")
    assert second is not None
    twice = await say(office, "公安哪有安全账户")
    assert twice is not None
    assert twice.state == second.state
    assert second.state.turn == 2
    await neighbours.shown(office, begun.play, 77)
    assert (await neighbours.press(office, begun.play, RESIDENT, "listen", 0)).message == 77
    assert len(await rows(office)) == 1


async def test_what_was_said_is_sealed(office: Office) -> None:
    begun = await neighbours.visit(office, RESIDENT, "lao-zhou")
    await say(office, "老周您坐下慢慢说")
    [row] = await rows(office)
    assert row.id == begun.play
    assert "慢慢说".encode() not in row.content
    assert "慢慢说" in office.cipher.open(row.content)


async def test_one_listens_at_a_time_and_only_for_half_an_hour(office: Office) -> None:
    first = await neighbours.visit(office, RESIDENT, "lao-zhou")
    second = await neighbours.visit(office, RESIDENT, "xiao-min")
    assert [row.state for row in await rows(office)] == ["resting", "playing"]
    answer = await say(office, "你慢慢说")
    assert answer is not None
    assert answer.play == second.play
    async with office.store.begin() as session:
        await session.execute(sa.update(Persuasion).values(changed_at=clock.now() - timedelta(hours=1)))
    assert await say(office, "你慢慢说", 11) is None
    reply = await say(office, "不能先垫钱", 12, second.play)
    assert reply is not None
    await neighbours.go_on(office, first.play, RESIDENT)
    assert [row.state for row in await rows(office)] == ["playing", "resting"]


async def test_an_old_play_goes_with_its_time(office: Office) -> None:
    await neighbours.visit(office, RESIDENT, "lao-zhou")
    await neighbours.visit(office, NEIGHBOUR, "lao-zhou")
    async with office.store.begin() as session:
        old = clock.now() - timedelta(days=office.settings.question_days, hours=1)
        await session.execute(sa.update(Persuasion).where(Persuasion.telegram == RESIDENT).values(changed_at=old))
    assert (await housekeeping.clean(office))["劝劝邻居"] == 1
    assert [row.telegram for row in await rows(office)] == [NEIGHBOUR]


async def test_whoever_has_moved_away_is_not_at_home(office: Office) -> None:
    begun = await neighbours.visit(office, RESIDENT, "lao-zhou")
    async with office.store.begin() as session:
        await session.execute(sa.update(Persuasion).values(neighbour="somebody-else"))
    for act in (neighbours.go_on(office, begun.play, RESIDENT), neighbours.press(office, begun.play, RESIDENT, "listen", 0)):
        with pytest.raises(UserError, match="neighbour-gone"):
            await act
    assert (await neighbours.street(office, RESIDENT)).waiting is None
    assert await say(office, "你慢慢说") is None


async def test_who_was_won_stands_last_on_the_street(office: Office) -> None:
    before = [card.id for card in (await neighbours.street(office, RESIDENT)).neighbours]
    scene = await neighbours.visit(office, RESIDENT, before[0])
    while scene.state.end is None:
        scene = await neighbours.press(office, scene.play, RESIDENT, scene.choices[0], scene.state.turn)
    assert [card.id for card in (await neighbours.street(office, RESIDENT)).neighbours] == [*before[1:], before[0]]
    assert (await neighbours.street(office, RESIDENT)).waiting is None
