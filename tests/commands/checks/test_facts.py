from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.commands.checks.facts import OLD, SOON, expired, expiring, to_look_up
from tests.flows.walker import real_library

DAY = date(2026, 11, 21)
FACT = replace(
    real_library().facts["bijstand-alleen"], checked=DAY, confidence="H", valid_from=None, valid_until=None
)
LIBRARY = replace(real_library(), facts={FACT.id: FACT}, organisations={})


def test_a_sure_fact_without_an_end_needs_nothing() -> None:
    assert [*expired(LIBRARY, DAY), *expiring(LIBRARY, DAY), *to_look_up(LIBRARY, DAY)] == []


def test_a_fact_is_announced_before_it_expires_and_named_after() -> None:
    library = replace(LIBRARY, facts={FACT.id: replace(FACT, valid_until=DAY)})

    assert list(expiring(library, DAY - SOON)) == []
    assert list(expiring(library, DAY - SOON + timedelta(days=1))) == [
        f"bijstand-alleen holds until {DAY}; after that the bot sends people to gemeente"
    ]
    assert list(expired(library, DAY)) == []
    assert list(expired(library, DAY + timedelta(days=1))) == [
        f"content/facts.yaml: bijstand-alleen does not hold on 2026-11-22; look it up at {FACT.source}"
    ]


def test_the_editor_hears_why_a_fact_wants_a_look_and_who_uses_it() -> None:
    unsure = replace(FACT, confidence="M", checked=DAY - OLD, valid_until=date(2027, 1, 1))

    [line] = to_look_up(replace(LIBRARY, facts={FACT.id: unsure}), DAY)

    assert line == (
        f"bijstand-alleen = {FACT.value:f} ({FACT.what}): confidence M; looked up {DAY - OLD}; "
        f"holds until 2027-01-01. Source: {FACT.source}. In: bijstand-aanvragen, samenwonen-trouwen"
    )


def test_the_editor_hears_which_phone_number_is_not_sure() -> None:
    duo = replace(real_library().organisations["duo"], phone="050", phone_confidence="M")

    assert list(to_look_up(replace(LIBRARY, organisations={"duo": duo}), DAY)) == [
        "duo: phone 050: confidence M. Call it once"
    ]
