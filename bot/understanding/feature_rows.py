"""Which row of the weights belongs to a feature, found without an object for each of them.

A dictionary of a hundred thousand features takes 18 MB, this takes 2. It asks half a
microsecond more of each feature of a text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_EVERY: Final = 16
"""Of so many features one is an object: where to begin to look."""

_BLOCK: Final = re.compile(rb"(?:[^\n]*\n){1,%d}" % _EVERY)


class FeatureRows:
    """Features in the order of their code points; the row of a feature is its place among them.

    ``names`` holds them in UTF-8, with a newline between two. Raises ``ValueError`` where they are
    not in order: what is there would not be found.
    """

    def __init__(self, names: bytes) -> None:
        self._names = b"\n%b\n" % names
        self._length = self._names.count(b"\n") - 1
        # Where each block begins and where the last one ends: at the newline before its first feature.
        self._starts = array("L", [0])
        self._starts.extend(block.end() - 1 for block in _BLOCK.finditer(self._names, 1))
        self._firsts = [
            self._names[start + 1 : self._names.index(b"\n", start + 1)] for start in self._starts[:-1]
        ]
        if any(after <= before for before, after in pairwise(self._firsts)):
            raise ValueError("the features are not in order")

    @classmethod
    def of(cls, features: Iterable[str]) -> FeatureRows:
        """Return the rows of features; they themselves where they are that already."""
        return features if isinstance(features, cls) else cls("\n".join(features).encode())

    @property
    def names(self) -> bytes:
        """The features as ``FeatureRows`` takes them."""
        return self._names[1:-1]

    def known(self, counts: Mapping[str, int]) -> Iterator[tuple[int, int]]:
        """Yield the row and the count of each feature that has a row."""
        firsts, starts, names = self._firsts, self._starts, self._names
        for feature, number in counts.items():
            name = feature.encode()
            block = bisect_right(firsts, name) - 1
            if block >= 0:
                start = starts[block]
                place = names.find(b"\n%b\n" % name, start, starts[block + 1] + 1)
                if place >= 0:
                    yield block * _EVERY + names.count(b"\n", start, place), number

    def __len__(self) -> int:
        """Return how many features there are."""
        return self._length

    def __iter__(self) -> Iterator[str]:
        """Yield the features in the order of their rows."""
        yield from self.names.decode().split("\n")

    def __eq__(self, other: object) -> bool:
        """Tell whether these are the same features."""
        return isinstance(other, FeatureRows) and self._names == other._names

    def __hash__(self) -> int:
        """Return the same number for the same features."""
        return hash(self._names)
