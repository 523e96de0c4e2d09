"""What a helper of a group reads beside the step that a participant shares: in Dutch, for helpers only.

No resident sees any of it, so none of it is translated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.flows.text import Text


@dataclass(frozen=True, slots=True)
class Advice:
    """What helps (``tips``) and what goes wrong (``watch``), each short enough for a card."""

    tips: tuple[Text, ...] = ()
    watch: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class GuideAdvice:
    """The advice of one guide: ``general`` at each of its steps, ``steps`` at one of them, by id."""

    general: Advice
    steps: Mapping[str, Advice] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HelperTips:
    """All of ``content/begeleiders.yaml``.

    ``tips`` hold everywhere, ``never`` is what a helper may never do, ``instead`` the right way.
    """

    tips: tuple[Text, ...] = ()
    never: tuple[Text, ...] = ()
    instead: tuple[Text, ...] = ()
    guides: Mapping[str, GuideAdvice] = field(default_factory=dict)

    def texts(self) -> Iterator[Text]:
        """Yield every sentence in the order of the file."""
        yield from (*self.tips, *self.never, *self.instead)
        for guide in self.guides.values():
            for advice in (guide.general, *guide.steps.values()):
                yield from (*advice.tips, *advice.watch)
