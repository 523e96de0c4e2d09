"""Logs that lead to nobody: no text of a resident, no id of a contact, no token.

One JSON object a line. A message is kept only as the literal that the programmer wrote,
its arguments are not; values go in ``extra`` and only under the names listed here. An
exception is its type and where it happened: its own text may quote a message or a URL.
"""

from __future__ import annotations

import json
import logging
import math
import traceback
from datetime import UTC, datetime
from enum import Enum
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.privacy.redact import redact

if TYPE_CHECKING:
    from typing import TextIO

FIELDS = frozenset(
    {
        "attempt",
        "channel",
        "command",
        "count",
        "guide",
        "intent",
        "kind",
        "language",
        "milliseconds",
        "port",
        "queue",
        "retry_after",
        "revision",
        "status",
        "step",
        "version",
    }
)
"""The only values that may stand in a log: none leads to a person or says what she wrote."""

_LONGEST_VALUE = 80
_DEEPEST_CAUSE = 5


class PrivateFormatter(logging.Formatter):
    """Formats a record as one line of JSON without anything personal."""

    def format(self, record: logging.LogRecord) -> str:
        """Return time (UTC), level, logger, message, allowed fields and exception, in that order."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        for name in sorted(FIELDS & record.__dict__.keys()):
            line[name] = _plain(record.__dict__[name])
        if record.exc_info and record.exc_info[1] is not None:
            line["exception"] = describe(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def describe(error: BaseException) -> list[str]:
    """Return the types of an exception and its causes, each with where it passed.

    For example ``ValueError at engine.py:42 in turn < conversation.py:17 in run``. No
    message, no values, no source lines.
    """
    described: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(described) < _DEEPEST_CAUSE:
        frames = traceback.extract_tb(cause.__traceback__)
        places = [
            f"{PurePath(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in reversed(frames)
        ]
        described.append(" ".join([type(cause).__name__, *(["at", " < ".join(places)] if places else [])]))
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return described


def configure_logging(stream: TextIO, level: int = logging.INFO) -> None:
    """Send every log of this process to ``stream``, formatted privately.

    HTTP clients log each URL at INFO, and Telegram's URLs hold the token, so theirs
    begin at WARNING; so do libraries that talk at every start.
    ``logging.raiseExceptions`` goes off: its report of a log call that failed would print
    the arguments.
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter(PrivateFormatter())
    root = logging.getLogger()
    for old in tuple(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    for chatty in (
        "alembic",
        "httpx",
        "httpcore",
        "telegram",
        "apscheduler",
        "uvicorn.access",
        "aiohttp.access",
        "sqlalchemy",
    ):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False


def _message(record: logging.LogRecord) -> str:
    if record.name == "py.warnings":
        return "a warning of Python"  # its text was put together, values and all
    if record.name == "asyncio":
        return "a report of the event loop"  # so was this: it shows exceptions and arguments
    if not isinstance(record.msg, str):
        return type(record.msg).__name__
    # Not getMessage(): libraries put URLs, updates and addresses in the arguments.
    return redact(record.msg)


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return redact(str(value)[:_LONGEST_VALUE])
