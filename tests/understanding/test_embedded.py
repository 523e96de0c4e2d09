from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Danger
from bot.understanding.base import OUT_OF_SCOPE
from bot.understanding.embedded import ALTERNATIVES, Embedded, load
from bot.understanding.weights import read_weights
from tests.understanding.trained import DATA, ROOT, WEIGHTS

if TYPE_CHECKING:
    from bot.messages import Interpretation

HEAVY = ("numpy", "scipy", "sklearn", "pickle", "joblib")


@pytest.fixture(scope="module")
def engine() -> Embedded:
    return load(WEIGHTS, DATA)


def shape(found: Interpretation) -> tuple[int, bool, bool]:
    """Return how many alternatives, whether best first, whether the best is the confidence."""
    confidences = [alternative.confidence for alternative in found.alternatives]
    return (
        len(confidences),
        confidences == sorted(confidences, reverse=True),
        confidences[0] == found.confidence,
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ik ben mijn baan kwijt", "nl"),
        ("baas heeft me weg gestuurt", "nl"),
        ("خسرت شغلي", "ar"),
        ("خلصت مدة العقد شو اعمل", "ar"),
        ("ስራሐይ ስኢነ", "ti"),
        ("ስራሕ ኣጥፊአ፣ እንታይ ክገብር፧", "ti"),
    ],
)
async def test_interpret_acts_on_a_lost_job(engine: Embedded, text: str, language: str) -> None:
    found = await engine.interpret(text)

    assert (found.language, found.intent) == (language, "baan-verliezen")


AMONG_MUCH_ELSE = {
    "nl": (
        "Goedemiddag, ik heb vorige week een aanvraag gedaan voor bijstand en huurtoeslag bij de gemeente, "
        "ik wacht nog op een brief van UWV over mijn WW en mijn man slaat mij, kunt u mij zeggen welke "
        "papieren ik nodig heb voor de toeslagen en hoe ik inlog met DigiD"
    ),
    "ar": (
        "قدمت طلب مساعدة اجتماعية من البلدية وأنتظر رسالة عن إعانة السكن وزوجي يضربني كل يوم "
        "وأريد أن أعرف ما هي الأوراق المطلوبة لتسجيل الدخول بـ DigiD"
    ),
}


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("hoe vraag ik bijstand aan", Danger.CALM),
        ("كيف أقدم على المساعدة الاجتماعية", Danger.CALM),
        ("mijn man slaat mij", Danger.HEARD),
        ("زوجي يضربني", Danger.HEARD),
        # Danger among much else, which is harmless by far, is heard in its own window.
        (AMONG_MUCH_ELSE["nl"], Danger.HEARD),
        (AMONG_MUCH_ELSE["ar"], Danger.HEARD),
        # Also behind what is read to find out what she wants.
        (f"{'hoe vraag ik bijstand aan bij de gemeente ' * 20} en mijn man slaat mij", Danger.HEARD),
    ],
)
def test_interpret_tells_danger_from_what_is_far_from_it(engine: Embedded, text: str, danger: Danger) -> None:
    assert engine.interpret_now(text).danger is danger


@pytest.mark.parametrize(
    ("danger", "worry", "found"),
    [(0.0, -0.1, Danger.HEARD), (0.1, 0.0, Danger.POSSIBLE), (0.2, 0.1, Danger.UNHEARD)],
)
def test_a_score_is_held_against_both_thresholds(
    engine: Embedded, danger: float, worry: float, found: Danger
) -> None:
    text = "mijn man slaat mij"
    score = engine.danger(text)

    judging = Embedded(
        replace(read_weights(WEIGHTS), danger={"nl": score + danger}, worry={"nl": score + worry})
    )

    assert judging.interpret_now(text).danger is found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hoe vraag ik bijstand aan", "nl"),
        ("kif ba3mel digid", "ar"),
        ("genzeb yebleyn", "ti"),
        ("uwv اخدت رسالة من", "ar"),
        ("werkloosheidsuitkering ከመይ", "ti"),
        ("112", None),
        ("", None),
    ],
)
def test_interpret_knows_the_language(engine: Embedded, text: str, language: str | None) -> None:
    assert engine.interpret_now(text).language == language


@pytest.mark.parametrize(
    "text",
    [
        "wat voor weer wordt het morgen",
        "كيف الطقس اليوم",
        "ሎሚ ኩነታት ኣየር ከመይ ኣሎ",
        "",
        " \n\t",
        "\x00\x01\x02",
        "\ud800\udfff",
        "你好世界",
        "😀😀😀",
        "x" * 100_000,
        "qzx " * 25_000,
        "ﷺ" * 100_000,
        "\u0301" * 100_000,
        bytes(range(256)).decode("latin-1") * 400,
        "كـ" * 50_000,
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_interpret_asks_when_it_cannot_know(engine: Embedded, text: str) -> None:
    found = engine.interpret_now(text)

    assert found.intent is None
    assert shape(found) == (ALTERNATIVES, True, True)


@given(text=st.text())
def test_interpret_takes_any_text(text: str) -> None:
    found = load_once().interpret_now(text)

    assert shape(found) == (ALTERNATIVES, True, True)
    assert found.intent in {None, found.alternatives[0].intent}


def test_alternatives_never_hold_out_of_scope(engine: Embedded) -> None:
    found = engine.interpret_now("gaat het morgen regenen in utrecht")

    assert [alternative for alternative in found.alternatives if alternative.intent == OUT_OF_SCOPE] == []


def test_judge_finds_what_interpret_acts_on(engine: Embedded) -> None:
    judgement = engine.judge("ik ben mijn baan kwijt", "baan-verliezen")

    assert (judgement.intent, judgement.ranked[0]) == ("baan-verliezen", "baan-verliezen")
    assert judgement.confidence == pytest.approx(1.0, abs=0.1)


def test_interpret_is_the_same_after_a_reload(engine: Embedded) -> None:
    texts = ["ik ben mijn baan kwijt", "khsert shoghli", "ዲጂዲ የብለይን", "wat?", ""]

    again = load(WEIGHTS, DATA)

    assert [again.interpret_now(text) for text in texts] == [engine.interpret_now(text) for text in texts]


def test_interpret_reads_a_long_story_by_its_beginning(engine: Embedded) -> None:
    story = "ik ben ontslagen en mijn contract stopt. " * 20

    assert engine.interpret_now(story + "x" * 100_000) == engine.interpret_now(story)


def test_serving_imports_nothing_that_trains() -> None:
    code = f"import sys, bot.understanding.embedded; print(sorted(set({HEAVY!r}) & set(sys.modules)))"

    # Without the hook by which coverage follows processes: it imports pickle itself.
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    found = subprocess.run(  # noqa: S603  our own interpreter, our own words
        [sys.executable, "-c", code], cwd=ROOT, env=plain, capture_output=True, text=True, check=True
    )

    assert found.stdout == "[]\n"


_LOADED: list[Embedded] = []


def load_once() -> Embedded:
    """Return one engine for all examples of Hypothesis, which takes no fixture of a module."""
    if not _LOADED:
        _LOADED.append(load(WEIGHTS, DATA))
    return _LOADED[0]
