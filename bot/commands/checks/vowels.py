"""A language that the computer voice says only with its vowels: which texts it leaves silent."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.catalogs import extract
from bot.voice.foreseen import is_heard
from bot.voice.silence import NoVoice
from bot.voice.vowelled import VowelledTexts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from babel.messages.catalog import Catalog

    from bot.flows.text import Text
    from bot.voice.silence import Reason


def silent(texts: Sequence[Text], catalogs: Mapping[str, Catalog], locales: Path) -> Iterator[str]:
    """Yield for each reason how many wordings that are heard have no vowels to say, and the first."""
    heard = list(filter(is_heard, texts))
    for language, catalog in catalogs.items():
        if not (locales / language / "vowelled.yaml").exists():
            continue
        vowelled = VowelledTexts.load(locales, language)
        times: Counter[Reason] = Counter()
        first: dict[Reason, str] = {}
        for text, forms in extract.shown(heard, catalog):
            for form in dict.fromkeys(forms):
                try:
                    vowelled.find(text.context, form)
                except NoVoice as silence:
                    times[silence.reason] += 1
                    first.setdefault(silence.reason, text.context)
        for reason, count in times.items():
            yield f"{language}: {count} texts are not said aloud, {reason.value}: {first[reason]}"
