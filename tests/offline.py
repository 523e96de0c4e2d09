"""No test leaves this machine: a connection to anywhere else is refused, in any thread and library.

A hook of `sys.addaudithook` would see connections too, but Python 3.11 calls such a hook while it
installs the tracer of coverage in a new thread. Where the hook lets another thread run just then,
that one dies before its own first line: "Cannot install a trace function while another trace
function is being installed" (python/cpython#98257). So the sockets themselves refuse, and nothing
that a test imports may add such a hook unnoticed.
"""

from __future__ import annotations

import socket
import sys
from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def _is_here(host: object) -> bool:
    try:
        return host == "localhost" or ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _stay_here(address: object) -> None:
    if isinstance(address, tuple) and not _is_here(address[0]):  # a string is a Unix socket
        raise ConnectionRefusedError(f"a test tried to reach {address[0]}")


_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex


def _connect_here(self: socket.socket, address: tuple[object, ...] | str | bytes) -> None:
    _stay_here(address)
    _connect(self, address)


def _connect_ex_here(self: socket.socket, address: tuple[object, ...] | str | bytes) -> int:
    _stay_here(address)
    return _connect_ex(self, address)


def _no_hook(hook: Callable[[str, tuple[object, ...]], object]) -> None:
    raise RuntimeError(f"{hook} would end threads under coverage: tests/offline.py")


# For the whole run, not a fixture: what a test leaves running must not get out after it either.
socket.socket.connect = _connect_here  # type: ignore[assignment, method-assign]
socket.socket.connect_ex = _connect_ex_here  # type: ignore[assignment, method-assign]
sys.addaudithook = _no_hook
