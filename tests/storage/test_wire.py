from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import (
    Alternative,
    Beside,
    Blocked,
    Button,
    Command,
    Content,
    Delete,
    Delivery,
    Due,
    Echo,
    Inbound,
    Interpretation,
    Part,
    Press,
    Refusal,
    Say,
    Settle,
    Speak,
    Text,
    Unusable,
)
from bot.storage.wire import dump_delivery, dump_inbound, load_delivery, load_inbound
from tests.storage.examples import inbound

PLAIN = inbound()
HERS = Part("ti", "ክሳብ {until}", values={"until": "ጽባሕ"}, own=True)


@pytest.mark.parametrize(
    "content",
    [
        Text("خسرت شغلي"),
        Press("4:ja"),
        Command("start", "ti"),
        Unusable("voice"),
        Due("reminder", "ww-aanvragen/uwv"),
        Blocked(blocked=True),
    ],
    ids=lambda content: type(content).__name__,
)
def test_inbound_comes_back_with_each_kind_of_content(content: Content) -> None:
    original = replace(PLAIN, content=content)

    assert load_inbound(json.loads(json.dumps(dump_inbound(original)))) == original


@pytest.mark.parametrize(
    "original",
    [
        replace(PLAIN, language_hint="ti"),
        replace(PLAIN, message_id="77"),
        replace(PLAIN, refusal=Refusal.BSN),
        replace(PLAIN, emergency=True),
        replace(PLAIN, interpretation=Interpretation("nl", None, 0.25)),
        replace(
            PLAIN, interpretation=Interpretation(None, "job-lost", 0.75, (Alternative("job-lost", 0.75),))
        ),
    ],
    ids=["language hint", "message id", "refusal", "emergency", "unsure", "sure"],
)
def test_inbound_comes_back_with_each_optional_field(original: Inbound) -> None:
    assert load_inbound(json.loads(json.dumps(dump_inbound(original)))) == original


@given(st.text(st.characters()))
def test_inbound_comes_back_with_any_text(text: str) -> None:
    original = inbound(text=text)

    assert load_inbound(json.loads(json.dumps(dump_inbound(original)))) == original


@pytest.mark.parametrize(
    "delivery",
    [
        Say("Hallo", "nl"),
        Say("ሰላም", "ti", (Button("1:ja", "እወ"), Button("1:nee", "ኣይኮነን"))),
        Say("Wat is uw laatste werkdag?", "nl", typed=True),
        Say("Wat wilt u?", "nl", (Button("1:ja", "Ja"),), numbered=True),
        Speak((Part("nl", "Dag."),), "nl"),
        Speak(
            (
                Part(
                    "ti",
                    "{why}",
                    "a/b.c",
                    {"why": HERS},
                ),
            ),
            "ti",
            options=(Part("ti", "እወ", "core/answer.yes", spare=True),),
            numbered=False,
            caption="ድምጺ",
            instead="ኣይክእልን",
            buttons=(Button("4|l:ti", "3 ትግርኛ"),),
        ),
        Delete(("7", "8")),
        Echo("ሰላም", "ti"),
        Echo("gevoelig", "nl", sensitive=True),
        Say("Heeft u schulden?", "nl", sensitive=True),
        Say("Wilt u dat ik altijd voorlees?", "nl", if_heard=True),
        Speak((Part("nl", "Wilt u dat?"),), "nl", if_heard=True),
        Say("ሰላም", "ti", (Button("1:ja", "እወ"),), beside=Beside("Hallo", "nl", ("Ja",))),
        Settle("7"),
    ],
    ids=[
        "say",
        "say with buttons",
        "typed",
        "numbered",
        "speak",
        "all of speak",
        "delete",
        "echo",
        "sensitive echo",
        "sensitive say",
        "say if heard",
        "speak if heard",
        "say in two languages",
        "settle",
    ],
)
def test_delivery_comes_back(delivery: Delivery) -> None:
    assert load_delivery(json.loads(json.dumps(dump_delivery(delivery)))) == delivery


def test_load_delivery_reads_what_an_earlier_version_wrote() -> None:
    assert load_delivery({"type": "say", "text": "Hallo", "language": "nl", "buttons": []}) == Say(
        "Hallo", "nl"
    )


def test_load_delivery_names_a_type_that_it_does_not_know() -> None:
    with pytest.raises(ValueError, match=r"^no delivery is called 'sing'$"):
        load_delivery({"type": "sing"})


def test_load_inbound_names_a_content_that_it_does_not_know() -> None:
    body = {**dump_inbound(PLAIN), "content": {"type": "smoke"}}

    with pytest.raises(ValueError, match=r"^no content is called 'smoke'$"):
        load_inbound(body)
