"""The buttons of `/notice` and what a press on one carries; which message is a reply to one of its pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.ext import filters

from bot.publicity.broadcasts import FINAL
from bot.publicity.notice_card import NoticeCard
from bot.publicity.notice_times import CHOICES
from bot.publicity.notices import KINDS
from bot.publicity.tags import kind_name, tag_name
from bot.texts import say

PRESSED = re.compile(r"^n1:")
_PRESS = re.compile(r"n1:([a-z]{2,8}):([0-9]{1,15})(?:\.([0-9]{1,9}))?(?::([0-9a-z-]{1,32}))?")
LATER = "later"
Row = list[InlineKeyboardButton]


@dataclass(frozen=True, slots=True)
class NoticePress:
    """What a button carries, version 1: `n1:send:17.3` (the version of the draft that was seen), `n1:area:17.3:0a1b2c3d`."""

    act: str
    id: int
    version: int = 0
    what: str = ""

    @property
    def data(self) -> str:
        """As Telegram carries it: at most 64 bytes."""
        return f"n1:{self.act}:{self.id}.{self.version}" + (f":{self.what}" if self.what else "")

    @classmethod
    def read(cls, data: str | None) -> "NoticePress | None":
        """What was pressed; None for anything that no button of this version carries."""
        found = _PRESS.fullmatch(data or "")
        return cls(found[1], int(found[2]), int(found[3] or 0), found[4] or "") if found else None


def _on(card: NoticeCard, act: str, text: str, what: str = "") -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=NoticePress(act, card.id, card.version, what).data)


def under_preview(notice: int) -> InlineKeyboardMarkup:
    """The button that groups will see; here it only tells what it is."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(say("button-heard"), callback_data=NoticePress("see", notice).data)]])


def buttons_of(card: NoticeCard) -> InlineKeyboardMarkup | None:
    """What may be pressed on this page."""
    pages = {
        "words": _words, "templates": _templates, "audience": _audience, "tags": _tags, "time": _time, "ready": _ready, "asked": _asked,
        "judge": _judge, "report": _report, "sure": _sure,
    }  # fmt: skip
    page = pages.get(card.view)
    rows = [row for row in page(card) if row] if page else []
    return InlineKeyboardMarkup(rows) if rows else None


def _twos(buttons: Iterator[InlineKeyboardButton]) -> Iterator[Row]:
    found = list(buttons)
    yield from (found[at : at + 2] for at in range(0, len(found), 2))


def _words(card: NoticeCard) -> Iterator[Row]:
    yield [_on(card, "samples", say("notice-button-templates")), _on(card, "list", say("notice-button-list"))]
    yield [_on(card, "look", say("notice-button-look"))] if card.words else []
    yield [_on(card, "drop", say("notice-button-drop"))]


def _templates(card: NoticeCard) -> Iterator[Row]:
    yield from _twos(_on(card, "use", one.name, one.mark) for one in card.templates)
    yield [_on(card, "words", say("notice-button-back"))]


def _audience(card: NoticeCard) -> Iterator[Row]:
    yield from _twos(_on(card, "area", say("notice-button-wider", area=area.name), area.mark) for area in card.wider)
    yield from _twos(_on(card, "area", say("notice-button-narrower", area=area.name), area.mark) for area in card.narrower)
    yield [_on(card, "kind", _ticked(kind_name(kind), kind in card.kinds), kind) for kind in KINDS]
    yield [_on(card, "tags", say("notice-button-tags"))] if card.tags else []
    yield [_on(card, "look", say("notice-button-look"))]
    yield [_on(card, "words", say("notice-button-words")), _on(card, "drop", say("notice-button-drop"))]


def _tags(card: NoticeCard) -> Iterator[Row]:
    yield from _twos(_on(card, "tag", _ticked(tag_name(tag.name), tag.on), tag.mark) for tag in card.tags)
    yield [_on(card, "audience", say("notice-button-back"))]


def _ticked(text: str, on: bool) -> str:
    return f"✅ {text}" if on else text


def _time(card: NoticeCard) -> Iterator[Row]:
    keys = dict(zip(CHOICES, ("notice-at-tonight", "notice-at-morning", "notice-at-evening", "notice-at-week"), strict=True))
    yield from _twos(_on(card, "at", say(keys[choice]), choice) for choice in CHOICES)
    yield [_on(card, "at", say("notice-at-now"), "now"), _on(card, "ready", say("notice-button-back"))]


def _ready(card: NoticeCard) -> Iterator[Row]:
    send = "notice-button-ask" if card.second else "notice-button-later" if card.at else "notice-button-send"
    yield [_on(card, "send", say(send), _when(card))]
    yield [_on(card, "time", say("notice-button-time")), _on(card, "audience", say("notice-button-audience"))]
    yield [_on(card, "words", say("notice-button-words")), _on(card, "look", say("notice-button-look"))]
    yield [_on(card, "urgent", _ticked(say("notice-button-urgent"), card.urgent), "off" if card.urgent else "on")]
    yield [_on(card, "plain", say("notice-button-plain"))] if card.media and card.words else []
    yield [_on(card, "anew", say("notice-button-anew")), _on(card, "drop", say("notice-button-drop"))]


def _asked(card: NoticeCard) -> Iterator[Row]:
    yield [_on(card, "back", say("notice-button-take-back"))]


def _judge(card: NoticeCard) -> Iterator[Row]:
    yield [_on(card, "yes", say("notice-button-yes"), _when(card)), _on(card, "no", say("notice-button-no"))]


def _when(card: NoticeCard) -> str:
    """What was shown to whoever presses: a time to come, or now."""
    return LATER if card.at else ""


def _report(card: NoticeCard) -> Iterator[Row]:
    progress = card.progress
    if progress is None:
        return
    if progress.state in ("planned", "going"):
        yield [_on(card, "stop", say("notice-button-stop")), _on(card, "fresh", say("notice-button-fresh"))]
        return
    if progress.state == "done" and any(why not in FINAL for why in progress.failed):
        yield [_on(card, "retry", say("notice-button-retry"))]
    if progress.state == "done" and progress.unknown:
        yield [_on(card, "sure", say("notice-button-doubts"), "doubts")]
    yield [_on(card, "again", say("notice-button-again")), _on(card, "fresh", say("notice-button-fresh"))]
    if progress.state in ("done", "cancelled") and progress.sent:
        yield [_on(card, "sure", say("notice-button-recall"), "recall")]


def _sure(card: NoticeCard) -> Iterator[Row]:
    act = "doubts" if card.awaits == "doubts" else "recall"
    yield [_on(card, act, say("notice-button-sure")), _on(card, "fresh", say("notice-button-back"))]


def keep_button(press: NoticePress) -> InlineKeyboardMarkup:
    """先不退回; the message that has it waits for a reason as its reply."""
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(say("notice-button-keep"), callback_data=NoticePress("keep", press.id, press.version).data)]]
    )


def listed(cards: list[NoticeCard]) -> InlineKeyboardMarkup:
    """One button for each notice."""
    found = [_on(card, "fresh", say("notice-button-open", id=card.id)) for card in cards]
    return InlineKeyboardMarkup([found[at : at + 3] for at in range(0, len(found), 3)])


def replied(message: Message | None) -> NoticePress | None:
    """What the page is about to which a message replies: its first button; None for any other message."""
    asked = message.reply_to_message if message else None
    rows = asked.reply_markup.inline_keyboard if asked and asked.reply_markup else ()
    return next((press for row in rows for button in row if (press := NoticePress.read(str(button.callback_data)))), None)


class _Reasons(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        """Whether a message is a reply to one that waits for a reason."""
        press = replied(message)
        return bool(message.text) and press is not None and press.act == "keep"


class _Pages(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        """Whether a message is a reply to any page of a notice."""
        return replied(message) is not None


REASONS, PAGES = _Reasons(), _Pages()
