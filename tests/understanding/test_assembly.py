from __future__ import annotations

import logging
import socket
from typing import TYPE_CHECKING

import pytest

from bot.privacy.logs import PrivateFormatter
from bot.understanding.assembly import open_understanding
from bot.understanding.normalise import normalise
from bot.understanding.rasa import RasaRefusedError
from tests.understanding.rasa_server import TOKEN, RasaServer, rasa_server
from tests.understanding.trained import DATA, ROOT, WEIGHTS

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from bot.understanding.base import Understanding

__all__ = ["rasa_server"]

TEXT = "ik ben mijn baan kwijt"


def opened(url: str | None, token: str | None = TOKEN) -> AbstractAsyncContextManager[Understanding]:
    return open_understanding(
        weights=WEIGHTS,
        training_data=DATA,
        url=url,
        token=token,
        calibrations=ROOT / "nlu/calibration.yml",
    )


def nobody() -> str:
    """Return an address on this machine where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


async def test_without_an_address_the_embedded_engine_answers() -> None:
    async with opened(None) as engine:
        assert (await engine.interpret(TEXT)).intent == "baan-verliezen"


async def test_rasa_answers_where_it_is_served(rasa_server: RasaServer) -> None:
    rasa_server.ranking = [{"name": "schulden", "confidence": 1.0}]

    async with opened(rasa_server.url) as engine:
        meaning = await engine.interpret(TEXT)

    assert (meaning.language, meaning.intent, rasa_server.asked) == ("nl", "schulden", [normalise(TEXT)])


async def test_rasa_that_is_not_there_yet_is_noted_and_replaced(caplog: pytest.LogCaptureFixture) -> None:
    url = nobody()

    with caplog.at_level(logging.INFO, logger="bot.understanding"):
        async with opened(url) as engine:
            meaning = await engine.interpret(TEXT)

    (record,) = caplog.records
    assert (meaning.intent, record.getMessage()) == (
        "baan-verliezen",
        "no Rasa answers at WEGWIJS_NLU_URL: the embedded engine understands until one does",
    )
    logged = PrivateFormatter().format(record)
    assert [word for word in (TOKEN, url, TEXT) if word in logged] == []


async def test_rasa_that_breaks_down_is_replaced(rasa_server: RasaServer) -> None:
    async with opened(rasa_server.url) as engine:
        rasa_server.status = 503
        meaning = await engine.interpret(TEXT)

    assert meaning.intent == "baan-verliezen"


async def test_wrong_token_stops_the_start(rasa_server: RasaServer) -> None:
    with pytest.raises(RasaRefusedError) as caught:
        async with opened(rasa_server.url, "another"):
            pass

    assert str(caught.value) == "Rasa refuses WEGWIJS_NLU_TOKEN"
