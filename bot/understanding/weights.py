r"""The weights file: what training learnt, as plain numbers.

::

    wegwijs-weights 4\n
    <header: one line of JSON>\n
    <features, one per line, UTF-8, in the order of their code points>
    <idf> <bias> <scales>     float32, little-endian
    <matrix>                  a byte each

No part of it is code, so that reading a wrong file can do no more than fail.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from array import array
from dataclasses import dataclass
from functools import reduce
from sys import intern
from typing import TYPE_CHECKING, Any, BinaryIO

from bot.understanding.base import WeightsError
from bot.understanding.feature_rows import FeatureRows
from bot.understanding.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_MAGIC = b"wegwijs-weights 4\n"
_LONGEST_HEADER = 1_048_576
_LARGEST = 127

ZERO = 128
"""The byte of the matrix that stands for nothing: Python reads bytes without making a number of each."""


@dataclass(frozen=True)
class Weights:
    """A linear model over features with three heads: intents, then languages, then danger.

    ``matrix`` holds one row per feature, ``len(intents) + len(languages) + 1`` bytes wide. A byte less
    ``ZERO`` times what ``scales`` holds for the row is a weight. ``bias`` is one such row, in
    floats; ``idf`` holds one number per feature. ``thresholds`` says per language how sure the
    model must be to act; ``danger`` how high the score of danger must be, a logit, to speak of
    danger; "" is for an unknown language.
    ``concepts`` says of each pattern of a word what it stands for. ``features`` are in the order of
    their code points; as they are read from a file they are ``FeatureRows``.
    """

    fingerprint: str
    intents: tuple[str, ...]
    languages: tuple[str, ...]
    thresholds: Mapping[str, float]
    danger: Mapping[str, float]
    concepts: Mapping[str, Sequence[str]]
    features: Iterable[str]
    idf: array[float]
    bias: array[float]
    scales: array[float]
    matrix: bytes

    @property
    def width(self) -> int:
        """Numbers in one row of the matrix."""
        return len(self.intents) + len(self.languages) + 1


def quantised(matrix: Sequence[float], width: int) -> tuple[array[float], bytes]:
    """Return the scale of each row of ``width`` numbers, and the rows as bytes: see ``Weights``."""
    scales, whole = array("f"), bytearray()
    for start in range(0, len(matrix), width):
        row = matrix[start : start + width]
        scale = max(map(abs, row)) / _LARGEST or 1.0
        scales.append(scale)
        whole.extend(round(number / scale) + ZERO for number in row)
    return scales, bytes(whole)


def write_weights(file: Path, weights: Weights) -> None:
    """Write a weights file in one move: a reader sees the old one or the new one, whole."""
    rows = FeatureRows.of(weights.features)
    floats = b"".join(_to_bytes(numbers) for numbers in (weights.idf, weights.bias, weights.scales))
    body = rows.names + floats + weights.matrix
    header = {
        "fingerprint": weights.fingerprint,
        "intents": weights.intents,
        "languages": weights.languages,
        "thresholds": dict(weights.thresholds),
        "danger": dict(weights.danger),
        "concepts": {pattern: list(concepts) for pattern, concepts in weights.concepts.items()},
        "features": len(rows),
        "names": len(rows.names),
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
            return _unpack(header, stream)
    except OSError as error:
        raise WeightsError(f"The weights of the understanding are not at {file}.") from error
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


def _unpack(header: dict[str, Any], stream: BinaryIO) -> Weights:
    intents, languages = tuple(header["intents"]), tuple(header["languages"])
    count, width, names = header["features"], len(intents) + len(languages) + 1, header["names"]
    size = names + 4 * (count + width + count) + count * width
    if os.fstat(stream.fileno()).st_size - stream.tell() != size:
        raise ValueError("the sizes differ")
    parts = [stream.read(length) for length in (names, 4 * count, 4 * width, 4 * count, count * width)]
    if reduce(lambda sum_so_far, part: zlib.crc32(part, sum_so_far), parts, 0) != header["crc32"]:
        raise ValueError("the checksum differs")
    features = FeatureRows(parts[0])
    if len(features) != count:
        raise ValueError("the number of features differs")
    idf, bias, scales = map(_from_bytes, parts[1:4])
    return Weights(
        fingerprint=header["fingerprint"],
        intents=intents,
        languages=languages,
        thresholds=dict(header["thresholds"]),
        danger=dict(header["danger"]),
        concepts={str(pattern): tuple(map(intern, names)) for pattern, names in header["concepts"].items()},
        features=features,
        idf=idf,
        bias=bias,
        scales=scales,
        matrix=parts[4],
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
