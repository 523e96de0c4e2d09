"""Rasa over HTTP: a trained model that is served by ``make nlu``.

It gets normalised text, as it learnt from. Which language a text is in is ours to tell:
one model holds all three. No error here carries an address, because its query holds the
token.
"""

from __future__ import annotations

from http import HTTPStatus
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol, TypeVar

from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from pydantic import BaseModel, Field, ValidationError

from bot.messages import Alternative, Danger, Interpretation
from bot.understanding.base import OUT_OF_SCOPE, UnderstandingError
from bot.understanding.calibration import flatten
from bot.understanding.normalise import LONGEST, normalise
from bot.understanding.thresholds import Judgement

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from bot.understanding.calibration import Calibration

ALTERNATIVES = 5

PATIENCE = 0.3
"""Seconds for one answer, the connection included: a resident does not notice less."""

PATIENCE_AT_START = 5.0
"""Seconds for the question which model is served."""

AT_ONCE = 4
"""Connections. Rasa answers one text at a time, so more would only wait for each other."""

MOST_BYTES = 65_536
"""A longer answer is none: fifty intents take six thousand bytes."""


_Model = TypeVar("_Model", bound=BaseModel)


class RasaError(UnderstandingError):
    """Rasa gave no answer that can be used. Trying again later may help."""


class RasaRefusedError(RasaError):
    """Rasa is there and refuses us, or serves a model that cannot be used: a setting is wrong."""


class TellsLanguage(Protocol):
    """The part of the embedded engine that Rasa does not replace."""

    def interpret_now(self, text: str) -> Interpretation:
        """Interpret one text without an event loop."""


class _Intent(BaseModel):
    name: str
    confidence: float = Field(ge=0, le=1)


class _Parsed(BaseModel):
    intent_ranking: list[_Intent]


class _Status(BaseModel):
    model_file: str


class Rasa:
    """Interprets texts with a Rasa server. Implements ``Understanding``; raises ``RasaError``.

    ``url`` is where ``/status`` and ``/model/parse`` are. ``calibrations`` are those of the
    models that may be served there; ``languages`` tells the language of a text. Which model
    is served is asked at the first call, and again after one that failed: a server may come
    back with another.
    """

    def __init__(
        self,
        url: str,
        token: str | None,
        *,
        calibrations: Mapping[str, Calibration],
        languages: TellsLanguage | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self._url = url.rstrip("/")
        self._query = {"token": token} if token else {}
        self._calibrations = calibrations
        self._languages = languages
        self._patience = patience
        self._calibration: Calibration | None = None
        self._session: ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Return itself; the connections open with the first call."""
        return self

    async def __aexit__(self, *error: object) -> None:
        """Close the connections."""
        await self.close()

    async def close(self) -> None:
        """Close the connections. A later call opens them again."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def check(self, patience: float = PATIENCE_AT_START) -> str:
        """Find out which model is served, and return its name.

        Raises ``RasaRefusedError`` where the token is wrong or the model has no calibration.
        """
        model = PurePath(_read(_Status, await self._call("GET", "status", patience)).model_file).name
        name = model.removesuffix(".tar.gz")
        if name not in self._calibrations:
            known = ", ".join(sorted(self._calibrations))
            raise RasaRefusedError(
                f"Rasa serves a model for which nlu/calibration.yml has no entry; it has: {known}"
            )
        self._calibration = self._calibrations[name]
        return name

    async def interpret(self, text: str) -> Interpretation:
        """Interpret one text, within ``patience`` seconds or with a ``RasaError``."""
        own = self._languages.interpret_now(text) if self._languages else None
        language = own.language if own else None
        guesses = await self._guesses(text)
        alternatives = tuple(guess for guess in guesses if guess.intent != OUT_OF_SCOPE)[:ALTERNATIVES]
        best = guesses[0]
        sure = best.intent != OUT_OF_SCOPE and best.confidence >= self._served().threshold(language)
        confidence = alternatives[0].confidence if alternatives else 0.0
        return Interpretation(
            language,
            best.intent if sure else None,
            confidence,
            alternatives,
            danger=own.danger if own else Danger.UNHEARD,
        )

    async def judge(self, text: str, intent: str) -> Judgement:
        """Judge a text whose intent is known, as it is judged whether to act."""
        guesses = await self._guesses(text)
        return Judgement(intent, tuple(guess.intent for guess in guesses), guesses[0].confidence)

    def thresholds(self) -> Mapping[str, float]:
        """Return the thresholds of the model that is served; ``check`` comes first."""
        return self._served().thresholds

    def _served(self) -> Calibration:
        if self._calibration is None:  # a call beside this one failed just now
            raise RasaError("Rasa's model is not known")
        return self._calibration

    async def _guesses(self, text: str) -> list[Alternative]:
        if self._calibration is None:
            await self.check(self._patience)
        try:
            return flatten(await self.ranking(text), self._served().temperature)
        except RasaError:
            self._calibration = None
            raise

    async def ranking(self, text: str) -> list[Alternative]:
        """Return every intent that Rasa gives a probability, best first, as it gives it."""
        body = {"text": normalise(text[:LONGEST])}
        parsed = _read(_Parsed, await self._call("POST", "model/parse", self._patience, body))
        guesses = [Alternative(guess.name, guess.confidence) for guess in parsed.intent_ranking]
        if not guesses:
            raise RasaError("Rasa's answer names no intent")
        return sorted(guesses, key=lambda guess: -guess.confidence)

    async def _call(
        self, method: str, path: str, patience: float, body: Mapping[str, str] | None = None
    ) -> bytes:
        try:
            async with self._open().request(
                method,
                f"{self._url}/{path}",
                params=self._query,
                json=body,
                timeout=ClientTimeout(total=patience),
                allow_redirects=False,  # the token goes nowhere else
            ) as response:
                status = response.status
                payload = await response.content.read(MOST_BYTES + 1)
                while len(payload) <= MOST_BYTES and (more := await response.content.read(MOST_BYTES)):
                    payload += more
        except TimeoutError:
            raise RasaError("Rasa did not answer in time") from None
        except (ClientError, OSError, ValueError) as error:
            raise RasaError(f"Rasa cannot be reached ({type(error).__name__})") from None
        if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            raise RasaRefusedError("Rasa refuses WEGWIJS_NLU_TOKEN")
        if status != HTTPStatus.OK:
            raise RasaError(f"Rasa answers with status {status}")
        if len(payload) > MOST_BYTES:
            raise RasaError("Rasa's answer is too long")
        return payload

    def _open(self) -> ClientSession:
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=AT_ONCE), cookie_jar=DummyCookieJar(), trust_env=False
            )
        return self._session


def _read(kind: type[_Model], payload: bytes) -> _Model:
    try:
        return kind.model_validate_json(payload)
    except ValidationError:
        # Not what pydantic says: that quotes the answer.
        raise RasaError("Rasa's answer cannot be read") from None
