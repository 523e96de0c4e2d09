"""A stand-in for the service that gTTS asks: on this machine, over TLS, with every way to fail.

The certificate was made to be thrown away; gTTS verifies none.
"""

from __future__ import annotations

import base64
import json
import ssl
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from tests.voice.sounds import file_of, tone

if TYPE_CHECKING:
    from collections.abc import Iterator

PATH: Final = "/_/TranslateWebserverUi/data/batchexecute"


def _audio(sound: bytes) -> bytes:
    inner = json.dumps([base64.b64encode(sound).decode()])
    return f")]}}'\n\n{json.dumps([['wrb.fr', 'jQ1olc', inner]], separators=(',', ':'))}\n".encode()


WHOLE: Final = _audio(file_of(tone(1.0), "mp3"))
BODIES: Final = {
    "html": b"<!doctype html><title>Before you continue</title>",
    "no audio": b')]}\'\n\n[["wrb.fr","jQ1olc",null,null,null,[3],"generic"]]',
    "empty": b"",
    "half an answer": WHOLE[: len(WHOLE) // 2],
    "no sound": _audio(b"this is not mp3" * 20),
}
"""What comes with the status of a good answer and is none."""


class GoogleDouble:
    """Answers one second of sound to each request, or what ``answers`` holds for its number, from 0.

    An answer is a status, or a word: "html", "no audio", "empty", "cut off", "half an answer",
    "no sound", "closed", "slow". With "drips" or "drips a header" it is a good one, byte by byte.
    """

    def __init__(self, address: tuple[str, int]) -> None:
        self.answers: dict[int, int | str] = {}
        self.every: int | str = 200
        self.heard: list[tuple[str, str]] = []
        """The text and the language of each request."""
        self.drops = 60
        """What drips is held up by so many bytes, twenty a second: no read has to wait long."""
        self.ended = Event()
        self.tld = f"com@{address[0]}:{address[1]}"
        """Makes gTTS ask here: what stands before the @ is a user name in its address."""

    def answer(self) -> int | str:
        return self.answers.get(len(self.heard) - 1, self.every)


@contextmanager
def google_double() -> Iterator[GoogleDouble]:
    """Serve until the end of the block."""
    server = _Server(("127.0.0.1", 0), _Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).parent / "throwaway.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.double = GoogleDouble(("127.0.0.1", server.server_address[1]))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.double
    finally:
        server.double.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    double: GoogleDouble


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        double = self.server.double
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        double.heard.append(_asked(body))
        assert self.path == PATH
        match double.answer():
            case 200:
                self._send(WHOLE)
            case int(status):
                self._send(b"<html>no</html>", status=status)
            case str(word) if word in BODIES:
                self._send(BODIES[word])
            case "cut off":
                self._send(WHOLE[: len(WHOLE) // 2], promised=len(WHOLE))
            case "closed":
                self.close_connection = True
            case "slow":
                double.ended.wait(60)
            case "drips":
                self._head(double.drops + len(WHOLE))
                self._drip(b"\n" * double.drops, WHOLE)
            case "drips a header":
                head = f"\r\nContent-Length: {len(WHOLE)}\r\n\r\n".encode()
                self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Drops: ")
                self._drip(b"." * double.drops, head + WHOLE)
            case unknown:
                raise AssertionError(unknown)

    def _send(self, body: bytes, *, status: int = 200, promised: int | None = None) -> None:
        self._head(len(body) if promised is None else promised, status=status)
        self.wfile.write(body)

    def _head(self, promised: int, *, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(promised))
        self.end_headers()
        self.close_connection = True

    def _drip(self, drops: bytes, rest: bytes) -> None:
        for drop in drops:
            self.wfile.write(bytes([drop]))
            if self.server.double.ended.wait(0.05):
                return
        self.wfile.write(rest)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's own name
        """Keep quiet."""


def _asked(body: str) -> tuple[str, str]:
    (outer,) = parse_qs(body)["f.req"]
    text, language, *_ = json.loads(json.loads(outer)[0][0][1])
    return text, language
