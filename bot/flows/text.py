"""A translatable message, as data: what a catalog is asked for, not yet in a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_-]*)(?::([a-z0-9-]+))?\}")
"""``{name}`` or ``{kind:id}``, as in ``{fact:bijstand-alleen}``."""


@dataclass(frozen=True, slots=True)
class Text:
    """One Dutch message and the place where it stands.

    ``context`` is the gettext context, unique and stable; ``source`` the Dutch msgid.
    ``plural`` is given where a message counts something: then ``source`` is the form
    for one and the value ``count`` chooses.
    """

    context: str
    source: str
    plural: str | None = None

    def placeholders(self) -> frozenset[str]:
        """Return what stands between braces, as ``name`` or ``kind:id``."""
        return _placeholders(self.source)

    def names_fact(self) -> bool:
        """Tell whether an amount, a term or another fact stands in this message."""
        return any(name.startswith("fact:") for name in self.placeholders())


# Every line of every message asks, and the texts of the content stay the same.
@lru_cache(maxsize=8192)
def _placeholders(source: str) -> frozenset[str]:
    return frozenset(placeholders(source))


def placeholders(source: str) -> Iterator[str]:
    """Return each placeholder of a message, in order, as ``name`` or ``kind:id``."""
    return map(placeholder_name, PLACEHOLDER.finditer(source))


def placeholder_name(match: re.Match[str]) -> str:
    """Return what a placeholder is filled by: ``name`` or ``kind:id``."""
    kind, reference = match.groups()
    return f"{kind}:{reference}" if reference else str(kind)
