"""Serve the desk on 127.0.0.1: in a thread for tests, in the foreground for the demo."""

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

import uvicorn
from fastapi import FastAPI

from sandbox.lines import CuttableProtocol
from sandbox.server import create_app
from sandbox.world import World

_START_LIMIT = 20.0


class _Server(uvicorn.Server):
    """uvicorn that says when it listens, and ends long polls before it waits for them."""

    def __init__(self, config: uvicorn.Config, world: World) -> None:
        super().__init__(config)
        self.listening = threading.Event()
        self._world = world

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._world.close()
        await super().shutdown(sockets)


def server(app: FastAPI, world: World) -> _Server:
    """A server for the desk that is not running yet; call `run(sockets=[…])` or await `serve(sockets=[…])`."""
    config = uvicorn.Config(
        app, http=CuttableProtocol, log_level=logging.WARNING, access_log=False, timeout_graceful_shutdown=2, proxy_headers=False,
        timeout_keep_alive=60,  # longer than clients keep an idle line, so that none is cut while somebody speaks into it
    )  # fmt: skip
    return _Server(config, world)


def listen(port: int = 0) -> socket.socket:
    """A listening socket on 127.0.0.1; port 0 takes any free one."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("127.0.0.1", port))
    return sock


class Served:
    """A desk in a background thread; `url` is its address. A context manager, or `stop()` it."""

    def __init__(self, port: int = 0, app: FastAPI | None = None, world: World | None = None) -> None:
        self.world = world or World()
        self._socket = listen(port)
        self._server = server(app or create_app(self.world), self.world)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), name="desk", daemon=True)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def start(self) -> "Served":
        """Begin to listen; returns when requests are answered."""
        self._thread.start()
        if not self._server.listening.wait(_START_LIMIT):
            raise RuntimeError("the desk did not start")
        return self

    def stop(self) -> None:
        """Hang up on everyone and end the thread."""
        self._server.should_exit = True
        self._thread.join(_START_LIMIT)
        self._socket.close()

    def __enter__(self) -> "Served":
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


@contextmanager
def serve(port: int = 0) -> Iterator[str]:
    """A desk for as long as the block lasts; gives its base URL."""
    with Served(port) as served:
        yield served.url
