"""The HTTP server below every web channel: uvicorn, stopped by us."""

from __future__ import annotations

import asyncio
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

from uvicorn import Config, Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.applications import Starlette


def listen(host: str, port: int) -> socket.socket:
    """Open the socket to serve at; raise ``OSError`` where nothing can listen."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family, backlog=2048)
    # asyncio does this only for sockets that it made itself. Without it the second part of
    # every answer waits 40 ms for the other side to acknowledge the first.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


async def serve(app: Starlette, at: socket.socket, *, ending: Callable[[], None] = lambda: None) -> None:
    """Serve until cancelled; what was being answered then is answered first.

    ``ending`` is called then: answers that would go on for ever have to end.
    """
    server = _Server(Config(app, log_config=None, access_log=False, lifespan="off", server_header=False))
    serving = asyncio.ensure_future(server.serve(sockets=[at]))
    try:
        await asyncio.shield(serving)
    except asyncio.CancelledError:
        server.should_exit = True
        ending()
        await serving
        raise


class _Server(Server):
    """Leaves the signals of the process to the process: more than this server has to end well."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
