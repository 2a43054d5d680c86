"""Family contacts: named, agreed to, changed, withdrawn; asked only with consent or by an order; taken back, told, and forgotten."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot import clock, housekeeping
from bot.desk import alerts, board, clues, consequences, handing, rechecks, reports, steps
from bot.desk.reports import Reported
from bot.errors import UserError
from bot.helping import kin, kin_answers, kin_calls
from bot.messenger import Undelivered
from bot.office import Office
from bot.people import rights
from bot.store import alerts as alert_rows
from bot.store.models import Kin, KinCall, Person
from tests.conftest import CITY, GRID, LEADER, NEIGHBOUR, NEIGHBOURS, OFFICER, RESIDENT, STRANGER, Phones, until

PAID = "我刚刚按客服说的共享屏幕,已经转了三万过去,怎么办"
DAUGHTER = 7100
PHONE = "13912345678"


async def named(office: Office, *, ask_first: bool = False) -> int:
    """王阿姨's daughter agreed on Telegram."""
    code = await kin.invite(office, RESIDENT, "王阿姨")
    invitation = await kin.opened(office, code, DAUGHTER)
    assert invitation.owner == "王阿姨"
    await kin.agree(office, invitation.id, DAUGHTER, "小敏", yes=True)
    await kin.set_terms(office, invitation.id, RESIDENT, ask_first=ask_first)
    return invitation.id


async def by_phone(office: Office, text: str = f"女儿 小敏 {PHONE}") -> int:
    await kin.ask_number(office, RESIDENT, "王阿姨")
    return (await kin.note_number(office, RESIDENT, text)).id


async def held(office: Office, who: int = RESIDENT) -> int:
    number = (await reports.report(office, Reported(f"report:{who}", who, "王阿姨", PAID, group=NEIGHBOURS))).number
    await alerts.acknowledge(office, number, OFFICER)
    return number


async def every(office: Office, model: type[Any]) -> list[Any]:
    async with office.store.begin() as session:
        return list((await session.scalars(sa.select(model).order_by(model.id))).all())


async def history(office: Office, number: int) -> list[str]:
    async with office.store.begin() as session:
        return [line.act for line in await alert_rows.history(session, number)]


async def test_a_relative_agrees_by_a_link_that_works_once_and_the_resident_hears_of_it(office: Office, phones: Phones) -> None:
    code = await kin.invite(office, RESIDENT, "王阿姨")
    for who, link, key in ((RESIDENT, code, "kin-own-link"), (DAUGHTER, "nonsense", "kin-link-gone")):
        with pytest.raises(UserError, match=key):
            await kin.opened(office, link, who)
    invitation = await kin.opened(office, code, DAUGHTER)
    assert await kin.opened(office, code, DAUGHTER) == invitation
    for who in (STRANGER, RESIDENT):
        with pytest.raises(UserError):
            await kin.opened(office, code, who)
        with pytest.raises(UserError, match="kin-link-gone"):
            await kin.agree(office, invitation.id, who, "骗子", yes=True)
    for _ in range(2):
        assert await kin.agree(office, invitation.id, DAUGHTER, "小敏", yes=True) == "王阿姨"
    await until(lambda: phones.told(RESIDENT) == ["👪 小敏答应做您的家人联系人了。要改要撤回，随时发 /family。"])
    with pytest.raises(UserError, match="kin-link-gone"):
        await kin.opened(office, code, STRANGER)
    [one] = (await kin.view(office, RESIDENT)).own
    assert (one.title, one.phone, one.ask_first, one.state) == ("小敏", "", False, "agreed")
    assert (await kin.view(office, DAUGHTER)).others == ((invitation.id, "王阿姨"),)


async def test_who_says_no_leaves_nothing_and_a_link_runs_out(office: Office, phones: Phones) -> None:
    invitation = await kin.opened(office, await kin.invite(office, RESIDENT, "王阿姨"), DAUGHTER)
    await kin.agree(office, invitation.id, DAUGHTER, "小敏", yes=False)
    await until(lambda: phones.told(RESIDENT))
    [row] = await every(office, Kin)
    assert (row.state, row.relative, row.title) == ("left", None, None)
    code = await kin.invite(office, RESIDENT, "王阿姨")
    async with office.store.begin() as session:
        await session.execute(sa.update(Kin).values(made_at=clock.now() - timedelta(hours=73)))
    with pytest.raises(UserError, match="kin-link-gone"):
        await kin.opened(office, code, DAUGHTER)
    assert (await housekeeping.clean(office))["家人联系人"] == 1
    assert await every(office, Kin) == []


@pytest.mark.parametrize(
    ("text", "title", "shown"),
    [
        (f"女儿 小敏 {PHONE}", "女儿 小敏", "139****5678"),
        ("小敏,电话:139 1234 5678", "小敏", "139****5678"),
        ("+8613912345678", "家人", "139****5678"),
        ("老伴 0518-8512 3456", "老伴", "0518 **** ****"),
    ],
)
async def test_a_number_is_taken_as_people_write_it_and_shown_by_its_ends(office: Office, text: str, title: str, shown: str) -> None:
    await kin.ask_number(office, RESIDENT, "王阿姨")
    one = await kin.note_number(office, RESIDENT, text)
    assert (one.title, one.phone, one.state) == (title, shown, "agreed")
    [row] = await every(office, Kin)
    for sealed in (row.phone, row.title, row.owner):
        assert b"1391234" not in sealed  # of three digits a sealed row has some by chance
        assert "小敏".encode() not in sealed


async def test_what_is_no_number_is_told_and_none_is_taken_unasked(office: Office) -> None:
    with pytest.raises(UserError, match="kin-gone"):
        await kin.note_number(office, RESIDENT, PHONE)
    await kin.ask_number(office, RESIDENT, "王阿姨")
    assert await kin.awaits(office, RESIDENT)
    for text in ("女儿小敏", f"{PHONE} 或 13800138000"):
        with pytest.raises(UserError, match="kin-no-number"):
            await kin.note_number(office, RESIDENT, text)
    await kin.no_number(office, RESIDENT)
    assert not await kin.awaits(office, RESIDENT)
    assert await every(office, Kin) == []


async def test_a_contact_is_changed_and_withdrawn_by_nobody_else_and_three_are_enough(office: Office) -> None:
    contact = await by_phone(office)
    acts: list[Callable[[int], Awaitable[Any]]] = [
        lambda who: kin.set_terms(office, contact, who, ask_first=True),
        lambda who: kin.ask_number(office, who, "谁", contact),
        lambda who: kin.withdraw(office, contact, who),
        lambda who: kin.leave(office, contact, who),
    ]
    for who in (STRANGER, OFFICER, DAUGHTER):
        for act in acts:
            with pytest.raises(UserError, match="kin-gone"):
                await act(who)
    await kin.ask_number(office, RESIDENT, "王阿姨", contact)
    again = await kin.note_number(office, RESIDENT, "13800138000")
    assert (again.id, again.title, again.phone) == (contact, "女儿 小敏", "138****8000")
    for _ in range(kin.MOST - 1):
        await by_phone(office)
    with pytest.raises(UserError, match="kin-enough"):
        await kin.invite(office, RESIDENT, "王阿姨")
    for _ in range(2):
        await kin.withdraw(office, contact, RESIDENT)
    assert len((await kin.view(office, RESIDENT)).own) == kin.MOST - 1


async def test_a_relative_is_asked_by_the_bot_with_the_minimum_and_the_officer_hears_the_answer(office: Office, phones: Phones) -> None:
    contact = await named(office)
    number = await held(office)
    [one] = await kin_calls.look(office, number, OFFICER)
    assert (one.id, one.owner, one.title, one.by_phone, one.fresh) == (contact, "王阿姨", "小敏", False, True)
    assert (await board.show(office, number, OFFICER)).viewer.kin
    assert (await clues.analyse(office, number, OFFICER)).kin == 1
    for _ in range(2):
        assert (await kin_calls.ask(office, number, contact, OFFICER)).key == "kin-being-asked"
    await until(lambda: phones.summons)
    [(chat, text, call)] = phones.summons
    assert (chat, "请您现在就给王阿姨打个电话" in text, "别责怪" in text) == (DAUGHTER, True, True)
    assert not any(word in text for word in ("三万", "客服", "共享屏幕", f"{number} 号"))
    await until(lambda: _state(office, "asked"))
    for who in (STRANGER, RESIDENT, OFFICER):
        with pytest.raises(UserError, match="kin-call-over"):
            await kin_answers.answer(office, call, who, "yes")
        with pytest.raises(UserError, match="kin-call-over"):
            await kin_answers.script(office, call, who)
    assert (await kin_answers.answer(office, call, DAUGHTER, "later"))[1] == "later"
    await until(lambda: any("小敏 说晚一点" in text for text in phones.told(OFFICER)))
    for _ in range(2):
        assert (await kin_answers.answer(office, call, DAUGHTER, "yes"))[1] == "accepted"
    await until(lambda: f"👪 小敏 答应马上联系当事人（预警 {number} 号）。" in phones.told(OFFICER))
    assert (await kin_answers.answer(office, call, DAUGHTER, "lost"))[1] == "later"
    await until(lambda: any("没有打通" in text for text in phones.told(OFFICER)))
    async with office.store.begin() as session:
        alert = await alert_rows.get(session, number)
        assert alert is not None
        family = office.library.script(alert.family, "secret", "family").text
    assert await kin_answers.script(office, call, DAUGHTER) == family
    acts = await history(office, number)
    assert [act for act in acts if act.startswith("kin")] == ["kin_asked", "kin_later", "kin_accepted", "kin_later"]
    assert "script_shown" in acts


async def _state(office: Office, *states: str) -> bool:
    return [row.state for row in await every(office, KinCall)] == list(states)


async def test_when_the_alert_has_ended_what_was_disclosed_is_taken_back_and_the_resident_is_told(office: Office, phones: Phones) -> None:
    contact = await named(office)
    number = await held(office)
    await kin_calls.ask(office, number, contact, OFFICER)
    await until(lambda: _state(office, "asked"))
    assert not any("联系过您" in text for text in phones.told(RESIDENT))
    await alerts.dismiss(office, number, OFFICER)
    await until(lambda: any(sent.chat == DAUGHTER and "不用您再做什么" in text for sent, text in phones.edits))
    await until(lambda: sum("请小敏联系过您" in text for text in phones.told(RESIDENT)) == 1)
    await until(lambda: _forgotten(office))
    with pytest.raises(UserError, match="kin-call-over"):
        await kin_answers.answer(office, 1, DAUGHTER, "yes")
    with pytest.raises(UserError, match="kin-not-now"):
        await kin_calls.ask(office, number, contact, OFFICER)


async def _forgotten(office: Office) -> bool:
    rows = await every(office, KinCall)
    return all((row.state, row.telegram, row.relative, row.chat, row.message) == ("over", 0, 0, None, None) for row in rows)


async def test_a_number_is_shown_to_who_asks_and_expires(office: Office, phones: Phones) -> None:
    contact = await by_phone(office)
    number = await held(office)
    called = await kin_calls.ask(office, number, contact, OFFICER)
    assert (called.key, called.number, called.title) == ("kin-number-shown", PHONE, "女儿 小敏")
    assert (await kin_calls.ask(office, number, contact, OFFICER)).call == called.call
    await kin_calls.shown(office, called.call, 55)
    assert (await kin_calls.ask(office, number, contact, OFFICER)).key == "kin-number-above"
    theirs = await kin_calls.ask(office, number, contact, LEADER)
    assert theirs.number == PHONE
    await alerts.dismiss(office, number, OFFICER)
    await until(lambda: any((sent.chat, sent.message, text) == (OFFICER, 55, "👪 家人电话已收回。") for sent, text in phones.edits))
    await kin_calls.shown(office, theirs.call, 56)
    await until(lambda: any((sent.chat, sent.message) == (LEADER, 56) for sent, _ in phones.edits))


async def test_who_wants_to_be_asked_first_is_and_their_no_counts(office: Office, phones: Phones) -> None:
    contact = await named(office, ask_first=True)
    number = await held(office)
    with pytest.raises(UserError, match="kin-ask-first"):
        await kin_calls.ask(office, number, contact, OFFICER)
    assert (await kin_calls.ask_leave(office, number, contact, OFFICER)).key == "kin-leave-asked"
    await until(lambda: phones.leaves)
    [(chat, text, call)] = phones.leaves
    assert (chat, "想请小敏给您打个电话" in text) == (RESIDENT, True)
    for who in (DAUGHTER, OFFICER, NEIGHBOUR):
        with pytest.raises(UserError, match="kin-call-over"):
            await kin_answers.give_leave(office, call, who, yes=True)
    for yes in (False, True):
        assert await kin_answers.give_leave(office, call, RESIDENT, yes=yes) == "kin-leave-refused"
    await until(lambda: any("不同意联系小敏" in text for text in phones.told(OFFICER)))
    assert (await kin_calls.ask(office, number, contact, OFFICER)).key == "kin-refused"
    assert phones.summons == []


@pytest.mark.parametrize("phone", [False, True])
async def test_with_leave_a_relative_is_asked_at_once_and_a_number_shown_when_pressed_again(
    office: Office, phones: Phones, phone: bool
) -> None:
    contact = await by_phone(office) if phone else await named(office)
    await kin.set_terms(office, contact, RESIDENT, ask_first=True)
    number = await held(office)
    await kin_calls.ask_leave(office, number, contact, OFFICER)
    await until(lambda: phones.leaves)
    assert await kin_answers.give_leave(office, phones.leaves[0][2], RESIDENT, yes=True) == "kin-leave-given"
    await until(lambda: any("当事人同意联系" in text for text in phones.told(OFFICER)))
    if phone:
        assert (await kin_calls.ask(office, number, contact, OFFICER)).number == PHONE
    else:
        await until(lambda: [chat for chat, _, _ in phones.summons] == [DAUGHTER])


async def test_an_order_needs_a_reason_that_is_kept_sealed_and_told(office: Office, phones: Phones) -> None:
    contact = await named(office, ask_first=True)
    number = await held(office)
    with pytest.raises(UserError, match="kin-why"):
        await kin_calls.order(office, number, contact, OFFICER, " 急 ")
    await kin_calls.order(office, number, contact, OFFICER, "屏幕正被人控制，来不及问本人")
    await until(lambda: phones.summons)
    told = (await board.details(office, number, OFFICER)).history
    assert [noted for _, what, noted in told if "理由" in what] == ["屏幕正被人控制，来不及问本人"]
    await until(lambda: _state(office, "asked"))
    await alerts.dismiss(office, number, OFFICER)
    await until(lambda: any("没有先问您就请小敏联系了您" in text for text in phones.told(RESIDENT)))


async def test_nobody_else_asks_for_anybody_and_only_the_family_of_who_reported(office: Office, phones: Phones) -> None:
    contact = await named(office)
    other = await held(office, NEIGHBOUR)
    with pytest.raises(UserError, match="kin-none"):
        await kin_calls.look(office, other, OFFICER)
    with pytest.raises(UserError, match="kin-gone"):
        await kin_calls.ask(office, other, contact, OFFICER)
    assert not (await board.show(office, other, OFFICER)).viewer.kin
    number = await held(office)
    acts: list[Callable[[int], Awaitable[Any]]] = [
        lambda who: kin_calls.look(office, number, who),
        lambda who: kin_calls.ask(office, number, contact, who),
        lambda who: kin_calls.ask_leave(office, number, contact, who),
        lambda who: kin_calls.order(office, number, contact, who, "来不及问本人了"),
    ]
    for who in (GRID, STRANGER, RESIDENT, 5009):
        for act in acts:
            with pytest.raises(UserError):
                await act(who)
    assert (await kin_calls.look(office, number, CITY))[0].id == contact
    assert await every(office, KinCall) == []


async def test_a_relative_who_cannot_be_reached_is_told_and_may_be_asked_again(office: Office, phones: Phones) -> None:
    contact = await named(office)
    number = await held(office)
    phones.refuse[DAUGHTER] = [Undelivered("blocked")]
    await kin_calls.ask(office, number, contact, OFFICER)
    await until(lambda: any("没有联系上小敏" in text for text in phones.told(OFFICER)))
    phones.refuse.clear()
    await kin_calls.ask(office, number, contact, OFFICER)
    await until(lambda: phones.summons)


async def test_what_was_withdrawn_is_taken_back_and_what_was_begun_goes_on_without_it(office: Office, phones: Phones) -> None:
    contact = await named(office)
    number = await held(office)
    await kin_calls.ask(office, number, contact, OFFICER)
    await until(lambda: _state(office, "asked"))
    await kin.withdraw(office, contact, RESIDENT)
    await until(lambda: any(sent.chat == DAUGHTER for sent, _ in phones.edits))
    assert not (await board.show(office, number, OFFICER)).viewer.kin
    await alerts.dismiss(office, number, OFFICER)
    await until(lambda: any("请家人联系过您" in text for text in phones.told(RESIDENT)))


@pytest.mark.parametrize("station", [False, True])
async def test_in_other_hands_a_number_is_taken_back_from_who_saw_it(office: Office, phones: Phones, station: bool) -> None:
    contact = await by_phone(office)
    number = await held(office)
    await kin_calls.shown(office, (await kin_calls.ask(office, number, contact, OFFICER)).call, 55)
    theirs = await kin_calls.ask(office, number, contact, LEADER)
    await kin_calls.shown(office, theirs.call, 56)
    if station:
        await steps.record(office, number, OFFICER, "end", "station", 0, "lyg-hz-np")
    else:
        await handing.hand_over(office, number, OFFICER, LEADER)
    await until(lambda: any((sent.chat, sent.message) == (OFFICER, 55) for sent, _ in phones.edits))
    if station:
        await until(lambda: any((sent.chat, sent.message) == (LEADER, 56) for sent, _ in phones.edits))
    else:
        assert (await kin_calls.ask(office, number, contact, LEADER)).key == "kin-number-above"


async def test_calls_of_a_double_go_on_with_the_alert_it_doubles(office: Office, phones: Phones) -> None:
    contact = await named(office)
    other, number = await held(office, NEIGHBOUR), await held(office)
    await kin_calls.ask(office, number, contact, OFFICER)
    await until(lambda: _state(office, "asked"))
    await steps.record(office, number, OFFICER, "end", "duplicate", 0, str(other))
    assert [(row.alert_id, row.state) for row in await every(office, KinCall)] == [(other, "asked")]
    assert (await kin_calls.look(office, other, OFFICER))[0].state == "asked"
    async with office.store.begin() as session:
        double = await alert_rows.get(session, number)
        assert double is not None
        ending = consequences.ending(double)
    await rechecks.refuse(office, number, LEADER, ending, "不是同一件事，重新办")
    assert [(row.alert_id, row.state) for row in await every(office, KinCall)] == [(number, "asked")]


async def test_both_are_forgotten_and_the_export_has_it_all(office: Office, phones: Phones) -> None:
    await named(office)
    contact = await by_phone(office)
    number = await held(office)
    await kin_calls.shown(office, (await kin_calls.ask(office, number, contact, OFFICER)).call, 55)
    mine = await rights.export(office.store, office.cipher, RESIDENT)
    assert [(row["title"], row["phone"]) for row in mine["family"]] == [("小敏", ""), ("女儿 小敏", PHONE)]
    assert [(row["alert"], row["why"]) for row in mine["family_asked"]] == [(number, "consent")]
    theirs = await rights.export(office.store, office.cipher, DAUGHTER)
    assert [row["for"] for row in theirs["family_of"]] == ["王阿姨"]
    await rights.forget(office, DAUGHTER)
    await until(lambda: any("不再做联系人" in text for text in phones.told(RESIDENT)))
    assert DAUGHTER not in [row.relative for row in await every(office, Kin)]
    await rights.forget(office, RESIDENT)
    assert await every(office, Kin) == []
    await until(lambda: any((sent.chat, sent.message) == (OFFICER, 55) for sent, _ in phones.edits))
    assert [(row.telegram, row.relative, row.kin_id) for row in await every(office, KinCall)] == [(0, 0, None)]


async def test_contacts_of_somebody_who_never_came_back_go_after_a_year(office: Office) -> None:
    await by_phone(office)
    assert (await housekeeping.clean(office))["家人联系人"] == 0
    async with office.store.begin() as session:
        long_ago = clock.now() - timedelta(days=366)
        await session.execute(sa.update(Person).values(seen_at=long_ago))
        await session.execute(sa.update(Kin).values(made_at=long_ago))
    assert (await housekeeping.clean(office))["家人联系人"] == 1
    assert await every(office, Kin) == []
