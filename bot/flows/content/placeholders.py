"""Whether something fills each placeholder that stands in a sentence of the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.text import placeholders

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bot.flows.content.document import Document, Mistake, Where
    from bot.flows.definition import Library

CERTAIN = frozenset({"H", "M", "M/H"})
"""Confidences that may be shown; the rest waits for an editor's check."""


def check_placeholders(
    source: str, library: Library, document: Document, where: Where, own: Collection[str] = ()
) -> Iterator[Mistake]:
    """Yield a mistake for each placeholder that nothing fills. ``own``: those that somebody fills in."""
    for placeholder in placeholders(source):
        if placeholder in own:
            continue
        kind, _, reference = placeholder.partition(":")
        match kind:
            case "fact":
                fact = library.facts.get(reference)
                if fact is None:
                    yield document.mistake(where, f"there is no fact '{reference}'")
                elif fact.confidence not in CERTAIN:
                    yield document.mistake(where, f"fact '{reference}' needs a check and may not be said yet")
            case "organisation" | "phone" | "site":
                organisation = library.organisations.get(reference)
                if organisation is None:
                    yield document.mistake(where, f"there is no organisation '{reference}'")
                elif kind != "organisation" and getattr(organisation, kind) is None:
                    yield document.mistake(where, f"organisation '{reference}' has no {kind}")
            case "gemeente" if not reference:
                pass
            case _:
                yield document.mistake(where, f"'{{{placeholder}}}' is not a placeholder")
