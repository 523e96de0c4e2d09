"""Serves a trained model on loopback; run it with the Python of ``.venv-nlu``.

``rasa run`` takes its token as an argument, which every user of the machine can read in
the list of processes. So it is taken from ``WEGWIJS_NLU_TOKEN`` here, or made and shown::

    .venv-nlu/bin/python tools/serve_nlu.py var/nlu/models/quick.tar.gz 5005
"""

from __future__ import annotations

import os
import secrets
import sys

LOOPBACK = "127.0.0.1"

QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",  # Rasa calls home by default
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PYTHONWARNINGS": "ignore",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "LOG_LEVEL": "ERROR",  # below this Rasa logs what people write
}


def main() -> None:
    """Serve until told to stop."""
    model, port = sys.argv[1:]
    token = os.environ.pop("WEGWIJS_NLU_TOKEN", "")
    if not token:
        token = secrets.token_urlsafe(24)
        settings = f"WEGWIJS_NLU_URL=http://{LOOPBACK}:{port} WEGWIJS_NLU_TOKEN={token}"
        sys.stdout.write(
            f"In another terminal, once this one says that it is running:\n  {settings} make run\n"
        )
        sys.stdout.flush()
    os.environ.update(QUIET)
    from rasa.__main__ import main as rasa  # noqa: PLC0415  it reads the environment when it is imported

    sys.argv = [
        "rasa",
        "run",
        "--enable-api",
        *("--model", model),
        *("--interface", LOOPBACK),
        *("--port", port),
        f"--auth-token={token}",  # in one: a token may begin with a dash
    ]
    rasa()


if __name__ == "__main__":
    main()
