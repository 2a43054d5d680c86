"""The wire itself: an HTTP protocol that lets the desk cut a connection in the middle, as real networks do."""

import asyncio
from typing import Any

from starlette.requests import Request
from uvicorn.protocols.http.h11_impl import H11Protocol

_OPEN: dict[Any, Any] = {}


class CuttableProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, remembering which transport belongs to which caller."""

    used = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A caller arrived."""
        super().connection_made(transport)  # type: ignore[arg-type]  # uvicorn's own signature is as narrow as it is false
        CuttableProtocol.used = True
        _OPEN[transport.get_extra_info("peername")] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """A caller left."""
        _OPEN.pop(self.transport.get_extra_info("peername"), None)
        super().connection_lost(exc)


def cut(request: Request) -> None:
    """Close the caller's connection without a word; one that was killed meanwhile has closed it."""
    if not CuttableProtocol.used:
        raise RuntimeError("connections can only be cut when sandbox.run serves the desk")
    if transport := _OPEN.get(tuple(request.client) if request.client else None):
        transport.abort()
