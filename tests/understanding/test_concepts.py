from __future__ import annotations

import pytest

from bot.understanding.concepts import NO_CONCEPTS, Concepts
from bot.understanding.normalise import normalise

CONCEPTS = Concepts(
    {
        "bas": ["werkgever"],
        "werkgev*": ["werkgever"],
        "*toeslag": ["toeslag"],
        "*verzeker*": ["verzekering"],
        "شغل*": ["werk"],
        "~Sgl": ["werk"],
        "srah*": ["werk"],
        "stop*": ["eindigen", "stoppen"],
    }
)


@pytest.mark.parametrize(
    ("word", "concepts"),
    [
        ("baas", ["werkgever"]),
        ("basis", []),
        ("werkgevers", ["werkgever"]),
        ("huurtoeslag", ["toeslag"]),
        ("toeslagen", []),
        ("zorgverzekering", ["verzekering"]),
        ("stopt", ["eindigen", "stoppen"]),
        ("شغلي", ["werk"]),
        ("الشغل", ["werk"]),
        ("وبالشغل", ["werk"]),
        ("ስራሐይ", ["werk"]),
        ("ስራሕ", ["werk"]),
        ("ንስራሕ", ["werk"]),
        ("shoghl", ["werk"]),
        ("", []),
    ],
)
def test_concepts_of_a_word(word: str, concepts: list[str]) -> None:
    assert CONCEPTS.of(normalise(word)) == concepts


def test_no_concepts_know_no_word() -> None:
    assert NO_CONCEPTS.of("baas") == []
