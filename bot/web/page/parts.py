"""What the page is made of: everything that its routes need, given by ``bot.pages``."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.flows import words, words_page, words_paper
from bot.isolation import isolated

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from starlette.responses import Response

    from bot.channels.base import Receive
    from bot.flows.engine import Engine
    from bot.flows.text import Text
    from bot.locale import Languages
    from bot.messages import Address, Outbound
    from bot.storage.base import Store
    from bot.web.page.log import PageLog
    from bot.web.site import Site
    from bot.web.templates import Templates


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Everything that the routes of the page need.

    ``engine`` knows what stands on her list. ``hand_over`` delivers what a change of the page itself
    put into the outbox. ``answered`` waits until what an address is to be told has been told, or for
    some seconds. ``greeting`` gives the clip that names a language; ``greets`` are the languages that
    have one; ``asking`` and ``asks`` are the same of whose device it is. ``dismiss`` wipes a browser.
    ``neutral`` is where the button to leave in a hurry leads.
    """

    site: Site
    templates: Templates
    languages: Languages
    engine: Engine
    store: Store
    log: PageLog
    receive: Receive
    hand_over: Callable[[Sequence[Outbound]], None]
    answered: Callable[[Address], Awaitable[None]]
    dismiss: Callable[[str], Awaitable[None]]
    greeting: Callable[[str], Awaitable[Path | None]]
    greets: frozenset[str]
    asking: Callable[[str], Awaitable[Path | None]]
    asks: frozenset[str]
    now: Callable[[], datetime]
    neutral: str
    telegram: bool = False

    def say(self, text: Text, language: str, **values: str) -> str:
        """Return one of the page's own words in a language, in Dutch where it has no translation."""
        said = self.languages.translate(text, language)
        for name, value in values.items():
            said = said.replace(f"{{{name}}}", value)
        return said

    def page(
        self, name: str, language: str, *, status: HTTPStatus = HTTPStatus.OK, **values: object
    ) -> Response:
        """Return a page in a language, from a template in ``templates/page``."""

        def plain(text: Text, **filled: str) -> str:
            return self.say(text, language, **filled)

        def say(text: Text, **filled: str) -> str:
            return self.marked(text, language, **filled)

        return self.templates.page(
            f"page/{name}.html",
            status=status,
            language=language,
            direction=self.direction(language),
            say=say,
            plain=plain,
            words=words,
            page_words=words_page,
            paper_words=words_paper,
            each=[Voice(self, code) for code in self.languages.codes],
            neutral=self.neutral,
            **values,
        )

    def marked(self, text: Text, language: str, **values: str) -> str:
        """Return the same for a page: marked as Dutch where it has no translation."""
        said = self.say(text, language, **values)
        if self.languages.by_code[language].forms(text) is not None:
            return said
        # It stands there in Dutch, so it is to be read and written as Dutch.
        return Markup('<span lang="nl" dir="ltr">{}</span>').format(said)

    def direction(self, language: str) -> str:
        """Return how a language is written: "ltr" or "rtl"."""
        return self.languages.by_code[language].direction

    def named(self) -> list[dict[str, object]]:
        """Return the languages as a page offers them, each under its own name."""
        return [
            {
                "code": one.code,
                "name": one.name,
                "direction": one.direction,
                "number": number,
                "heard": one.code in self.greets,
            }
            for number, one in enumerate(self.languages.by_code.values(), start=1)
        ]


@dataclass(frozen=True)
class Voice:
    """One language of a page that speaks all of them: nothing tells yet which one is hers."""

    parts: Parts
    code: str

    @property
    def direction(self) -> str:
        """How it is written: "ltr" or "rtl"."""
        return self.parts.direction(self.code)

    def speaks(self, text: Text) -> bool:
        """Tell whether the words are there in this language: the Dutch stands once on such a page."""
        return self.parts.languages.by_code[self.code].forms(text) is not None

    def say(self, text: Text, **values: str) -> str:
        """Return one of the page's own words in this language; a number keeps its order in it."""
        rtl = self.direction == "rtl"
        kept = {name: isolated(value) if rtl else value for name, value in values.items()}
        return self.parts.say(text, self.code, **kept)
