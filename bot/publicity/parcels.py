"""Parcels: one message of many, as it is handed from the rows it stands in to the pump, and what came of it as it is handed back.

Between the mails, which know their rows (bot.publicity.deliveries, bot.publicity.editions), and the pump, which knows none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from bot.messenger import Media, Place, Post, Sent
from bot.texts import LANGUAGE

Ready = Callable[[int], float]
"""In how many seconds a chat may be written to."""


class Picture(Protocol):
    """What is shown above a post's text, made when the post is about to leave."""

    async def media(self) -> Media | None:
        """The picture; None when there is none after all."""

    def known_as(self, name: str) -> None:
        """The platform keeps it under this name from now on."""


@dataclass(frozen=True, slots=True, eq=False)
class Parcel:
    """One message that is claimed: whose row, of which broadcast (0: of none), for which group, in which language.

    Without a post it is `sent` taken back.
    """

    mail: "Mail"
    row: int
    group: int
    place: Place
    post: Post | None
    sent: Sent | None = None
    picture: Picture | None = None
    broadcast: int = 0
    language: str = LANGUAGE


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one try: done, refused for good, later (nothing was sent), or unknown. `began` is when the request left."""

    kind: Literal["done", "refused", "later", "unknown"]
    began: datetime
    reason: str = ""
    sent: Sent | None = None
    moved_to: int | None = None
    after: float = 0.0


class Mail(Protocol):
    """A kind of message for many, with its rows."""

    async def pick_up(self, session: AsyncSession, in_hand: Sequence[int]) -> None:
        """Rows that were being sent by somebody who is no more are unknown; those in hand are ours."""

    async def claim(self, session: AsyncSession, most: int, ready_in: Ready) -> list[Parcel]:
        """Mark up to `most` rows as being sent and give them; what a chat is not ready for is put off."""

    async def settle(self, session: AsyncSession, parcel: Parcel, result: Result) -> None:
        """Write down what came of a parcel."""

    async def give_back(self, session: AsyncSession, parcel: Parcel) -> None:
        """A parcel that was claimed and certainly not sent waits again."""
