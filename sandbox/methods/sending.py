"""What bots post: texts, pictures, files, albums, quizzes, answers to guests, and messages that one member alone sees."""

from copy import deepcopy
from typing import Any

from sandbox.methods.targets import chat_of, file_of, open_chat, reply_of, thread_of
from sandbox.refusals import bad, too_many
from sandbox.render import message_json
from sandbox.spec import Params
from sandbox.things import Bot, Chat, File, Message
from sandbox.world import World

TYPING_SHOWN = 5.0
EPHEMERAL_WINDOW = 15.0


def _post(world: World, bot: Bot, params: Params, body: Params, files: list[File] | None = None, media: str = "") -> Message:
    chat = open_chat(world, bot, params["chat_id"])
    _keep_slow(world, bot, chat)
    message = Message(0, chat, bot.id, int(world.now()), body, files or [], media)
    message.reply_to = reply_of(chat, params)
    message.topic = thread_of(chat, params)
    if message.topic is None and message.reply_to is not None and message.reply_to.topic and chat.forum:
        message.topic = message.reply_to.topic
    message.keyboard = deepcopy(params.get("reply_markup"))
    message.silent = params.get("disable_notification", False)
    message.only_for = _receiver(world, bot, chat, params)
    return world.add_message(message)


def _keep_slow(world: World, bot: Bot, chat: Chat) -> None:
    """429 in a group in slow mode until the time between two messages has passed; who runs the group need not keep it."""
    if not chat.slow or chat.member(bot.id).admin:
        return
    last = max((message.at for message in chat.messages.values() if message.sender == bot.id), default=float("-inf"))
    if (left := last + chat.slow - world.now()) > 0:
        raise too_many(max(1, round(left + 0.5)))


def _receiver(world: World, bot: Bot, chat: Chat, params: Params) -> int | None:
    """Who alone sees a message: a group administrator may choose any member, others only who pressed a button within 15 s."""
    person = params.get("receiver_user_id")
    if person is None:
        return None
    if chat.type == "private" or person not in world.people or not chat.member(person).present:
        raise bad("user not found")
    query = world.queries.get(params.get("callback_query_id", ""))
    pressed = query is not None and query.person == person and world.now() - query.at <= EPHEMERAL_WINDOW
    if not chat.member(bot.id).admin and not pressed:
        raise bad("not enough rights to send an ephemeral message")
    return int(person)


def _body(params: Params, *names: str) -> Params:
    body = {name: params[name] for name in names if name in params}
    for words in ("text", "caption"):
        if words in body:
            body[words] = body[words].strip()
    if "caption" in body and not body["caption"]:
        del body["caption"]
    return body


def send_message(world: World, bot: Bot, params: Params) -> Any:
    """sendMessage."""
    return message_json(world, _post(world, bot, params, _body(params, "text", "entities", "link_preview_options")), bot.id)


def _send_media(kind: str) -> Any:
    def send(world: World, bot: Bot, params: Params) -> Any:
        open_chat(world, bot, params["chat_id"])
        file = file_of(world, bot, params, params[kind], kind)
        return message_json(world, _post(world, bot, params, _body(params, "caption", "caption_entities"), [file], kind), bot.id)

    return send


def send_media_group(world: World, bot: Bot, params: Params) -> Any:
    """sendMediaGroup: every file is looked at before the first is posted."""
    open_chat(world, bot, params["chat_id"])
    files = [file_of(world, bot, params, item["media"], item["type"]) for item in params["media"]]
    group = {"media_group_id": f"13{world.fresh_id():010d}"}
    posted = []
    for item, file in zip(params["media"], files, strict=True):
        posted.append(_post(world, bot, params, group | _body(item, "caption", "caption_entities"), [file], item["type"]))
    return [message_json(world, message, bot.id) for message in posted]


def send_poll(world: World, bot: Bot, params: Params) -> Any:
    """sendPoll, quizzes included."""
    options = [
        {"persistent_id": str(number), "text": option["text"].strip(), "voter_count": 0} for number, option in enumerate(params["options"])
    ]
    poll: Params = {
        "id": str(world.fresh_id()), "question": params["question"].strip(), "options": options, "total_voter_count": 0,
        "is_closed": params.get("is_closed", False), "is_anonymous": params.get("is_anonymous", True),
        "type": params.get("type", "regular"), "allows_multiple_answers": params.get("allows_multiple_answers", False),
        "allows_revoting": params.get("allows_revoting", params.get("type") != "quiz"), "members_only": params.get("members_only", False),
    }  # fmt: skip
    poll |= {name: params[name] for name in ("correct_option_ids", "explanation", "open_period", "close_date") if name in params}
    message = _post(world, bot, params, {"poll": poll})
    message.poll_owner = bot.id
    return message_json(world, message, bot.id)


def forward_message(world: World, bot: Bot, params: Params) -> Any:
    """forwardMessage: the words of somebody else, with their name."""
    origin = _source(world, bot, params)
    sender = message_json(world, origin, bot.id)["from"]
    body = deepcopy(origin.body) | {"forward_origin": {"type": "user", "date": origin.date, "sender_user": sender}}
    return message_json(world, _post(world, bot, params, body, origin.files, origin.media), bot.id)


def copy_message(world: World, bot: Bot, params: Params) -> Any:
    """copyMessage: the same words without a name."""
    origin = _source(world, bot, params)
    body = {name: value for name, value in deepcopy(origin.body).items() if name != "forward_origin"} | _body(params, "caption")
    return {"message_id": _post(world, bot, params, body, origin.files, origin.media).id}


def _source(world: World, bot: Bot, params: Params) -> Message:
    origin = chat_of(world, bot, params["from_chat_id"]).messages.get(params["message_id"])
    if origin is None or origin.deleted:
        raise bad("message to forward not found")
    return origin


def send_chat_action(world: World, bot: Bot, params: Params) -> bool:
    """sendChatAction: people see for five seconds that the bot is busy."""
    chat = open_chat(world, bot, params["chat_id"])
    chat.typing[bot.id] = world.now() + TYPING_SHOWN
    world.touch()
    return True


def send_message_draft(world: World, bot: Bot, params: Params) -> bool:
    """sendMessageDraft: a text that is still being written, in a private chat."""
    chat = open_chat(world, bot, params["chat_id"])
    if chat.type != "private":
        raise bad("drafts are for private chats")
    chat.draft = params.get("text", "")
    world.touch()
    return True


def answer_guest_query(world: World, bot: Bot, params: Params) -> Params:
    """answerGuestQuery: one message into a chat the bot has not joined, once."""
    query = world.queries.get(params["guest_query_id"])
    if query is None or query.bot != bot.id or not query.id.startswith("g") or query.answer is not None:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    result = params["result"]
    asked = query.message
    message = Message(0, asked.chat, bot.id, int(world.now()), {"text": result["input_message_content"]["message_text"].strip()})
    message.reply_to, message.topic, message.guest_caller = asked, asked.topic, query.person
    message.keyboard = deepcopy(result.get("reply_markup"))
    world.add_message(message)
    query.answer = {"message_id": message.id}
    return {"inline_message_id": f"{asked.chat.key}:{message.id}"}


METHODS: dict[str, Any] = {
    "sendMessage": send_message,
    "sendPhoto": _send_media("photo"),
    "sendDocument": _send_media("document"),
    "sendVideo": _send_media("video"),
    "sendMediaGroup": send_media_group,
    "sendPoll": send_poll,
    "forwardMessage": forward_message,
    "copyMessage": copy_message,
    "sendChatAction": send_chat_action,
    "sendMessageDraft": send_message_draft,
    "answerGuestQuery": answer_guest_query,
}
