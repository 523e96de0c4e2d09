"""The fence around every test holds, however a library makes its connection."""

from __future__ import annotations

import asyncio
import http.client
import socket
import ssl
import sys
import threading

import pytest

AWAY = ("192.0.2.1", 9)  # an address for documentation (RFC 5737): nobody lives there


def _plain() -> None:
    socket.create_connection(AWAY, timeout=1)


def _by_code() -> None:
    with socket.socket() as asked:
        asked.connect_ex(AWAY)


def _with_tls() -> None:
    with ssl.create_default_context().wrap_socket(socket.socket(), server_hostname="x") as asked:
        asked.connect(AWAY)


def _over_http() -> None:
    http.client.HTTPConnection(*AWAY, timeout=1).request("GET", "/")


def _in_a_loop() -> None:
    asyncio.run(asyncio.wait_for(asyncio.open_connection(*AWAY), 1))


@pytest.mark.parametrize("leave", [_plain, _by_code, _with_tls, _over_http, _in_a_loop])
def test_a_connection_that_leaves_this_machine_is_refused(leave: object) -> None:
    assert callable(leave)
    with pytest.raises(ConnectionRefusedError, match=r"a test tried to reach 192\.0\.2\.1"):
        leave()


def test_a_thread_is_refused_as_well() -> None:
    refused: list[str] = []

    def run() -> None:
        try:
            _plain()
        except ConnectionRefusedError as refusal:
            refused.append(str(refusal))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()

    assert refused == ["a test tried to reach 192.0.2.1"]


def test_this_machine_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()


def test_no_audit_hook_may_end_the_threads_of_a_traced_run() -> None:
    with pytest.raises(RuntimeError, match="would end threads under coverage"):
        sys.addaudithook(print)
