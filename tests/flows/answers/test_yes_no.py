from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.answers.problem import Problem
from bot.flows.answers.yes_no import is_rather_not, is_unknown, parse_yes_no

if TYPE_CHECKING:
    from bot.flows.lexicon import Lexicon

YES = [
    *(
        "ja",
        "Ja!",
        "JAAA",
        "ja hoor",
        "jazeker",
        "ja dat klopt",
        "klopt",
        "yes",
        "ya",
        "ja graag",
        "ik denk ja",
        "👍🏽",
    ),
    *("نعم", "نَعَم", "إي", "أيوه", "ايوا", "أكيد", "نعم شكرا", "na3am", "aywa", "Aiwa", "✅"),
    *("እወ", "እወ!", "እወ፣ የቐንየለይ", "እሺ", "ልክዕ እዩ", "ewe", "EWE", "hray"),
]
NO = [
    *("nee", "Nee.", "nee hoor", "nee dank u", "klopt niet", "dat klopt niet", "nog niet", "nope", "👎"),
    *("لا", "لأ", "لا شكراً", "كلا", "مو صحيح", "la", "La2", "laa", "❌"),
    *("ኣይፋልን", "አይፋልን", "ኣይኮነን", "የለን", "aykonen", "Aykonun", "ayfalun"),
]
UNKNOWN = [
    *(
        "weet ik niet",
        "Weet ik niet.",
        "ik weet het niet",
        "sorry, ik weet het niet",
        "geen idee",
        "wet ik niet",
        "?",
    ),
    *(
        "???",
        "؟",
        "፧",
        "🤷🏾‍♀️",
        "لا أعرف",
        "ما بعرف",
        "ما بعرف والله",
        "مابعرف",
        "مش عارفة",
        "ma ba3ref",
        "madri",
    ),
    *("ኣይፈልጥን", "ኣነ ኣይፈልጥን", "አይፈልጥን", "ኣይተረደኣንን", "ayfeltn"),
]
RATHER_NOT = [
    *("zeg ik liever niet", "Dat zeg ik liever niet!", "liever niet", "wil ik niet zeggen", "privé"),
    *("لا أريد أن أقول", "أفضّل عدم الإجابة", "ما بدي احكي", "هذا خاص"),
    *("ክብሎ ኣይደልን", "ናይ ብሕተይ እዩ", "ክምልስ አይደልን"),
]


@pytest.mark.parametrize(("text", "expected"), [(t, True) for t in YES] + [(t, False) for t in NO])
def test_yes_and_no_are_understood(text: str, *, expected: bool, lexicons: tuple[Lexicon, ...]) -> None:
    assert parse_yes_no(text, lexicons=lexicons) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Problem.EMPTY),
        ("\u200f ", Problem.EMPTY),
        ("ja " * 40_000, Problem.TOO_LONG),
        ("ja en nee", Problem.AMBIGUOUS),
        ("ja maar niet nu", Problem.AMBIGUOUS),
        ("نعم و لا", Problem.AMBIGUOUS),
        ("እወ ኣይፋልን", Problem.AMBIGUOUS),
        ("👍👎", Problem.AMBIGUOUS),
        ("soms", Problem.NOT_UNDERSTOOD),
        ("misschien", Problem.NOT_UNDERSTOOD),
        ("weet ik niet", Problem.NOT_UNDERSTOOD),
        ("zeg ik liever niet", Problem.NOT_UNDERSTOOD),
        ("2", Problem.NOT_UNDERSTOOD),
        ("...", Problem.NOT_UNDERSTOOD),
        ("januari", Problem.NOT_UNDERSTOOD),
    ],
)
def test_neither_yes_nor_no_says_why(text: str, expected: Problem, lexicons: tuple[Lexicon, ...]) -> None:
    assert parse_yes_no(text, lexicons=lexicons) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [(text, True) for text in UNKNOWN]
    + [(text, False) for text in (*YES, *NO, *RATHER_NOT)]
    + [
        ("", False),
        ("? 3 april", False),
        ("weet ik niet zeker maar 3 april", False),
        ("ik weet het niet want mijn baas heeft het mij nog niet gezegd", False),
        ("weet ik niet " * 10_000, False),
    ],
)
def test_not_knowing_is_told_apart(text: str, *, expected: bool, lexicons: tuple[Lexicon, ...]) -> None:
    assert is_unknown(text, lexicons=lexicons) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [(text, True) for text in RATHER_NOT] + [(text, False) for text in (*YES, *NO, *UNKNOWN, "")],
)
def test_keeping_it_to_oneself_is_told_apart(
    text: str, *, expected: bool, lexicons: tuple[Lexicon, ...]
) -> None:
    assert is_rather_not(text, lexicons=lexicons) is expected


@given(text=st.text())
def test_yes_no_never_raises(text: str, lexicons: tuple[Lexicon, ...]) -> None:
    assert parse_yes_no(text, lexicons=lexicons) in {True, False, *Problem}
    assert is_unknown(text, lexicons=lexicons) in {True, False}
    assert is_rather_not(text, lexicons=lexicons) in {True, False}
