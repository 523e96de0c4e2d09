"""A bot in a process of its own, and what the system says of that process."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.webhook import PATH, SECRET

if TYPE_CHECKING:
    from collections.abc import Mapping

TOKEN: Final = "42:bench"  # noqa: S105  no bot of Telegram's

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_COMMITS_AT: Final = 8
"""Where the WAL's index counts transactions: https://www.sqlite.org/walformat.html#the_wal_index_header"""


class Bot:
    """A running bot. ``name`` is how the tables call it."""

    def __init__(
        self, name: str, command: list[str], environment: Mapping[str, str], folder: Path, port: int
    ) -> None:
        self.name = name
        self.port = port
        self.database = folder / "bench.db"
        self.log = folder / "log"
        with self.log.open("wb") as log:
            # Nothing of the developer's own settings: they could change what is measured.
            kept = {name: value for name, value in os.environ.items() if not name.startswith("WEGWIJS_")}
            self._process = subprocess.Popen(  # noqa: S603  our own commands
                command, env={**kept, **environment}, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    @property
    def running(self) -> bool:
        """Whether the process has not ended."""
        return self._process.poll() is None

    def cpu_seconds(self) -> float:
        """Return the processor time that all its threads have used."""
        fields = self._proc("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def peak_memory(self) -> float:
        """Return the most memory that it ever held, in MB."""
        line = next(line for line in self._proc("status").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024 / 1_000_000

    def commits(self) -> int:
        """Return how many transactions SQLite has written, as its own index counts them (modulo 2**32)."""
        index = self.database.with_name(self.database.name + "-shm").read_bytes()
        return int.from_bytes(index[_COMMITS_AT : _COMMITS_AT + 4], sys.byteorder)

    def complaints(self) -> int:
        """Return how many warnings and errors stand in its log."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        return sum('"level": "WARNING"' in line or '"level": "ERROR"' in line for line in text.splitlines())

    async def stop(self) -> None:
        """End it, and wait until it is gone."""
        if self.running:
            self._process.send_signal(signal.SIGTERM)
        await asyncio.to_thread(self._process.wait, 20)

    def _proc(self, name: str) -> str:
        return Path(f"/proc/{self._process.pid}/{name}").read_text(encoding="ascii", errors="replace")


def start_wegwijs(api_url: str, folder: Path, port: int) -> Bot:
    """Start Wegwijs as an operator does, with a fresh database in ``folder``."""
    environment = {
        "WEGWIJS_DATABASE_URL": f"sqlite:///{folder / 'bench.db'}",
        "WEGWIJS_TELEGRAM_TOKEN": TOKEN,
        "WEGWIJS_TELEGRAM_API_URL": api_url,
        "WEGWIJS_TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}{PATH}",
        "WEGWIJS_TELEGRAM_WEBHOOK_SECRET": SECRET,
        "WEGWIJS_VOICE_DIR": str(folder / "voice"),
        "WEGWIJS_VOICE_AHEAD": "0",  # it would render beside what is measured
        "WEGWIJS_LISTEN": f"127.0.0.1:{port}",
    }
    command = [str(Path(sys.executable).with_name("wegwijs")), "run"]
    return Bot("Wegwijs", command, environment, folder, port)


def start_echo(api_url: str, folder: Path, port: int) -> Bot:
    """Start the bare echo, with a fresh database in ``folder``."""
    command = [sys.executable, "-m", "bench.echo", "--token", TOKEN, "--api-url", api_url]
    command += ["--database", str(folder / "bench.db"), "--port", str(port), "--path", PATH]
    return Bot("echo", [*command, "--secret", SECRET], {}, folder, port)
