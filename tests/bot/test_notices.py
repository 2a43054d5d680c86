"""Notices as rows: an audience never leaves the writer's area, drafts expire, and each press looks at role and area anew."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot import clock
from bot.deployment import Deployment
from bot.duty.rota import HERE, spoken
from bot.errors import UserError
from bot.library.cards import Library
from bot.office import Office
from bot.publicity import broadcasts, notice_times, notice_words, notices, noticing
from bot.publicity.notice_pages import audience_of, mark, reach_of, roles_of
from bot.publicity.notices import Draft
from bot.setup import apply
from bot.store import areas, groups
from bot.store import notices as rows
from bot.store.models import Act, Broadcast, Delivery
from tests.bot.conftest import Time
from tests.conftest import DISTRICT, DISTRICT_FILE, GRID, LEADER, OFFICER, STRANGER, Phones

WORDS = "提醒各位邻居：本周有人上门冒充物业收取暖费，请当面到居委会核实。"
WIDE: dict[str, Any] = {
    **DISTRICT_FILE,
    "areas": [
        *DISTRICT_FILE["areas"],
        {"code": "lyg-hz-xd-02", "name": "兴业苑", "level": "community", "parent": "lyg-hz-xd"},
        {"code": "lyg-hz-np-01", "name": "宁平里", "level": "community", "parent": "lyg-hz-np"},
        {"code": "lyg-gy", "name": "赣榆区", "level": "district", "parent": "lyg"},
    ],
}


async def wide(desk: Office) -> dict[int, str]:
    """More areas, a group in each of them; area by group."""
    await apply(desk.store, Deployment.model_validate(WIDE))
    async with desk.store.begin() as session:
        for number, code in enumerate(await areas.all_by_code(session)):
            kind, tags = ("workplace", ["factory"]) if number % 2 else ("neighbourhood", ["elderly"])
            chat = -1003000000000 - number
            await groups.add(session, chat=chat, title=code, created_at=clock.now(), area=code, kind=kind, tags=tags)
        return {group.id: group.area or "" for group in await groups.served(session)}


async def test_whatever_is_pressed_an_audience_stays_within_the_writers_area(desk: Office) -> None:
    where, dice = await wide(desk), random.Random(20261122)
    async with desk.store.begin() as session:
        codes = list(await areas.all_by_code(session))
    for writer in (GRID, OFFICER, LEADER, DISTRICT):
        number = (await notices.begin(desk, writer)).id
        for _ in range(60):
            what = dice.choice(("area", "kind", "tag"))
            value = {"area": mark(dice.choice(codes)), "kind": dice.choice((*notices.KINDS, "palace")), "tag": mark("elderly")}[what]
            try:
                card = await notices.choose(desk, number, writer, what, value)
            except UserError:
                continue
            async with desk.store.begin() as session:
                row = await rows.get(session, number)
                assert row is not None
                own = await reach_of(session, await roles_of(session, writer))
                reached = await broadcasts._groups(session, audience_of(row))
            assert row.area in own
            assert {where[group] for group in reached} <= set(own)
            assert card.groups == len(reached)


async def test_whose_area_has_changed_writes_for_the_new_one(desk: Office) -> None:
    await wide(desk)
    number = (await notices.begin(desk, OFFICER)).id
    await notices.choose(desk, number, OFFICER, "area", mark("lyg-hz-xd-02"))
    moved = [{**one, "area": "lyg-hz-np"} if one["telegram"] == OFFICER else one for one in WIDE["staff"]]
    await apply(desk.store, Deployment.model_validate({**WIDE, "staff": moved}))
    assert (await notices.turn_to(desk, number, OFFICER, "audience")).area.endswith("宁平派出所")
    await apply(desk.store, Deployment.model_validate({**WIDE, "staff": [one for one in WIDE["staff"] if one["telegram"] != OFFICER]}))
    with pytest.raises(UserError, match="notice-not-you"):
        await notices.turn_to(desk, number, OFFICER, "audience")


async def test_a_draft_is_its_writers_alone_and_lies_a_day(desk: Office) -> None:
    await wide(desk)
    number = (await notices.begin(desk, GRID)).id
    for other, key in ((OFFICER, "notice-gone"), (STRANGER, "notice-not-you")):
        with pytest.raises(UserError, match=key):
            await notices.turn_to(desk, number, other, "ready")
    async with desk.store.begin() as session:
        row = await rows.get(session, number)
        assert row is not None
        row.words, row.changed_at = desk.cipher.seal(WORDS), clock.now() - notices.KEPT - timedelta(minutes=1)
    assert (await notices.begin(desk, GRID)).id != number
    assert await notices.expire(desk) == 1
    async with desk.store.begin() as session:
        row = await rows.get(session, number)
    assert row is not None
    assert (row.state, row.words) == ("expired", None)


async def test_what_is_written_goes_to_the_draft_whose_words_were_asked_for(quiet: Office) -> None:
    await notices.begin(quiet, OFFICER)
    first = await notices.write(quiet, OFFICER, Draft(WORDS))
    await noticing.send(quiet, first.id, OFFICER, first.version)
    second = await notices.begin(quiet, OFFICER)
    await noticing.refuse(quiet, first.id, LEADER, first.version, "请写明是哪个物业")
    await notices.turn_to(quiet, first.id, OFFICER, "words")
    changed = await notices.write(quiet, OFFICER, Draft(f"镇西新苑：{WORDS}"))
    assert (changed.id, "镇西新苑：提醒" in (changed.words or "")) == (first.id, True)
    assert await notices.awaited(quiet, OFFICER) is None
    await notices.turn_to(quiet, second.id, OFFICER, "words")
    assert (await notices.write(quiet, OFFICER, Draft(WORDS))).id == second.id


async def test_words_that_come_again_after_a_crash_are_known(quiet: Office) -> None:
    await notices.begin(quiet, GRID)
    card = await notices.write(quiet, GRID, Draft(WORDS, message=77))
    known = await notices.said(quiet, GRID, 77)
    assert known is not None
    assert (known.id, known.view) == (card.id, "audience")
    assert await notices.said(quiet, GRID, 78) is None
    assert await notices.said(quiet, OFFICER, 77) is None


async def test_a_notice_for_next_week_leaves_the_draft_in_hand_alone(quiet: Office) -> None:
    await notices.begin(quiet, GRID)
    sent = await notices.write(quiet, GRID, Draft(WORDS))
    await noticing.send(quiet, sent.id, GRID, sent.version)
    in_hand = await notices.begin(quiet, GRID)
    again = await noticing.again(quiet, sent.id, GRID)
    assert again.id != in_hand.id
    assert (await noticing.again(quiet, sent.id, GRID)).id == again.id
    assert (await notices.write(quiet, GRID, Draft(WORDS))).id == in_hand.id


async def test_what_was_meant_for_a_time_that_has_passed_goes_out_only_when_that_was_seen(quiet: Office) -> None:
    async def passes(number: int) -> None:
        async with quiet.store.begin() as session:
            row = await rows.get(session, number)
            assert row is not None
            row.at = clock.now() - timedelta(minutes=5)

    for writer, view in ((GRID, "report"), (OFFICER, "asked")):
        await notices.begin(quiet, writer)
        await notices.write(quiet, writer, Draft(WORDS))
        found = await notices.set_time(quiet, (await notices.begin(quiet, writer)).id, writer, "morning")
        assert found.at is not None
        await passes(found.id)
        stale = await noticing.send(quiet, found.id, writer, found.version, planned=True)
        assert (stale.view, stale.at) == ("ready", None)
        assert (await noticing.send(quiet, found.id, writer, found.version)).view == view
    assert (await noticing.approve(quiet, found.id, LEADER, found.version, planned=True)).view == "judge"
    assert (await noticing.approve(quiet, found.id, LEADER, found.version)).state == "sent"


async def test_a_report_names_every_group_that_a_crash_left_in_doubt(quiet: Office) -> None:
    async with quiet.store.begin() as session:
        for number in range(14):
            await groups.add(session, chat=-1002000000000 - number, title=f"{number}群", created_at=clock.now(), area="lyg-hz-xd-01")
    await notices.begin(quiet, GRID)
    card = await notices.write(quiet, GRID, Draft(WORDS))
    await noticing.send(quiet, card.id, GRID, card.version)
    async with quiet.store.begin() as session:
        await session.execute(sa.update(Delivery).values(state="unknown", fault="crash"))
    assert len((await noticing.report(quiet, card.id, GRID)).missed) == 16


async def test_what_is_sent_is_sealed_on_record_and_approved_by_another(quiet: Office, phones: Phones) -> None:
    await notices.begin(quiet, OFFICER)
    card = await notices.write(quiet, OFFICER, Draft(WORDS))
    with pytest.raises(UserError, match="notice-changed"):
        await noticing.send(quiet, card.id, OFFICER, card.version - 1)
    assert (await noticing.send(quiet, card.id, OFFICER, card.version)).view == "asked"
    for other, key in ((OFFICER, "notice-own"), (GRID, "notice-not-yours"), (5009, "notice-not-yours"), (STRANGER, "notice-not-you")):
        with pytest.raises(UserError, match=key):
            await noticing.approve(quiet, card.id, other, card.version)
    assert (await noticing.approve(quiet, card.id, LEADER, card.version - 1)).state == "asking"
    assert (await noticing.approve(quiet, card.id, LEADER, card.version)).state == "sent"
    assert (await noticing.approve(quiet, card.id, DISTRICT, card.version)).judged_by == "周所长"
    async with quiet.store.begin() as session:
        row = await rows.get(session, card.id)
        ours = Act.act.in_(("notice_asked", "notice_approved", "broadcast"))
        acts = list(await session.execute(sa.select(Act.act, Act.actor).where(ours).order_by(Act.id)))
    assert row is not None
    assert "物业".encode() not in (row.words or b"")
    assert [tuple(act) for act in acts] == [("notice_asked", OFFICER), ("notice_approved", LEADER), ("broadcast", OFFICER)]


async def test_old_notices_lose_their_words_with_their_broadcast(quiet: Office) -> None:
    await notices.begin(quiet, GRID)
    card = await notices.write(quiet, GRID, Draft(WORDS))
    await noticing.send(quiet, card.id, GRID, card.version)
    assert await notices.expire(quiet) == 0
    async with quiet.store.begin() as session:
        await session.execute(sa.update(Broadcast).values(words=b""))
    assert await notices.expire(quiet) == 1
    with pytest.raises(UserError, match="notice-gone"):
        await noticing.report(quiet, card.id, GRID)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("看 https://gov.cn@evil.top/a 办理", "notice-link"),
        ("点 t.cn/abc 领取", "notice-link"),
        ("请进群 t.me/wuye_shoufei 登记", "notice-link"),
        ("请拨打 12381 核实", "notice-number"),
        ("电话 8123 4567 找小李", "notice-number"),
        ("有疑问请打幺三九一二三四五六七八", "notice-number"),
        ("找小李：一三九，一二三四，五六七八", "notice-number"),
        ("1 3 9 1 2 3 4 5 6 7 8 是物业", "notice-number"),
        ("居委会座机 8542 3333", "notice-number"),
        ("打款到 6222021234567890128 这张卡", "notice-private"),
        ("🙏🙏🙏🙏🙏🙏", "notice-short"),
        ("。。。。", "notice-short"),
    ],
)
def test_what_may_not_be_said(words: str, key: str) -> None:
    with pytest.raises(UserError, match=key):
        notice_words.check(words)


def test_every_sample_of_the_library_may_be_said(library: Library) -> None:
    assert len(library.templates) >= 6
    for sample in library.templates.values():
        notice_words.check(sample.text)


@pytest.mark.parametrize(
    "words",
    [
        "详情看 https://www.gov.cn，请转告",
        "有事打 110 或 96110",
        "有事请打１１０，或拨打九六一一〇",
        "请在 18:00 前到居委会，带 200 元",
        "2026年11月22日上午9点集合",
        "2026.11.22-2026.11.30 到居委会联系 1203 室，每户交 1200000 元的别信",
    ],
)
def test_what_may_be_said(words: str) -> None:
    notice_words.check(words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("明天 9:30", "11-23 09:30"),
        ("今晚8点", "11-22 20:00"),
        ("11月28日 19点半", "11-28 19:30"),
        ("12-01 08：00", "12-01 08:00"),
        ("9:00", "11-23 09:00"),
        ("下午3点", "11-22 15:00"),
        ("今天 9:00", None),
        ("1月1日 9点", None),
        ("12月1日 25:00", None),
        ("早点", None),
        ("明天上午九点半", "11-23 09:30"),
        ("十一月二十八日晚上七点", "11-28 19:00"),
        ("１２月１日 ８：０５", "12-01 08:05"),
        ("周三下午两点", "11-25 14:00"),
        ("周二十点一刻", "11-24 10:15"),
        ("禮拜天10點", "11-29 10:00"),
        ("下周一 8:30", "11-23 08:30"),
        ("本周六 9点", None),
        ("后天8点钟", "11-24 08:00"),
        ("今晚12点", "11-23 00:00"),
        ("晚上十二点半", "11-23 00:30"),
        ("今晚0点", "11-23 00:00"),
        ("今天24点", "11-23 00:00"),
        ("今天24:30", None),
        ("今晚一点", "11-23 01:00"),
        ("明晚凌晨1点", "11-24 01:00"),
        ("周五夜里11点", "11-27 23:00"),
        ("周五晚上十二点", "11-28 00:00"),
        ("凌晨两点", "11-23 02:00"),
        ("明天凌晨12点", "11-23 00:00"),
        ("凌晨13点", None),
        ("晚上5点", "11-22 17:00"),
        ("中午12点", "11-23 12:00"),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, expected: str | None) -> None:
    assert when(text, datetime(2026, 11, 22, 12, tzinfo=HERE)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今晚1点", "11-22 01:00"),
        ("凌晨1点", "11-22 01:00"),
        ("今晚8点", "11-22 20:00"),
        ("晚上12点", "11-23 00:00"),
        ("明天0点", "11-23 00:00"),
    ],
)
def test_ten_minutes_after_midnight_tonight_goes_on(text: str, expected: str) -> None:
    assert when(text, datetime(2026, 11, 22, 0, 10, tzinfo=HERE)) == expected


def when(text: str, now: datetime) -> str | None:
    """What is understood, in local time."""
    at = notice_times.read(text, now.astimezone(UTC), HERE)
    return f"{at.astimezone(HERE):%m-%d %H:%M}" if at else None


async def test_times_are_those_of_the_place_where_the_deployment_is(desk: Office, time: Time) -> None:
    here = {"at": "mon 09:00", "timezone": "Europe/Berlin"}
    await apply(desk.store, Deployment.model_validate({**DISTRICT_FILE, "bulletin": here}))
    draft = await notices.begin(desk, GRID)
    card = await notices.write_time(desk, GRID, "明天 9:30")
    assert card.at == datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
    assert spoken(card.at, card.zone) == "11月24日 周二 09:30"
    card = await notices.set_time(desk, draft.id, GRID, "tonight")
    assert card.at == datetime(2026, 11, 23, 18, tzinfo=UTC)
