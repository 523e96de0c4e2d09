"""Codes and passwords: told apart from sentences that are only about them.

"Mijn wachtwoord is Geheim123" gives one away, "mijn wachtwoord is verlopen" asks for
help. A number or a mix of letters and digits beside the word is a secret; a plain word
is one only where it is said to be ("wachtwoord: zomer", "mijn wachtwoord is zomer").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from bot.privacy.numbers import Digits, Hints, digit_groups, ordinary_groups
from bot.privacy.phrases import Phrases
from bot.privacy.words import Word, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.privacy.phrases import Found

NAMES = (
    "bsn-words",
    "reference-words",
    "code-words",
    "not-code-words",
    "letter-code-words",
    "password-words",
    "short-password-words",
    "login-words",
    "links",
    "is",
    "is-behind",
    "fillers",
    "about",
    "askers",
    "not-letter-codes",
)
"""The lists of ``locales/<language>/gate.yaml``; each file says what they hold."""

_EDGES = ".,;:!?()[]{}<>\"'`«»“”„‘’،؛؟።፣፤፧*"
_ASSIGNS = re.compile(r"[:=፡]|[-=]>|→")
_ABOUT_A_COUNT = re.compile(
    r"[0-9]{1,4}-?(?:e|de|ste|x|u|uur|min|km|jaar|cijfers?|tekens?|keer)|[0-9]{1,2}-[a-z]+", re.IGNORECASE
)
_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Za-z]{2}")
_POSTCODE_DIGITS = re.compile(r"[1-9][0-9]{3}")
_POSTCODE_LETTERS = re.compile(r"\s?[A-Za-z]{2}\b")
_ADDRESS = re.compile(r".+@.+\..+|https?:.+|www\..+|[a-z.-]+\.(?:nl|com|eu|org)(?:/.*)?", re.IGNORECASE)
_SYMBOLS = frozenset("@#$%^&*+=_!~?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_JOINED = re.compile(r"[ \t.-]{0,3}")
_CODE_DIGITS = range(4, 10)
_LONGEST_CODE = 12
_REACH_AFTER, _REACH_BEFORE = 8, 4
_LETTER_CODE = 4
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True)
class Passage:
    """A reading with its words. ``text`` is the reading's."""

    text: str
    words: tuple[Word, ...]

    @cached_property
    def ordinary(self) -> frozenset[int]:
        """Where the digits of phone numbers, dates, times and amounts begin."""
        groups = digit_groups(self.text)
        return frozenset(group.start for group in ordinary_groups(self.text, groups))

    def chunk(self, word: Word) -> str:
        """Return what stands between spaces around the word, without marks at the edges."""
        start, end = word.start, word.end
        while start > 0 and not self.text[start - 1].isspace() and word.start - start < _LONGEST_CHUNK:
            start -= 1
        while end < len(self.text) and not self.text[end].isspace() and end - word.end < _LONGEST_CHUNK:
            end += 1
        return _ASSIGNS.split(self.text[start:end])[-1].strip(_EDGES)

    def sentence_start(self, index: int) -> int:
        """Return where, in the text, the sentence of word ``index`` begins."""
        while index > 0 and self.words[index - 1].form:
            index -= 1
        return self.words[index - 1].end if index else 0


_LONGEST_CHUNK = 60


class Secrets:
    """Finds codes and passwords with the words of every language together."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        """Compile the lists named in ``NAMES``."""
        self._bsn = Phrases(words["bsn-words"])
        self._reference = Phrases(words["reference-words"])
        self._code = Phrases(words["code-words"])
        self._not_code = Phrases(words["not-code-words"])
        self._letter_code = Phrases(words["letter-code-words"])
        self._password = Phrases(words["password-words"])
        self._short_password = Phrases(words["short-password-words"])
        self._login = Phrases(words["login-words"])
        self._links = _forms(words["links"])
        self._is = _forms(words["is"])
        self._is_behind = _forms(words["is-behind"])
        self._fillers = _forms(words["fillers"])
        self._about = _forms(words["about"])
        self._askers = _forms(words["askers"])
        self._not_letter_codes = _forms(words["not-letter-codes"])

    def hints(self, passage: Passage) -> Hints:
        """Return where words stand that say what the number behind them is."""
        return Hints(
            bsn=_ends(passage, self._bsn.find(passage.words)),
            reference=_ends(passage, self._reference.find(passage.words)),
        )

    # --- passwords ---------------------------------------------------------------

    def password_sentence(self, passage: Passage) -> int | None:
        """Return where the sentence begins in which a password is given, or None."""
        starts = (
            next(
                (
                    passage.sentence_start(found.first)
                    for found in phrases.find(passage.words)
                    if gives(passage, found)
                ),
                None,
            )
            for phrases, gives in (
                (self._password, self._gives_password),
                (self._short_password, self._gives_short_password),
            )
        )
        return min((start for start in starts if start is not None), default=None)

    def names_login(self, passage: Passage) -> bool:
        """Tell whether the words name a login or a code."""
        return any(
            next(phrases.find(passage.words), None) is not None
            for phrases in (self._login, self._code, self._password)
        )

    def _gives_password(self, passage: Passage, found: Found) -> bool:
        value = self._assigned(passage, found)
        if value is not None and not self._is_about(passage.words[value].form):
            return True
        return (
            self._is_said_before(passage, found)
            or self._is_said_last(passage, found)
            or self._foreign_script(passage, found)
            or any(
                _looks_secret(passage.chunk(word))
                for word in _around(passage.words, found)
                if word.start not in passage.ordinary
            )
        )

    def _gives_short_password(self, passage: Passage, found: Found) -> bool:
        """Tell whether a short word with another meaning too (WW) is clearly a password here."""
        value = self._assigned(passage, found)
        if value is None:
            return False
        chunk = passage.chunk(passage.words[value])
        return _looks_secret(chunk) and not chunk.isdigit()

    def _assigned(self, passage: Passage, found: Found) -> int | None:
        """Return the word that is said to be the value: "wachtwoord van DigiD is <word>"."""
        words, index = passage.words, found.last
        assigned = False
        while index < len(words):
            if _ASSIGNS.search(passage.text[words[index - 1].end : words[index].start]):
                assigned = True
            form = words[index].form
            if not form:
                if not assigned or passage.text[words[index].start] != "\n":
                    return None
            elif form in self._is and not assigned:
                assigned = True
            elif assigned and form not in self._fillers:
                return index
            elif not assigned and form not in self._links and form not in self._fillers:
                return None
            index += 1
        return None

    def _is_said_before(self, passage: Passage, found: Found) -> bool:
        """Tell whether it reads "<word> is mijn wachtwoord"."""
        words, index = passage.words, found.first - 1
        while index >= 0 and words[index].form in self._links:
            index -= 1
        if index < 1 or words[index].form not in self._is or not words[index - 1].form:
            return False
        value = words[index - 1].form
        return not self._is_about(value) and value not in self._askers and value not in self._links

    def _is_said_last(self, passage: Passage, found: Found) -> bool:
        """Tell whether it reads "password <word> is", as Tigrinya puts it."""
        if found.last + 1 >= len(passage.words):
            return False
        value, verb = passage.words[found.last].form, passage.words[found.last + 1].form
        return (
            bool(value)
            and verb in self._is_behind
            and not self._is_about(value)
            and value not in self._askers
        )

    def _foreign_script(self, passage: Passage, found: Found) -> bool:
        """Tell whether a Latin word follows a password word in another script."""
        if passage.words[found.first].form.isascii():
            return False
        return any(
            word.form.isascii()
            and not word.form.isdigit()
            and not self._is_about(word.form)
            and word.form not in self._links
            and word.form not in self._is
            for word in passage.words[found.last : found.last + 1]
            if word.form
        )

    def _is_about(self, form: str) -> bool:
        return form in self._about or (form.isdigit() and len(form) < _CODE_DIGITS.start)

    # --- codes ---------------------------------------------------------------------

    def holds_code(self, passage: Passage, hints: Hints, *, anywhere: bool) -> bool:
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
        value = self._assigned(passage, found)
        if value is None and found.last < len(passage.words):
            value = found.last
        return value is not None and _YEAR.fullmatch(passage.words[value].form) is not None

    def _gives_letter_code(self, passage: Passage, found: Found) -> bool:
        value = self._assigned(passage, found)
        nearest = passage.words[found.last if value is None else value :][:1]
        return any(_is_letter_code(passage.chunk(word)) for word in nearest if word.form)

    def _is_a_lone_code(self, passage: Passage) -> bool:
        """Tell whether the whole text is one code: digits, letters and digits, or letters."""
        joined = re.sub(r"[\s.-]", "", passage.text) if len(passage.text) <= 4 * _LONGEST_CODE else ""
        if not (joined.isascii() and joined.isalnum() and len(joined) in range(4, _LONGEST_CODE + 1)):
            return False
        if passage.ordinary or _POSTCODE.fullmatch(joined):
            return False
        if joined.isdigit():
            return len(joined) in _CODE_DIGITS
        if any(map(str.isdigit, joined)):
            return sum(map(str.isdigit, joined)) > 1 and not _ABOUT_A_COUNT.fullmatch(passage.text.strip())
        if fold(joined) in self._not_letter_codes:
            return False
        return _is_letter_code(joined) or not _VOWELS & set(joined.casefold())


def _forms(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _ends(passage: Passage, found: Iterable[Found]) -> tuple[int, ...]:
    return tuple(sorted(passage.words[each.last - 1].end for each in found))


def _span(words: Sequence[Word], found: Found) -> tuple[int, int]:
    """Return the part of the text, as two indexes, in which a code belongs to the word.

    It ends with the sentence, but for a number that begins the next one ("Dit is de code. 123456").
    """
    first, last = found.first, found.last
    while first > 0 and found.first - first < _REACH_BEFORE and words[first - 1].form:
        first -= 1
    while last < len(words) and last - found.last < _REACH_AFTER:
        last += 1
        if not words[last - 1].form:
            last = min(last + 1, len(words))
            break
    return words[first].start, words[last - 1].end


def _around(words: Sequence[Word], found: Found) -> Iterator[Word]:
    yield from (word for word in words[max(0, found.first - _REACH_BEFORE) : found.first] if word.form)
    for word in words[found.last : found.last + _REACH_AFTER]:
        if not word.form:
            return
        yield word


def _looks_secret(chunk: str) -> bool:
    """Tell whether a piece of text looks chosen as a password rather than written as a word."""
    if len(chunk) < _CODE_DIGITS.start or _ADDRESS.fullmatch(chunk):
        return False
    if chunk.isdigit():
        return len(chunk) in _CODE_DIGITS and not _YEAR.fullmatch(chunk)
    if _ABOUT_A_COUNT.fullmatch(chunk) or _POSTCODE.fullmatch(chunk):
        return False
    letters, digits = any(map(str.isalpha, chunk)), any(map(str.isdigit, chunk))
    return letters and (digits or any(sign in _SYMBOLS for sign in chunk[1:-1]))


def _is_letter_code(chunk: str) -> bool:
    return len(chunk) == _LETTER_CODE and chunk.isascii() and chunk.isalpha() and chunk.isupper()


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
            if len(chunk) <= _LONGEST_CODE and chunk.isascii() and chunk.isalnum() and _looks_secret(chunk):
                yield word.start


def _is_digit_code(text: str, run: Sequence[Digits], hints: Hints) -> bool:
    digits = "".join(group.digits for group in islice(run, 10))
    beside = text[max(0, run[0].start - 1) : run[0].start] + text[run[-1].end : run[-1].end + 1]
    return (
        len(digits) in _CODE_DIGITS
        and not any(map(str.isalnum, beside))
        and (len(run) > 1 or not _YEAR.fullmatch(digits))
        and not (
            _POSTCODE_DIGITS.fullmatch(digits) and len(run) == 1 and _POSTCODE_LETTERS.match(text, run[0].end)
        )
        and not hints.names_reference(run[0].start)
    )
