"""The form for an action point, on the page of a case and on the board of a group."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from bot.flows.points import LONGEST, PointDraft, known_actions
from bot.handoff.phrases import Unfilled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.definition import Library
    from bot.web.forms import Form

NOT_COPIED: Final = (
    "Een datum mag alleen als hij zo in een brief staat. Vink dan aan: overgenomen uit een brief."
)
NO_DATE: Final = "Vul de datum in die in de brief staat, of haal het vinkje weg."
NO_SUCH_DATE: Final = "Kies een dag."


@dataclass(frozen=True, kw_only=True)
class PointForm:
    """What ``staff/point-form.html`` shows.

    ``action`` is the address that it posts to. ``fields`` are what was typed before something
    stopped it, ``refusal`` says why; ``foreign`` names the language of who reads no Dutch, where
    that stopped it. ``known`` holds, per guide title, the actions that there are.
    """

    action: str
    known: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    refusal: str = ""
    foreign: str = ""
    longest: int = LONGEST

    def field(self, name: str) -> str:
        """Return what stood in a field."""
        return self.fields.get(name, "")


def point_form(
    library: Library,
    action: str,
    fields: Mapping[str, str] | None = None,
    refusal: str = "",
    foreign: str = "",
) -> PointForm:
    """Return the form, to be given to the template as ``point``."""
    known = tuple(
        (guide.title.source, tuple((f"{guide.id}/{step.id}", step.title.source) for step in steps))
        for guide, steps in known_actions(library)
    )
    return PointForm(action=action, known=known, fields=fields or {}, refusal=refusal, foreign=foreign)


def point_draft(form: Form) -> PointDraft:
    """Read what was posted; raise ``Unfilled`` for a date that is none or was not copied from a letter."""
    copied, typed = form.get("uit-brief") == "1", form.get("datum").strip()
    if typed and not copied:
        raise Unfilled("Datum", NOT_COPIED)
    if copied and not typed:
        raise Unfilled("Datum", NO_DATE)
    return PointDraft(
        known=form.get("bekend").strip() or None,
        text=form.get("tekst"),
        until=_day(typed) if typed else None,
        for_other=form.get("voor-ander") == "1",
    )


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Unfilled("Datum", NO_SUCH_DATE) from None
