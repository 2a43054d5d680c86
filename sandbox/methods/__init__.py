"""What each method of the Bot API does on the desk: the table from a method's name to the function that answers it."""

from collections.abc import Callable
from typing import Any

from sandbox.methods import accounts, changing, places, sending
from sandbox.refusals import Refusal
from sandbox.spec import Params
from sandbox.things import Bot
from sandbox.world import World

Method = Callable[[World, Bot, Params], Any]

METHODS: dict[str, Method] = sending.METHODS | changing.METHODS | places.METHODS | accounts.METHODS

#: methods that only ever answer True, by the first word of their name; what they change is not seen on the desk
_TRUE = ("set", "delete", "ban", "unban", "restrict", "promote", "approve", "decline", "unpin", "close", "reopen", "hide",
         "unhide", "verify")  # fmt: skip
_NOT_TRUE = {"setGameScore"}


def answers_true(method: str) -> bool:
    """Whether an unplayed method may be answered with True."""
    return method.startswith(_TRUE) and method not in _NOT_TRUE


def call(world: World, bot: Bot, method: str, params: Params) -> Any:
    """Do what a checked request asks for and return its `result`; Refusal when it cannot be done."""
    if method in METHODS:
        return METHODS[method](world, bot, params)
    if answers_true(method):
        return True
    raise Refusal(501, f"Not Implemented: this desk does not play {method}")
