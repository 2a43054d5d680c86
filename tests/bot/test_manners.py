"""What administrators choose for their group: kept through `setup` until the file says something new, on record without words."""

from typing import Any

import pytest
import sqlalchemy as sa

from bot.deployment import Deployment
from bot.errors import UserError
from bot.office import Office
from bot.people import introductions, languages, manners, membership
from bot.people.manners import Manners
from bot.publicity.notice_pages import mark
from bot.setup import apply
from bot.store import groups
from bot.store.models import Act, Group
from bot.texts import LANGUAGE
from bot.triage.verdict import Triage
from tests.conftest import DISTRICT_FILE, NEIGHBOURS, RESIDENT

NEW, ADMIN = -1002, 7003
WORDS = "大家好，我们是镇西新苑反诈小组，请多关照。"


def file(**entry: Any) -> Deployment:
    """The sample file with something else about the neighbours' group; None takes a key away."""
    first, *others = DISTRICT_FILE["groups"]
    changed = {key: value for key, value in {**first, **entry}.items() if value is not None}
    return Deployment.model_validate({**DISTRICT_FILE, "groups": [changed, *others]})


@pytest.fixture
async def district(desk: Office) -> Office:
    """The sample district stands."""
    await apply(desk.store, file())
    return desk


async def group(desk: Office, chat: int = NEIGHBOURS) -> Group:
    async with desk.store.begin() as session:
        row = await groups.by_chat(session, chat)
    assert row is not None
    return row


def chosen(found: Manners) -> set[str]:
    return {trait.name for trait in found.traits if trait.on}


async def test_each_choice_is_kept_and_shown_and_can_come_twice(district: Office) -> None:
    for _ in range(2):
        await manners.set_slot(district, NEIGHBOURS, ADMIN, "fri-1930")
        found = await manners.set_trait(district, NEIGHBOURS, ADMIN, mark("parents"), True)
    assert (found.area, found.slot, found.common) == ("镇西新苑", "fri 19:30", "mon 09:00")
    assert chosen(found) == {"elderly", "parents"}
    found = await manners.set_trait(district, NEIGHBOURS, ADMIN, mark("elderly"), False)
    assert chosen(found) == {"parents"}
    for slot, kept in (("none", "none"), ("common", None)):
        assert (await manners.set_slot(district, NEIGHBOURS, ADMIN, slot)).slot == kept
    async with district.store.begin() as session:
        acts = list(await session.execute(sa.select(Act.detail, Act.actor, Act.person).where(Act.act == "settings").order_by(Act.id)))
    assert len(acts) == 5
    assert acts[0] == ({"chat": NEIGHBOURS, "changed": ["bulletin_at"]}, None, ADMIN)


@pytest.mark.parametrize("slot", ["", "fri", "fri-2430", "fri-1960", "fun-0900", "common-0900"])
async def test_a_time_that_there_is_not_changes_nothing(district: Office, slot: str) -> None:
    with pytest.raises(UserError, match="settings-gone"):
        await manners.set_slot(district, NEIGHBOURS, ADMIN, slot)
    assert (await group(district)).bulletin_at is None


async def test_a_trait_or_a_language_that_nobody_offers_changes_nothing(district: Office) -> None:
    with pytest.raises(UserError, match="settings-gone"):
        await manners.set_trait(district, NEIGHBOURS, ADMIN, "00000000", True)
    with pytest.raises(UserError, match="settings-gone"):
        await manners.set_language(district, NEIGHBOURS, ADMIN, "tlh")


async def test_traits_of_the_deployment_s_own_are_offered_where_they_are_used(district: Office) -> None:
    await apply(district.store, file(tags=["elderly", "回迁户"]))
    found = await manners.look(district, NEIGHBOURS)
    assert [trait.name for trait in found.traits][-1] == "回迁户"
    assert "elderly" in {trait.name for trait in (await manners.look(district, NEW)).traits}


async def test_listening_is_offered_only_where_somebody_listens(district: Office) -> None:
    assert (await manners.look(district, NEIGHBOURS)).watch is None
    with pytest.raises(UserError, match="settings-gone"):
        await manners.set_watch(district, NEIGHBOURS, ADMIN, True)
    assert (await group(district)).watch is False
    district.listens = True
    assert (await manners.look(district, NEIGHBOURS)).watch is False
    assert (await manners.set_watch(district, NEIGHBOURS, ADMIN, True)).watch is True


async def test_what_was_chosen_in_chat_stays_when_the_same_file_is_applied_again(district: Office) -> None:
    await manners.set_slot(district, NEIGHBOURS, ADMIN, "none")
    await manners.set_trait(district, NEIGHBOURS, ADMIN, mark("elderly"), False)
    assert await apply(district.store, file()) == []
    row = await group(district)
    assert (row.bulletin_at, row.tags) == ("none", [])


async def test_what_the_file_says_anew_counts_and_nothing_else(district: Office) -> None:
    await manners.set_slot(district, NEIGHBOURS, ADMIN, "none")
    await manners.set_trait(district, NEIGHBOURS, ADMIN, mark("parents"), True)
    [change] = await apply(district.store, file(bulletin="fri 19:30"))
    assert change.what.endswith("：每周一案")
    row = await group(district)
    assert (row.bulletin_at, row.tags) == ("fri 19:30", ["elderly", "parents"])
    await manners.set_slot(district, NEIGHBOURS, ADMIN, "sat-1000")
    assert await apply(district.store, file(bulletin="fri 19:30")) == []
    await apply(district.store, file())  # the key is taken out of the file: that is something new, too
    assert (await group(district)).bulletin_at is None


async def test_rows_from_before_choices_keep_what_was_chosen_since(district: Office) -> None:
    async with district.store.begin() as session:
        await session.execute(sa.update(Group).values(filed=None))
    await manners.set_trait(district, NEIGHBOURS, ADMIN, mark("elderly"), False)
    assert await apply(district.store, file()) == []
    assert (await group(district)).tags == []


async def test_a_group_bound_in_chat_keeps_its_choices_when_a_file_takes_it_on(district: Office) -> None:
    await membership.joined(district, NEW, "新群")
    await manners.set_slot(district, NEW, ADMIN, "wed-2000")
    entry = {"chat": NEW, "title": "新群", "area": "lyg-hz-xd-01", "tags": ["factory"]}
    await apply(district.store, Deployment.model_validate({**DISTRICT_FILE, "groups": [*DISTRICT_FILE["groups"], entry]}))
    row = await group(district, NEW)
    assert (row.source, row.bulletin_at, row.tags) == ("file", "wed 20:00", ["factory"])


async def test_an_introduction_is_sealed_and_never_on_record(district: Office, triage: Triage) -> None:
    district.triage = triage
    for _ in range(2):
        found = await manners.introduce(district, NEIGHBOURS, ADMIN, f" {WORDS}\n")
    assert (found.introduction, found.own) == (WORDS, True)
    assert WORDS.encode() not in ((await group(district)).introduction or b"")
    async with district.store.begin() as session:
        details = list(await session.scalars(sa.select(Act.detail).where(Act.act == "settings")))
    assert details == [{"chat": NEIGHBOURS, "changed": ["introduction"]}]
    found = await manners.introduce(district, NEIGHBOURS, ADMIN, None)
    assert (found.introduction, found.own) == ("", False)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("好", "words-short"),
        ("请多关照。" * 60, "words-long"),
        ("进群请看 www.wuye-shoufei.top", "words-link"),
        ("有事请打 13912345678", "words-number"),
        ("赞助请打到 6222021234567890128", "words-private"),
    ],
)
def test_an_introduction_is_looked_at_like_a_notice(words: str, key: str) -> None:
    with pytest.raises(UserError) as refused:
        introductions.checked(words)
    assert refused.value.key == key


async def test_nobody_lets_the_bot_speak_like_a_swindler(district: Office, triage: Triage) -> None:
    district.triage = triage
    with pytest.raises(UserError, match="words-scam"):
        await manners.introduce(district, NEIGHBOURS, ADMIN, "我是市公安局的，您涉嫌洗钱，请把钱转到安全账户配合调查，不许告诉家人。")


async def test_the_deployment_s_introduction_is_said_where_a_group_has_none(district: Office) -> None:
    introduced = {**DISTRICT_FILE, "introduction": WORDS}
    assert [change.what for change in await apply(district.store, Deployment.model_validate(introduced))] == ["进群的自我介绍"]
    welcome = await membership.joined(district, NEIGHBOURS, "镇西新苑业主群")
    assert welcome == membership.Welcome("group-welcome-own", "镇西新苑", WORDS)
    assert await membership.joined(district, NEW, "新群") == membership.Welcome("group-who-binds-own", words=WORDS)
    found = await manners.look(district, NEIGHBOURS)
    assert (found.introduction, found.own) == (WORDS, False)


async def test_a_group_that_never_told_of_itself_is_known_from_its_first_card_on(district: Office) -> None:
    found = await manners.look(district, NEW, "新群")
    assert (found.area, found.language) == (None, LANGUAGE)
    assert (await group(district, NEW)).title == "新群"


async def test_a_person_s_own_language_is_their_private_chat_s(district: Office) -> None:
    assert await languages.of_chat(district, RESIDENT) == LANGUAGE
    await languages.choose(district, RESIDENT, LANGUAGE)
    assert await languages.of_chat(district, RESIDENT) == LANGUAGE
    with pytest.raises(UserError, match="settings-gone"):
        await languages.choose(district, RESIDENT, "tlh")
    async with district.store.begin() as session:
        await session.execute(sa.update(Group).values(language="tlh"))
    assert await languages.of_chat(district, NEIGHBOURS) == LANGUAGE
