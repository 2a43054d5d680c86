"""`/review`: the questions that wait for an officer, one card at a time — 是诈骗, 不是诈骗, 看不准 — and the answer on its way.

Way of a press: Telegram → `Choice.read` → bot.asking.rulings → the card as it is now. What has been chosen travels in the buttons, so that
nothing is lost in a restart; a sentence for residents is written as a reply to the card that asks for it.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import filters

from bot.asking import rulings
from bot.asking.rulings import ReviewCard
from bot.errors import UserError
from bot.messenger import Sent
from bot.office import Office
from bot.texts import say
from handlers.duty.card_buttons import Rows
from handlers.duty.sender import Sender
from handlers.duty.times import moment

WORDS_SHOWN = 700
PRESSED = r"^r1:"
_CHOICE = re.compile(r"r1:([a-z]{2,8}):([0-9]{1,15})(?::([a-z0-9_]{1,24}))?")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a button carries, version 1: `r1:scam:12`, `r1:kind:12:p0`, `r1:send:12:fpolice`.

    kind: p and the number of a candidate, f and the code of a family, or n for no scam.
    """

    act: str
    number: int
    kind: str = ""

    @property
    def data(self) -> str:
        """As Telegram carries it: at most 52 bytes of its 64."""
        return f"r1:{self.act}:{self.number}" + (f":{self.kind}" if self.kind else "")

    @classmethod
    def read(cls, data: str | None) -> "Choice | None":
        """What was pressed; None for anything that no button of this version carries."""
        found = _CHOICE.fullmatch(data or "")
        return cls(found[1], int(found[2]), found[3] or "") if found else None


def choice_under(message: Message | None) -> Choice | None:
    """The answer that a card of ours is about to send, read from its buttons; None for any other message."""
    markup = message.reply_markup if message else None
    for button in (button for row in (markup.inline_keyboard if markup else ()) for button in row):
        choice = Choice.read(str(button.callback_data))
        if choice and choice.act == "send":
            return choice
    return None


class _Answers(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        """Whether a message is a reply to a card that asks for a sentence."""
        return bool(message.text) and choice_under(message.reply_to_message) is not None


ANSWERS = _Answers()


class Reviews:
    """The handlers of `/review`, of its buttons, and of the sentence written as a reply."""

    def __init__(self, office: Office, sender: Sender) -> None:
        self._office = office
        self._sender = sender
        self._acts: dict[str, Callable[[CallbackQuery, Choice], Awaitable[None]]] = {
            "scam": self._kinds,
            "other": self._kinds,
            "kind": self._confirm,
            "send": self._send,
            "back": self._turn,
            "skip": self._turn,
            "next": self._turn,
        }

    async def on_review(self, update: Update, _: Any) -> None:
        """`/review`: the weightiest card that waits; raises UserError review-not-yours."""
        person = update.effective_user
        assert person is not None
        card = await rulings.top(self._office, person.id)
        if card is None:
            await self._sender.say(person.id, say("review-none"))
        else:
            await self._sender.say(person.id, told(card), buttons=_first(card), protected=True)

    async def on_press(self, update: Update, _: Any) -> None:
        """A button of a card; raises UserError before anything has changed."""
        query = update.callback_query
        assert query is not None
        choice = Choice.read(query.data)
        if choice is None or choice.act not in self._acts:
            raise UserError("review-button-old")
        await self._acts[choice.act](query, choice)

    async def on_sentence(self, update: Update, _: Any) -> None:
        """A reply to the card before it is sent: the sentence for residents; raises UserError for what they must not be sent."""
        message, person = update.effective_message, update.effective_user
        assert message is not None
        assert person is not None
        choice = choice_under(message.reply_to_message)
        assert choice is not None
        card = await rulings.advise(self._office, choice.number, person.id, message.text or "")
        text, buttons = self._before_sending(card, choice.kind)
        await self._sender.say(person.id, text, buttons=buttons, protected=True)

    async def _kinds(self, query: CallbackQuery, choice: Choice) -> None:
        """Which trick? First the likeliest patterns, behind 其他 the families."""
        card = await rulings.show(self._office, choice.number, query.from_user.id)
        if choice.act == "other":
            pairs = [(f"f{family.code}", family.name) for family in self._office.told.families.values()]
        else:
            pairs = [(f"p{place}", name) for place, (_, name) in enumerate(card.candidates)]
        buttons = [InlineKeyboardButton(name, callback_data=Choice("kind", card.number, kind).data) for kind, name in pairs]
        rows: Rows = [buttons[at : at + 2] for at in range(0, len(buttons), 2)] if choice.act == "other" else [[one] for one in buttons]
        if choice.act == "scam":
            rows.append([_button("review-button-other", "other", card)])
        rows.append([_button("duty-button-back", "back", card)])
        await self._put(query, f"{told(card)}\n\n{say('review-which')}", InlineKeyboardMarkup(rows), say("review-which"), card)

    async def _confirm(self, query: CallbackQuery, choice: Choice) -> None:
        card = await rulings.show(self._office, choice.number, query.from_user.id)
        text, buttons = self._before_sending(card, choice.kind)
        await self._put(query, text, buttons, "", card)

    def _before_sending(self, card: ReviewCard, kind: str) -> tuple[str, InlineKeyboardMarkup]:
        """The card with the answer as it will go out, and the way to add a sentence."""
        self._kind(card, kind)
        answer = say("review-answer-fine") if kind == "n" else say("review-answer-scam", kind=self._name(card, kind))
        advice = say("review-advice-is", advice=card.advice) if card.advice else say("review-advice-none")
        text = "\n\n".join([told(card), f"{answer}\n{advice}", say("review-how-to-advise", most=rulings.ADVICE)])
        send = InlineKeyboardButton(say("review-button-send"), callback_data=Choice("send", card.number, kind).data)
        return text, InlineKeyboardMarkup([[send, _button("duty-button-back", "back", card)]])

    def _kind(self, card: ReviewCard, kind: str) -> dict[str, Any]:
        """The arguments of an answer; raises UserError for a kind that this card does not offer."""
        if kind == "n":
            return {"scam": False}
        if kind[:1] == "p" and kind[1:].isdigit() and int(kind[1:]) < len(card.candidates):
            return {"scam": True, "pattern": card.candidates[int(kind[1:])][0]}
        if kind[:1] == "f" and kind[1:] in self._office.library.families:
            return {"scam": True, "family": kind[1:]}
        raise UserError("review-button-old")

    def _name(self, card: ReviewCard, kind: str) -> str:
        return card.candidates[int(kind[1:])][1] if kind[0] == "p" else self._office.told.families[kind[1:]].name

    async def _send(self, query: CallbackQuery, choice: Choice) -> None:
        by = query.from_user.id
        answer = self._kind(await rulings.show(self._office, choice.number, by), choice.kind)
        ruling = await rulings.rule(self._office, choice.number, by, **answer)
        note = say("review-sent") if ruling.changed else say("review-answered-already", name=ruling.card.ruled_by)
        await self._put(query, told(ruling.card), InlineKeyboardMarkup([[_button("review-button-next", "next", ruling.card)]]), note)

    async def _turn(self, query: CallbackQuery, choice: Choice) -> None:
        """Back to this card, or on to the next one that was not skipped."""
        by = query.from_user.id
        if choice.act == "back":
            card = await rulings.show(self._office, choice.number, by)
            await self._put(query, told(card), _first(card), "")
            return
        if choice.act == "skip":
            await rulings.pass_over(self._office, choice.number, by)
        following = await rulings.top(self._office, by, passed_too=False)
        if following is None:
            await self._put(query, say("review-none-left"), None, "")
        else:
            await self._put(query, told(following), _first(following), "")

    async def _put(
        self, query: CallbackQuery, text: str, buttons: InlineKeyboardMarkup | None, note: str, card: ReviewCard | None = None
    ) -> None:
        """Answer the press and put a text in the place of the pressed message, in the presser's own chat; an answered card says so."""
        by, message = query.from_user.id, query.message
        if card is not None and card.state != "open":
            text, buttons, note = told(card), _first(card), say("review-answered-already", name=card.ruled_by)
        await self._sender.note(query.id, note)
        if message is not None and message.is_accessible and message.chat.id == by:
            await self._sender.edit(Sent(by, message.message_id), text, buttons=buttons)
        else:
            await self._sender.say(by, text, buttons=buttons, protected=True)


def told(card: ReviewCard) -> str:
    """The card as text; people's words are folded into one line."""
    words = " ".join(card.words.split())
    lines = [
        say("review-title", number=card.number, area=card.area),
        say("review-asked", count=card.askers, at=moment(card.asked_at)),
        say(f"review-said-{card.level}", pattern=card.pattern) if card.pattern else say(f"review-said-{card.level}-unknown"),
        say("card-words", words=words if len(words) <= WORDS_SHOWN else f"{words[:WORDS_SHOWN]}…"),
    ]
    if card.state == "ruled":
        outcome = say("review-ruled-scam", kind=card.says) if card.scam else say("review-ruled-fine")
        lines += ["", say("review-ruled", name=card.ruled_by, outcome=outcome)]
        lines += [say("review-advice-is", advice=card.advice)] if card.advice else []
        lines += [say("review-told", told=card.told, failed=card.failed)] if card.told + card.failed else []
    elif card.state != "open":
        lines += ["", say("review-over")]
    elif card.waiting:
        lines += ["", say("review-more", count=card.waiting)]
    return "\n".join(lines)


def _button(key: str, act: str, card: ReviewCard, kind: str = "") -> InlineKeyboardButton:
    return InlineKeyboardButton(say(key), callback_data=Choice(act, card.number, kind).data)


def _first(card: ReviewCard) -> InlineKeyboardMarkup:
    """What may be pressed on a card: the three answers while it is open, afterwards the way on."""
    if card.state != "open":
        return InlineKeyboardMarkup([[_button("review-button-next", "next", card)]])
    scam, fine = _button("review-button-scam", "scam", card), _button("review-button-fine", "kind", card, "n")
    return InlineKeyboardMarkup([[scam, fine], [_button("review-button-skip", "skip", card)]])
