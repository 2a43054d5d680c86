"""`/notice`: a notice for the groups of one's area — words or a picture, for whom, how it will look, when, and how it went.

Way of a press: `NoticePress.read` → bot.publicity.notices while it is written, bot.publicity.noticing from 发出 on → the pressed message as
it is now. What is written without a press goes to the draft that waits for it, and else to whoever answers other words.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from telegram import CallbackQuery, Message, Update

from bot.errors import UserError
from bot.messenger import Sent
from bot.office import Office
from bot.publicity import notices, noticing
from bot.publicity.notice_card import NoticeCard, View
from bot.texts import say
from handlers.duty.notice_buttons import LATER, NoticePress, keep_button, listed, replied
from handlers.duty.notice_drafts import Albums, draft_of
from handlers.duty.sender import Sender

Otherwise = Callable[[Update, Any], Awaitable[None]]
Act = Callable[[CallbackQuery, NoticePress], Awaitable[NoticeCard | None]]


class Notices:
    """The handlers of `/notice`, of its buttons, and of what is written for it."""

    def __init__(self, office: Office, sender: Sender, otherwise: Otherwise) -> None:
        self._office = office
        self._sender = sender
        self._otherwise = otherwise
        self._albums = Albums()
        self._acts: dict[str, Act] = {
            **dict.fromkeys(("words", "samples", "audience", "tags", "time", "ready"), self._turn),
            **dict.fromkeys(("area", "kind", "tag"), self._choose),
            **dict.fromkeys(("stop", "retry", "doubts", "recall"), self._act_on),
            "look": self._look,
            "use": self._use,
            "at": self._at,
            "plain": self._plain,
            "urgent": self._urgent,
            "anew": self._anew,
            "drop": self._drop,
            "send": self._send,
            "back": self._back,
            "yes": self._yes,
            "no": self._no,
            "keep": self._keep,
            "see": self._see,
            "list": self._list,
            "fresh": self._fresh,
            "sure": self._sure,
            "again": self._again,
        }

    async def on_notice(self, update: Update, _: Any) -> None:
        """`/notice`; raises UserError for those who are not on duty."""
        person = update.effective_user
        assert person is not None
        await self._sender.notice(person.id, await notices.begin(self._office, person.id))

    async def on_press(self, update: Update, _: Any) -> None:
        """A button was pressed; raises UserError before anything has changed."""
        query = update.callback_query
        assert query is not None
        press = NoticePress.read(query.data)
        if press is None or press.act not in self._acts:
            raise UserError("notice-gone")
        card = await self._acts[press.act](query, press)
        if card is not None:
            await self._sender.note(query.id, "")
            await self._put(query, card)

    async def _put(self, query: CallbackQuery, card: NoticeCard) -> None:
        """The page in the place of the pressed one; anew where that is out of reach."""
        by, message = query.from_user.id, _own(query)
        if message is not None:
            await self._sender.renotice(Sent(by, message), card)
        else:
            await self._sender.notice(by, card)

    async def _turn(self, query: CallbackQuery, press: NoticePress) -> NoticeCard:
        pages: dict[str, View] = {"words": "words", "audience": "audience", "tags": "tags", "time": "time", "samples": "templates"}
        return await notices.turn_to(self._office, press.id, query.from_user.id, pages.get(press.act, "ready"))

    async def _choose(self, query: CallbackQuery, press: NoticePress) -> NoticeCard:
        return await notices.choose(self._office, press.id, query.from_user.id, press.act, press.what)

    async def _use(self, query: CallbackQuery, press: NoticePress) -> NoticeCard:
        return await notices.use_template(self._office, press.id, query.from_user.id, press.what)

    async def _look(self, query: CallbackQuery, press: NoticePress) -> None:
        """Exactly as groups will see it, and below it what may be done."""
        by = query.from_user.id
        post = await notices.preview(self._office, press.id, by)
        card = await notices.turn_to(self._office, press.id, by, "ready")
        await self._sender.note(query.id, "")
        await self._sender.show(by, post)
        await self._sender.notice(by, card)

    async def _at(self, query: CallbackQuery, press: NoticePress) -> NoticeCard:
        return await notices.set_time(self._office, press.id, query.from_user.id, press.what)

    async def _plain(self, query: CallbackQuery, press: NoticePress) -> NoticeCard:
        return await notices.without_picture(self._office, press.id, query.from_user.id)

    async def _urgent(self, query: CallbackQuery, press: NoticePress) -> NoticeCard:
        return await notices.set_urgent(self._office, press.id, query.from_user.id, press.what == "on")

    async def _anew(self, query: CallbackQuery, press: NoticePress) -> NoticeCard:
        return await notices.anew(self._office, press.id, query.from_user.id)

    async def _drop(self, query: CallbackQuery, press: NoticePress) -> None:
        by = query.from_user.id
        await notices.drop(self._office, press.id, by)
        await self._sender.note(query.id, "")
        if (message := _own(query)) is not None:
            await self._sender.edit(Sent(by, message), say("notice-dropped"))

    async def _send(self, query: CallbackQuery, press: NoticePress) -> NoticeCard | None:
        planned = press.what == LATER
        card = await noticing.send(self._office, press.id, query.from_user.id, press.version, _own(query), planned=planned)
        if card.view != "ready":
            return await noticing.with_progress(self._office, card)
        await self._passed(query, card)
        return None

    async def _passed(self, query: CallbackQuery, card: NoticeCard) -> None:
        """The time that was shown has gone by: nothing went out, and the page says how it stands."""
        await self._sender.note(query.id, say("notice-passed"), alert=True)
        await self._put(query, card)

    async def _back(self, query: CallbackQuery, press: NoticePress) -> NoticeCard:
        card = await noticing.take_back(self._office, press.id, query.from_user.id)
        return await noticing.with_progress(self._office, card)

    async def _yes(self, query: CallbackQuery, press: NoticePress) -> NoticeCard | None:
        card = await noticing.approve(self._office, press.id, query.from_user.id, press.version, planned=press.what == LATER)
        if card.view != "judge":
            return card
        await self._passed(query, card)
        return None

    async def _no(self, query: CallbackQuery, press: NoticePress) -> NoticeCard | None:
        """A message of its own that waits for the reason."""
        by = query.from_user.id
        card = await noticing.to_judge(self._office, press.id, by, press.version)
        if card.view != "judge":
            return card
        await self._sender.note(query.id, "")
        await self._sender.say(by, say("notice-why-not", most=noticing.LONGEST_REASON), buttons=keep_button(press))
        return None

    async def _keep(self, query: CallbackQuery, press: NoticePress) -> NoticeCard:
        return await noticing.to_judge(self._office, press.id, query.from_user.id, press.version)

    async def on_reason(self, update: Update, _: Any) -> None:
        """Why a notice is not approved, written as a reply."""
        message, person = update.effective_message, update.effective_user
        assert message is not None
        assert person is not None
        press = replied(message)
        assert press is not None
        card = await noticing.refuse(self._office, press.id, person.id, press.version, message.text or "")
        await self._sender.notice(person.id, card)

    async def _see(self, query: CallbackQuery, press: NoticePress) -> None:
        await self._sender.note(query.id, say("notice-button-told"), alert=True)

    async def _list(self, query: CallbackQuery, press: NoticePress) -> None:
        """The newest notices, each with a button, as a message of its own."""
        by = query.from_user.id
        cards = await noticing.mine(self._office, by)
        await self._sender.note(query.id, "" if cards else say("notice-none"))
        if cards:
            lines = [say("notice-line", id=card.id, area=card.area, words=_short(card)) for card in cards]
            await self._sender.say(by, "\n".join([say("notice-list"), *lines]), buttons=listed(cards))

    async def _fresh(self, query: CallbackQuery, press: NoticePress) -> NoticeCard:
        return await noticing.report(self._office, press.id, query.from_user.id)

    async def _sure(self, query: CallbackQuery, press: NoticePress) -> NoticeCard:
        card = await noticing.report(self._office, press.id, query.from_user.id, "sure")
        return replace(card, awaits="doubts" if press.what == "doubts" else "recall")

    async def _act_on(self, query: CallbackQuery, press: NoticePress) -> NoticeCard:
        return await noticing.act_on(self._office, press.id, query.from_user.id, press.act, _own(query))

    async def _again(self, query: CallbackQuery, press: NoticePress) -> None:
        """The draft for next week, with its preview."""
        by = query.from_user.id
        card = await noticing.again(self._office, press.id, by)
        await self._sender.note(query.id, "")
        await self._sender.show(by, await notices.preview(self._office, card.id, by))
        await self._sender.notice(by, card)

    async def on_written(self, update: Update, context: Any) -> None:
        """What somebody writes: for the draft that waits for it, else for whoever answers other words."""
        message, person = update.effective_message, update.effective_user
        assert message is not None
        assert person is not None
        said = await notices.said(self._office, person.id, message.message_id)
        awaits = await notices.awaited(self._office, person.id)
        if (place := self._albums.place(person.id, message)) > 1:
            await self._another_picture(message, person.id, place, awaits)
        elif said is not None and said.state == "writing":  # taken already, and then the power went
            await self._sender.notice(person.id, said)
        elif awaits == "time" and message.text:
            await self._sender.notice(person.id, await notices.write_time(self._office, person.id, message.text))
        elif awaits == "words":
            self._albums.begin(person.id, message)
            await self._sender.notice(person.id, await notices.write(self._office, person.id, draft_of(message)))
        else:
            await self._otherwise(update, context)

    async def _another_picture(self, message: Message, by: int, place: int, awaits: str | None) -> None:
        """One more picture of an album: its words count where the first had none, and that it is left out is said once."""
        if awaits == "words" and message.caption:
            words = replace(draft_of(message), media=None, file=None)
            await self._sender.notice(by, await notices.write(self._office, by, words))
        if place == 2:
            await self._sender.say(by, say("notice-album"))

    async def on_edited(self, update: Update, _: Any) -> None:
        """Somebody changed a message of theirs: the draft that has its words changes with it; what was sent does not, and that is said."""
        message, person = update.edited_message, update.effective_user
        assert message is not None
        assert person is not None
        said = await notices.said(self._office, person.id, message.message_id)
        if said is None:
            return
        if said.state != "writing":
            raise UserError("notice-edited-late")
        card = await notices.rewrite(self._office, said.id, person.id, draft_of(message))
        if card.words:
            await self._sender.show(person.id, await notices.preview(self._office, card.id, person.id))
        await self._sender.notice(person.id, card)


def _own(query: CallbackQuery) -> int | None:
    """The pressed message, when it is one of the presser's own chat that can be edited."""
    message = query.message
    return message.message_id if message is not None and message.is_accessible and message.chat.id == query.from_user.id else None


def _short(card: NoticeCard) -> str:
    words = (card.words or "").partition("\n\n")[2].replace("\n", " ")
    return f"{words[:20]}…" if len(words) > 20 else words
