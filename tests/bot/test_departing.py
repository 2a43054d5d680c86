"""A group whose administrators remove the bot is forgotten: in the database are its number and the police's own record, and no more."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot import clock, housekeeping
from bot.asking import questions
from bot.asking.questions import Asked
from bot.deployment import Deployment
from bot.desk import alerts, board, reports
from bot.desk.reports import Reported
from bot.helping import volunteering
from bot.messenger import Post, Sent
from bot.office import Office
from bot.people import departing, manners, membership
from bot.publicity import broadcasts
from bot.publicity.broadcasts import Audience
from bot.publicity.deliveries import Deliveries
from bot.publicity.pump import Pump
from bot.setup import apply
from bot.store import groups
from bot.store.models import Alert, Base, Bulletin, Delivery, Group, Person, Question, Report
from tests.conftest import DISTRICT_FILE, GRID, NEIGHBOURS, OFFICER, RESIDENT, Phones
from tests.snapshot import at_rest

TITLE, NEW, ADMIN, OTHER = "槐树里八号院邻居群", -1002, 7003, 7009
WORDS = "我们槐树里的网友让我刷单，做一单返八十"
INTRODUCTION = "大家好，这里是槐树里反诈小组，请多关照。"
CANARIES = ("槐树里", "八号院", "蔷薇", "wed 20:15")


async def written(office: Office) -> str:
    """The whole database as somebody with the key reads it."""
    parts: list[str] = []
    async with office.store.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            for row in (await connection.execute(sa.select(table))).all():
                parts += [_plain(office, value) for value in row]
    return "\n".join(parts)


def _plain(office: Office, value: Any) -> str:
    return office.cipher.open(value) if isinstance(value, bytes) and value.startswith(b"gAAAA") else str(value)


async def row_of(office: Office, chat: int) -> Group:
    async with office.store.begin() as session:
        row = await groups.by_chat(session, chat)
    assert row is not None
    return row


@pytest.fixture
async def lived(quiet: Office) -> Office:
    """A group that used all there is: settings, a question, a volunteer, a notice, a case of the week."""
    await membership.joined(quiet, NEW, TITLE)
    await membership.bind(quiet, NEW, TITLE, GRID, "lyg-hz-xd-01")
    await manners.introduce(quiet, NEW, ADMIN, INTRODUCTION)
    await manners.set_slot(quiet, NEW, ADMIN, "wed-2015")
    async with quiet.store.begin() as session:
        group = await groups.by_chat(session, NEW)
        assert group is not None
        group.tags = ["蔷薇"]
        session.add(Bulletin(group_id=group.id, week="2026-W48", slot=clock.now(), story="s", state="sent", changed_at=clock.now()))
    await questions.ask(quiet, Asked(origin="c:1", asker=RESIDENT, text=WORDS, group=NEW, subject=f"{NEW}:1"))
    await volunteering.join(quiet, RESIDENT, "王桂兰", "guard", group.id)
    await broadcasts.create(quiet, Audience(), Post("请转告家人。"))
    await Pump(quiet, [Deliveries(quiet)]).drain()
    return quiet


async def test_nothing_of_a_removed_group_is_found_but_its_number(lived: Office) -> None:
    before = await written(lived)
    assert [canary for canary in CANARIES if canary not in before] == []
    assert await departing.remove(lived, NEW, ADMIN) is True
    await at_rest(lived)
    after = await written(lived)
    assert [canary for canary in CANARIES if canary in after] == []
    async with lived.store.begin() as session:
        [question] = await session.scalars(sa.select(Question))
        places = list(await session.scalars(sa.select(Delivery.chat).join(Group, Group.id == Delivery.group_id).where(Group.chat == NEW)))
        assert (question.asker, question.group_id, question.finding) == (0, None, {})
        assert list(await session.scalars(sa.select(Person.last_group))) == [None]
        assert places == [None]
    assert (await volunteering.view(lived, RESIDENT)).kind is None


async def test_removing_twice_or_what_was_never_known_is_nothing(lived: Office) -> None:
    assert [await departing.remove(lived, chat, ADMIN) for chat in (NEW, NEW, OTHER)] == [True, False, False]


async def test_a_removed_group_is_not_brought_back_by_a_file_and_begins_anew_when_it_adds_the_bot(quiet: Office) -> None:
    await manners.set_slot(quiet, NEIGHBOURS, ADMIN, "none")
    await departing.remove(quiet, NEIGHBOURS, ADMIN)
    assert await apply(quiet.store, Deployment.model_validate(DISTRICT_FILE)) != []  # the ladder of the file, and nothing of this group
    row = await row_of(quiet, NEIGHBOURS)
    assert (row.title, row.area) == ("", None)
    welcome = await membership.joined(quiet, NEIGHBOURS, "镇西新苑业主群")
    assert welcome == membership.Welcome("group-who-binds")
    [change] = await apply(quiet.store, Deployment.model_validate(DISTRICT_FILE))
    assert change.what.startswith("群 镇西新苑业主群")
    row = await row_of(quiet, NEIGHBOURS)
    assert (row.area, row.source, row.bulletin_at, row.tags) == ("lyg-hz-xd-01", "file", None, ["elderly"])


async def test_what_was_on_its_way_to_a_removed_group_stays_unsent(quiet: Office, phones: Phones) -> None:
    notice = await broadcasts.create(quiet, Audience(), Post("请转告家人。"))
    await departing.remove(quiet, NEIGHBOURS, ADMIN)
    await Pump(quiet, [Deliveries(quiet)]).drain()
    assert phones.told(NEIGHBOURS) == []
    assert (await broadcasts.progress(quiet, notice)).skipped == {"gone": 1}


async def test_an_alert_that_lives_goes_on_without_the_group_s_title(quiet: Office, phones: Phones) -> None:
    reported = Reported("r:1", RESIDENT, "王阿姨", text="骗子让我转三万到安全账户", subject="-1:5", group=NEIGHBOURS)
    number = (await reports.report(quiet, reported)).number
    await reports.receipt_shown(quiet, 1, Sent(NEIGHBOURS, 77))
    await departing.remove(quiet, NEIGHBOURS, ADMIN)
    await alerts.acknowledge(quiet, number, OFFICER)
    detail = await board.details(quiet, number, OFFICER)
    assert detail.places == ("王阿姨（来自“已请机器人离开的群”）",)
    assert "三万" in detail.words[0]
    await at_rest(quiet)
    assert [sent.chat for sent, _ in phones.edits if sent.chat == NEIGHBOURS] == []
    async with quiet.store.begin() as session:
        alert = await session.get(Alert, number)
        report = await session.get(Report, 1)
    assert alert is not None
    assert report is not None
    assert (alert.area, report.receipt_chat, report.receipt_message) == ("lyg-hz-xd-01", None, None)


async def test_a_group_that_only_put_the_bot_out_is_forgotten_when_its_time_is_over(lived: Office) -> None:
    await membership.left(lived, NEW)
    await membership.left(lived, NEIGHBOURS)
    await housekeeping.clean(lived)
    assert (await row_of(lived, NEW)).title == TITLE
    long_ago = clock.now() - timedelta(days=lived.settings.person_days, hours=1)
    async with lived.store.begin() as session:
        await session.execute(sa.update(Group).values(left_at=long_ago))
    assert (await housekeeping.clean(lived))["很久以前移出机器人的群"] == 1
    assert (await row_of(lived, NEW)).title == ""
    assert (await row_of(lived, NEIGHBOURS)).title == "镇西新苑业主群"
