"""The process beside the bot in which FFmpeg works on sound, until the bot closes the pipe."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, Any

from bot.voice.audio import decode, finished
from bot.voice.parcels import receive, send
from bot.voice.sound import AudioError, Sound
from bot.voice.splicing import spliced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import IO


def work(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Answer one parcel after another, until there are no more."""
    while (parcel := receive(asked)) is not None:
        what, parts = parcel
        try:
            part, seconds = _done(what, parts)
        except AudioError as error:
            send(answers, {"error": str(error)})
        else:
            send(answers, {"seconds": seconds}, [part])


def _done(what: Mapping[str, Any], parts: Sequence[bytes]) -> tuple[bytes, float]:
    match what:
        case {"do": "decode"}:
            sound = decode(parts[0])
            return sound.samples, sound.seconds
        case {"do": "finish"}:
            return finished(Sound(parts[0]))
        case {"do": "splice", "pauses": pauses}:
            return spliced(parts, pauses)
    raise ValueError("nobody asks for anything else")


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the bot, which ends what it has in hand
    work(sys.stdin.buffer, sys.stdout.buffer)
