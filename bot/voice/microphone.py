"""What went wrong before a recording came here, and no levelling mends: too soft, or too loud."""

from __future__ import annotations

import sys
from array import array
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bot.voice.sound import Sound

SOFTEST: Final = 328
"""Amplitude of 32,768: what stays 40 dB below the loudest there is comes with its noise when it is raised."""

FULL: Final = 32_440
"""Amplitude from which a sample is as loud as can be, 99 % of it: a wave was cut off there."""

MOST_FULL: Final = 0.01
"""Share of the samples with speech in them: speech as loud as can be without being cut off has far fewer."""

TOO_SOFT: Final = "too soft: record it again, closer to the microphone"
TOO_LOUD: Final = "too loud, so that it crackles: record it again, further from the microphone"


def fault(sound: Sound) -> str | None:
    """Return what the speaker is to do about a recording; None where nothing was found."""
    samples = array("h", sound.samples)
    if sys.byteorder == "big":
        samples.byteswap()
    heard = [loud for sample in samples[::4] if (loud := abs(sample)) >= SOFTEST]
    if not heard:
        return TOO_SOFT
    return TOO_LOUD if sum(loud >= FULL for loud in heard) > MOST_FULL * len(heard) else None
