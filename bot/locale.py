"""The languages: from what the engine says to text in the resident's own language.

A translation is shown only when it belongs to today's Dutch. What is missing or stale
is shown in Dutch, with a note in her language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import yaml

from bot.flows import words
from bot.flows.expired import names_expired, whom_to_ask
from bot.flows.lines import Amount, Expired, Latin, Line
from bot.flows.text import PLACEHOLDER, Text
from bot.isolation import isolated, isolated_words
from bot.messages import Beside
from bot.month_names import month_names
from bot.translations import NOTHING, read_catalog

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal
    from pathlib import Path

    from bot.flows.lines import Value
    from bot.flows.message import Choice, Message
    from bot.translations import Catalog, Translation

SOURCE = "nl"

DUTCH_MARKS = str.maketrans(",.", ".,")
SENTENCE_END = re.compile(r"(?<=[.!?؟።፧])\s+")

SECOND_READ = "second-read"
"""Somebody else turned the translation back into Dutch, and both were compared."""

CHECKED = "checked"
"""The review state that only a speaker of the language gives."""

DRAFT = "draft"
"""The state of a translation that nobody else has read: it has no review."""

STATES = (DRAFT, SECOND_READ, CHECKED)
"""The review states, the surest last."""


@dataclass(frozen=True)
class Language:
    """One language: how it is called, written and formatted, and what it has translated.

    ``voice_checked``: somebody who speaks it listened to its computer voice and found it right.
    """

    code: str
    name: str
    direction: str
    months: Sequence[str]
    translations: Mapping[str, Translation]
    plural: Callable[[int], int]
    reviews: Mapping[str, str]
    voice_checked: bool = False

    def reviewed(self, text: Text) -> bool:
        """Tell whether a speaker has checked the translation of this message."""
        return self.code == SOURCE or self.reviews.get(text.context) == CHECKED

    def forms(self, text: Text) -> tuple[str, ...] | None:
        """Return the translation of a message, None when it is missing or stale."""
        if self.code == SOURCE:
            return (text.source,) if text.plural is None else (text.source, text.plural)
        found = self.translations.get(text.context)
        return found.forms if found is not None and found.source == text.source else None


@dataclass(frozen=True)
class Rendered:
    """A message in one language: its text and the label of each choice, by id.

    ``beside``: the same in Dutch, for who reads both.
    """

    text: str
    labels: Mapping[str, str]
    language: str
    beside: Beside | None = None


class Languages:
    """Every language of the deployment."""

    def __init__(self, languages: Mapping[str, Language]) -> None:
        self.by_code = languages

    @classmethod
    def load(
        cls,
        locales: Path,
        *,
        publishes: Mapping[str, str] | None = None,
        otherwise: str = DRAFT,
        kept: Path | None = None,
    ) -> Languages:
        """Read ``languages.yaml`` and the catalogs beside it.

        ``publishes`` gives per language the lowest review state that is shown, ``otherwise`` that of
        the languages on which it is silent. ``kept`` is the folder for what the next start need not
        read again (see ``compiled``). Raises ``KeyError`` for a language that is not there.
        """
        settings = yaml.safe_load((locales / "languages.yaml").read_text(encoding="utf-8"))
        lowest = dict.fromkeys(settings, otherwise) | dict(publishes or {})
        if unknown := lowest.keys() - settings.keys():
            raise KeyError(min(unknown))
        return cls(
            {
                code: _language(
                    code,
                    fields,
                    NOTHING if code == SOURCE else read_catalog(locales, code, kept),
                    month_names(str(fields["formats"]), kept),
                    lowest[code],
                )
                for code, fields in settings.items()
            }
        )

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in the order in which languages are offered; the first is the source."""
        return tuple(self.by_code)

    @property
    def names(self) -> dict[str, str]:
        """Each language's own name for itself."""
        return {code: language.name for code, language in self.by_code.items()}

    def translate(self, text: Text, language: str) -> str:
        """Return a message without values in a language, in Dutch when it has no translation."""
        forms = self.by_code[language].forms(text)
        return text.source if forms is None else forms[0]

    def render(self, message: Message, language: str, *, both: bool = False) -> Rendered:
        """Return a message in a language, the Dutch along with it where that is safer.

        ``both``: the Dutch always goes along, by itself and whole.
        """
        shown = message.language or language
        both = both and shown == language != SOURCE
        body = self._body(message, shown)
        if shown != SOURCE:
            body = self._with_dutch(message, shown, body, both=both)
        labels = {choice.id: self._label(choice, language) for choice in message.choices}
        return Rendered(body, labels, shown, self._beside(message, shown) if both else None)

    def _beside(self, message: Message, language: str) -> Beside | None:
        """Return a message in Dutch, without what stands in it in Dutch already; None where that is all."""
        target = self.by_code[language]
        lines = tuple(line for line in message.lines if not line.once)
        translated = any(target.forms(text) is not None for line in lines for text in _texts(line))
        body = self._body(replace(message, lines=lines), SOURCE) if translated else ""
        options = tuple(self._label(choice, SOURCE) for choice in message.choices)
        return Beside(body, SOURCE, options) if body or options else None

    def _label(self, choice: Choice, language: str) -> str:
        return (
            choice.label.text if isinstance(choice.label, Latin) else self.translate(choice.label, language)
        )

    def _body(self, message: Message, language: str) -> str:
        lines = [self.line(line, language) for line in (*message.lines, *whom_to_ask(message))]
        return "\n".join(line for line in lines if line).rstrip("\n")

    def _with_dutch(self, message: Message, language: str, body: str, *, both: bool) -> str:
        texts = [text for line in message.lines for text in _texts(line)]
        target = self.by_code[language]
        if any(target.forms(text) is None for text in texts):
            return f"{body}\n\n{self.translate(words.ONLY_DUTCH, language)}"
        if message.careful and not both and not all(target.reviewed(text) for text in texts):
            careful = replace(message, lines=tuple(line for line in message.lines if not line.aside))
            return f"{body}\n\n{self.translate(words.IN_DUTCH, language)}\n{self._body(careful, SOURCE)}"
        return body

    def line(self, line: Line, language: str) -> str:
        """Return one line in a language, each text that has no translation in Dutch."""
        if isinstance(line.text, Latin):
            text = self._isolated(line.text.text, language)
        else:
            text = self._filled(line.text, line.values, language)
        shown = f"{line.icon} {text}" if line.icon and text else text
        return f"{shown}\n" if line.gap and shown else shown

    def wording(self, text: Text, values: Mapping[str, Value], language: str) -> tuple[str, str]:
        """Return a message as it is said with these values, its placeholders still in it, and its language.

        That is Dutch where it has no translation. Sentences with an expired fact are left out.
        """
        forms = self.by_code[language].forms(text)
        if forms is None:
            language, forms = SOURCE, (text.source,) if text.plural is None else (text.source, text.plural)
        count = values.get("count")
        form = forms[self.by_code[language].plural(count) if isinstance(count, int) and len(forms) > 1 else 0]
        kept = (sentence for sentence in SENTENCE_END.split(form) if not names_expired(sentence, values))
        return " ".join(kept), language

    def _filled(self, text: Text, values: Mapping[str, Value], language: str) -> str:
        kept, language = self.wording(text, values, language)
        # Fixed Latin words first: the values isolate themselves.
        parts = PLACEHOLDER.split(isolated_words(kept) if self._is_rtl(language) else kept)
        return "".join(self._parts(parts, values, language))

    def _parts(self, parts: list[str], values: Mapping[str, Value], language: str) -> list[str]:
        """Fill in what ``PLACEHOLDER.split`` took apart: text, name, reference, text and so on."""
        filled = [parts[0]]
        for name, reference, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            key = f"{name}:{reference}" if reference else name
            filled += [self.value(values[key], language), rest]
        return filled

    def value(self, value: Value, language: str) -> str:
        """Return what stands in a placeholder."""
        match value:
            case Text():
                return self._filled(value, {}, language)
            case Line():
                return self.line(value, language)
            case Latin(text):
                return self._isolated(text, language)
            case Amount(euros):
                return self._isolated(amount(euros), language)
            case date():
                return f"{value.day} {self.by_code[language].months[value.month - 1]} {value.year}"
            case int():
                return str(value)
            case Expired():
                raise ValueError("a sentence with an expired fact is left out before it is filled in")

    def _is_rtl(self, language: str) -> bool:
        return self.by_code[language].direction == "rtl"

    def _isolated(self, text: str, language: str) -> str:
        return isolated(text) if self._is_rtl(language) else text


def amount(euros: Decimal) -> str:
    """Return euros as on Dutch letters, in every language: "€ 1.420" or "€ 1.420,50"."""
    number = f"{euros:,.2f}".translate(DUTCH_MARKS)
    return f"€\u00a0{number.removesuffix(',00')}"


def _texts(line: Line) -> list[Text]:
    texts = [line.text] if isinstance(line.text, Text) else []
    for value in line.values.values():
        if isinstance(value, Text):
            texts.append(value)
        elif isinstance(value, Line):
            texts += _texts(value)
    return texts


def _language(
    code: str, fields: Mapping[str, object], catalog: Catalog, months: Sequence[str], lowest: str
) -> Language:
    shown = STATES[STATES.index(lowest) :]
    return Language(
        code=code,
        name=str(fields["name"]),
        direction=str(fields["direction"]),
        months=months,
        translations={
            context: translation
            for context, translation in catalog.translations.items()
            if catalog.reviews.get(context, DRAFT) in shown
        },
        plural=catalog.plural,
        reviews=catalog.reviews,
        voice_checked=fields.get("voice-checked") is True,
    )
