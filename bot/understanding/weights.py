r"""The weights file: what training learnt, as plain numbers.

::

    wegwijs-weights 1\n
    <header: one line of JSON>\n
    <features, one per line, UTF-8> <idf> <bias> <matrix>     float32, little-endian

No part of it is code, so that reading a wrong file can do no more than fail.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.understanding.base import WeightsError
from bot.understanding.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_MAGIC = b"wegwijs-weights 1\n"
_LONGEST_HEADER = 1_048_576


@dataclass(frozen=True)
class Weights:
    """A linear model over features with two heads: intents, then languages.

    ``matrix`` holds one row per feature, ``len(intents) + len(languages)`` numbers wide;
    ``bias`` is one such row; ``idf`` holds one number per feature. ``thresholds`` says
    per language how sure the model must be to act; "" is for an unknown language. ``concepts``
    says of each pattern of a word what it stands for.
    """

    fingerprint: str
    intents: tuple[str, ...]
    languages: tuple[str, ...]
    thresholds: Mapping[str, float]
    concepts: Mapping[str, Sequence[str]]
    features: tuple[str, ...]
    idf: array[float]
    bias: array[float]
    matrix: array[float]

    @property
    def width(self) -> int:
        """Numbers in one row of the matrix."""
        return len(self.intents) + len(self.languages)


def write_weights(file: Path, weights: Weights) -> None:
    """Write a weights file in one move: a reader sees the old one or the new one, whole."""
    names = "\n".join(weights.features).encode()
    body = names + b"".join(_to_bytes(numbers) for numbers in (weights.idf, weights.bias, weights.matrix))
    header = {
        "fingerprint": weights.fingerprint,
        "intents": weights.intents,
        "languages": weights.languages,
        "thresholds": dict(weights.thresholds),
        "concepts": {pattern: list(concepts) for pattern, concepts in weights.concepts.items()},
        "features": len(weights.features),
        "names": len(names),
        "crc32": zlib.crc32(body),
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.{os.getpid()}")
    with new.open("wb") as stream:
        stream.write(_MAGIC + json.dumps(header, ensure_ascii=False).encode() + b"\n" + body)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(file)


def read_weights(file: Path) -> Weights:
    """Read a weights file. Raises ``WeightsError`` when it is absent or damaged."""
    try:
        with file.open("rb") as stream:
            if stream.readline(len(_MAGIC)) != _MAGIC:
                raise _damaged(file)
            header = json.loads(stream.readline(_LONGEST_HEADER))
            body = stream.read()
    except OSError as error:
        raise WeightsError(f"The weights of the understanding are not at {file}.") from error
    except ValueError as error:
        raise _damaged(file) from error
    try:
        return _unpack(header, body)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _damaged(file) from error


def weights_are_current(data_dir: Path, weights_file: Path) -> bool:
    """Tell whether the weights were learnt from the sentences as they are now.

    False also when the file is absent or damaged: in each case training is the answer.
    """
    try:
        return read_weights(weights_file).fingerprint == fingerprint(data_dir)
    except WeightsError:
        return False


def _unpack(header: dict[str, Any], body: bytes) -> Weights:
    if zlib.crc32(body) != header["crc32"]:
        raise ValueError("the checksum differs")
    intents, languages = tuple(header["intents"]), tuple(header["languages"])
    count, width, names = header["features"], len(intents) + len(languages), header["names"]
    numbers = _from_bytes(body[names:])
    features = tuple(body[:names].decode().split("\n"))
    if len(features) != count or len(numbers) != count + width + count * width:
        raise ValueError("the sizes differ")
    return Weights(
        fingerprint=header["fingerprint"],
        intents=intents,
        languages=languages,
        thresholds=dict(header["thresholds"]),
        concepts={str(pattern): tuple(names) for pattern, names in header["concepts"].items()},
        features=features,
        idf=numbers[:count],
        bias=numbers[count : count + width],
        matrix=numbers[count + width :],
    )


def _damaged(file: Path) -> WeightsError:
    return WeightsError(f"{file} is not a weights file, or it is damaged.")


def _to_bytes(numbers: array[float]) -> bytes:
    little = array("f", numbers)
    if sys.byteorder == "big":
        little.byteswap()
    return little.tobytes()


def _from_bytes(raw: bytes) -> array[float]:
    numbers = array("f")
    numbers.frombytes(raw)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
