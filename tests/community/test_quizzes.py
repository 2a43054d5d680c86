"""A quiz in a group, from the post to the count of its answers."""

from datetime import timedelta

import sqlalchemy as sa

from bot import clock
from bot.publicity.editions import Editions
from bot.publicity.pump import Pump
from bot.store import bulletins, groups
from bot.store.models import Bulletin
from sandbox.client import Message
from tests.community.conftest import Street
from tests.conftest import NEIGHBOURS, until


async def test_neighbours_answer_the_quiz_and_the_edition_knows_how_many_were_right_and_not_who(street: Street) -> None:
    story = street.office.library.stories["loan-fee-rhyme"]
    async with street.office.store.begin() as session:
        group = await groups.by_chat(session, NEIGHBOURS)
        assert group is not None
        slot = clock.now() - timedelta(minutes=5)
        row = {"group_id": group.id, "week": "2026-W48", "slot": slot, "story": story.id, "changed_at": slot}
        await bulletins.put(session, [row])
    pump = Pump(street.office, [Editions(street.office)])

    async def posted() -> Message | None:
        await pump.drain()
        return next((message for message in await street.desk.messages(street.group) if message.poll), None)

    quiz = await until(posted)
    card = await street.desk.wait_message(street.group, contains="每周一案")
    assert story.red_flag in card.text
    assert len(await street.sent("sendPhoto")) == 1
    await street.desk.vote(street.wang, quiz, story.answer)
    await street.desk.vote(street.liu, quiz, (story.answer + 1) % len(story.options))

    async def counted() -> bool:
        async with street.office.store.begin() as session:
            kept = (await session.scalars(sa.select(Bulletin))).one()
        return (kept.answers, kept.right) == (2, 1)

    await until(counted)
