from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.commands.checks.terms import wrong_terms
from bot.commands.checks.writing import Writing
from tests.commands.checks.catalogs import texts, translated

if TYPE_CHECKING:
    from bot.commands.checks.terms import Term

WRITINGS = {"ti": Writing("ETHIOPIC", {}, {}, {"ነው": "እዩ"})}
MESSAGES = texts(gids__begin_say="U krijgt huurtoeslag.")


def found(terms: list[Term], translation: str = "ሓገዝ ክራይ ገዛ") -> list[str]:
    catalogs = {"ti": translated(MESSAGES, {"gids/begin.say": translation})}
    return list(wrong_terms(terms, MESSAGES, catalogs, WRITINGS))


def test_a_well_formed_term_is_taken() -> None:
    assert found([{"dutch": "huur", "ti": {"term": "ክራይ ገዛ", "note": "Everyday.", "not": ["ኪራይ"]}}]) == []


@pytest.mark.parametrize(
    ("terms", "complaint"),
    [
        ([{"nl": "huur"}], "an entry begins with `dutch:`, not ['nl']"),
        ([{"dutch": "Huur"}, {"dutch": "huur"}], "'huur' stands here twice"),
        ([{"dutch": "huur", "so": {"term": "kiro"}}], "'huur': 'so' is no language of languages.yaml"),
        ([{"dutch": "huur", "ti": {"note": "?"}}], "'huur' (ti): it has a term, and may have a note and not"),
        ([{"dutch": "huur", "ti": {"term": "ነው"}}], "'huur' (ti): 'ነው': write እዩ"),
    ],
)
def test_what_is_wrong_with_a_term_is_named(terms: list[Term], complaint: str) -> None:
    assert found(terms) == [f"locales/terms.yaml: {complaint}"]


@pytest.mark.parametrize("translation", ["ኪራይ ገዛ", "ንኪራይ ገዛ"])
def test_a_replaced_word_may_not_come_back_also_behind_a_prefix(translation: str) -> None:
    terms: list[Term] = [{"dutch": "huur", "ti": {"term": "ክራይ", "not": ["ኪራይ"]}}]

    assert found(terms, translation) == ["gids/begin.say (ti): 'ኪራይ': write ክራይ (locales/terms.yaml)"]


def test_a_longer_word_that_begins_alike_is_another_word() -> None:
    terms: list[Term] = [{"dutch": "huur", "ti": {"term": "ክራይ", "not": ["ኪራይ"]}}]

    assert found(terms, "ኪራይና") == []
