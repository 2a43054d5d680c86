"""`/duty`: who is on duty now and in the next seven days, 换班, 请假, 我回来了, 交班, and the answers of those who were asked to stand in.

Way of a press: `RotaPress.read` → bot.duty.shifts → the pressed message as it is now. What has been chosen travels in the buttons.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from telegram import CallbackQuery, InlineKeyboardMarkup, Update

from bot.duty import shifts
from bot.duty.rota import spoken
from bot.errors import UserError
from bot.messenger import Sent
from bot.office import Office
from bot.texts import say
from handlers.duty.rota_buttons import RotaPress, absences, colleagues, menu, told, writing
from handlers.duty.sender import Sender


@dataclass(frozen=True, slots=True)
class Reply:
    """What a press leads to: the pressed message's new text and buttons, and the note under the button."""

    text: str
    buttons: InlineKeyboardMarkup | None = None
    note: str = ""


Act = Callable[[RotaPress, int], Awaitable[Reply]]


class Rota:
    """The handlers of `/duty`, of its buttons, and of hand-over notes."""

    def __init__(self, office: Office, sender: Sender) -> None:
        self._office = office
        self._sender = sender
        self._acts: dict[str, Act] = {
            "menu": self._menu,
            "swap": self._swap,
            "take": self._take,
            "leave": self._leave,
            "until": self._until,
            "away": self._away,
            "home": self._home,
            "note": self._note,
            "yes": self._answer,
            "no": self._answer,
        }

    async def on_duty(self, update: Update, _: Any) -> None:
        """`/duty`; raises UserError for those who do not sign."""
        person = update.effective_user
        assert person is not None
        view = await shifts.view(self._office, person.id)
        await self._sender.say(person.id, told(view), buttons=menu(view))

    async def on_press(self, update: Update, _: Any) -> None:
        """A button was pressed; raises UserError before anything has changed."""
        query = update.callback_query
        assert query is not None
        press = RotaPress.read(query.data)
        if press is None or press.act not in self._acts:
            raise UserError("duty-button-gone")
        await self._put(query, await self._acts[press.act](press, query.from_user.id))

    async def _put(self, query: CallbackQuery, reply: Reply) -> None:
        by, message = query.from_user.id, query.message
        await self._sender.note(query.id, reply.note)
        if message is not None and message.is_accessible and message.chat.id == by:
            await self._sender.edit(Sent(by, message.message_id), reply.text, buttons=reply.buttons)
        else:
            await self._sender.say(by, reply.text, buttons=reply.buttons)

    async def _menu(self, press: RotaPress, by: int) -> Reply:
        view = await shifts.view(self._office, by)
        return Reply(told(view), menu(view))

    async def _swap(self, press: RotaPress, by: int) -> Reply:
        choice = await shifts.for_swap(self._office, by)
        text = say("duty-swap-whom", starts=spoken(choice.starts), ends=spoken(choice.ends))
        return Reply(text, colleagues(choice, "take", f"{choice.starts.timestamp():.0f}"))

    async def _take(self, press: RotaPress, by: int) -> Reply:
        shift = await shifts.ask_swap(self._office, by, press.to or 0, press.moment)
        return await self._asked(shift.name, by)

    async def _leave(self, press: RotaPress, by: int) -> Reply:
        return Reply(say("duty-away-how-long"), absences())

    async def _until(self, press: RotaPress, by: int) -> Reply:
        choice = await shifts.for_absence(self._office, by, press.what)
        return Reply(say("duty-away-whom", ends=spoken(choice.ends)), colleagues(choice, "away", press.what))

    async def _away(self, press: RotaPress, by: int) -> Reply:
        shift = await shifts.ask_absence(self._office, by, press.to or 0, press.what)
        return await self._asked(shift.name, by)

    async def _asked(self, name: str, by: int) -> Reply:
        """The rota again, with whom one is waiting for."""
        view = await shifts.view(self._office, by)
        return Reply(f"{told(view)}\n\n{say('duty-asked', name=name)}", menu(view), say("duty-asked-note"))

    async def _home(self, press: RotaPress, by: int) -> Reply:
        was_away = await shifts.back(self._office, by)
        view = await shifts.view(self._office, by)
        return Reply(told(view), menu(view), say("duty-welcome-back" if was_away else "duty-not-away"))

    async def _note(self, press: RotaPress, by: int) -> Reply:
        return Reply(say("duty-write-note"), writing())

    async def _answer(self, press: RotaPress, by: int) -> Reply:
        answered = await shifts.answer(self._office, press.number, by, press.act == "yes")
        shift = answered.shift
        return Reply(say(answered.key, name=shift.by_name, starts=spoken(shift.starts_at), ends=spoken(shift.ends_at)))

    async def on_note(self, update: Update, _: Any) -> None:
        """A reply to the message that asks for a note; raises UserError duty-no-rota."""
        message, person = update.effective_message, update.effective_user
        assert message is not None
        assert person is not None
        noted = await shifts.leave_note(self._office, person.id, message.text or "")
        more = [say("duty-still-holding", count=noted.holding)] if noted.holding else []
        await self._sender.say(person.id, "\n".join([say(noted.key), *more]))
