"""Opens the engine that the settings ask for."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.understanding.embedded import load

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.understanding.base import Understanding

log = logging.getLogger(__name__)


@asynccontextmanager
async def open_understanding(
    *, weights: Path, training_data: Path, url: str | None, token: str | None, calibrations: Path
) -> AsyncIterator[Understanding]:
    """Yield the embedded engine, with Rasa before it where ``url`` says where that is.

    Raises ``WeightsError``, ``CalibrationError``, and ``RasaRefusedError`` where Rasa is there
    and the settings do not fit it. Where Rasa is not there yet it is only noted: it may start
    after the bot.
    """
    embedded = load(weights, training_data)
    if url is None:
        yield embedded
        return
    # Imported only here: who has no Rasa need not wait for an HTTP client.
    from bot.understanding.calibration import read_calibrations  # noqa: PLC0415
    from bot.understanding.circuit import Circuit  # noqa: PLC0415
    from bot.understanding.fallback import WithFallback  # noqa: PLC0415
    from bot.understanding.rasa import Rasa, RasaError, RasaRefusedError  # noqa: PLC0415

    async with Rasa(url, token, calibrations=read_calibrations(calibrations), languages=embedded) as rasa:
        try:
            await rasa.check()
        except RasaRefusedError:
            raise
        except RasaError:
            log.warning(
                "no Rasa answers at WEGWIJS_NLU_URL: the embedded engine understands until one does",
                exc_info=True,
            )
        else:
            log.info("Rasa answers at WEGWIJS_NLU_URL")
        yield WithFallback(rasa, embedded, Circuit())
