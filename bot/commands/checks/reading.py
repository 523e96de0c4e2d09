"""The Dutch can be read by who reads little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogs.readability import (
    AVERAGE_SCORE,
    AVERAGE_SENTENCE,
    FEWEST_WORDS,
    LONGEST_MESSAGE,
    LONGEST_SENTENCE,
    LOWEST_SCORE,
    Readability,
    measure,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.flows.definition import Library
    from bot.flows.text import Text

HARDEST = 10


Measured = list[tuple["Text", Readability]]
"""Each message with its readability."""


def measured(library: Library, texts: Sequence[Text]) -> Measured:
    """Measure messages; words of the glossary do not count."""
    known = {word.lower() for entry in library.glossary.values() for word in (entry.word, *entry.forms)}
    return [(text, measure(text.source, known=known)) for text in texts]


def unreadable(messages: Measured) -> Iterator[str]:
    """Yield messages and averages beyond the limits."""
    for text, one in messages:
        if one.longest > LONGEST_SENTENCE:
            yield f"{text.context}: a sentence of {one.longest} words, more than {LONGEST_SENTENCE}"
        if one.characters > LONGEST_MESSAGE:
            yield f"{text.context}: {one.characters} characters, more than {LONGEST_MESSAGE}"
        if one.words >= FEWEST_WORDS and one.score < LOWEST_SCORE:
            yield f"{text.context}: reads as {one.score:.0f}, below {LOWEST_SCORE}; use shorter words"
    sentence, score = _averages(messages)
    if sentence > AVERAGE_SENTENCE:
        yield f"Dutch: {sentence:.1f} words a sentence on average, more than {AVERAGE_SENTENCE}"
    if score < AVERAGE_SCORE:
        yield f"Dutch: reads as {score:.0f} on average, below {AVERAGE_SCORE}"


def hardest(messages: Measured) -> Iterator[str]:
    """Yield the averages and the hardest messages, for the editor."""
    sentence, score = _averages(messages)
    yield f"Dutch: {sentence:.1f} words a sentence on average, Flesch-Douma {score:.0f}; the ten hardest:"
    for text, one in sorted(_scored(messages), key=lambda pair: pair[1].score)[:HARDEST]:
        yield f"  {one.score:.0f} {text.context}: {text.source}"


def _averages(messages: Measured) -> tuple[float, float]:
    scored = [one for _, one in _scored(messages)]
    sentence = sum(one.words for one in scored) / sum(one.sentences for one in scored)
    return sentence, sum(one.score for one in scored) / len(scored)


def _scored(messages: Measured) -> Measured:
    return [(text, one) for text, one in messages if one.words >= FEWEST_WORDS]
