# SPDX-License-Identifier: GPL-3.0-or-later
"""Speaks one text with espeak-ng: UTF-8 on standard input, a WAV file on standard output.

A program of its own, under the licence beside it, because it links to espeak-ng. Wegwijs
starts it as a process, one for each clip, and never imports it. A fresh process also
gives the same samples for the same text, which a second clip in one process does not.

Exit status 3: espeak-ng cannot be loaded. 4: it has no such voice.
"""

from __future__ import annotations

import argparse
import ctypes
import io
import sys
import wave
from pathlib import Path
from typing import Final

NO_LIBRARY: Final = 3
NO_VOICE: Final = 4

# Names and values of speak_lib.h, espeak-ng 1.52.
AUDIO_OUTPUT_SYNCHRONOUS: Final = 2
INITIALIZE_DONT_EXIT: Final = 0x8000
POS_CHARACTER: Final = 1
CHARS_UTF8: Final = 1
PARAMETER_RATE: Final = 1
PHONEMES_IPA: Final = 0x02

SAMPLE_BYTES: Final = 2

Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


def main() -> int:
    """Speak standard input, or write down its phonemes; return the exit status."""
    parser = argparse.ArgumentParser(prog="espeak_worker", description=__doc__)
    parser.add_argument("voice", help="name of an espeak-ng voice, such as nl")
    parser.add_argument("speed", type=int, help="words a minute")
    parser.add_argument("--phonemes", action="store_true", help="write IPA, a line per clause, and no sound")
    options = parser.parse_args()
    try:
        library, rate = _library()
    except (ImportError, OSError) as error:
        sys.stderr.write(f"espeak-ng cannot be loaded: {type(error).__name__}\n")
        return NO_LIBRARY
    if library.espeak_SetVoiceByName(options.voice.encode()) != 0:
        sys.stderr.write(f"espeak-ng has no voice '{options.voice}'\n")
        return NO_VOICE
    library.espeak_SetParameter(PARAMETER_RATE, options.speed, 0)
    text = sys.stdin.buffer.read().replace(b"\0", b" ") + b"\0"
    if options.phonemes:
        sys.stdout.buffer.write(("\n".join(_phonemes(library, text)) + "\n").encode())
        return 0
    sys.stdout.buffer.write(_wav(_samples(library, text), rate))
    return 0


def _library() -> tuple[ctypes.CDLL, int]:
    """Return espeak-ng, ready to speak, and its samples per second."""
    import espeakng_loader  # noqa: PLC0415  its absence is an exit status

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    data = str(Path(espeakng_loader.get_data_path()).parent).encode()
    rate = int(library.espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, data, INITIALIZE_DONT_EXIT))
    if rate <= 0:
        raise OSError("espeak-ng did not find its data")
    return library, rate


def _samples(library: ctypes.CDLL, text: bytes) -> bytes:
    heard = bytearray()

    def take(samples: int | None, count: int, _events: int | None) -> int:
        if samples and count > 0:
            heard.extend(ctypes.string_at(samples, count * SAMPLE_BYTES))
        return 0

    callback = Callback(take)  # kept by name: espeak-ng calls it until the end
    library.espeak_SetSynthCallback(callback)
    library.espeak_Synth(text, len(text), 0, POS_CHARACTER, 0, CHARS_UTF8, None, None)
    return bytes(heard)


def _phonemes(library: ctypes.CDLL, text: bytes) -> list[str]:
    buffer = ctypes.create_string_buffer(text)
    place = ctypes.c_void_p(ctypes.addressof(buffer))
    clauses = []
    while place.value:  # espeak-ng moves it on, clause by clause, and clears it at the end
        clause = library.espeak_TextToPhonemes(ctypes.byref(place), CHARS_UTF8, PHONEMES_IPA)
        clauses.append(clause.decode())
    return clauses


def _wav(samples: bytes, rate: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(SAMPLE_BYTES)
        writer.setframerate(rate)
        writer.writeframes(samples)
    return file.getvalue()


if __name__ == "__main__":
    sys.exit(main())
