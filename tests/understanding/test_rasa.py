from __future__ import annotations

import socket
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.messages import Alternative, Interpretation
from bot.understanding.calibration import Calibration
from bot.understanding.rasa import MOST_BYTES, Rasa, RasaError, RasaRefusedError
from tests.understanding.rasa_server import TOKEN, RasaServer, rasa_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

__all__ = ["rasa_server"]

CALIBRATIONS = {
    "quick": Calibration(temperature=1.0, thresholds={"nl": 0.8, "ar": 0.95}),
    "flat": Calibration(temperature=2.0, thresholds={"nl": 0.8}),
}


class Tongue:
    """Knows Dutch by its letters."""

    def interpret_now(self, text: str) -> Interpretation:
        return Interpretation("nl" if text.isascii() else "ar", "wrong", 1.0)


def rasa_at(url: str, token: str | None = TOKEN) -> Rasa:
    return Rasa(url, token, calibrations=CALIBRATIONS, languages=Tongue(), patience=30)


def rounded(meaning: Interpretation) -> Interpretation:
    guesses = tuple(Alternative(one.intent, round(one.confidence, 3)) for one in meaning.alternatives)
    return replace(meaning, confidence=round(meaning.confidence, 3), alternatives=guesses)


@pytest_asyncio.fixture
async def rasa(rasa_server: RasaServer) -> AsyncIterator[Rasa]:
    async with rasa_at(rasa_server.url) as opened:
        yield opened


async def failure(rasa: Rasa) -> str:
    with pytest.raises(RasaError) as caught:
        await rasa.interpret("ik ben ontslagen")
    return str(caught.value)


async def test_rasa_answers_as_the_embedded_engine_does(rasa: Rasa) -> None:
    meaning = await rasa.interpret("ik ben ontslagen")

    guesses = (Alternative("baan-verliezen", 0.9), Alternative("schulden", 0.04))
    assert rounded(meaning) == Interpretation("nl", "baan-verliezen", 0.9, guesses)


async def test_rasa_is_asked_normalised_text(rasa: Rasa, rasa_server: RasaServer) -> None:
    await rasa.interpret("  Ik ben ONTSLAGEN!! op 12-3 ")

    assert rasa_server.asked == ["ik ben ontslagen op 0 0"]


async def test_rasa_must_be_as_sure_as_the_language_asks(rasa: Rasa) -> None:
    meaning = rounded(await rasa.interpret("فقدت عملي"))

    assert (meaning.language, meaning.intent, meaning.confidence) == ("ar", None, 0.9)


async def test_rasa_asks_when_the_text_is_out_of_scope(rasa: Rasa, rasa_server: RasaServer) -> None:
    rasa_server.ranking = [
        {"name": "out-of-scope", "confidence": 0.9},
        {"name": "schulden", "confidence": 0.1},
    ]

    meaning = await rasa.interpret("wat een weer")

    assert (meaning.intent, [one.intent for one in meaning.alternatives]) == (None, ["schulden"])


async def test_rasa_flattens_by_the_temperature_of_the_model(rasa: Rasa, rasa_server: RasaServer) -> None:
    rasa_server.model = "flat.tar.gz"
    rasa_server.ranking = [{"name": "later", "confidence": 0.9}, {"name": "menu", "confidence": 0.1}]

    meaning = rounded(await rasa.interpret("straks"))

    assert (meaning.intent, meaning.confidence) == (None, 0.75)


async def test_rasa_looks_again_which_model_is_served_after_a_failure(
    rasa: Rasa, rasa_server: RasaServer
) -> None:
    await rasa.interpret("ik ben ontslagen")
    rasa_server.status = 500
    await failure(rasa)
    rasa_server.status, rasa_server.model = 200, "flat.tar.gz"

    meaning = rounded(await rasa.interpret("ik ben ontslagen"))

    assert meaning.confidence == 0.681


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (500, "{}", "Rasa answers with status 500"),
        (302, "", "Rasa answers with status 302"),
        (200, "", "Rasa's answer cannot be read"),
        (200, b"\xff\xfe\x00", "Rasa's answer cannot be read"),
        (200, "<html>", "Rasa's answer cannot be read"),
        (200, '{"intent_ranking": [{"name": "later", "confidence": 7}]}', "Rasa's answer cannot be read"),
        (200, '{"intent_ranking": [{"name": null, "confidence": 0.5}]}', "Rasa's answer cannot be read"),
        (200, '{"intent_ranking": [{"name": "later", "confidence": NaN}]}', "Rasa's answer cannot be read"),
        (200, '{"intent_ranking": []}', "Rasa's answer names no intent"),
        (200, '{"intent_ranking": [{"name": "menu", "confidence": 0}]}', None),
        (200, " " * (MOST_BYTES + 1), "Rasa's answer is too long"),
        (200, " " * (MOST_BYTES * 10), "Rasa's answer is too long"),
    ],
)
async def test_rasa_says_what_was_wrong_with_an_answer(
    rasa: Rasa, rasa_server: RasaServer, status: int, body: str | bytes, said: str | None
) -> None:
    rasa_server.status, rasa_server.body = status, body

    if said is None:
        assert (await rasa.interpret("ik ben ontslagen")).intent is None
    else:
        assert await failure(rasa) == said


async def test_rasa_that_is_slow_is_not_waited_for(rasa_server: RasaServer) -> None:
    rasa_server.delay = 30
    async with Rasa(rasa_server.url, TOKEN, calibrations=CALIBRATIONS, patience=0.05) as rasa:
        await rasa.check()

        assert await failure(rasa) == "Rasa did not answer in time"


async def test_rasa_that_is_absent_cannot_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    async with rasa_at(f"http://127.0.0.1:{port}") as rasa:
        assert await failure(rasa) == "Rasa cannot be reached (ClientConnectorError)"


async def test_another_server_than_rasa_is_told_apart() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        async with Rasa(f"http://127.0.0.1:{port}", TOKEN, calibrations=CALIBRATIONS, patience=0.05) as rasa:
            assert await failure(rasa) == "Rasa did not answer in time"


@pytest.mark.parametrize("token", [None, "another-token"])
async def test_rasa_that_refuses_the_token_is_a_wrong_setting(
    rasa_server: RasaServer, token: str | None
) -> None:
    async with rasa_at(rasa_server.url, token) as rasa:
        with pytest.raises(RasaRefusedError) as caught:
            await rasa.check()

    assert str(caught.value) == "Rasa refuses WEGWIJS_NLU_TOKEN"


async def test_rasa_with_a_model_that_was_not_calibrated_is_refused(
    rasa: Rasa, rasa_server: RasaServer
) -> None:
    rasa_server.model = "models/20261122-noon.tar.gz"

    with pytest.raises(RasaRefusedError) as caught:
        await rasa.check()

    assert str(caught.value) == (
        "Rasa serves a model for which nlu/calibration.yml has no entry; it has: flat, quick"
    )


async def test_no_error_carries_the_token_or_the_text(rasa_server: RasaServer) -> None:
    rasa_server.body = "geheim"
    async with rasa_at(rasa_server.url) as rasa:
        with pytest.raises(RasaError) as caught:
            await rasa.interpret("ik ben ontslagen")

    error: BaseException | None = caught.value
    assert error is not None
    assert (error.__cause__, error.__suppress_context__) == (None, True)
    assert [word for word in (TOKEN, "ontslagen", "geheim", rasa_server.url) if word in str(error)] == []
