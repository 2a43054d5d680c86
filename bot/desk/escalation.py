"""The ladder: page who is due, wait for 签收, page the next, and again — as a durable workflow that reads as the story it is.

An alert's row is true; this is its timer. Pages are separate workflows, so that one officer's dead phone never holds up another's.
"""

from typing import Any

from dbos import DBOS
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, office, threads
from bot.desk.consequences import draw_soon, workflow_id
from bot.desk.moves import HELD, LIVE
from bot.desk.paging import page_call
from bot.desk.viewers import card_for
from bot.durable import effect, record, workflow
from bot.messenger import Undelivered, delivered
from bot.people import languages
from bot.store import alerts, cards, pages, staff, steps, workers
from bot.store.models import Alert, Page
from bot.texts import say

BEFORE = 20
"""Over so many turns of the ladder one looks back for what operators are still to hear."""


@workflow("escalate")
async def escalate(number: int, round: int = 1) -> str:
    """Page rung after rung until all signatures are there; nobody anywhere → operators are told, and the ladder starts again."""
    ladder: list[dict[str, Any]] = await ladder_of(number)
    turn = 0
    while True:
        reached = False
        restarted = False
        for index, rung in enumerate(ladder):
            call = f"{turn}.{index}" if round == 1 else f"r{round}-{turn}.{index}"
            if not await page_rung(number, call, rung):
                continue
            reached = True
            ended = await wait_for_signature(number, call, rung["wait"], round)
            if ended == "closed":
                return ended
            if ended == "raised":
                restarted = True
                break
        if not restarted:
            await tell_nobody_signed(number, turn)
            if not reached and await wait_for_signature(number, "", ladder[-1]["wait"], round) == "closed":
                return "closed"
        turn += 1


async def wait_for_signature(number: int, call: str, wait: float, round: int) -> str:
    """Wait out one rung: closed (signed or ended), raised (start anew), or next (time is up, nobody could be reached, or 升级)."""
    remaining = wait
    while remaining > 0:
        news = await DBOS.recv_async("news", timeout_seconds=remaining)
        seen: dict[str, Any] = await look(number, call, wait, round)
        if not seen["open"]:
            return "closed"
        if news and news["kind"] == "raised":
            return "raised"
        if news is None or news["kind"] == "lifted" or not seen["reachable"]:
            return "next"
        remaining = min(remaining, seen["remaining"])  # a clock that was set back makes no wait longer
    return "next"


@record("ladder_of")
async def ladder_of(number: int) -> list[dict[str, Any]]:
    """The ladder as it was frozen on the alert when it was raised; a rung that repeats is as many rungs."""
    async with office.current().store.begin() as session:
        alert = await alerts.get(session, number)
        return [rung for rung in alert.ladder for _ in range(rung.get("repeat", 1))] if alert else []


@record("look")
async def look(number: int, call: str, wait: float, round: int) -> dict[str, Any]:
    """Does it still wait for a signature in this round, can anybody of this call be reached, how many seconds of the wait are left."""
    async with office.current().store.begin() as session:
        alert = await alerts.get(session, number)
        paged = await pages.of(session, number, call) if call else []
        waits = alert is not None and alert.round == round and await _waits(session, alert)
    began = min((page.made_at for page in paged), default=clock.now())
    return {
        "open": waits,
        "reachable": any(page.state != "failed" for page in paged) or not call,
        "remaining": min(wait - (clock.now() - began).total_seconds(), wait),  # the clock may have been set back since
    }


async def _waits(session: AsyncSession, alert: Alert) -> bool:
    """Nobody has signed, or not all whom a rung asked for."""
    return alert.state == "open" or (alert.state in HELD and len(await steps.signers(session, alert)) < alert.need)


@record("page_rung")
async def page_rung(number: int, call: str, rung: dict[str, Any]) -> int:
    """Page one rung; returns how many who may sign were paged, 0 when nobody stands on it or nobody is missing any more."""
    desk = office.current()
    async with desk.store.begin() as session:
        alert = await alerts.get(session, number)
        if alert is None or not await _waits(session, alert):
            return 0
        return await page_call(desk, session, alert, call, rung)


@workflow("page")
async def page(page_id: int) -> str:
    """Put the card before one person; when that cannot be done, the ladder hears of it at once."""
    try:
        outcome: str = await put_card(page_id)
    except Exception as fault:
        outcome = type(fault).__name__
    if outcome not in ("sent", "settled"):
        await give_up(page_id, outcome)
    return outcome


@effect("put_card")
async def put_card(page_id: int) -> str:
    """Send the card: sent, settled (the alert closed meanwhile), or why it never will be. At-least-once: a page may come twice."""
    desk = office.current()
    async with desk.store.begin() as session:
        page_row = await pages.get(session, page_id)
        alert = await alerts.get(session, page_row.alert_id) if page_row else None
        if page_row is None or alert is None or not await _matters(session, alert, page_row):
            await pages.settled(session, page_id)
            return "settled"
        await languages.turn_to_staff(session, page_row.telegram)
        card = await card_for(session, desk, alert, page_row.telegram, page_row.nth)
        if card.viewer.out:
            await pages.settled(session, page_id)
            return "settled"
    try:
        sent = await desk.duty_bot.page(page_row.telegram, card, silent=page_row.silent)
    except Undelivered as refused:
        return refused.reason
    async with desk.store.begin(first=True) as session:
        await pages.reached(session, page_id, clock.now())
        await cards.drawn(
            session, alert_id=card.number, telegram=card.viewer.telegram, message=sent.message, nth=card.viewer.call, revision=card.revision
        )
        await staff.set_chat_open(session, page_row.telegram, True)
        if await cards.behind(session, card.number):  # the alert changed while its page was on the way
            await draw_soon(desk, session, card.number, f"page-{page_id}")
    return "sent"


async def _matters(session: AsyncSession, alert: Alert, page_row: Page) -> bool:
    """A page of the ladder matters while a signature is missing, one for a review until there is one, any other while the alert lives.

    The holder's always does.
    """
    if page_row.call.startswith("check-"):
        return alert.review == "due"
    by_ladder = "." in page_row.call
    return alert.signed_by == page_row.telegram or (await _waits(session, alert) if by_ladder else alert.state in LIVE)


@record("give_up")
async def give_up(page_id: int, fault: str) -> None:
    """Note that a person cannot be reached and wake the ladder, so that it does not wait for nobody."""
    desk = office.current()
    async with desk.store.begin() as session:
        page_row = await pages.get(session, page_id)
        if page_row is None:
            return
        await pages.failed(session, page_id, fault)
        if fault == "blocked":
            await staff.set_chat_open(session, page_row.telegram, False)
        await alerts.note(session, page_row.alert_id, clock.now(), page_row.telegram, "unreachable", call=page_row.call)
        news = {"kind": "unreachable"}
        alert = await alerts.get(session, page_row.alert_id)
        assert alert is not None
        await desk.engine.wake(session, workflow_id(alert), news, f"unreachable-{page_id}")


@record("tell_nobody_signed")
async def tell_nobody_signed(number: int, turn: int) -> None:
    """The whole ladder passed without 签收: operators are told loudly, but not again while they are still to hear of it."""
    desk = office.current()
    async with desk.store.begin() as session:
        alert = await alerts.get(session, number)
        if alert is None or not await _waits(session, alert):  # signed at the last moment
            return
        await alerts.note(session, number, clock.now(), None, "nobody", count=turn + 1)
        text = say("operators-nobody-signed", number=number, turn=turn + 1)
        for operator in desk.settings.operators:
            before = [threads.nobody(number, alert.round, earlier, operator) for earlier in range(max(turn - BEFORE, 0), turn)]
            if not await workers.under_way(session, before):
                thread = threads.nobody(number, alert.round, turn, operator)
                await desk.engine.enqueue(session, "pages", "tell_operator", thread, operator, text)


@workflow("tell_operator")
async def tell_operator(operator: int, text: str) -> str:
    """Tell one operator something through the duty bot."""
    outcome: str = await say_to_operator(operator, text)
    return outcome


@effect("say_to_operator")
async def say_to_operator(operator: int, text: str) -> str:
    """sent, or why it never will be; the log keeps it in any case."""
    desk = office.current()
    return await delivered(desk.duty_bot.say(operator, text))
