"""Codes: told apart from sentences that are only about them, and from numbers that are no secret."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from bot.privacy.numbers import Digits, digit_groups
from bot.privacy.passage import REACH_AFTER, REACH_BEFORE
from bot.privacy.phrases import Phrases
from bot.privacy.shapes import ABOUT_A_COUNT, CODE_DIGITS, POSTCODE, YEAR, is_letter_code, looks_secret
from bot.privacy.words import fold, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.privacy.assignment import Assignment
    from bot.privacy.numbers import Hints
    from bot.privacy.passage import Passage
    from bot.privacy.phrases import Found
    from bot.privacy.words import Word

_POSTCODE_DIGITS = re.compile(r"[1-9][0-9]{3}")
_POSTCODE_LETTERS = re.compile(r"\s?[A-Za-z]{2}\b")
_JOINED = re.compile(r"[ \t.-]{0,3}")
_LONGEST_CODE = 12
_VOWELS = frozenset("aeiouy")


class Codes:
    """Finds codes with the words of every language together."""

    def __init__(self, words: Mapping[str, Sequence[str]], assignment: Assignment) -> None:
        """Compile the lists that are about codes."""
        self._assignment = assignment
        self._code = Phrases(words["code-words"])
        self._not_code = Phrases(words["not-code-words"])
        self._letter_code = Phrases(words["letter-code-words"])
        self._not_letter_codes = folded(words["not-letter-codes"])

    def named(self, passage: Passage) -> bool:
        """Tell whether a word for a code stands there."""
        return next(self._code.find(passage.words), None) is not None

    def held(self, passage: Passage, hints: Hints, *, anywhere: bool) -> bool:
        """Tell whether a code stands beside a code word, or ``anywhere`` after a code step."""
        candidates = sorted(_codes(passage, hints))
        if anywhere and (candidates or self._is_a_lone_code(passage)):
            return True
        excluded = {
            index for each in self._not_code.find(passage.words) for index in range(each.first, each.last)
        }
        for found in self._code.find(passage.words):
            if excluded.intersection(range(found.first, found.last)):
                continue
            start, end = _span(passage.words, found)
            nearest = bisect_left(candidates, start)
            if nearest < len(candidates) and candidates[nearest] < end:
                return True
            if self._gives_year_code(passage, found):
                return True
        return any(self._gives_letter_code(passage, found) for found in self._letter_code.find(passage.words))

    def _gives_year_code(self, passage: Passage, found: Found) -> bool:
        """Tell whether four digits that look like a year are said to be the code."""
        value = self._assignment.value(passage, found)
        if value is None and found.last < len(passage.words):
            value = found.last
        return value is not None and YEAR.fullmatch(passage.words[value].form) is not None

    def _gives_letter_code(self, passage: Passage, found: Found) -> bool:
        value = self._assignment.value(passage, found)
        nearest = passage.words[found.last if value is None else value :][:1]
        return any(is_letter_code(passage.chunk(word)) for word in nearest if word.form)

    def _is_a_lone_code(self, passage: Passage) -> bool:
        """Tell whether the whole text is one code: digits, letters and digits, or letters."""
        joined = re.sub(r"[\s.-]", "", passage.text) if len(passage.text) <= 4 * _LONGEST_CODE else ""
        if not (joined.isascii() and joined.isalnum() and len(joined) in range(4, _LONGEST_CODE + 1)):
            return False
        if passage.ordinary or POSTCODE.fullmatch(joined):
            return False
        if joined.isdigit():
            return len(joined) in CODE_DIGITS
        if any(map(str.isdigit, joined)):
            return sum(map(str.isdigit, joined)) > 1 and not ABOUT_A_COUNT.fullmatch(passage.text.strip())
        if fold(joined) in self._not_letter_codes:
            return False
        return is_letter_code(joined) or not _VOWELS & set(joined.casefold())


def _span(words: Sequence[Word], found: Found) -> tuple[int, int]:
    """Return the part of the text, as two indexes, in which a code belongs to the word.

    It ends with the sentence, but for a number that begins the next one ("Dit is de code. 123456").
    """
    first, last = found.first, found.last
    while first > 0 and found.first - first < REACH_BEFORE and words[first - 1].form:
        first -= 1
    while last < len(words) and last - found.last < REACH_AFTER:
        last += 1
        if not words[last - 1].form:
            last = min(last + 1, len(words))
            break
    return words[first].start, words[last - 1].end


def _codes(passage: Passage, hints: Hints) -> Iterator[int]:
    """Yield where something stands that may be a code, in no order."""
    text = passage.text
    groups = digit_groups(text)
    run: list[Digits] = []
    for group, following in zip_longest(groups, groups[1:]):
        if group.start not in passage.ordinary:
            run.append(group)
        if run and (
            group.start in passage.ordinary
            or following is None
            or not _JOINED.fullmatch(text[group.end : following.start])
        ):
            if _is_digit_code(text, run, hints):
                yield run[0].start
            run = []
    for word in passage.words:
        if not word.form.isdigit() and any(map(str.isdigit, text[word.start : word.end])):
            chunk = passage.chunk(word)
            if len(chunk) <= _LONGEST_CODE and chunk.isascii() and chunk.isalnum() and looks_secret(chunk):
                yield word.start


def _is_digit_code(text: str, run: Sequence[Digits], hints: Hints) -> bool:
    digits = "".join(group.digits for group in islice(run, 10))
    beside = text[max(0, run[0].start - 1) : run[0].start] + text[run[-1].end : run[-1].end + 1]
    return (
        len(digits) in CODE_DIGITS
        and not any(map(str.isalnum, beside))
        and (len(run) > 1 or not YEAR.fullmatch(digits))
        and not (
            _POSTCODE_DIGITS.fullmatch(digits) and len(run) == 1 and _POSTCODE_LETTERS.match(text, run[0].end)
        )
        and not hints.names_reference(run[0].start)
    )
