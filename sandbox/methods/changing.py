"""What bots change afterwards: edits, deletions, closed polls, answers to a press."""

from copy import deepcopy
from typing import Any

from sandbox.methods.targets import file_of, message_of, open_chat
from sandbox.refusals import Refusal, bad
from sandbox.render import message_json
from sandbox.spec import Params
from sandbox.things import Bot, Message
from sandbox.world import World

DELETABLE_FOR = 48 * 3600
QUERY_ANSWERABLE_FOR = 150.0
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


def _own(world: World, bot: Bot, params: Params) -> Message:
    """The bot's message a request wants to edit, named by chat and number or by the id an inline or guest answer got."""
    if "inline_message_id" in params:
        key, _, number = params["inline_message_id"].rpartition(":")
        message = world.chats[key].messages.get(int(number)) if key in world.chats else None
        if message is None or message.deleted or message.sender != bot.id:
            raise bad("MESSAGE_ID_INVALID")
        return message
    if "chat_id" not in params or "message_id" not in params:
        raise bad("message identifier is not specified")
    message = message_of(world, bot, params, "edit")
    if message.sender != bot.id:
        raise bad("message can't be edited")
    return message


def _change(world: World, bot: Bot, message: Message, params: Params, body: Params) -> Any:
    keyboard = deepcopy(params.get("reply_markup"))
    if keyboard == {"inline_keyboard": []}:
        keyboard = None
    if message.body | body == message.body and keyboard == message.keyboard:
        raise bad(_SAME)
    if message.body | body != message.body:
        message.edited = int(world.now())
    message.body = message.body | body
    message.keyboard = keyboard
    world.touch(message)
    return True if "inline_message_id" in params else message_json(world, message, bot.id)


def edit_text(world: World, bot: Bot, params: Params) -> Any:
    """editMessageText; buttons that are not given again are taken away."""
    message = _own(world, bot, params)
    if "text" not in message.body:
        raise bad("there is no text in the message to edit")
    return _change(world, bot, message, params, {"text": params["text"].strip()} | {k: params[k] for k in ("entities",) if k in params})


def edit_caption(world: World, bot: Bot, params: Params) -> Any:
    """editMessageCaption."""
    message = _own(world, bot, params)
    if not message.files:
        raise bad("there is no caption in the message to edit")
    return _change(world, bot, message, params, {"caption": params.get("caption", "").strip()})


def edit_markup(world: World, bot: Bot, params: Params) -> Any:
    """editMessageReplyMarkup."""
    return _change(world, bot, _own(world, bot, params), params, {})


def edit_media(world: World, bot: Bot, params: Params) -> Any:
    """editMessageMedia: another picture or file in the same message."""
    message = _own(world, bot, params)
    media = params["media"]
    if not message.files:
        raise bad("there is no media in the message to edit")
    message.files = [file_of(world, bot, params, media["media"], media["type"])]
    message.media, message.edited = media["type"], int(world.now())
    message.body = {name: value for name, value in message.body.items() if name != "caption"}
    if media.get("caption"):
        message.body["caption"] = media["caption"].strip()
    message.keyboard = deepcopy(params.get("reply_markup"))
    world.touch(message)
    return True if "inline_message_id" in params else message_json(world, message, bot.id)


def _ephemeral(world: World, bot: Bot, params: Params) -> Message:
    chat = open_chat(world, bot, params["chat_id"])
    message = chat.messages.get(-params["ephemeral_message_id"])
    if message is None or message.deleted or message.sender != bot.id or message.only_for != params["receiver_user_id"]:
        raise bad("message to edit not found")
    return message


def _edit_ephemeral(*names: str) -> Any:
    def edit(world: World, bot: Bot, params: Params) -> bool:
        body = {name: params[name].strip() for name in names if name in params}
        _change(world, bot, _ephemeral(world, bot, params), params, body)
        return True

    return edit


def delete_ephemeral(world: World, bot: Bot, params: Params) -> bool:
    """deleteEphemeralMessage."""
    return _delete(world, _ephemeral(world, bot, params))


def delete_message(world: World, bot: Bot, params: Params) -> bool:
    """deleteMessage: own messages for 48 hours, everyone's where the bot runs the group."""
    message = message_of(world, bot, params, "delete")
    if not _deletable(world, bot, message):
        raise bad("message can't be deleted for everyone")
    return _delete(world, message)


def delete_messages(world: World, bot: Bot, params: Params) -> bool:
    """deleteMessages: what cannot be found or deleted is passed over."""
    chat = open_chat(world, bot, params["chat_id"])
    for number in params["message_ids"]:
        message = chat.messages.get(number)
        if message is not None and not message.deleted and _deletable(world, bot, message):
            _delete(world, message)
    return True


def _deletable(world: World, bot: Bot, message: Message) -> bool:
    if message.chat.type != "private" and message.chat.member(bot.id).admin:
        return True
    own = message.sender == bot.id or message.chat.type == "private"
    return own and world.now() - message.date < DELETABLE_FOR


def _delete(world: World, message: Message) -> bool:
    message.deleted = True
    world.touch(message)
    return True


def stop_poll(world: World, bot: Bot, params: Params) -> Any:
    """stopPoll: nobody can answer any more; the bot also gets the final state as an update."""
    message = _own(world, bot, params)
    if "poll" not in message.body:
        raise bad("message with poll to stop not found")
    if message.body["poll"]["is_closed"]:
        raise bad("poll has already been closed")
    message.body = message.body | {"poll": message.body["poll"] | {"is_closed": True}}
    message.keyboard = deepcopy(params.get("reply_markup"))
    world.touch(message)
    bot.updates.put("poll", message.body["poll"])
    return message.body["poll"]


def answer_callback(world: World, bot: Bot, params: Params) -> bool:
    """answerCallbackQuery: the clock under the button stops, a note appears; too late is told as at Telegram."""
    query = world.queries.get(params["callback_query_id"])
    if query is None or query.bot != bot.id or world.now() - query.at > QUERY_ANSWERABLE_FOR:
        raise Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    query.answer = {name: value for name, value in params.items() if name != "callback_query_id"}
    world.touch(query.message)
    return True


METHODS: dict[str, Any] = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_markup,
    "editMessageMedia": edit_media,
    "editEphemeralMessageText": _edit_ephemeral("text"),
    "editEphemeralMessageCaption": _edit_ephemeral("caption"),
    "editEphemeralMessageReplyMarkup": _edit_ephemeral(),
    "deleteEphemeralMessage": delete_ephemeral,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "stopPoll": stop_poll,
    "answerCallbackQuery": answer_callback,
}
