"""Presses on a card: 签收, 转交, 误报, 详情. Each may come twice, late, or from somebody it is not meant for, and always gets an answer.

Way of a press: `Press.read` → one service of bot.alerts → the note under the button → the pressed card as it is now. The cards of
others are redrawn by a workflow. What a card shows goes to the presser's own chat alone, wherever the press came from.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from telegram import CallbackQuery, InlineKeyboardMarkup, Update

from bot import alerts, redraw
from bot.cards import AlertCard
from bot.errors import UserError
from bot.messenger import Sent
from bot.office import Office
from bot.texts import say
from handlers.duty.cards import Press, ask_if_wrong, choose_colleague, detailed, listed
from handlers.duty.sender import LONGEST, Sender, fit, head

MOST_PARTS = 5


@dataclass(frozen=True, slots=True)
class Reply:
    """What a press leads to: the note, the card as it is now (None leaves it alone), other buttons than its own, or a new message."""

    note: str = ""
    card: AlertCard | None = None
    buttons: InlineKeyboardMarkup | None = None
    fresh: bool = False


Act = Callable[[Press, int], Awaitable[Reply]]


class Presses:
    """The handler of every button of the duty bot."""

    def __init__(self, office: Office, sender: Sender) -> None:
        self._office = office
        self._sender = sender
        self._acts: dict[str, Act] = {
            "sign": self._sign,
            "pass": self._choose,
            "give": self._give,
            "wrong": self._ask_if_wrong,
            "sure": self._dismiss,
            "more": self._details,
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
        if not await self._sender.note(query.id, reply.note) and reply.note:
            await self._sender.say(by, reply.note, silent=True)
        await self._show(query, press, reply)

    async def _show(self, query: CallbackQuery, press: Press, reply: Reply) -> None:
        """The pressed message becomes the card as it is now; where that message is out of reach, the card comes anew."""
        if reply.card is None:
            return
        card, message = replace(reply.card, call=press.call), query.message
        if message is not None and message.is_accessible and message.chat.id == card.viewer and not reply.fresh:
            sent = Sent(card.viewer, message.message_id)
            async with redraw.drawing(self._office, card, sent):
                await self._sender.redraw(sent, card, buttons=reply.buttons)
        else:
            await redraw.shown(self._office, card, await self._sender.page(card.viewer, card, silent=True, buttons=reply.buttons))

    async def _sign(self, press: Press, by: int) -> Reply:
        return _as_told(await alerts.acknowledge(self._office, press.number, by))

    async def _dismiss(self, press: Press, by: int) -> Reply:
        return _as_told(await alerts.dismiss(self._office, press.number, by))

    async def _ask_if_wrong(self, press: Press, by: int) -> Reply:
        card = await alerts.show(self._office, press.number, by)
        if card.closed_by is not None:
            return Reply(say("closed-already", name=card.closed_by), card)
        return Reply(say("duty-sure-wrong"), card, ask_if_wrong(replace(card, call=press.call)))

    async def _choose(self, press: Press, by: int) -> Reply:
        card = await alerts.show(self._office, press.number, by)
        if card.closed_by is not None:
            return Reply(say("closed-already", name=card.closed_by), card)
        if card.state == "open":
            raise UserError("hand-over-sign-first")
        if not card.held_by_viewer:
            return Reply(say("held-by-other", name=card.signed_by or ""), card)
        people = [(person.telegram, person.name) for person in await alerts.colleagues(self._office, press.number, by)]
        if not people:
            raise UserError("duty-nobody-to-hand-to")
        return Reply(say("duty-choose-colleague"), card, choose_colleague(replace(card, call=press.call), people))

    async def _give(self, press: Press, by: int) -> Reply:
        people = {person.telegram for person in await alerts.colleagues(self._office, press.number, by)}
        if press.to is None or press.to not in people:
            raise UserError("duty-colleague-gone")
        return _as_told(await alerts.hand_over(self._office, press.number, by, press.to))

    async def _details(self, press: Press, by: int) -> Reply:
        text = detailed(await alerts.details(self._office, press.number, by))
        for part in in_parts(text):
            await self._sender.say(by, part, silent=True, protected=True)
        return Reply(say("duty-details-sent"))

    async def _back(self, press: Press, by: int) -> Reply:
        return Reply(card=await alerts.show(self._office, press.number, by))

    async def _open(self, press: Press, by: int) -> Reply:
        return Reply(card=await alerts.show(self._office, press.number, by), fresh=True)

    async def on_alerts(self, update: Update, _: Any) -> None:
        """`/alerts`: what is open or signed in the person's areas; raises UserError for those who do not sign."""
        person = update.effective_user
        assert person is not None
        try:
            cards = await alerts.live(self._office, person.id)
            tally = await alerts.tally(self._office, person.id)
        except UserError as refused:
            raise UserError("duty-alerts-others") from refused
        if not cards:
            await self._sender.say(person.id, say("duty-alerts-none"))
            return
        lines, buttons = listed(cards)
        total = sum(tally.values())
        more = [say("duty-alerts-more", shown=len(cards), total=total)] if total > len(cards) else []
        await self._sender.say(person.id, "\n".join([say("duty-alerts-title"), lines, *more]), buttons=buttons)


def _as_told(outcome: alerts.Outcome) -> Reply:
    return Reply(say(outcome.key, name=outcome.name), outcome.card)


def in_parts(text: str) -> list[str]:
    """A long text as messages, broken after whole lines where possible; what goes beyond the last one is marked with an ellipsis."""
    parts: list[str] = []
    while text and len(parts) < MOST_PARTS - 1:
        part = head(text, LONGEST)
        parts.append(part)
        text = text[len(part) :].lstrip("\n")
    return [*parts, fit(text, LONGEST)] if text else parts
