"""When the duty bot is silent, the community bot tells operators: the other half of `tell_operator`."""

from bot import office
from bot.durable import effect, workflow
from bot.messenger import Place, delivered


@workflow("warn_operator")
async def warn_operator(operator: int, text: str) -> str:
    """sent, or why it never will be."""
    outcome: str = await warn(operator, text)
    return outcome


@effect("warn")
async def warn(operator: int, text: str) -> str:
    """Reaches only operators who have pressed Start in the community bot; the log keeps it in any case."""
    desk = office.current()
    return await delivered(desk.community_bot.say(Place(operator), text))
