"""The buttons under an answer: what they carry, and what a press does.

A press carries the presser's real id, arrives at most 150 s late, and may come twice: every act can be repeated. What a button carries is
never trusted: the question must have been asked in the chat where the press happened.
"""

import contextlib
from collections.abc import Awaitable, Callable
from typing import Literal, cast

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InaccessibleMessage, InlineKeyboardButton, InlineKeyboardMarkup, Message
from pydantic import Field

from bot.asking import questions
from bot.asking.answers import Answer
from bot.desk import reports
from bot.desk.reports import Reported
from bot.errors import UserError
from bot.messenger import Place, Sent, Undelivered
from bot.people import languages
from bot.texts import say
from handlers.community import receipts
from handlers.community.booth import Booth, is_group, place_of
from handlers.community.neighbour_cards import after_answer
from handlers.community.stop_cards import ask_on

Shown = Message | InaccessibleMessage
Act = Literal["danger", "report", "why", "useful", "wrong"]


class Press(CallbackData, prefix="q1"):
    """`q1:<act>:<question>`; the 1 is the version, old buttons keep working when there is a 2."""

    act: Act
    question: int = Field(gt=0, lt=10**15)


Said = Literal["yes", "no", "unknown"]


class Told(CallbackData, prefix="f1"):
    """`f1:<said>:<fact>:<question>`: the answer to what an unsure answer asked back."""

    said: Said
    fact: str = Field(pattern=r"^[a-z]{2,16}$")
    question: int = Field(gt=0, lt=10**15)


def _button(act: Act, label: str, question: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, callback_data=Press(act=act, question=question).pack())


def under_answer(answer: Answer) -> InlineKeyboardMarkup:
    """The buttons of an answer: danger and reasons where there is something to fear, a report and a word of thanks always."""
    number = answer.question
    report = _button("report", say("button-report"), number)
    rate = [_button("useful", say("button-useful"), number), _button("wrong", say("button-wrong"), number)]
    if answer.level == "clear":
        return InlineKeyboardMarkup(inline_keyboard=[[report], rate])
    danger = _button("danger", say("button-in-danger"), number)
    why = _button("why", say("button-why"), number)
    asked = [_asked_back(answer.fact, number)] if answer.fact else []
    neighbour = [after_answer(number)] if answer.neighbour else []
    return InlineKeyboardMarkup(inline_keyboard=[*asked, [danger], [report, why], *neighbour, rate])


def _asked_back(fact: str, question: int) -> list[InlineKeyboardButton]:
    labels: dict[Said, str] = {"yes": say("button-yes"), "no": say("button-no"), "unknown": say("button-unknown")}
    return [
        InlineKeyboardButton(text=label, callback_data=Told(said=said, fact=fact, question=question).pack())
        for said, label in labels.items()
    ]


def under_emergency(question: int) -> InlineKeyboardMarkup:
    """In an emergency there is one thing to press."""
    return InlineKeyboardMarkup(inline_keyboard=[[_button("report", say("button-report"), question)]])


def question_under(message: Message) -> int | None:
    """The question that one of our answers was about, read from its buttons."""
    rows = message.reply_markup.inline_keyboard if isinstance(message.reply_markup, InlineKeyboardMarkup) else []
    for data in (button.callback_data for row in rows for button in row):
        if data and data.startswith(f"{Press.__prefix__}:"):
            return Press.unpack(data).question
    return None


async def on_press(query: CallbackQuery, callback_data: Press, booth: Booth) -> None:
    """A button under an answer; raises UserError question-gone for a question of another chat."""
    if query.message is None:
        raise UserError("question-gone")
    await questions.asked_here(booth.office, callback_data.question, query.message.chat.id)
    await _ACTS[callback_data.act](booth, query, query.message, callback_data)


async def on_told(query: CallbackQuery, callback_data: Told, booth: Booth) -> None:
    """An answer to what we asked back; raises UserError fact-only-asker, or question-gone for a question of another chat."""
    shown = query.message
    if shown is None:
        raise UserError("question-gone")
    told, who = callback_data, query.from_user.id
    await questions.asked_here(booth.office, told.question, shown.chat.id)
    answer = await questions.settle(booth.office, told.question, who, told.fact, told.said, short=is_group(shown.chat))
    await booth.sender.note(query.id, say("emergency-short" if answer.emergency else "fact-noted"), alert=answer.emergency)
    await _show(booth, query, shown, answer.text, under_answer(answer))


async def on_unknown_press(query: CallbackQuery) -> None:
    """A button nobody made, or made in a version long gone."""
    raise UserError("question-gone")


def _whispered(shown: Shown) -> int | None:
    """The number of an answer that the presser alone sees; None for what everybody in the chat does."""
    return shown.ephemeral_message_id if isinstance(shown, Message) else None


async def _show(booth: Booth, query: CallbackQuery, shown: Shown, text: str, buttons: InlineKeyboardMarkup) -> None:
    """Put a text in the place of an answer; below it when the answer is out of reach."""
    if aside := _whispered(shown):
        await booth.sender.edit(Sent(shown.chat.id, aside, only_for=query.from_user.id), text, buttons=buttons)
    elif isinstance(shown, Message):
        await booth.sender.edit(Sent(shown.chat.id, shown.message_id), text, buttons=buttons)
    else:
        await booth.sender.say(Place(shown.chat.id), text, buttons=buttons)


async def _danger(booth: Booth, query: CallbackQuery, shown: Shown, press: Press) -> None:
    """The asker's answer becomes the emergency card; what another member says of themselves is between them and the bot."""
    if is_group(shown.chat) and not await questions.asked_by(booth.office, press.question, query.from_user.id):
        await _danger_of_another(booth, query, press)
        return
    answer = await questions.in_danger(booth.office, press.question, short=is_group(shown.chat))
    await booth.sender.note(query.id, say("emergency-short"), alert=True)
    await _show(booth, query, shown, answer.text, under_emergency(press.question))


async def _danger_of_another(booth: Booth, query: CallbackQuery, press: Press) -> None:
    """The card in private, with its button; who never opened a private chat has the note, and the group's button reports what they said."""
    await booth.sender.note(query.id, say("emergency-too"), alert=True)
    async with languages.speaking_to(booth.office, query.from_user.id):
        answer = await questions.in_danger_too(booth.office, press.question, query.from_user.id)
        with contextlib.suppress(Undelivered):
            await booth.sender.say(Place(query.from_user.id), answer.text, buttons=under_emergency(answer.question))


async def _why(booth: Booth, query: CallbackQuery, shown: Shown, press: Press) -> None:
    """In a group the reasons go to whoever asked for them; who never opened a private chat reads the first of them in a note."""
    if not is_group(shown.chat):
        answer = await questions.explain(booth.office, press.question)
        await booth.sender.note(query.id)
        await _show(booth, query, shown, answer.text, under_answer(answer))
        return
    async with languages.speaking_to(booth.office, query.from_user.id):
        answer = await questions.explain(booth.office, press.question, aside=True)
        try:
            await booth.sender.say(Place(query.from_user.id), answer.text)
        except Undelivered:
            await booth.sender.note(query.id, answer.text, alert=True)
        else:
            await booth.sender.note(query.id, say("why-sent"))


async def _rate(booth: Booth, query: CallbackQuery, shown: Shown, press: Press) -> None:
    key = await questions.rate(booth.office, press.question, query.from_user.id, press.act == "useful")
    await booth.sender.note(query.id, say(key))


async def _report(booth: Booth, query: CallbackQuery, shown: Shown, press: Press) -> None:
    who = query.from_user
    question = await questions.as_told_by(booth.office, press.question, who.id)
    receipt = await reports.report(
        booth.office,
        Reported(
            origin=f"press:{press.question}:{who.id}",
            reporter=who.id,
            reporter_name=who.full_name,
            question=question,
            group=shown.chat.id if is_group(shown.chat) else None,
        ),
    )
    await booth.sender.note(query.id, receipts.note_for(receipt), alert=receipt.urgent)
    if _whispered(shown):
        await receipts.tell_aside(booth, receipt, place_of(cast(Message, shown)), reporter=who.id)
        return
    if receipt.shared and not receipt.private:  # the group has read it once; whoever joins in reads the note
        return
    place = place_of(shown) if isinstance(shown, Message) else Place(shown.chat.id)
    await receipts.tell(booth, receipt, place, reporter=who.id, reply_to=shown.message_id)
    if receipt.private:
        await ask_on(booth, receipt.report, who.id)


_ACTS: dict[Act, Callable[[Booth, CallbackQuery, Shown, Press], Awaitable[None]]] = {
    "danger": _danger,
    "report": _report,
    "why": _why,
    "useful": _rate,
    "wrong": _rate,
}
