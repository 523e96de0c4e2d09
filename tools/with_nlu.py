"""Runs a command while a trained Rasa model is served: ``with_nlu.py MODEL COMMAND...``.

The command finds it by ``WEGWIJS_NLU_URL`` and ``WEGWIJS_NLU_TOKEN``. Run it with the Python
of ``.venv-nlu``; it ends with the status of the command, or 1 when the model does not start.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

START = 600.0
"""Seconds in which a model must be served. On a machine with much else to do it took minutes."""


def main() -> int:
    """Serve, wait, run, stop."""
    model, *command = sys.argv[1:]
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = str(probe.getsockname()[1])
    environment = os.environ | {
        "WEGWIJS_NLU_URL": f"http://127.0.0.1:{port}",
        "WEGWIJS_NLU_TOKEN": secrets.token_urlsafe(24),
    }
    serve = [sys.executable, str(Path(__file__).with_name("serve_nlu.py")), model, port]
    with subprocess.Popen(serve, env=environment) as server:  # noqa: S603  our own script
        try:
            if not _is_served(server, environment):
                return 1
            return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603  as it says
        finally:
            server.terminate()


def _is_served(server: subprocess.Popen[bytes], environment: dict[str, str]) -> bool:
    status = "{WEGWIJS_NLU_URL}/status?token={WEGWIJS_NLU_TOKEN}".format_map(environment)
    until = time.monotonic() + START
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(status, timeout=5):  # noqa: S310  loopback
                return True
        except (URLError, HTTPException, OSError):
            time.sleep(0.5)
    sys.stderr.write(f"The model was not served within {START:.0f} seconds.\n")
    return False


if __name__ == "__main__":
    sys.exit(main())
