"""Presses on a card: 签收, 转交, 误报, 详情, 止付信息. Each may come twice, late, or from somebody it is not meant for, and is answered.

Way of a press: `Press.read` → one service of bot.desk.alerts → board.py: the note under the button, the pressed card as it is now. The
cards of others are redrawn by a workflow. The steps of dissuasion: steps.py.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update

from bot.desk import alerts, board, handing
from bot.desk.moves import ENDS
from bot.errors import UserError
from bot.office import Office
from bot.stop import stop_payment
from bot.texts import say
from handlers.duty.alert_lists import listed
from handlers.duty.board import Board, Reply
from handlers.duty.card_buttons import Press, ask_if_malicious, ask_if_wrong, choose_colleague, to_copy
from handlers.duty.cards import QUOTED, detailed
from handlers.duty.sender import LONGEST, Sender, fit, head

MOST_PARTS = 5

Act = Callable[[Press, int], Awaitable[Reply]]


class Presses:
    """The handler of every button of the duty bot."""

    def __init__(self, office: Office, sender: Sender) -> None:
        self._office = office
        self._sender = sender
        self._board = Board(office, sender)
        self._acts: dict[str, Act] = {
            "sign": self._sign,
            "pass": self._choose,
            "give": self._give,
            "why": self._why,
            "wrong": self._ask_if_wrong,
            "sure": self._dismiss,
            "bad": self._ask_if_malicious,
            "worse": self._malicious,
            "lift": self._lift,
            "more": self._details,
            "stop": self._stop_payment,
            "back": self._back,
            "open": self._open,
        }

    async def on_press(self, update: Update, _: Any) -> None:
        """A button was pressed; raises UserError for what the presser may not do, before anything has changed."""
        query = update.callback_query
        assert query is not None
        press = Press.read(query.data)
        if press is None or press.act not in self._acts:
            raise UserError("duty-button-old")
        by = query.from_user.id
        reply = await self._acts[press.act](press, by)
        await self._board.put(query, press.call, reply)

    async def _told(self, outcome: alerts.Outcome, by: int) -> Reply:
        """What came of an act, and the card as it is since."""
        return Reply(say(outcome.key, name=outcome.name), await board.show(self._office, outcome.number, by))

    async def _sign(self, press: Press, by: int) -> Reply:
        return await self._told(await alerts.acknowledge(self._office, press.number, by), by)

    async def _dismiss(self, press: Press, by: int) -> Reply:
        return await self._told(await alerts.dismiss(self._office, press.number, by), by)

    async def _malicious(self, press: Press, by: int) -> Reply:
        return await self._told(await alerts.dismiss(self._office, press.number, by, "malicious"), by)

    async def _lift(self, press: Press, by: int) -> Reply:
        return await self._told(await alerts.lift(self._office, press.number, by), by)

    async def _ask_if_wrong(self, press: Press, by: int) -> Reply:
        card = await board.show(self._office, press.number, by)
        if card.state in ENDS:
            return Reply(say("closed-already", name=card.ended.closed_by or ""), card)
        return Reply(say("duty-sure-wrong"), card, ask_if_wrong(card.called(press.call)))

    async def _ask_if_malicious(self, press: Press, by: int) -> Reply:
        card = await board.show(self._office, press.number, by)
        if card.state in ENDS:
            return Reply(say("closed-already", name=card.ended.closed_by or ""), card)
        return Reply(say("duty-sure-malicious"), card, ask_if_malicious(card.called(press.call)))

    async def _choose(self, press: Press, by: int) -> Reply:
        card = await board.show(self._office, press.number, by)
        if card.state in ENDS:
            return Reply(say("closed-already", name=card.ended.closed_by or ""), card)
        if card.state == "open":
            raise UserError("hand-over-sign-first")
        if not card.viewer.holds:
            return Reply(say("held-by-other", name=card.course.signed_by or ""), card)
        found = await handing.colleagues(self._office, press.number, by)
        people = [(one.telegram, say("duty-colleague-away-mark", name=one.name) if one.away else one.name) for one in found]
        if not people:
            raise UserError("duty-nobody-to-hand-to")
        return Reply(say("duty-choose-colleague"), card, choose_colleague(card.called(press.call), people))

    async def _give(self, press: Press, by: int) -> Reply:
        people = {person.telegram for person in await handing.colleagues(self._office, press.number, by)}
        if press.to is None or press.to not in people:
            raise UserError("duty-colleague-gone")
        return await self._told(await handing.hand_over(self._office, press.number, by, press.to), by)

    async def _why(self, press: Press, by: int) -> Reply:
        """Why it was handed over, for who has it now."""
        if press.to is None or press.to >= len(handing.HANDED_WHY):
            raise UserError("duty-button-old")
        return await self._told(await handing.say_why(self._office, press.number, by, handing.HANDED_WHY[press.to]), by)

    async def _details(self, press: Press, by: int) -> Reply:
        text = detailed(await board.details(self._office, press.number, by))
        for part in in_parts(text):
            await self._sender.say(by, part, silent=True, protected=True)
        return Reply(say("duty-details-sent"))

    async def _stop_payment(self, press: Press, by: int) -> Reply:
        """The facts for a stop-payment request, in full, to the presser alone."""
        page = await stop_payment.page(self._office, press.number, by)
        parts = in_parts(page.text)
        for part in parts:
            await self._sender.say(by, part, buttons=to_copy(page) if part is parts[-1] else None, silent=True, protected=True)
        return Reply(say("duty-details-sent"))

    async def _back(self, press: Press, by: int) -> Reply:
        return Reply(card=await board.show(self._office, press.number, by))

    async def _open(self, press: Press, by: int) -> Reply:
        return Reply(card=await board.show(self._office, press.number, by), fresh=True)

    async def on_alerts(self, update: Update, _: Any) -> None:
        """`/alerts`: what is open or signed in the person's areas; raises UserError for those who do not sign."""
        person = update.effective_user
        assert person is not None
        try:
            found = await board.live(self._office, person.id)
            tally = await board.tally(self._office, person.id)
        except UserError as refused:
            raise UserError("duty-alerts-others") from refused
        if not found:
            await self._sender.say(person.id, say("duty-alerts-none"))
            return
        lines, buttons = listed(found)
        total = sum(tally.values())
        more = [say("duty-alerts-more", shown=len(found), total=total)] if total > len(found) else []
        await self._sender.say(person.id, "\n".join([say("duty-alerts-title"), lines, *more]), buttons=buttons)


def in_parts(text: str) -> list[str]:
    """A long text as messages, broken after whole lines where possible; what goes beyond the last one is marked with an ellipsis.

    Where somebody's words had to be broken within a line, the rest is marked as theirs again.
    """
    parts: list[str] = []
    while text and len(parts) < MOST_PARTS - 1:
        part = head(text, LONGEST)
        parts.append(part)
        broken = text[len(part) : len(part) + 1] not in ("", "\n") and part.rpartition("\n")[2].startswith(QUOTED)
        text = (QUOTED if broken else "") + text[len(part) :].lstrip("\n")
    return [*parts, fit(text, LONGEST)] if text else parts
