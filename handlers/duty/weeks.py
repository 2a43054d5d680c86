"""`/week`: the coming cases of the week — which group gets which story and why, another one, none, taken back.

Way of a press: `WeekPress.read` → bot.publicity.weeks → the pressed message as the page is now. Whoever may only look has no other buttons,
and a press that somebody made up is refused where the act is.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import CallbackQuery, Update

from bot.errors import UserError
from bot.messenger import Sent
from bot.office import Office
from bot.publicity import weeks
from bot.publicity.week_card import View, WeekCard
from bot.publicity.week_pages import Asked
from bot.texts import say
from handlers.duty.sender import Sender
from handlers.duty.week_buttons import WeekPress, buttons_of, quiz_lines
from handlers.duty.week_words import told

Act = Callable[[CallbackQuery, WeekPress], Awaitable[WeekCard | None]]


class Weeks:
    """The handlers of `/week` and its buttons."""

    def __init__(self, office: Office, sender: Sender) -> None:
        self._office = office
        self._sender = sender
        self._acts: dict[str, Act] = {
            **dict.fromkeys(("weeks", "week", "entry", "groups", "group", "list", "ask"), self._show),
            **dict.fromkeys(("take", "skip", "undo"), self._change),
            "recall": self._recall,
            "look": self._look,
        }

    async def on_week(self, update: Update, _: Any) -> None:
        """`/week`; raises UserError for those who are not on duty."""
        person = update.effective_user
        assert person is not None
        card = await weeks.show(self._office, person.id, Asked())
        await self._sender.say(person.id, told(card), buttons=buttons_of(card))

    async def on_press(self, update: Update, _: Any) -> None:
        """A button was pressed; raises UserError before anything has changed."""
        query = update.callback_query
        assert query is not None
        press = WeekPress.read(query.data)
        if press is None or press.act not in self._acts:
            raise UserError("week-unknown")
        card = await self._acts[press.act](query, press)
        if card is not None:
            await self._sender.note(query.id, say(card.news) if card.news else "", alert=card.refused)
            await self._put(query, card)

    async def _put(self, query: CallbackQuery, card: WeekCard) -> None:
        """The page in the place of the pressed one; anew where that is out of reach."""
        by, message = query.from_user.id, query.message
        if message is not None and message.is_accessible and message.chat.id == by:
            await self._sender.edit(Sent(by, message.message_id), told(card), buttons=buttons_of(card))
        else:
            await self._sender.say(by, told(card), buttons=buttons_of(card))

    async def _show(self, query: CallbackQuery, press: WeekPress) -> WeekCard:
        pages: dict[str, View] = {"week": "week", "entry": "entry", "groups": "groups", "group": "group", "list": "stories", "ask": "sure"}
        return await weeks.show(self._office, query.from_user.id, _asked(press, pages.get(press.act, "weeks")))

    async def _change(self, query: CallbackQuery, press: WeekPress) -> WeekCard:
        return await weeks.change(self._office, query.from_user.id, _asked(press), press.act)

    async def _recall(self, query: CallbackQuery, press: WeekPress) -> WeekCard:
        return await weeks.withdraw(self._office, query.from_user.id, _asked(press))

    async def _look(self, query: CallbackQuery, press: WeekPress) -> None:
        """The card exactly as groups will see it, and the quiz below it in words."""
        by = query.from_user.id
        post, story = await weeks.preview(self._office, by, press.what)
        await self._sender.note(query.id, "")
        await self._sender.show(by, post)
        quiz = say("week-quiz", question=story.question, options=quiz_lines(story.options, story.answer), why=story.explanation)
        await self._sender.say(by, quiz)


def _asked(press: WeekPress, view: View = "weeks") -> Asked:
    return Asked(view, press.week, press.scope, press.what, press.page, press.seen)
