"""Nothing that leads to a resident reaches a log."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import warnings
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import ErrorKind
from bot.privacy.logs import FIELDS, PrivateFormatter, configure_logging, describe
from bot.privacy.redact import redact

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = "7012345678:AAH9_zzXy-QwErTyUiOpAsDfGhJkLzXcVb1"
CHAT = "81234567890"
TEXT = "ik ben mijn baan kwijt"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before = root.handlers[:], root.level, logging.raiseExceptions
    stream = io.StringIO()
    configure_logging(stream, logging.DEBUG)
    yield stream
    logging.captureWarnings(capture=False)
    root.handlers[:], root.level, logging.raiseExceptions = before


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def fail(text: str) -> None:
    try:
        int(text)
    except ValueError as error:
        url = f"https://api.telegram.org/bot{TOKEN}/sendMessage?chat_id={CHAT}"
        raise RuntimeError(url) from error


def test_log_keeps_the_literal_and_the_allowed_fields(log: io.StringIO) -> None:
    logging.getLogger("bot.conversation").warning(
        "turn failed", extra={"kind": ErrorKind.RETRY, "attempt": 2, "chat_id": CHAT, "text": TEXT}
    )

    line = lines(log)[0]
    del line["at"]
    assert line == {
        "level": "WARNING",
        "logger": "bot.conversation",
        "message": "turn failed",
        "attempt": 2,
        "kind": "retry",
    }


def test_log_drops_the_arguments_of_a_message(log: io.StringIO) -> None:
    logging.getLogger("telegram.ext").error("update %s from %s", {"text": TEXT}, CHAT)

    assert lines(log)[0]["message"] == "update %s from %s"


def test_log_of_an_exception_has_types_and_places_only(log: io.StringIO) -> None:
    try:
        fail(TEXT)
    except RuntimeError:
        logging.getLogger("bot").exception("sending failed")

    logged = log.getvalue()
    described = lines(log)[0]["exception"]
    assert isinstance(described, list)
    assert [cause.split(" at test_logs.py:")[0] for cause in described] == ["RuntimeError", "ValueError"]
    assert [secret for secret in (TOKEN, CHAT, TEXT, "sendMessage") if secret in logged] == []


def test_log_of_a_message_built_with_a_token_is_masked(log: io.StringIO) -> None:
    message = f"POST https://api.telegram.org/bot{TOKEN}/getUpdates failed for {CHAT}"

    logging.getLogger("bot").error(message)

    assert lines(log)[0]["message"] == "POST https://api.telegram.org/[token]/getUpdates failed for [number]"


def test_log_of_http_clients_begins_at_warning(log: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot%s/getMe", TOKEN)

    assert log.getvalue() == ""


def test_log_of_an_object_is_its_type(log: io.StringIO) -> None:
    logging.getLogger("bot").error(ValueError(TEXT))

    assert lines(log)[0]["message"] == "ValueError"


def test_log_of_a_warning_has_no_value(log: io.StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(f"{TEXT} {CHAT}", stacklevel=1)
        logging.captureWarnings(capture=False)

    assert [line["message"] for line in lines(log)] == ["a warning of Python"]


def test_log_of_the_event_loop_has_no_argument(log: io.StringIO) -> None:
    async def fail_in_a_callback() -> None:
        asyncio.get_running_loop().call_soon(fail, TEXT)
        await asyncio.sleep(0)

    asyncio.run(fail_in_a_callback())

    reports = [line["message"] for line in lines(log) if line["level"] == "ERROR"]
    assert reports == ["a report of the event loop"]
    assert TEXT not in log.getvalue()


def test_log_survives_a_wrong_call(log: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("bot").error("%d messages", TEXT)

    assert lines(log)[0]["message"] == "%d messages"
    assert capsys.readouterr().err == ""


def test_no_allowed_field_names_a_person() -> None:
    assert FIELDS.isdisjoint({"address", "contact", "chat_id", "text", "user", "name", "message", "argument"})


def test_describe_names_the_place_of_an_exception() -> None:
    error = KeyError(TEXT)

    assert describe(error) == ["KeyError"]


def test_describe_ends_on_a_circle_of_causes() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first

    assert describe(first) == ["ValueError", "KeyError", "ValueError", "KeyError", "ValueError"]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("BSN 123456782", "BSN [number]"),
        ("1234.56.782 en ١٢٣٤٥٦٧٨٢", "[number] en [number]"),
        ("bel 06 12345678", "bel [number]"),
        ("code 12345", "code 12345"),
        (f"/bot{TOKEN}/x", "/[token]/x"),
        (f"bot{TOKEN.replace(':', '%3A')}", "[token]"),
        ("mail sara@voorbeeld.nl", "mail [address]"),
        ("postgresql://bot:geheim@db/wegwijs", "postgresql://[login]@db/wegwijs"),
        ("row 12 of 500", "row 12 of 500"),
    ],
)
def test_redact_masks_what_leads_to_a_person(text: str, masked: str) -> None:
    assert redact(text) == masked


@given(st.text())
def test_formatter_never_raises(text: str) -> None:
    record = logging.LogRecord("bot", logging.INFO, __file__, 1, text, (text,), None)
    record.kind = text

    assert json.loads(PrivateFormatter().format(record))["level"] == "INFO"
