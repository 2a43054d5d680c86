"""/verify: whether a code is one of the local station's, for those who ask, and for those who guess."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import clock
from bot.deployment import Deployment
from bot.desk import alerts as alerts_acts
from bot.desk import board, genuine, reports
from bot.desk.genuine import MOST, MOST_WRONG, WINDOW, Checked, code_of
from bot.errors import UserError
from bot.office import Office
from bot.setup import apply
from bot.store import alerts, groups, people
from bot.store.models import Alert
from tests.bot.conftest import Time
from tests.bot.test_chain import reported
from tests.conftest import DISTRICT_FILE, LEADER, NEIGHBOURS, OFFICER, RESIDENT, STRANGER, Phones, until

FAR = {"chat": -1001000000009, "title": "宁平居民群", "area": "lyg-hz-np", "kind": "neighbourhood", "tags": []}
YES = Checked("verify-genuine", "新东派出所")
NO = Checked("verify-unknown")


@pytest.fixture
async def post(desk: Office, time: Time) -> Office:
    """The sample district with a group of another station."""
    await apply(desk.store, Deployment.model_validate({**DISTRICT_FILE, "groups": [*DISTRICT_FILE["groups"], FAR]}))
    return desk


async def raised(office: Office, state: str = "signed", area: str = "lyg-hz-xd-01") -> Alert:
    async with office.store.begin() as session:
        return await alerts.add(
            session,
            area=area,
            area_known=True,
            tier="high",
            words=office.cipher.seal("话"),
            ladder=[],
            state=state,
            signed_by=OFFICER,
            raised_at=clock.now(),
        )


async def shown(office: Office, alert: Alert) -> str:
    code = code_of(office.cipher, alert)
    assert code is not None
    return code.digits


async def seen_in(office: Office, person: int, chat: int) -> None:
    async with office.store.begin() as session:
        group = await groups.by_chat(session, chat)
        assert group is not None
        await people.seen(session, person, clock.now(), group_id=group.id)


async def test_a_code_of_the_local_station_is_genuine_and_any_other_is_not(post: Office) -> None:
    code = await shown(post, await raised(post))
    await seen_in(post, RESIDENT, NEIGHBOURS)
    assert await genuine.verify(post, RESIDENT, f" {code[:2]} {code[2:]} ") == YES
    assert await genuine.verify(post, STRANGER, code, NEIGHBOURS) == YES
    wide = code.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for who, said in enumerate((wide, f"#{code}", f"：{code}。", f"核验码{code}", f"核验码是：{code}", f"{code[:2]}-{code[2:]}"), 7100):
        assert await genuine.verify(post, who, said, NEIGHBOURS) == YES
    assert await genuine.verify(post, RESIDENT, f"{(int(code) + 1) % 10000:04d}") == NO


async def test_a_code_of_another_station_says_nothing_here_but_who_belongs_nowhere_may_ask(post: Office) -> None:
    code = await shown(post, await raised(post))
    await seen_in(post, RESIDENT, FAR["chat"])
    assert await genuine.verify(post, RESIDENT, code) == NO
    assert await genuine.verify(post, RESIDENT, code, FAR["chat"]) == NO
    assert await genuine.verify(post, STRANGER, code) == YES


@pytest.mark.parametrize("state", ["open", "closed", "false_alarm", "malicious", "duplicate", "transferred"])
async def test_only_an_alert_that_somebody_holds_has_a_code(post: Office, state: str) -> None:
    alert = await raised(post)
    code = await shown(post, alert)
    async with post.store.begin() as session:
        row = await alerts.get(session, alert.id)
        assert row is not None
        row.state = state
        assert code_of(post.cipher, row) is None
    assert await genuine.verify(post, RESIDENT, code) == NO


async def test_a_code_holds_for_its_half_hour_and_the_next(post: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    start = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    alert = await raised(post)
    monkeypatch.setattr(clock, "now", lambda: start)
    code = code_of(post.cipher, alert)
    assert code is not None
    assert code.until == start + 2 * WINDOW
    for later, found in ((0, YES), (59, YES), (60, NO)):
        monkeypatch.setattr(clock, "now", lambda later=later: start + timedelta(minutes=later))
        assert await genuine.verify(post, RESIDENT, code.digits) == found


async def test_cards_that_are_out_show_the_new_code_each_half_hour(office: Office, phones: Phones, time: Time) -> None:
    number = (await reports.report(office, reported())).number
    await until(lambda: {OFFICER, LEADER} <= set(phones.paged()))
    await alerts_acts.acknowledge(office, number, OFFICER)
    old = (await board.show(office, number, OFFICER)).viewer.code
    await until(lambda: any(card.viewer.code == old for _, card in phones.redraws))
    half_hour = await genuine.renew(office, -1)
    time.now += WINDOW
    new = (await board.show(office, number, OFFICER)).viewer.code
    seen = len(phones.redraws)
    assert await genuine.renew(office, half_hour) == half_hour + 1
    await until(lambda: any(card.viewer.code == new for _, card in phones.redraws[seen:]))
    assert {sent.chat for sent, card in phones.redraws[seen:] if card.viewer.code == new} == {OFFICER}
    assert new != old
    assert await genuine.renew(office, half_hour + 1) == half_hour + 1


async def test_codes_of_another_secret_or_another_round_are_others(post: Office) -> None:
    alert = await raised(post)
    first = await shown(post, alert)
    others = {await shown(replace(post, cipher=type(post.cipher)(f"other {n}")), alert) for n in range(3)}
    assert others != {first}
    alert.round = 2
    assert await shown(post, alert) != first


@pytest.mark.parametrize("said", ["", "123", "12345", "abcd", "１２３", "1234; drop table", "1234 5678", "1" * 4000])
async def test_what_is_no_code_is_told_how_and_not_counted(post: Office, said: str) -> None:
    for _ in range(MOST + 1):
        with pytest.raises(UserError) as refused:
            await genuine.verify(post, RESIDENT, said)
        assert refused.value.key == "verify-how"


async def test_a_person_may_check_five_in_ten_minutes(post: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    code = await shown(post, await raised(post))
    for _ in range(MOST):
        assert await genuine.verify(post, RESIDENT, code) == YES
    with pytest.raises(UserError, match="verify-too-many"):
        await genuine.verify(post, RESIDENT, code)
    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert (await genuine.verify(post, RESIDENT, "0000")).key.startswith("verify-")


async def test_many_who_guess_close_the_station_for_a_while_and_no_other(post: Office) -> None:
    code = await shown(post, await raised(post))
    wrong = f"{(int(code) + 5000) % 10000:04d}"
    for guess in range(MOST_WRONG):
        assert await genuine.verify(post, 20_000 + guess, wrong, NEIGHBOURS) == NO
    with pytest.raises(UserError, match="verify-too-many"):
        await genuine.verify(post, STRANGER, code, NEIGHBOURS)
    assert await genuine.verify(post, STRANGER, wrong, FAR["chat"]) == NO
