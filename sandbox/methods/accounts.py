"""A bot's own affairs: who it is, its menu of commands, its descriptions, its webhook, its files.

`getUpdates` is not here: it waits, so `server` awaits it by itself through `poll`.
"""

import json
from typing import Any

from sandbox.methods.targets import file_of
from sandbox.refusals import Refusal, bad
from sandbox.render import file_id, me_json
from sandbox.spec import Params
from sandbox.things import Bot
from sandbox.world import World

DOWNLOAD_LIMIT = 20 << 20
_WEBHOOK_ON = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


async def poll(bot: Bot, params: Params) -> list[Params]:
    """getUpdates; `allowed_updates` stays in force until given again, for updates that come after it."""
    if bot.webhook.get("url"):
        raise Refusal(409, _WEBHOOK_ON)
    if "allowed_updates" in params:
        bot.updates.allowed = frozenset(params["allowed_updates"])
    return await bot.updates.take(params.get("offset", 0), params.get("limit", 100), params.get("timeout", 0))


def get_me(world: World, bot: Bot, params: Params) -> Params:
    """getMe."""
    return me_json(bot)


def get_file(world: World, bot: Bot, params: Params) -> Params:
    """getFile: up to 20 MB, by an id of this bot."""
    file = file_of(world, bot, params, params["file_id"], "document")
    if len(file.content) > DOWNLOAD_LIMIT:
        raise bad("file is too big")
    suffix = {"photo": "jpg", "video": "mp4"}.get(file.kind, "bin")
    path = f"{file.kind}s/{file.unique}.{suffix}"
    return {"file_id": file_id(bot.id, file), "file_unique_id": file.unique, "file_size": len(file.content), "file_path": path}


def _key(params: Params) -> tuple[str, str]:
    return json.dumps(params.get("scope", {"type": "default"}), sort_keys=True), params.get("language_code", "")


def set_commands(world: World, bot: Bot, params: Params) -> bool:
    """setMyCommands, for one scope and language."""
    bot.commands[_key(params)] = params["commands"]
    world.touch()
    return True


def get_commands(world: World, bot: Bot, params: Params) -> list[Params]:
    """getMyCommands of exactly this scope and language."""
    return bot.commands.get(_key(params), [])


def delete_commands(world: World, bot: Bot, params: Params) -> bool:
    """deleteMyCommands."""
    bot.commands.pop(_key(params), None)
    world.touch()
    return True


def commands_for(bot: Bot, chat: int, person: int, *, group: bool, admin: bool = False, language: str = "zh") -> list[Params]:
    """The menu a person sees in a chat: the most particular scope that has one wins, in their language if there is one."""
    scopes: list[Params] = [{"type": "chat", "chat_id": chat}]
    if group:
        scopes.insert(0, {"type": "chat_member", "chat_id": chat, "user_id": person})
        admins: list[Params] = [{"type": "chat_administrators", "chat_id": chat}] if admin else []
        scopes = [scopes[0], *admins, scopes[1], *([{"type": "all_chat_administrators"}] if admin else []), {"type": "all_group_chats"}]
    else:
        scopes.append({"type": "all_private_chats"})
    for scope in [*scopes, {"type": "default"}]:
        for code in (language, ""):
            if found := bot.commands.get((json.dumps(scope, sort_keys=True), code)):
                return found
    return []


def _set_words(what: str) -> Any:
    def change(world: World, bot: Bot, params: Params) -> bool:
        bot.words[what, params.get("language_code", "")] = params.get(what, "")
        world.touch()
        return True

    return change


def _get_words(what: str) -> Any:
    def read(world: World, bot: Bot, params: Params) -> Params:
        found = bot.words.get((what, params.get("language_code", "")), "")
        return {what: found or (bot.name if what == "name" else "")}

    return read


def set_webhook(world: World, bot: Bot, params: Params) -> bool:
    """setWebhook: noted, so that getUpdates conflicts with it; the desk delivers by polling only."""
    bot.webhook = {"url": params["url"]} if params["url"] else {}
    if "allowed_updates" in params:
        bot.updates.allowed = frozenset(params["allowed_updates"])
    if params.get("drop_pending_updates"):
        bot.updates.drop()
    return True


def delete_webhook(world: World, bot: Bot, params: Params) -> bool:
    """deleteWebhook."""
    return set_webhook(world, bot, params | {"url": ""})


def get_webhook(world: World, bot: Bot, params: Params) -> Params:
    """getWebhookInfo; its count of pending updates is true."""
    info: Params = {"url": bot.webhook.get("url", ""), "has_custom_certificate": False, "pending_update_count": len(bot.updates.waiting)}
    return info | ({"allowed_updates": sorted(bot.updates.allowed)} if bot.updates.allowed else {})


def nothing(world: World, bot: Bot, params: Params) -> bool:
    """logOut and close: there is no other server to go to."""
    return True


METHODS: dict[str, Any] = {
    "getMe": get_me,
    "getFile": get_file,
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
    "setMyName": _set_words("name"),
    "getMyName": _get_words("name"),
    "setMyDescription": _set_words("description"),
    "getMyDescription": _get_words("description"),
    "setMyShortDescription": _set_words("short_description"),
    "getMyShortDescription": _get_words("short_description"),
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook,
    "logOut": nothing,
    "close": nothing,
}
