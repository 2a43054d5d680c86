"""The case of the week: which story, and once per group and week whatever happens."""

import asyncio
import contextlib
import multiprocessing
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bot import clock
from bot.deployment import Deployment
from bot.durable import Engine
from bot.library import tongues
from bot.library.cards import Library, StoryCard
from bot.messenger import Place, Quiz, Sent, TryLater, Uncertain, Undelivered
from bot.office import Office, occupy
from bot.people import membership
from bot.privacy import Cipher
from bot.publicity.bulletins import Calendar, ask_for_due, plan_edition
from bot.publicity.choosing import Taste, choose
from bot.publicity.editions import Editions, card_text
from bot.publicity.forecast import plan_ahead
from bot.publicity.posters import draw
from bot.publicity.pump import Pump
from bot.publicity.schedule import DAYS
from bot.settings import Settings
from bot.setup import apply
from bot.store import groups
from bot.store.engine import Store
from bot.store.models import Bulletin, Group
from tests.conftest import DISTRICT_FILE, FACTORY, NEIGHBOURS, Phones, until

OPERATOR = 9001
HOUR = timedelta(hours=1)
FAMILIES = ("brushing", "police", "loan", "romance", "investment")


def story(name: str, family: str = "police", tags: tuple[str, ...] = (), months: tuple[int, ...] = ()) -> StoryCard:
    return StoryCard(
        name, f"案例{name}", family, f"{family}-one", tags, months, ("从前。", "后来。", "现在。"), "要您转账的都是骗子", "据通报改写",
        "他该怎么办?", ("转账", "挂断", "再聊聊", "借钱"), 1, "挂断最稳妥",
    )  # fmt: skip


def library(*stories: StoryCard) -> Library:
    return Library("none", {}, {}, {one.id: one for one in stories}, ())


SHELF = library(*(story(f"s{k:02d}", FAMILIES[k % len(FAMILIES)]) for k in range(30)))


def test_what_is_in_season_comes_before_everything_else() -> None:
    shelf = library(story("autumn", months=(11,)), story("always", tags=("elderly",)), story("summer", tags=("elderly",), months=(7,)))
    first = choose(shelf, Taste(["elderly"], 11, [], 0))
    assert first is not None
    assert (first.story, first.why) == ("autumn", "正当时节")
    order = [choice.story for told in ([], ["autumn"], ["autumn", "always"]) if (choice := choose(shelf, Taste(["elderly"], 11, told, 0)))]
    assert order == ["autumn", "always", "summer"]


def test_among_what_is_in_season_the_group_s_own_kind_comes_first() -> None:
    shelf = library(story("a"), story("b", tags=("factory", "elderly")), story("c", tags=("factory",)), story("d", tags=("students",)))
    choice = choose(shelf, Taste(["factory", "elderly"], 3, [], 0))
    assert choice is not None
    assert (choice.story, choice.why) == ("b", "合这个群的人")


def test_among_equals_the_family_longest_unheard_comes_first() -> None:
    shelf = library(*(story(f"{family}{k}", family) for family in ("police", "loan", "romance") for k in (1, 2)))
    told = ["loan1", "police1"]
    choice = choose(shelf, Taste([], 3, told, 0))
    assert choice is not None
    assert (shelf.stories[choice.story].family, choice.why) == ("romance", "轮到这一类")
    again = choose(shelf, Taste([], 3, ["romance1", *told], 0))
    assert again is not None
    assert again.story == "police2"


def test_a_story_that_was_told_is_not_told_again_and_none_is_left_when_all_are() -> None:
    told: list[str] = []
    while choice := choose(SHELF, Taste(["elderly"], 6, told, 7)):
        assert choice.story not in told
        told.insert(0, choice.story)
    assert sorted(told) == sorted(SHELF.stories)


def test_the_same_question_has_the_same_answer_and_groups_differ() -> None:
    backwards = Library("none", {}, {}, dict(reversed(SHELF.stories.items())), ())
    assert choose(SHELF, Taste([], 6, ["s03"], 5)) == choose(backwards, Taste([], 6, ["s03"], 5))
    assert len({choice.story for salt in range(20) if (choice := choose(SHELF, Taste([], 6, [], salt)))}) > 5


def test_a_story_the_library_no_longer_has_does_not_matter() -> None:
    assert choose(SHELF, Taste([], 6, ["gone", "s00"], 0)) is not None
    assert choose(library(), Taste([], 6, [], 0)) is None


def slot_at(moment: datetime) -> str:
    """The slot of the deployment file that falls on this moment each week."""
    local = moment.astimezone(ZoneInfo("Asia/Shanghai"))
    return f"{DAYS[local.weekday()]} {local:%H:%M:%S}"


async def post(desk: Office) -> list[str]:
    """Everything goes out that may go out now; how the editions stand then."""
    await Pump(desk, [Editions(desk)]).drain()
    return await states(desk)


@contextlib.asynccontextmanager
async def pumping(desk: Office) -> AsyncIterator[None]:
    """The pump runs, as in a process of the community bot."""
    running = asyncio.create_task(Pump(desk, [Editions(desk)]).run())
    yield
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def serve(desk: Office, at: datetime, *chats: int, since: timedelta = timedelta(days=400), **group: Any) -> list[int]:
    """Groups (the neighbours alone unless said) that exist `since` then, with a weekly slot at this moment; their ids."""
    entries = [{**entry, **group} for entry in DISTRICT_FILE["groups"] if entry["chat"] in (chats or (NEIGHBOURS,))]
    await apply(desk.store, Deployment.model_validate({**DISTRICT_FILE, "groups": entries, "bulletin": {"at": slot_at(at)}}))
    async with desk.store.begin() as session:
        await session.execute(sa.update(Group).values(created_at=clock.now() - since))
        return [row.id for row in await groups.everything(session)]


async def rows(desk: Office) -> list[Bulletin]:
    async with desk.store.begin() as session:
        return list(await session.scalars(sa.select(Bulletin).order_by(Bulletin.id)))


async def states(desk: Office) -> list[str]:
    return [row.state for row in await rows(desk)]


async def planned(desk: Office, group: int, slot: datetime | None = None, week: str = "2026-W48") -> int:
    """An edition whose row is written and nothing more."""
    made = await plan_edition(group, week, (slot or clock.now()).isoformat())
    assert made is not None
    return made


async def set_state(desk: Office, edition: int, state: str) -> None:
    async with desk.store.begin() as session:
        await session.execute(sa.update(Bulletin).where(Bulletin.id == edition).values(state=state))


async def until_state(desk: Office, *wanted: str, seconds: float = 30) -> list[Bulletin]:
    """Wait until the editions stand so."""
    async with asyncio.timeout(seconds):
        while await states(desk) != list(wanted):
            await asyncio.sleep(0.05)
    return await rows(desk)


async def test_the_case_goes_out_as_one_card_and_one_quiz_however_often_it_is_asked_for(press: Office, phones: Phones) -> None:
    await serve(press, clock.now() - HOUR, NEIGHBOURS, FACTORY)
    asked = await asyncio.gather(*(ask_for_due(press) for _ in range(3)))
    assert {len(ids) for ids in asked} <= {0, 2}
    editions = await until_state(press, "sent", "sent")
    assert await ask_for_due(press) == []
    await asyncio.sleep(0.7)
    assert sorted(chat for chat, _ in phones.texts) == sorted(chat for chat, _ in phones.quizzes) == [FACTORY, NEIGHBOURS]
    card, quiz = phones.told(NEIGHBOURS)[0], phones.quizzes[0][1]
    told = SHELF.stories[next(row.story for row in editions if row.card_message)]
    assert told.title[:2] in card
    assert all(part in card for part in ("从前。", "现在。", "🚩 认准这一条：要您转账的都是骗子", "据通报改写"))
    assert (quiz.options[quiz.answer], quiz.explanation) == ("挂断", "挂断最稳妥")
    assert all(row.card_message and row.quiz_message and row.poll == "poll" for row in editions)


class Pen(Phones):
    """Writes what leaves into a file that several processes share."""

    def __init__(self, paper: Path) -> None:
        super().__init__()
        self.paper = paper

    async def say(self, place: Place | int, text: str, **more: Any) -> Sent:
        with self.paper.open("a") as paper:
            paper.write(f"card {place.chat if isinstance(place, Place) else place}\n")
        return await super().say(place, text, **more)

    async def quiz(self, place: Place, quiz: Quiz) -> Sent:
        with self.paper.open("a") as paper:
            paper.write(f"quiz {place.chat}\n")
        return await super().quiz(place, quiz)


def shift(knobs: Settings, paper: Path) -> None:
    """One process with an engine of its own, asking again and again until the edition is out."""

    async def work() -> None:
        store = Store(knobs.database, knobs.data_dir)
        pen = Pen(paper)
        office = Office(knobs, store, Cipher("test"), SHELF, cast(Any, None), Engine(store, ("community",), "test"), community=pen)
        occupy(office)
        await office.engine.start()
        async with asyncio.timeout(60), pumping(office):
            while set(await states(office)) != {"sent"}:
                await ask_for_due(office)
                await asyncio.sleep(0.05)
        await office.engine.stop()
        await store.close()

    asyncio.run(work())


async def test_two_processes_asking_at_the_same_time_post_once(newsroom: Office, tmp_path: Path) -> None:
    await serve(newsroom, clock.now() - HOUR)
    paper = tmp_path / "paper"
    shifts = [multiprocessing.get_context("spawn").Process(target=shift, args=(newsroom.settings, paper)) for _ in range(2)]
    for process in shifts:
        process.start()
    for process in shifts:
        await asyncio.to_thread(process.join, 60)
    assert [process.exitcode for process in shifts] == [0, 0]
    assert paper.read_text().splitlines() == [f"card {NEIGHBOURS}", f"quiz {NEIGHBOURS}"]


async def test_killed_in_the_middle_no_group_gets_card_or_quiz_twice(newsroom: Office, tmp_path: Path) -> None:
    await serve(newsroom, clock.now() - HOUR, NEIGHBOURS, FACTORY)
    since = clock.now() - timedelta(days=9)
    async with newsroom.store.begin() as session:
        for number in range(30):
            await groups.add(session, chat=-1002000000000 - number, title=f"{number}群", created_at=since, area="lyg-hz-xd-01")
    paper = tmp_path / "paper"
    paper.touch()

    async def settled() -> bool:
        return set(await states(newsroom)) <= {"sent", "unknown"} and len(await states(newsroom)) == 32

    for enough in (9, 28, 1000):
        process = multiprocessing.get_context("spawn").Process(target=shift, args=(newsroom.settings, paper))
        process.start()

        async def far_enough(enough: int = enough) -> bool:
            return len(paper.read_text().splitlines()) >= enough or await settled()

        await until(far_enough, 60)
        process.kill()
        await asyncio.to_thread(process.join)
    lines = paper.read_text().splitlines()
    assert await settled()
    assert len(lines) == len(set(lines)), "something was posted twice"
    assert sum(line.startswith("card") for line in lines) >= (await states(newsroom)).count("sent")


async def test_two_workers_at_one_edition_send_it_once(newsroom: Office, phones: Phones) -> None:
    [group] = await serve(newsroom, clock.now())
    await planned(newsroom, group)
    await asyncio.gather(*(post(newsroom) for _ in range(5)))
    assert await states(newsroom) == ["sent"]
    assert (len(phones.texts), len(phones.quizzes)) == (1, 1)


async def test_a_card_that_was_cut_off_while_it_was_sent_is_unknown_and_never_sent_again(newsroom: Office, phones: Phones) -> None:
    at = clock.now() - HOUR
    [group] = await serve(newsroom, at)
    edition = await planned(newsroom, group, at)
    await set_state(newsroom, edition, "sending")
    assert await post(newsroom) == await post(newsroom) == ["unknown"]
    assert await plan_edition(group, "2026-W48", at.isoformat()) == edition
    assert await post(newsroom) == ["unknown"]
    assert (phones.texts, phones.quizzes) == ([], [])


async def test_operators_are_told_which_groups_to_look_into(newsroom: Office, phones: Phones) -> None:
    at = clock.now() - HOUR
    for group in await serve(newsroom, at, NEIGHBOURS, FACTORY):
        await set_state(newsroom, await planned(newsroom, group, at), "sending")
    newsroom.engine.give_back()
    newsroom.engine = Engine(newsroom.store, ("community", "duty"), "test")
    await newsroom.engine.start()
    async with pumping(newsroom):
        await until(lambda: phones.told(OPERATOR))
    await newsroom.engine.stop()
    [told] = phones.told(OPERATOR)
    assert all(part in told for part in ("镇西新苑业主群、鸿达电子厂工友群", "2026-W48", "有 2 个群"))


async def test_a_quiz_that_was_cut_off_while_it_was_sent_is_unknown_and_never_sent_again(newsroom: Office, phones: Phones) -> None:
    [group] = await serve(newsroom, clock.now())
    await set_state(newsroom, await planned(newsroom, group), "quiz_sending")
    assert await post(newsroom) == await post(newsroom) == ["unknown"]
    assert (phones.texts, phones.quizzes) == ([], [])


async def test_a_card_that_is_out_already_is_followed_by_its_quiz(newsroom: Office, phones: Phones) -> None:
    [group] = await serve(newsroom, clock.now())
    await set_state(newsroom, await planned(newsroom, group), "card_sent")
    assert await post(newsroom) == await post(newsroom) == ["sent"]
    assert (len(phones.texts), len(phones.quizzes)) == (0, 1)


async def test_a_quiz_does_not_follow_a_card_of_days_ago(newsroom: Office, phones: Phones) -> None:
    [group] = await serve(newsroom, clock.now())
    await set_state(newsroom, await planned(newsroom, group), "card_sent")
    async with newsroom.store.begin() as session:
        await session.execute(sa.update(Bulletin).values(slot=clock.now() - timedelta(hours=49), card_message=7))
    assert await post(newsroom) == ["skipped"]
    assert phones.quizzes == []
    await planned(newsroom, group, week="2026-W49")
    assert len({row.story for row in await rows(newsroom)}) == 2


async def test_a_send_whose_fate_is_unknown_is_shown_and_not_repeated(press: Office, phones: Phones) -> None:
    phones.refuse = {NEIGHBOURS: [Uncertain(), RuntimeError("sent twice")]}
    await serve(press, clock.now() - HOUR)
    await ask_for_due(press)
    await until(lambda: phones.told(OPERATOR))
    [edition] = await rows(press)
    assert (edition.state, edition.fault) == ("unknown", "uncertain")
    assert await ask_for_due(press) == []
    assert len(phones.refuse[NEIGHBOURS]) == 1


async def test_a_group_that_refuses_gets_nothing_more_that_week(newsroom: Office, phones: Phones) -> None:
    phones.refuse = {NEIGHBOURS: [Undelivered("refused")]}
    [group] = await serve(newsroom, clock.now())
    await planned(newsroom, group)
    assert await post(newsroom) == ["failed"]
    phones.refuse = {}
    assert await post(newsroom) == ["failed"]
    assert [(row.state, row.fault) for row in await rows(newsroom)] == [("failed", "refused")]
    assert (phones.texts, phones.quizzes) == ([], [])


async def test_a_group_that_turns_out_to_have_removed_the_bot_is_left_alone_from_then_on(newsroom: Office, phones: Phones) -> None:
    phones.refuse = {NEIGHBOURS: [Undelivered("gone")]}
    [group] = await serve(newsroom, clock.now())
    await planned(newsroom, group)
    assert await post(newsroom) == ["failed"]
    assert await plan_edition(group, "2026-W49", clock.now().isoformat()) is None
    await membership.joined(newsroom, NEIGHBOURS, "镇西新苑业主群")
    phones.refuse = {}
    await planned(newsroom, group, week="2026-W49")
    assert await post(newsroom) == ["failed", "sent"]


async def test_a_story_that_never_got_out_may_be_told_later(newsroom: Office, phones: Phones) -> None:
    phones.refuse = {NEIGHBOURS: [Undelivered("muted")]}
    [group] = await serve(newsroom, clock.now())
    await planned(newsroom, group)
    await post(newsroom)
    await planned(newsroom, group, week="2026-W49")
    assert len({row.story for row in await rows(newsroom)}) == 1


async def test_a_story_whose_quiz_failed_was_told_all_the_same(newsroom: Office, phones: Phones) -> None:
    [group] = await serve(newsroom, clock.now())
    await planned(newsroom, group)
    phones.refuse_quizzes = Undelivered("refused")
    assert await post(newsroom) == ["failed"]
    assert len(phones.texts) == 1
    await planned(newsroom, group, week="2026-W49")
    assert len({row.story for row in await rows(newsroom)}) == 2


async def test_too_many_requests_are_waited_out_and_it_is_sent_once(press: Office, phones: Phones) -> None:
    phones.refuse = {NEIGHBOURS: [TryLater("flood", 0.2), TryLater("flood", 0.2)]}

    async def relent() -> None:
        await until(lambda: len(phones.refuse[NEIGHBOURS]) == 1)
        assert await states(press) in (["planned"], ["sending"])
        phones.refuse = {}

    await serve(press, clock.now() - HOUR)
    await ask_for_due(press)
    await relent()
    await until_state(press, "sent")
    assert (len(phones.told(NEIGHBOURS)), len(phones.quizzes)) == (1, 1)


async def test_a_slot_of_more_than_two_days_ago_is_not_made_up_for(newsroom: Office, phones: Phones) -> None:
    await serve(newsroom, clock.now() - timedelta(hours=49))
    assert await ask_for_due(newsroom) == []
    assert await plan_edition(1, "2026-W48", (clock.now() - timedelta(hours=49)).isoformat()) is None
    assert await rows(newsroom) == []


async def test_an_edition_that_was_planned_before_a_long_outage_is_not_posted_after_it(newsroom: Office, phones: Phones) -> None:
    [group] = await serve(newsroom, clock.now())
    await planned(newsroom, group)
    async with newsroom.store.begin() as session:
        await session.execute(sa.update(Bulletin).values(slot=clock.now() - timedelta(hours=49)))
    assert await post(newsroom) == ["skipped"]
    assert phones.texts == []


async def test_a_slot_before_the_group_was_there_is_not_made_up_for(newsroom: Office) -> None:
    await serve(newsroom, clock.now() - HOUR, since=timedelta(minutes=59))
    assert await ask_for_due(newsroom) == []


async def test_a_group_that_wants_none_gets_none(newsroom: Office) -> None:
    await serve(newsroom, clock.now() - HOUR, bulletin="none")
    assert await ask_for_due(newsroom) == []
    assert await plan_ahead(newsroom.store, SHELF, 4) == []


async def test_before_the_first_setup_nothing_is_due(newsroom: Office) -> None:
    assert await ask_for_due(newsroom) == []
    assert await plan_ahead(newsroom.store, SHELF, 4) == []


async def test_a_group_that_removed_the_bot_is_left_alone(newsroom: Office) -> None:
    [group] = await serve(newsroom, clock.now() - HOUR)
    await membership.left(newsroom, NEIGHBOURS)
    assert await ask_for_due(newsroom) == []
    assert await plan_edition(group, "2026-W48", clock.now().isoformat()) is None


async def test_a_group_may_have_its_own_day_and_hour(newsroom: Office) -> None:
    tomorrow = clock.now() + timedelta(days=1)
    await serve(newsroom, clock.now() - HOUR, bulletin=slot_at(tomorrow)[:9])
    assert await ask_for_due(newsroom) == []
    [line] = await plan_ahead(newsroom.store, SHELF, 1)
    assert abs(line.due.at - tomorrow) < timedelta(minutes=1)


async def test_no_story_is_repeated_within_half_a_year_and_none_is_told_when_all_are_spent(newsroom: Office) -> None:
    small = library(*list(SHELF.stories.values())[:20])
    occupy(replace(newsroom, library=small))
    [group] = await serve(newsroom, clock.now())
    told: list[str | None] = []
    begin = clock.now()
    for week in range(30):
        slot = begin + timedelta(weeks=week)
        edition = await plan_edition(group, f"{slot.isocalendar().year}-W{slot.isocalendar().week:02d}", slot.isoformat())
        told.append((await rows(newsroom))[-1].story if edition else None)
    assert len(set(told[:20])) == 20
    assert told[20:27] == [None] * 7
    assert told[27:30] == told[:3]


async def test_an_edition_planned_twice_is_one(newsroom: Office) -> None:
    [group] = await serve(newsroom, clock.now())
    assert await planned(newsroom, group) == await planned(newsroom, group)
    assert len(await rows(newsroom)) == 1


async def test_a_story_that_was_withdrawn_from_the_library_is_not_posted(newsroom: Office, phones: Phones) -> None:
    [group] = await serve(newsroom, clock.now())
    await planned(newsroom, group)
    assert await post(replace(newsroom, library=library())) == ["failed"]
    assert [row.fault for row in await rows(newsroom)] == ["no-story"]
    assert phones.texts == []


async def test_the_plan_shows_what_would_come_without_repeating_itself(newsroom: Office, phones: Phones) -> None:
    at = clock.now() + HOUR
    [group] = await serve(newsroom, at)
    lines = await plan_ahead(newsroom.store, SHELF, 6)
    assert [round((line.due.at - at) / timedelta(weeks=1)) for line in lines] == [0, 1, 2, 3, 4, 5]
    assert len({line.story for line in lines}) == 6
    assert all(line.title and line.why and not line.state for line in lines)
    await planned(newsroom, group, at, lines[0].due.week)
    again = await plan_ahead(newsroom.store, SHELF, 6)
    assert (again[0].story, again[0].state, again[0].why) == (lines[0].story, "planned", "")


async def test_the_calendar_posts_when_a_slot_comes_due(press: Office, phones: Phones) -> None:
    calendar = Calendar(press)
    at = (clock.now() + timedelta(seconds=3)).replace(microsecond=0)
    await serve(press, at)
    await calendar.start()
    assert phones.texts == [] or clock.now() >= at
    await until_state(press, "sent")
    calendar.stop()
    assert (len(phones.told(NEIGHBOURS)), len(phones.quizzes)) == (1, 1)


async def test_the_calendar_makes_up_for_the_newest_slot_once_when_it_starts(press: Office, phones: Phones) -> None:
    await serve(press, clock.now() - HOUR)
    for _ in range(2):
        calendar = Calendar(press)
        await calendar.start()
        await until_state(press, "sent")
        await calendar.look()
        calendar.stop()
    await asyncio.sleep(0.6)
    assert (len(phones.told(NEIGHBOURS)), len(phones.quizzes)) == (1, 1)


async def test_the_card_is_a_picture_with_its_words_below_uploaded_once(newsroom: Office, library: Library, phones: Phones) -> None:
    told = library.stories["loan-fee-rhyme"]
    newsroom.library = replace(library, stories={told.id: told})
    await serve(newsroom, clock.now() - HOUR)
    await ask_for_due(newsroom)
    assert await post(newsroom) == ["sent"]
    (_, card), (_, quiz) = phones.posts
    assert card.media is not None
    assert card.media.content.startswith(b"\x89PNG")
    assert told.red_flag in card.text
    assert quiz.media is None
    again = newsroom.posters.promise(newsroom.library, told)
    assert again is not None
    known = await again.media()
    assert known is not None
    assert (known.file, known.content) == ("kept", b"")


async def test_an_english_group_gets_a_picture_of_its_own_and_never_one_that_was_kept_for_another_language(
    newsroom: Office, library: Library, phones: Phones
) -> None:
    story = library.stories["loan-fee-rhyme"]
    newsroom.library = replace(library, stories={story.id: story})
    await serve(newsroom, clock.now() - HOUR, NEIGHBOURS, FACTORY)
    async with newsroom.store.begin() as session:
        await session.execute(sa.update(Group).where(Group.chat == FACTORY).values(language="en"))
    await ask_for_due(newsroom)
    assert await post(newsroom) == ["sent", "sent"]
    cards = {place.chat: post for place, post in phones.posts if post.quiz is None}
    pictures = {chat: card.media.content for chat, card in cards.items() if card.media}
    english = tongues.told(library, "en")
    assert pictures == {NEIGHBOURS: draw(library, story), FACTORY: draw(english, english.stories[story.id], "en")}
    assert pictures[NEIGHBOURS] != pictures[FACTORY]
    assert english.stories[story.id].title in cards[FACTORY].text


async def test_a_group_that_takes_no_pictures_gets_the_words(newsroom: Office, library: Library, phones: Phones) -> None:
    newsroom.library = library
    phones.refuse_pictures = Undelivered("unpictured")
    await serve(newsroom, clock.now() - HOUR)
    await ask_for_due(newsroom)
    assert await post(newsroom) == ["sent"]
    assert [post.media for _, post in phones.posts] == [None, None]


@pytest.mark.parametrize("form", ["story", "rhyme"])
def test_the_words_below_a_picture_fit(library: Library, form: str) -> None:
    captions = [card_text(story) for story in library.stories.values() if story.form == form]
    assert max(len(caption.encode("utf-16-le")) // 2 for caption in captions) <= 1024
