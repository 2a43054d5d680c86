"""The audit of calls to family: whoever was to be asked is asked, and what is over is taken back and told, each once."""

from datetime import timedelta

from bot import threads
from bot.desk import alerts
from bot.helping import kin_calls
from bot.office import Office
from bot.store.models import Alert, KinCall
from tests.bot.test_audit import do, found, kill, mended
from tests.bot.test_audit_aftermath import MINUTES, ago, change, ended, first
from tests.bot.test_kin import DAUGHTER, held, named
from tests.conftest import OFFICER, RESIDENT, Phones, until


async def asked_for(office: Office, phones: Phones) -> int:
    """The alert's number, once a relative has been asked for it."""
    contact = await named(office)
    number = await held(office)
    await kin_calls.ask(office, number, contact, OFFICER)
    await until(lambda: phones.summons)
    await until(lambda: ended(office, threads.kin_call(1)))
    return number


async def test_a_relative_whom_the_question_never_reached_is_asked(quiet: Office, phones: Phones) -> None:
    number = await asked_for(quiet, phones)
    assert await found(quiet) == {}
    await kill(quiet, threads.kin_call(1))
    await change(quiet, KinCall, message=None, state="due", made_at=ago(MINUTES))
    phones.summons.clear()
    assert (await found(quiet))["kin-gone"].text == f"预警 {number} 号请家人帮忙的消息断在了半路"
    assert await mended(quiet) == ["kin-gone"]
    await until(lambda: [chat for chat, _, _ in phones.summons] == [DAUGHTER])
    await until(lambda: settled(quiet))


async def settled(office: Office) -> bool:
    return await found(office) == {}


async def test_a_resident_whose_leave_was_never_asked_is_asked(quiet: Office, phones: Phones) -> None:
    contact = await named(quiet, ask_first=True)
    await kin_calls.ask_leave(quiet, await held(quiet), contact, OFFICER)
    await until(lambda: phones.leaves)
    await until(lambda: ended(quiet, threads.kin_leave(1)))
    await kill(quiet, threads.kin_leave(1))
    await change(quiet, KinCall, message=None, made_at=ago(MINUTES))
    assert await mended(quiet) == ["kin-gone"]
    await until(lambda: [chat for chat, _, _ in phones.leaves] == [RESIDENT, RESIDENT])


async def test_a_call_without_an_end_has_one_again(quiet: Office, phones: Phones) -> None:
    await asked_for(quiet, phones)
    await kill(quiet, threads.kin_expires(1))
    await change(quiet, KinCall, made_at=ago(timedelta(days=2)))
    assert await mended(quiet) == ["kin-unending"]
    await until(lambda: any(sent.chat == DAUGHTER for sent, _ in phones.edits))


async def test_what_stayed_on_a_relatives_phone_is_taken_off(quiet: Office, phones: Phones) -> None:
    number = await asked_for(quiet, phones)
    await alerts.dismiss(quiet, number, OFFICER)
    await until(lambda: sum("请小敏联系过您" in text for text in phones.told(RESIDENT)) == 1)
    await until(lambda: ended(quiet, threads.kin_owner(1)))
    await until(lambda: taken_off(quiet))
    await change(quiet, KinCall, message=77, chat=DAUGHTER, ended_at=ago(MINUTES))
    assert await mended(quiet) == ["kin-untaken"]
    await until(lambda: any((sent.chat, sent.message) == (DAUGHTER, 77) for sent, _ in phones.edits))
    await until(lambda: taken_off(quiet))


async def taken_off(office: Office) -> bool:
    return (await first(office, KinCall)).message is None


async def test_a_resident_who_was_never_told_of_the_call_is_told_once(quiet: Office, phones: Phones) -> None:
    number = await asked_for(quiet, phones)
    await do(quiet, "update alerts set state = 'false_alarm'")
    await change(quiet, Alert, closed_at=ago(MINUTES))
    assert await mended(quiet) == ["kin-untold"]
    await until(lambda: sum("请小敏联系过您" in text for text in phones.told(RESIDENT)) == 1)
    assert (await first(quiet, KinCall)).alert_id == number
    await until(lambda: ended(quiet, threads.kin_owner(1)))
    assert "kin-untold" not in await found(quiet)
