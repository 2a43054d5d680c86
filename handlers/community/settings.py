"""`/settings` and `/remove`: what a group's administrators decide, and in private a person's own language.

Way of a press: `Setting` → is the presser an administrator now? → bot.people.manners or bot.people.departing → the pressed card as it
is now.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.errors import UserError
from bot.messenger import Place, Sent, Undelivered
from bot.office import Office
from bot.people import departing, introductions, languages, manners
from bot.people.manners import Manners
from bot.texts import offered, say, speaking
from handlers.community import administrators
from handlers.community.addressed import Call
from handlers.community.booth import Booth, is_group, place_of
from handlers.community.pressing import Shown
from handlers.community.settings_cards import Act, Setting, card, is_prompt, own, under_prompt


async def on_settings(booth: Booth, message: Message, call: Call, update: int) -> None:
    """The card; in private the person's own. Who is no administrator is told so where nobody else is disturbed."""
    if not is_group(message.chat):
        await booth.reply(message, *own(await languages.of_chat(booth.office, message.chat.id), offered()))
    elif await _may(booth, message):
        await _open(booth, message, "main")


async def on_remove(booth: Booth, message: Message, call: Call, update: int) -> None:
    """What goes, and the question whether they mean it."""
    if not is_group(message.chat):
        raise UserError("remove-in-group")
    if await _may(booth, message):
        await _open(booth, message, "remove")


async def _open(booth: Booth, message: Message, page: str) -> None:
    found = await manners.look(booth.office, message.chat.id, message.chat.title or "")
    with speaking(found.language):
        text, buttons = card(found, page)
    await booth.sender.say(place_of(message), text, buttons=buttons, reply_to=message.message_id, silent=True)


async def _may(booth: Booth, message: Message) -> bool:
    """Whether an administrator wrote this; others hear in private, or without sound in the group, that they are none."""
    if await administrators.wrote(booth, message):
        return True
    text = say("settings-admins-only")
    try:
        assert message.from_user is not None  # nobody else writes without a name
        await booth.sender.say(Place(message.from_user.id), text)
    except Undelivered:
        await booth.sender.say(place_of(message), text, reply_to=message.message_id, silent=True)
    return False


class Words(Filter):
    """Lets a reply through that answers our request for an introduction."""

    async def __call__(self, message: Message) -> bool:
        """Whether it does."""
        return is_group(message.chat) and is_prompt(message.reply_to_message)


async def on_words(message: Message, booth: Booth) -> None:
    """The words of an introduction; the request shows what was kept. Raises UserError for words that cannot be."""
    asked = message.reply_to_message
    assert asked is not None
    if not await _may(booth, message):
        return
    by = message.from_user.id if message.sender_chat is None and message.from_user else None
    found = await manners.introduce(booth.office, message.chat.id, by, message.text or message.caption or "")
    with speaking(found.language):
        await booth.sender.edit(Sent(message.chat.id, asked.message_id), say("settings-words-kept", words=found.introduction))


async def on_setting(query: CallbackQuery, callback_data: Setting, booth: Booth) -> None:
    """A button of the card; raises UserError settings-admins-only for others, settings-gone for what is not offered (any more)."""
    shown = query.message
    if shown is None:
        raise UserError("settings-gone")
    if not is_group(shown.chat):
        await _own_language(booth, query, shown, callback_data)
        return
    heard = await administrators.pressed(booth, query, shown.chat.id) or booth.me.hears_all
    await _ACTS[callback_data.act](_Pressed(booth, query, shown, callback_data.what, heard=heard))


async def _own_language(booth: Booth, query: CallbackQuery, shown: Shown, chosen: Setting) -> None:
    """In private there is one thing to choose, and it is one's own."""
    if chosen.act != "language" or shown.chat.id != query.from_user.id:
        raise UserError("settings-gone")
    await languages.choose(booth.office, query.from_user.id, chosen.what)
    with speaking(chosen.what):
        text, buttons = own(chosen.what, offered())
    await booth.sender.note(query.id)
    await booth.sender.edit(Sent(shown.chat.id, shown.message_id), text, buttons=buttons)


@dataclass(frozen=True, slots=True)
class _Pressed:
    """A button that an administrator pressed, and what it carries; `heard`: unaddressed talk reaches the bot here."""

    booth: Booth
    query: CallbackQuery
    shown: Shown
    what: str
    heard: bool

    @property
    def office(self) -> Office:
        """Where it is decided."""
        return self.booth.office

    @property
    def chat(self) -> int:
        """The group."""
        return self.shown.chat.id

    @property
    def by(self) -> int:
        """The administrator."""
        return self.query.from_user.id

    @property
    def place(self) -> Place:
        """Where the card stands."""
        return place_of(self.shown) if isinstance(self.shown, Message) else Place(self.chat)

    async def show(self, found: Manners, page: str) -> None:
        """The page in the place of the pressed one; below it when that is out of reach."""
        with speaking(found.language):
            text, buttons = card(found, page)
        await self.booth.sender.note(self.query.id)
        if isinstance(self.shown, Message):
            await self.booth.sender.edit(Sent(self.chat, self.shown.message_id), text, buttons=buttons)
        else:
            await self.booth.sender.say(self.place, text, buttons=buttons, silent=True)


async def _look(pressed: _Pressed) -> None:
    await pressed.show(await manners.look(pressed.office, pressed.chat), pressed.what)


async def _language(pressed: _Pressed) -> None:
    await pressed.show(await manners.set_language(pressed.office, pressed.chat, pressed.by, pressed.what), "main")


async def _slot(pressed: _Pressed) -> None:
    await pressed.show(await manners.set_slot(pressed.office, pressed.chat, pressed.by, pressed.what), "slot")


async def _trait(pressed: _Pressed) -> None:
    mark, _, state = pressed.what.rpartition("-")
    await pressed.show(await manners.set_trait(pressed.office, pressed.chat, pressed.by, mark, state == "on"), "traits")


async def _watch(pressed: _Pressed) -> None:
    """Turned on, it is said plainly to everybody what that means — before it is so, so that nobody is listened to unawares."""
    on, found = pressed.what == "on", await manners.look(pressed.office, pressed.chat)
    if on and found.watch is False:
        if not pressed.heard:
            raise UserError("watch-cannot-hear")
        with speaking(found.language):
            await pressed.booth.sender.say(pressed.place, say("watch-begins"))
    chosen = await manners.set_watch(pressed.office, pressed.chat, pressed.by, on)
    await pressed.booth.ear.turn()
    await pressed.show(chosen, "watch")


async def _write(pressed: _Pressed) -> None:
    """A message of its own that waits for the words."""
    found = await manners.look(pressed.office, pressed.chat)
    with speaking(found.language):
        text, buttons = say("settings-write", most=introductions.MOST), under_prompt()
    await pressed.booth.sender.note(pressed.query.id)
    await pressed.booth.sender.say(pressed.place, text, buttons=buttons, silent=True)


async def _plain(pressed: _Pressed) -> None:
    await pressed.show(await manners.introduce(pressed.office, pressed.chat, pressed.by, None), "words")


async def _keep(pressed: _Pressed) -> None:
    with speaking(await languages.of_chat(pressed.office, pressed.chat)):
        text = say("settings-words-unchanged")
    await pressed.booth.sender.note(pressed.query.id)
    await pressed.booth.sender.edit(Sent(pressed.chat, pressed.shown.message_id), text)


async def _remove(pressed: _Pressed) -> None:
    """What is kept goes first; the good-bye is said once, and a kill in between costs the good-bye and not the leaving."""
    if pressed.what != "yes":
        raise UserError("settings-gone")
    language = await languages.of_chat(pressed.office, pressed.chat)
    first = await departing.remove(pressed.office, pressed.chat, pressed.by)
    await pressed.booth.sender.note(pressed.query.id)
    if first:
        with speaking(language):
            await pressed.booth.sender.edit(Sent(pressed.chat, pressed.shown.message_id), say("removed"))
    await pressed.booth.sender.leave(pressed.chat)


_ACTS: dict[Act, Callable[[_Pressed], Awaitable[None]]] = {
    "look": _look,
    "language": _language,
    "slot": _slot,
    "trait": _trait,
    "watch": _watch,
    "write": _write,
    "plain": _plain,
    "keep": _keep,
    "remove": _remove,
}
