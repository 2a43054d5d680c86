"""What editors do to the case of the week: choose, leave out, give back, take back; who may; and that no story comes twice."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bot import clock
from bot.deployment import Deployment
from bot.errors import UserError
from bot.messenger import TryLater, Undelivered
from bot.office import Office
from bot.publicity import editing, recalling
from bot.publicity.bulletins import ask_for_due
from bot.publicity.editing import Act, Scope, Wanted
from bot.publicity.forecast import plan_ahead
from bot.publicity.recalling import Recalled, tally, withdraw
from bot.publicity.schedule import week_of
from bot.setup import apply
from bot.store import acts, groups
from bot.store.models import Act as ActRow
from bot.store.models import Bulletin, EditionChoice, Group
from tests.bot.test_bulletins import HOUR, SHELF, post, rows, serve, states
from tests.conftest import DISTRICT, DISTRICT_FILE, FACTORY, GRID, LEADER, NEIGHBOURS, OFFICER, STRANGER, Phones, until

STATION = Scope(area="lyg-hz-xd")
WEDNESDAY = datetime(2026, 12, 2, 4, tzinfo=UTC)


async def plan(desk: Office, at_least: int = 0) -> dict[tuple[str, int], tuple[str, str]]:
    """The coming weeks: story and why, by week and group."""
    lines = await plan_ahead(desk.store, SHELF, 4)
    assert len(lines) >= at_least
    return {(line.due.week, line.group_id): (line.story, line.why) for line in lines}


async def decide(desk: Office, by: int | None, week: str, scope: Scope, act: Act = "story", story: str | None = None) -> bool:
    return await editing.decide(desk.store, SHELF, by, Wanted(week, scope, act, story))


async def refused(desk: Office, by: int | None, week: str, scope: Scope, act: Act = "skip", story: str | None = None) -> str:
    with pytest.raises(UserError) as wrong:
        await decide(desk, by, week, scope, act, story)
    return wrong.value.key


async def town(desk: Office, at: timedelta = HOUR) -> tuple[int, int, list[str]]:
    """Two groups with a slot then; their ids, and the weeks of the plan."""
    one, two = await serve(desk, clock.now() + at, NEIGHBOURS, FACTORY)
    return one, two, sorted({week for week, _ in await plan(desk)})


async def test_a_chosen_story_is_planned_for_its_week_and_for_no_other(newsroom: Office) -> None:
    one, two, weeks = await town(newsroom)
    first = (await plan(newsroom))[weeks[0], one][0]
    assert await decide(newsroom, OFFICER, weeks[2], Scope(group=one), story=first)
    seen = await plan(newsroom)
    assert seen[weeks[2], one] == (first, "陈警官选定")
    assert first not in [seen[week, one][0] for week in weeks if week != weeks[2]]
    assert seen[weeks[2], two][1] != "陈警官选定"
    assert len({seen[week, one][0] for week in weeks}) == 4


async def test_what_was_chosen_goes_out_and_what_was_left_out_does_not(
    newsroom: Office, phones: Phones, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: WEDNESDAY)  # an hour ago is this week
    one, two = await serve(newsroom, clock.now() - HOUR, NEIGHBOURS, FACTORY)
    week = await this_week(newsroom)
    await decide(newsroom, LEADER, week, Scope(group=one), story="s07")
    await decide(newsroom, LEADER, week, Scope(group=two), "skip")
    await ask_for_due(newsroom)
    assert [(row.story, row.state, row.fault) for row in await rows(newsroom)] == [("s07", "planned", None), ("", "skipped", "editor")]
    await post(newsroom)
    assert phones.told(NEIGHBOURS)[0].startswith("📰 每周一案 · 案例s07")
    assert phones.told(FACTORY) == []


async def this_week(desk: Office) -> str:
    """The week of the newest slot."""
    from bot.publicity.bulletins import _slots

    [(_, due)] = await _slots(desk)
    assert due is not None
    return due.week


async def test_whoever_decides_last_decides_for_all_below(newsroom: Office) -> None:
    one, two, weeks = await town(newsroom)
    assert await decide(newsroom, DISTRICT, weeks[1], Scope(area="lyg-hz"), story="s01")
    assert await decide(newsroom, OFFICER, weeks[1], Scope(group=one), story="s02")
    assert [(await plan(newsroom))[weeks[1], group][0] for group in (one, two)] == ["s02", "s01"]
    assert await decide(newsroom, OFFICER, weeks[1], Scope(group=one), "auto")
    assert (await plan(newsroom))[weeks[1], one][1] not in ("陈警官选定", "区值班选定")
    assert await decide(newsroom, LEADER, weeks[1], STATION, "skip")
    assert [(await plan(newsroom))[weeks[1], group][0] for group in (one, two)] == ["", ""]
    assert await decide(newsroom, LEADER, weeks[1], STATION, "auto")
    assert (await plan(newsroom))[weeks[1], two][0] != "s01"
    assert await decide(newsroom, DISTRICT, weeks[1], Scope(area="lyg-hz"), "auto")
    async with newsroom.store.begin() as session:
        assert (await session.scalars(sa.select(EditionChoice))).all() == []


async def test_each_change_is_in_the_log_once(newsroom: Office) -> None:
    one, _, weeks = await town(newsroom)
    assert await decide(newsroom, OFFICER, weeks[1], Scope(group=one), story="s02")
    assert not await decide(newsroom, OFFICER, weeks[1], Scope(group=one), story="s02")
    assert not await decide(newsroom, OFFICER, weeks[2], Scope(group=one), "auto")
    async with newsroom.store.begin() as session:
        found = (await session.scalars(sa.select(ActRow).where(ActRow.act == "edition_choice"))).all()
    assert [(row.actor, row.detail["week"], row.detail["story"], row.detail["group"]) for row in found] == [(OFFICER, weeks[1], "s02", one)]


async def test_who_may_change_what(newsroom: Office) -> None:
    one, _, weeks = await town(newsroom)
    assert await refused(newsroom, STRANGER, weeks[1], Scope(group=one)) == "week-not-you"
    assert await refused(newsroom, GRID, weeks[1], Scope(group=one)) == "week-not-yours"
    assert await refused(newsroom, OFFICER, weeks[1], Scope(area="lyg-hz")) == "week-not-yours"
    assert await refused(newsroom, OFFICER, weeks[1], Scope(group=999)) == "week-not-yours"
    assert await decide(newsroom, None, weeks[1], Scope(area="lyg"), "skip")


async def test_what_cannot_be_is_refused_with_its_reason(newsroom: Office) -> None:
    one, _, weeks = await town(newsroom)
    far, past = week_of(clock.now() + timedelta(weeks=40)), week_of(clock.now() - timedelta(weeks=2))
    told = {"group_id": one, "week": past, "slot": clock.now() - timedelta(weeks=2), "story": "s09", "state": "sent"}
    async with newsroom.store.begin() as session:
        await session.execute(sa.insert(Bulletin).values(**told, changed_at=clock.now()))
    assert await refused(newsroom, OFFICER, far, Scope(group=one)) == "week-far"
    assert await refused(newsroom, OFFICER, past, Scope(group=one)) == "week-over"
    assert await refused(newsroom, OFFICER, "2026-W60", Scope(group=one)) == "week-unknown"
    assert await refused(newsroom, OFFICER, weeks[1], Scope(group=one), "story", "nothing") == "week-no-story"
    assert await refused(newsroom, OFFICER, weeks[1], Scope(group=one), "story", "s09") == "week-told"
    assert await decide(newsroom, OFFICER, weeks[2], Scope(group=one), story="s08")
    assert await refused(newsroom, OFFICER, weeks[1], Scope(group=one), "story", "s08") == "week-told"
    await ask_for_due(newsroom)
    async with newsroom.store.begin() as session:
        await session.execute(sa.insert(Bulletin).values(**{**told, "week": weeks[0], "story": "s10"}, changed_at=clock.now()))
    assert await refused(newsroom, OFFICER, weeks[0], Scope(group=one)) == "week-begun"


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles"])
async def test_a_week_begins_and_ends_at_midnight_where_the_deployment_is(
    newsroom: Office, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    one, _, _ = await town(newsroom)
    await apply(newsroom.store, Deployment.model_validate({**DISTRICT_FILE, "bulletin": {"at": "mon 09:00", "timezone": zone}}))
    monday, moment, group = datetime(2026, 11, 30, tzinfo=ZoneInfo(zone)), timedelta(seconds=1), Scope(group=one)
    monkeypatch.setattr(clock, "now", lambda: (monday - moment).astimezone(UTC))
    assert await decide(newsroom, OFFICER, "2026-W48", group, "skip")
    assert await refused(newsroom, OFFICER, "2027-W22", group) == "week-far"
    monkeypatch.setattr(clock, "now", lambda: monday.astimezone(UTC))
    assert await refused(newsroom, OFFICER, "2026-W48", group, "auto") == "week-over"
    assert await decide(newsroom, OFFICER, "2027-W22", group, "skip")


async def test_a_story_promised_last_week_is_free_again_on_monday_at_midnight(newsroom: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    one, _, _ = await town(newsroom)
    monday = datetime(2026, 11, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    monkeypatch.setattr(clock, "now", lambda: (monday - HOUR).astimezone(UTC))
    assert await decide(newsroom, OFFICER, "2026-W48", Scope(group=one), story="s08")
    assert await refused(newsroom, OFFICER, "2026-W50", Scope(group=one), "story", "s08") == "week-told"
    monkeypatch.setattr(clock, "now", lambda: (monday + HOUR).astimezone(UTC))
    assert "s08" in [found.story for found in await editing.suited(newsroom.store, SHELF, OFFICER, "2026-W50", [STATION])]
    assert await decide(newsroom, OFFICER, "2026-W50", Scope(group=one), story="s08")


async def test_a_story_for_all_leaves_out_the_groups_that_had_it(newsroom: Office) -> None:
    one, two, weeks = await town(newsroom)
    told = {"group_id": one, "week": "2026-W01", "slot": clock.now() - timedelta(weeks=2), "story": "s09", "state": "sent"}
    async with newsroom.store.begin() as session:
        await session.execute(sa.insert(Bulletin).values(**told, changed_at=clock.now()))
    offered = {one.story: one.groups for one in await editing.suited(newsroom.store, SHELF, LEADER, weeks[1], [STATION])}
    assert (offered["s09"], offered["s08"]) == (1, 2)
    assert await decide(newsroom, LEADER, weeks[1], STATION, story="s09")
    seen = await plan(newsroom)
    assert seen[weeks[1], two] == ("s09", "周所长选定")
    assert seen[weeks[1], one][0] != "s09"
    assert "另选" in seen[weeks[1], one][1]


async def out(desk: Office, *chats: int) -> list[Bulletin]:
    """Editions that have just gone out."""
    await serve(desk, clock.now() - HOUR, *chats)
    await ask_for_due(desk)
    await post(desk)
    return await rows(desk)


async def test_what_is_taken_back_is_deleted_quiz_and_card_and_not_sent_again(newsroom: Office, phones: Phones) -> None:
    editions = await out(newsroom, NEIGHBOURS, FACTORY)
    week = editions[0].week
    assert await withdraw(newsroom.store, LEADER, week, [STATION], engine=newsroom.engine) == 2
    assert await withdraw(newsroom.store, LEADER, week, [STATION], engine=newsroom.engine) == 0
    assert await post(newsroom) == ["withdrawn", "withdrawn"]
    wanted = {(one.chat, message) for one in editions for message in (one.card_message, one.quiz_message)}
    assert {(one.chat, one.message) for one in phones.unsaid} == wanted
    assert tally(await rows(newsroom)) == Recalled(gone=2)
    assert await ask_for_due(newsroom) == []
    coming = {(line.group_id, line.story) for line in await plan_ahead(newsroom.store, SHELF, 4)}
    assert coming.isdisjoint((row.group_id, row.story) for row in editions)


async def test_what_telegram_will_not_delete_stays_and_is_counted(newsroom: Office, phones: Phones) -> None:
    [edition] = await out(newsroom, NEIGHBOURS)
    phones.refuse = {NEIGHBOURS: [TryLater("flood", 0.01), Undelivered("refused")]}
    assert await withdraw(newsroom.store, LEADER, edition.week, [STATION]) == 1

    async def ended() -> bool:
        return await post(newsroom) == ["withdrawn"]

    await until(ended)
    assert tally(await rows(newsroom)) == Recalled(stays=1)


async def test_an_edition_that_waits_is_held_back_and_one_between_card_and_quiz_loses_its_card(newsroom: Office, phones: Phones) -> None:
    [one, _] = await serve(newsroom, clock.now() - HOUR, NEIGHBOURS, FACTORY)
    await ask_for_due(newsroom)
    async with newsroom.store.begin() as session:
        first = {"state": "card_sent", "card_message": 5, "chat": NEIGHBOURS}
        await session.execute(sa.update(Bulletin).where(Bulletin.group_id == one).values(**first))
    week = (await rows(newsroom))[0].week
    assert await withdraw(newsroom.store, LEADER, week, [STATION]) == 2
    assert await post(newsroom) == ["withdrawn", "skipped"]
    assert ([(sent.chat, sent.message) for sent in phones.unsaid], phones.texts, phones.quizzes) == ([(NEIGHBOURS, 5)], [], [])
    assert tally(await rows(newsroom)) == Recalled(gone=1, spared=1)


async def test_what_is_being_sent_is_taken_back_once_that_is_settled_and_unknown_stays_unknown(newsroom: Office, phones: Phones) -> None:
    editions = await out(newsroom, NEIGHBOURS, FACTORY)
    async with newsroom.store.begin() as session:
        await session.execute(sa.update(Bulletin).where(Bulletin.id == editions[0].id).values(state="unknown", card_message=None))
        await session.execute(sa.update(Bulletin).where(Bulletin.id == editions[1].id).values(state="quiz_sending", quiz_message=None))
    await withdraw(newsroom.store, LEADER, editions[0].week, [STATION])
    assert await post(newsroom) == ["unknown", "withdrawn"]
    assert tally(await rows(newsroom)) == Recalled(doubtful=2)


async def test_in_a_group_that_moved_no_other_message_is_deleted(newsroom: Office, phones: Phones) -> None:
    [edition] = await out(newsroom, NEIGHBOURS)
    async with newsroom.store.begin() as session:
        await session.execute(sa.update(Bulletin).values(chat=None))
        await groups.move(session, NEIGHBOURS, -1009, clock.now())
    await withdraw(newsroom.store, LEADER, edition.week, [STATION])
    assert await post(newsroom) == ["withdrawn"]
    assert (phones.unsaid, tally(await rows(newsroom))) == ([], Recalled(stays=1))


async def test_nothing_out_is_nothing_to_take_back(newsroom: Office) -> None:
    _, _, weeks = await town(newsroom)
    with pytest.raises(UserError, match="week-nothing-out"):
        await withdraw(newsroom.store, LEADER, weeks[0], [STATION])


async def test_the_editor_hears_how_it_went(press: Office, phones: Phones) -> None:
    await serve(press, clock.now() - HOUR, NEIGHBOURS)
    await ask_for_due(press)

    async def sent() -> bool:
        return await states(press) == ["sent"]

    await until(sent)
    await withdraw(press.store, LEADER, (await rows(press))[0].week, [STATION], engine=press.engine)
    await until(lambda: phones.told(LEADER))
    assert phones.told(LEADER) == ["↩️ 撤回 1 个群：\n· 已删掉 1 个"]


async def test_a_recall_that_takes_too_long_is_reported_as_it_stands(newsroom: Office, phones: Phones) -> None:
    [edition] = await out(newsroom, NEIGHBOURS)
    await withdraw(newsroom.store, LEADER, edition.week, [STATION])
    found = await recalling.look(LEADER, [edition.id], recalling.PATIENCE)
    assert await recalling.tell_editor(LEADER, found) == "sent"
    assert phones.told(LEADER) == ["↩️ 撤回 1 个群：\n· 还在删 1 个"]


async def test_groups_of_elsewhere_are_not_touched(newsroom: Office) -> None:
    one, _, weeks = await town(newsroom)
    async with newsroom.store.begin() as session:
        await session.execute(sa.update(Group).where(Group.id == one).values(area="lyg-hz-np"))
        assert await acts.times(session, LEADER, "edition_choice", clock.now() - HOUR) == 0
    assert await refused(newsroom, LEADER, weeks[1], Scope(group=one)) == "week-not-yours"
    assert await decide(newsroom, LEADER, weeks[1], STATION, "skip")
    assert (await plan(newsroom))[weeks[1], one][0]
