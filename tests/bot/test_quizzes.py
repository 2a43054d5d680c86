"""What the quizzes of a group tell, and the thanks for them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from bot import clock
from bot.office import Office
from bot.publicity import quizzes
from bot.publicity.choosing import Taste, choose
from bot.publicity.editions import post_of
from bot.publicity.forecast import plan_ahead
from bot.store import bulletins
from bot.store.bulletins import Quizzed
from bot.store.models import Bulletin, Group
from tests.bot.test_bulletins import SHELF, library, rows, serve, story
from tests.conftest import NEIGHBOURS

MARCH = datetime(2026, 3, 2, 1, tzinfo=UTC)


async def edition(desk: Office, group: int, slot: datetime, told: str, poll: str) -> None:
    """An edition that is out, with its quiz."""
    row = {"group_id": group, "week": f"{slot:%G-W%V}", "slot": slot, "story": told, "state": "sent", "poll": poll, "changed_at": slot}
    async with desk.store.begin() as session:
        await bulletins.put(session, [row])


async def thanks(desk: Office, group: int, slot: datetime) -> str:
    async with desk.store.begin() as session:
        return await quizzes.thanks(session, group, slot)


def test_a_family_whose_latest_quiz_was_hard_is_weak_until_one_goes_well() -> None:
    shelf = library(story("p1", "police"), story("p2", "police"), story("l1", "loan"), story("r1", "romance"))
    hard, well = Quizzed("p1", 10, 4), Quizzed("p2", 10, 8)
    assert quizzes.weak(shelf, [hard]) == {"police"}
    assert quizzes.weak(shelf, [well, hard]) == frozenset()
    assert quizzes.weak(shelf, [hard, well]) == {"police"}


def test_a_quiz_that_few_answered_and_a_story_that_is_gone_tell_nothing() -> None:
    shelf = library(story("p1", "police"))
    assert quizzes.weak(shelf, [Quizzed("p1", 4, 0), Quizzed("gone", 50, 0)]) == frozenset()


def test_what_a_group_found_hard_comes_again_in_another_story_but_not_twice_running() -> None:
    shelf = library(*(story(f"{family}{k}", family) for family in ("police", "loan", "romance") for k in (1, 2)))
    told = ["loan1", "police1"]
    choice = choose(shelf, Taste([], 3, told, 0, weak={"police"}))
    assert choice is not None
    assert (choice.story, choice.why) == ("police2", "这一类的小测验还有不少人拿不准")
    after = choose(shelf, Taste([], 3, ["police1", "loan1"], 0, weak={"police"}))
    assert after is not None
    assert shelf.stories[after.story].family == "romance"


def test_the_season_goes_before_what_was_hard() -> None:
    shelf = library(story("autumn", "loan", months=(11,)), story("always", "police"))
    choice = choose(shelf, Taste([], 11, [], 0, weak={"police"}))
    assert choice is not None
    assert choice.story == "autumn"


async def test_the_count_of_a_poll_is_kept_with_its_edition_and_steers_the_plan(desk: Office) -> None:
    desk = replace(desk, library=SHELF)
    (group,) = await serve(desk, clock.now() + timedelta(hours=1))
    await edition(desk, group, clock.now() - timedelta(days=14), "s01", "poll-1")
    await edition(desk, group, clock.now() - timedelta(days=7), "s00", "poll-2")
    await quizzes.note(desk, "poll-1", 12, 3)
    await quizzes.note(desk, "poll-2", 12, 12)
    await quizzes.note(desk, "somebody else's", 5, 5)
    assert [(row.answers, row.right) for row in await rows(desk)] == [(12, 3), (12, 12)]
    (coming,) = await plan_ahead(desk.store, SHELF, 1)
    assert SHELF.stories[coming.story].family == SHELF.stories["s01"].family
    assert coming.why == "这一类的小测验还有不少人拿不准"


async def test_a_month_s_first_card_thanks_for_the_answers_of_the_month_before(desk: Office) -> None:
    desk = replace(desk, library=SHELF)
    (group,) = await serve(desk, clock.now())
    for number, day in enumerate((2, 9, 16, 23)):
        await edition(desk, group, datetime(2026, 2, day, 1, tzinfo=UTC), f"s0{number}", f"poll-{number}")
        await quizzes.note(desk, f"poll-{number}", 10, number)
    assert "40 人次" in await thanks(desk, group, MARCH)
    assert await thanks(desk, group, MARCH + timedelta(weeks=1)) == ""
    assert await thanks(desk, group, datetime(2026, 4, 6, tzinfo=UTC)) == ""
    card = post_of(SHELF.stories["s00"], "planned", await thanks(desk, group, MARCH))
    assert card.text.endswith("谢谢大家一起把路看清。")


async def test_a_group_that_went_from_sunday_to_monday_is_thanked_once(desk: Office) -> None:
    desk = replace(desk, library=SHELF)
    (group,) = await serve(desk, clock.now())
    sunday = MARCH - timedelta(days=1)
    for number, slot in enumerate((sunday - timedelta(weeks=1), sunday)):
        await edition(desk, group, slot, f"s0{number}", f"poll-{number}")
        await quizzes.note(desk, f"poll-{number}", 10, 5)
    assert "10 人次" in await thanks(desk, group, sunday)
    assert await thanks(desk, group, MARCH) == ""


async def test_few_answers_are_not_spoken_of(desk: Office) -> None:
    desk = replace(desk, library=SHELF)
    (group,) = await serve(desk, clock.now())
    await edition(desk, group, datetime(2026, 2, 2, 1, tzinfo=UTC), "s00", "poll")
    await quizzes.note(desk, "poll", 4, 4)
    assert await thanks(desk, group, MARCH) == ""
    async with desk.store.begin() as session:
        assert (await session.scalars(sa.select(Bulletin.answers).join(Group).where(Group.chat == NEIGHBOURS))).all() == [4]
