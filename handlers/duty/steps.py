"""Presses on the steps of dissuasion, and notes: which step, what came of it, and a reply to a card as a note on its alert.

Way of a press: `StepPress.read` → bot.desk.steps → board.py. Two presses a step, the step and its outcome; 重复 and 移交 ask for one more.
"""

from typing import Any

from telegram import Update

from bot.desk import board, clues, steps
from bot.desk.cards import AlertCard
from bot.desk.moves import Actor, open_to
from bot.errors import UserError
from bot.office import Office
from bot.texts import say
from handlers.duty.analysis import analysed
from handlers.duty.board import Board, Reply
from handlers.duty.sender import Sender
from handlers.duty.step_buttons import StepPress, choose_other, choose_outcome, mark, menu
from handlers.duty.times import moment


class Steps:
    """The handler of the steps' buttons and of replies to cards."""

    def __init__(self, office: Office, sender: Sender) -> None:
        self._office = office
        self._sender = sender
        self._board = Board(office, sender)

    async def on_press(self, update: Update, _: Any) -> None:
        """A button was pressed; raises UserError for what the presser may not do, before anything has changed."""
        query = update.callback_query
        assert query is not None
        press = StepPress.read(query.data)
        if press is None:
            raise UserError("duty-button-old")
        await self._board.put(query, press.call, await self._reply(press, query.from_user.id))

    async def _reply(self, press: StepPress, by: int) -> Reply:
        if press.step == "back":
            return Reply(card=await self._card(press, by))
        if press.step == "menu":
            return await self._menu(press, by)
        if press.step == "go":
            outcome = await steps.go_along(self._office, press.number, by)
            return Reply(say(outcome.key), await self._card(press, by))
        if press.outcome is None:
            return await self._choose(press, by)
        if press.outcome in ("duplicate", "station") and not press.other:
            return await self._choose_other(press, by)
        return await self._record(press, by)

    async def _card(self, press: StepPress, by: int) -> AlertCard:
        return (await board.show(self._office, press.number, by)).called(press.call)

    async def _menu(self, press: StepPress, by: int) -> Reply:
        card = await self._card(press, by)
        actor = Actor(holder=card.viewer.holds, leader=card.viewer.leads)
        ends = [move.outcome for move in open_to(card.state, card.tier, actor) if move.step == "end"]
        return Reply(say("step-more"), card, menu(card, ends))

    async def _choose(self, press: StepPress, by: int) -> Reply:
        offer = await steps.offer(self._office, press.number, by, press.step)
        if press.step == "analysis":
            await self._sender.say(by, analysed(await clues.analyse(self._office, press.number, by)), silent=True, protected=True)
        card = await self._card(press, by)
        return Reply(say("step-choose"), card, choose_outcome(card, press.step, offer))

    async def _choose_other(self, press: StepPress, by: int) -> Reply:
        card = await self._card(press, by)
        if press.outcome == "station":
            found = [(mark(area.code), area.name) for area in await steps.stations(self._office, press.number, by)]
        else:
            others = await steps.others(self._office, press.number, by)
            found = [
                (
                    str(row.number),
                    say("step-other", number=row.number, at=moment(row.raised_at), what=row.what or say("duty-alerts-unknown")),
                )
                for row in others
            ]
        if not found:
            raise UserError("step-other-none")
        asked = say("step-choose-station") if press.outcome == "station" else say("step-choose-other")
        return Reply(asked, card, choose_other(card, press.outcome or "", press.seq, found))

    async def _record(self, press: StepPress, by: int) -> Reply:
        other = press.other
        if press.outcome == "station":
            found = await steps.stations(self._office, press.number, by)
            other = next((area.code for area in found if mark(area.code) == press.other), "")
        outcome = await steps.record(self._office, press.number, by, press.step, press.outcome or "", press.seq, other)
        return Reply(say(outcome.key), await self._after(press, by))

    async def _after(self, press: StepPress, by: int) -> AlertCard | None:
        """The card since; None when it has gone to a station that is not this person's."""
        try:
            return await self._card(press, by)
        except UserError:
            return None

    async def on_reply(self, update: Update, _: Any) -> None:
        """A reply to a card is a note; raises UserError when it is not a card of theirs."""
        message = update.effective_message
        person = update.effective_user
        assert message is not None
        assert message.reply_to_message is not None
        assert person is not None
        number = await steps.remark(self._office, person.id, message.reply_to_message.message_id, message.text or "")
        key = "duty-words-staff" if number is None else "step-noted"
        await self._sender.say(person.id, say(key, number=number or ""), silent=True)
