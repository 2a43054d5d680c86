"""`/practice`, 「换您来劝劝邻居」 under an answer and an officer's invitation: persuading a neighbour, in private, by buttons or own words.

Before `asking`: what is said to a neighbour goes to `bot.persuading.neighbours`, everything else goes the ordinary way.
"""

from collections.abc import Sequence

from aiogram.types import CallbackQuery, Message

from bot.errors import UserError
from bot.messenger import Link, Place, Sent
from bot.persuading import neighbours
from bot.persuading.neighbours import Spoken
from bot.persuading.plays import Scene
from bot.texts import say
from handlers.community.addressed import Call
from handlers.community.attached import attached
from handlers.community.booth import Booth, is_group, place_of
from handlers.community.neighbour_cards import Knock, Tell, buttons, introduced, play_under, told

DOOR = "practice"
"""The start word of the private door."""


async def on_practice(booth: Booth, message: Message, call: Call, update: int) -> None:
    """Whom to visit; in a group the way to the private chat."""
    if is_group(message.chat):
        door = Link(say("button-neighbour"), DOOR)
        await booth.sender.say(place_of(message), say("neighbour-in-group"), link=door, reply_to=message.message_id)
    elif message.from_user is not None:
        text, rows = introduced(await neighbours.street(booth.office, message.from_user.id))
        await booth.reply(message, text, rows)


async def on_words(booth: Booth, parts: Sequence[Message]) -> bool:
    """Whether a private message was said to a neighbour; what is forwarded, attached, or replies to anything else, never is."""
    message = parts[-1]
    replied = message.reply_to_message
    if is_group(message.chat) or message.from_user is None or any(part.forward_origin or attached(part) for part in parts):
        return False
    play = play_under(replied) if replied is not None else None
    if replied is not None and play is None:
        return False
    words = "\n".join(part.text or "" for part in parts).strip()
    scene = await neighbours.say(booth.office, Spoken(message.from_user.id, message.message_id, words, play))
    if scene is None:
        return False
    await _put(booth, scene, message.from_user.id)
    return True


async def on_edit(booth: Booth, message: Message) -> bool:
    """Whether a message that was changed is one that a neighbour heard: what was said is said."""
    if is_group(message.chat) or message.from_user is None:
        return False
    return await neighbours.still_said(booth.office, Spoken(message.from_user.id, message.message_id, message.text or ""))


async def on_tell(query: CallbackQuery, callback_data: Tell, booth: Booth) -> None:
    """One thing said by a button; of a turn that is over it is only told so. Raises UserError neighbour-gone for anybody else's."""
    shown, who = query.message, query.from_user.id
    if shown is None or is_group(shown.chat):
        raise UserError("neighbour-gone")
    scene = await neighbours.press(booth.office, callback_data.play, who, callback_data.kind, callback_data.turn)
    await booth.sender.note(query.id, say("neighbour-past") if scene.past and scene.message is not None else "")
    if scene.past and scene.message is not None:
        return
    await _put(booth, scene, who)
    await _bare(booth, shown)


async def on_knock(query: CallbackQuery, callback_data: Knock, booth: Booth) -> None:
    """Beginning, going on, leaving; raises UserError neighbour-gone or question-gone."""
    shown, who, press = query.message, query.from_user.id, callback_data
    if shown is None or is_group(shown.chat):
        raise UserError("neighbour-gone")
    if press.act == "not":
        await neighbours.decline(booth.office, press.number, who)
        await booth.sender.note(query.id)
        await booth.sender.edit(Sent(shown.chat.id, shown.message_id), say("neighbour-declined"))
        return
    if press.act == "street":
        text, rows = introduced(await neighbours.street(booth.office, who))
        await booth.sender.note(query.id)
        await booth.sender.say(Place(who), text, buttons=rows)
        return
    scene = await _knocked(booth, press, who)
    await booth.sender.note(query.id)
    await _put(booth, scene, who)
    if press.act in ("rest", "go"):
        await _bare(booth, shown)


async def _knocked(booth: Booth, press: Knock, who: int) -> Scene:
    if press.act == "after":
        return await neighbours.visit_after(booth.office, who, press.number)
    if press.act == "visit":
        return await neighbours.visit(booth.office, who, press.neighbour)
    if press.act == "rest":
        return await neighbours.rest(booth.office, press.number, who)
    return await neighbours.go_on(booth.office, press.number, who)


async def _put(booth: Booth, scene: Scene, who: int) -> None:
    """Put a turn below everything else, and note that it is out."""
    sent = await booth.sender.say(Place(who), told(scene), buttons=buttons(scene))
    await neighbours.shown(booth.office, scene.play, sent.message)


async def _bare(booth: Booth, shown: object) -> None:
    """What was said before stays to be read, without its buttons."""
    if isinstance(shown, Message) and shown.text:
        await booth.sender.edit(Sent(shown.chat.id, shown.message_id), shown.text)
