"""The way to Telegram: aiogram's own, but once hung up it stays so.

aiogram opens a closed session again for whoever still asks: at a stop, a late answer would leave a line that nobody closes.
"""

from typing import TypeVar

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiohttp import ClientConnectionError, ClientSession

T = TypeVar("T")


class HungUp(TelegramNetworkError):
    """Nothing was sent: the line is closed for good."""


class Line(AiohttpSession):
    """Requests and downloads until `hang_up`."""

    _over = False

    async def make_request(self, bot: Bot, method: TelegramMethod[T], timeout: int | None = None) -> T:
        """One request; raises what aiogram raises, and HungUp after the end."""
        if self._over:
            raise HungUp(method=method, message="hung up")
        return await super().make_request(bot, method, timeout)

    async def create_session(self) -> ClientSession:
        """Under requests and downloads; raises aiohttp's ClientConnectionError after the end."""
        if self._over:
            raise ClientConnectionError("hung up")
        return await super().create_session()

    async def hang_up(self) -> None:
        """The end; aiogram's `close` is not, it calls that itself before the first request."""
        self._over = True
        await self.close()
