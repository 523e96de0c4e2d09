from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.feature_rows import FeatureRows

features = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=4)


@given(st.sets(features, min_size=1, max_size=100), st.sets(features, max_size=20))
def test_known_gives_what_a_dictionary_would(known: set[str], others: set[str]) -> None:
    rows = {feature: row for row, feature in enumerate(sorted(known))}
    asked = {feature: number for number, feature in enumerate(sorted(known | others))}

    found = list(FeatureRows.of(sorted(known)).known(asked))

    assert found == [(rows[feature], number) for feature, number in asked.items() if feature in rows]


@given(st.sets(features, min_size=1, max_size=100))
def test_rows_hold_the_features_in_their_order(known: set[str]) -> None:
    rows = FeatureRows.of(sorted(known))

    assert (list(rows), len(rows)) == (sorted(known), len(known))


def test_rows_of_rows_are_they_themselves() -> None:
    rows = FeatureRows.of(["a", "b"])

    assert FeatureRows.of(rows) is rows


@given(st.sets(features, min_size=17, max_size=100))
def test_features_in_another_order_are_refused(known: set[str]) -> None:
    with pytest.raises(ValueError, match=r"^the features are not in order$"):
        FeatureRows.of(sorted(known, reverse=True))
