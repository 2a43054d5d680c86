"""The many groups of a broadcast on the desk, and what came to them."""

from collections.abc import Sequence

from sandbox.rooms import group
from sandbox.things import Member
from sandbox.world import World

FIRST = -1_003_000_000_000
WORDS = "本周末有人冒充物业上门收费，请转告家里老人：不给现金，不扫来路不明的码，有疑问打物业电话或 96110。"


def settle(world: World, count: int, bots: Sequence[int]) -> None:
    """So many groups in which these bots have always been."""
    for number in range(count):
        chat = group(world, f"{number} 号群", FIRST - number)
        for bot in bots:
            chat.members[bot] = Member("member")


def seen(world: World, bot: int, count: int) -> tuple[list[float], int]:
    """When each message of a bot came, and how many groups got it more than once."""
    moments, doubled = [], 0
    for number in range(count):
        messages = [message for message in world.chats[str(FIRST - number)].messages.values() if message.sender == bot]
        moments += [message.at for message in messages]
        doubled += len(messages) > 1
    return sorted(moments), doubled


def busiest(moments: Sequence[float]) -> int:
    """The most messages within any second."""
    most, first = 0, 0
    for last, moment in enumerate(moments):
        while moments[first] <= moment - 1.0:
            first += 1
        most = max(most, last - first + 1)
    return most
