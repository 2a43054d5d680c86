"""Which story suits a group: what happens nearby, and what editors wish."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from bot import clock
from bot.asking.questions import Asked, ask
from bot.desk import reports
from bot.desk.reports import Reported
from bot.office import Office
from bot.publicity import nearby
from bot.publicity.choosing import Taste, choose, decide, fitting
from bot.publicity.wishes import Wish, Wishes
from bot.store.models import EditionChoice, Question
from tests.bot.test_bulletins import SHELF, library, story
from tests.conftest import FACTORY, NEIGHBOURS

POLICE = "我是市公安局的,您涉嫌洗钱,请把钱转到安全账户配合调查"


def test_what_happens_nearby_comes_before_the_season_with_how_many_met_it() -> None:
    shelf = library(story("autumn", "loan", months=(11,)), story("p1", "police"), story("p2", "police", months=(7,)))
    choice = choose(shelf, Taste([], 11, [], 0, near={"police": 7}))
    assert choice is not None
    assert (choice.story, choice.why) == ("p1", "附近四周内有 7 人遇到这一类")


def test_what_happens_nearby_is_told_once_and_then_makes_room_for_others() -> None:
    shelf = library(*(story(f"{family}{k}", family) for family in ("police", "loan", "romance", "game") for k in (1, 2, 3)))
    told: list[str] = []
    for _ in range(5):
        choice = choose(shelf, Taste([], 3, told, 0, near={"police": 50, "loan": 9}))
        assert choice is not None
        told.insert(0, choice.story)
    families = [shelf.stories[one].family for one in reversed(told)]
    assert families[:2] == ["police", "loan"]
    assert families[4] == "police"
    assert {"police", "loan"}.isdisjoint(families[2:4])


def test_verses_follow_a_story_and_a_story_follows_verses() -> None:
    forms = (("police", "story"), ("police", "rhyme"), ("loan", "story"), ("loan", "rhyme"), ("game", "story"), ("game", "rhyme"))
    shelf = library(*(replace(story(f"{family}-{form}", family), form=form) for family, form in forms))
    told: list[str] = []
    for _ in forms:
        choice = choose(shelf, Taste([], 3, told, 0))
        assert choice is not None
        told.insert(0, choice.story)
    heard = [shelf.stories[one].form for one in told]
    assert all(one != other for one, other in pairwise(heard))


def test_a_story_out_of_season_is_not_told_because_of_what_happens_nearby() -> None:
    shelf = library(story("summer", "police", months=(7,)), story("always", "loan"))
    assert [one.story for one in fitting(shelf, Taste([], 12, [], 0, near={"police": 9}))] == ["always", "summer"]
    assert fitting(shelf, Taste([], 12, [], 0))[1].why == "不是时令"


def test_every_story_that_may_be_told_is_offered_with_a_reason_the_chosen_one_first() -> None:
    taste = Taste(["elderly"], 6, ["s03", "s04"], 7, kept={"s05"})
    offered = fitting(SHELF, taste)
    assert offered[0] == choose(SHELF, taste)
    assert {one.story for one in offered} == SHELF.stories.keys() - {"s03", "s04", "s05"}
    assert all(one.why for one in offered)


@pytest.mark.parametrize(
    ("wish", "told", "story", "fault"),
    [
        (Wish("story", "s05", "周所长", None), [], "s05", None),
        (Wish("skip", None, "周所长", None), [], None, "editor"),
        (Wish("story", "s05", "周所长", None), ["s05"], "another", None),
        (Wish("story", "no more", "周所长", None), [], "another", None),
        (None, list(SHELF.stories), None, "no-story"),
    ],
)
def test_an_editor_is_followed_but_nobody_hears_a_story_twice(
    wish: Wish | None, told: Sequence[str], story: str | None, fault: str | None
) -> None:
    found = decide(SHELF, Taste([], 6, told, 1), wish)
    assert found.fault == fault
    assert found.story == story or (story == "another" and found.story not in (None, "s05"))
    assert found.why


def wished(week: str, act: str, story: str | None = None, *, group: int | None = None, area: str | None = None) -> EditionChoice:
    return EditionChoice(week=week, group_id=group, area=area, act=act, story=story, name="周所长")


def test_the_nearest_decision_counts() -> None:
    parents = {"c": "s", "s": "d", "d": None}
    rows = [wished("2026-W49", "story", "s01", area="d"), wished("2026-W49", "skip", area="s"), wished("2026-W49", "auto", group=7)]
    wishes = Wishes(rows, parents)
    assert wishes.of(7, "c", "2026-W49") is None
    assert (wishes.of(8, "c", "2026-W49") or rows[0]).act == "skip"
    assert (wishes.of(9, "d", "2026-W49") or rows[1]).story == "s01"
    assert wishes.of(8, "c", "2026-W50") is None
    assert wishes.promised(9, "d", "2026-W50") == {"s01"}
    assert wishes.promised(9, "d", "2026-W49") == wishes.promised(8, "c", "2026-W50") == set()


async def near(desk: Office) -> dict[str, int]:
    async with desk.store.begin() as session:
        return dict((await nearby.met(session, ["lyg-hz-xd-01"])).get("lyg-hz-xd-01", {}))


async def test_five_people_of_the_station_make_a_wave_and_four_are_nobody(quiet: Office) -> None:
    for who in range(4):
        await ask(quiet, Asked(f"q{who}", 7000 + who, POLICE, group=NEIGHBOURS))
    await ask(quiet, Asked("q-again", 7000, POLICE, group=FACTORY))
    await reports.report(quiet, Reported("r1", 7001, "居民", POLICE, group=NEIGHBOURS))
    assert await near(quiet) == {}
    await reports.report(quiet, Reported("r2", 7009, "居民", POLICE, group=FACTORY))
    assert await near(quiet) == {"police": 5}


async def test_what_is_a_month_old_or_harmless_is_no_wave(quiet: Office) -> None:
    async with quiet.store.begin() as session:
        from bot.store import groups

        group = await groups.by_chat(session, NEIGHBOURS)
        assert group is not None
        for who in range(12):
            old = who % 2 == 0
            session.add(
                Question(
                    origin=f"o{who}", asker=7000 + who, group_id=group.id, level="scam" if old else "clear", family="loan", score=1.0,
                    finding={}, asked_at=clock.now() - timedelta(days=29 if old else 1),
                )
            )  # fmt: skip
    assert await near(quiet) == {}
