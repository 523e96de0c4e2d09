"""What helpers read is held to the guides: every mistake is answered with its file and its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.flows.content.load import load
from bot.flows.helper_tips import Advice, GuideAdvice, HelperTips
from bot.flows.text import Text
from tests.flows.content.files import FILES, GUIDE, mistakes, written

if TYPE_CHECKING:
    from pathlib import Path

NAME = "begeleiders.yaml"
HELPERS = """\
general:
  tip: [Neem de tijd.]
  never:
    - Typ nooit een code voor een ander.
  instead: [Machtigen kan wel.]
guides:
  gids:
    tip: [Vraag eerst naar de dag.]
    steps:
      dag:
        watch:
          - Let op de dag.
          - Het is {fact:bedrag}.
"""
EDITS = {
    "a guide that is not there": ("  gids:\n", "  gans:\n", "7: there is no guide 'gans'"),
    "a step that is not there": ("  dag:\n", "  nacht:\n", "10: there is no step 'nacht' in 'gids'"),
    "a step where nobody waits": (
        "  dag:\n",
        "  begin:\n",
        "10: 'begin' is only said: nobody waits there, so no helper sees this",
    ),
    "a fact that is not there": ("{fact:bedrag}", "{fact:geld}", "13: there is no fact 'geld'"),
    "a rule with a placeholder that is none": (
        "een code voor",
        "een {code} voor",
        "4: '{code}' is not a placeholder",
    ),
    "rules without the right way": ("  instead: [Machtigen kan wel.]\n", "", "1: 'instead' is missing"),
    "more tips than a card holds": (
        "tip: [Vraag eerst naar de dag.]",
        "tip: [Een., Twee., Drie., Vier.]",
        "8: 'tip': list should have at most 3 items after validation, not 4",
    ),
    "a field that is not known": ("        watch:", "        let-op:", "11: 'let-op' is not a field here"),
}


@pytest.mark.parametrize(("before", "after", "expected"), EDITS.values(), ids=EDITS.keys())
def test_mistake_in_the_tips_is_answered_with_its_place(
    tmp_path: Path, before: str, after: str, expected: str
) -> None:
    content = written(tmp_path, {**FILES, NAME: HELPERS.replace(before, after, 1)})

    assert mistakes(content) == [f"content/{NAME}:{expected}"]


def test_tips_at_a_private_step_are_refused(tmp_path: Path) -> None:
    private = GUIDE.replace(
        "    kind: date\n    save: bewaarde-dag\n", "    kind: date\n    sensitive: true\n"
    )
    content = written(tmp_path, {**FILES, "levensweg/gids.yaml": private, NAME: HELPERS})

    assert mistakes(content) == [
        f"content/{NAME}:10: 'dag' is private: it is never shared, so no helper sees this"
    ]


def test_tips_are_read_as_they_stand(tmp_path: Path) -> None:
    def text(context: str, source: str) -> Text:
        return Text(f"begeleiders/{context}", source)

    library = load(written(tmp_path, {**FILES, NAME: HELPERS}))

    assert library.helper_tips == HelperTips(
        tips=(text("algemeen.tip.0", "Neem de tijd."),),
        never=(text("algemeen.never.0", "Typ nooit een code voor een ander."),),
        instead=(text("algemeen.instead.0", "Machtigen kan wel."),),
        guides={
            "gids": GuideAdvice(
                Advice(tips=(text("gids.tip.0", "Vraag eerst naar de dag."),)),
                {
                    "dag": Advice(
                        watch=(
                            text("gids/dag.watch.0", "Let op de dag."),
                            text("gids/dag.watch.1", "Het is {fact:bedrag}."),
                        )
                    )
                },
            )
        },
    )
