from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Capabilities
from bot.channels.profiles import NARROW, TELEGRAM, TERMINAL
from bot.channels.render import Page, fit, length, split
from bot.messages import Button, Say

LONG = "Ja, ik heb een contract voor bepaalde tijd"


def say(text: str, *labels: str) -> Say:
    return Say(text, "nl", tuple(Button(f"b{number}", label) for number, label in enumerate(labels)))


def buttons(*labels: str, start: int = 0) -> tuple[Button, ...]:
    return tuple(Button(f"b{number}", label) for number, label in enumerate(labels, start=start))


@pytest.mark.parametrize("capabilities", [TELEGRAM, NARROW, TERMINAL])
def test_fit_leaves_what_fits_as_it_is(capabilities: Capabilities) -> None:
    message = say(" Bent u nu ziek? ", "Ja", "Nee", "Weet ik niet")

    assert fit(message, capabilities) == (Page(" Bent u nu ziek? ", "nl", message.buttons),)


def test_fit_makes_a_list_of_more_choices_than_buttons() -> None:
    message = say("Wat is het?", "Ja", "Nee", "Weet ik niet", "Terug")

    assert fit(message, NARROW) == (Page("Wat is het?", "nl", message.buttons, listed=True),)


def test_fit_makes_more_lists_of_more_choices_than_a_list_holds() -> None:
    labels = [f"Keuze {number}" for number in range(12)]

    assert fit(say("Wat is het?", *labels), NARROW) == (
        Page("Wat is het?", "nl", buttons(*labels[:10]), listed=True),
        Page("2/2", "nl", buttons(*labels[10:], start=10), listed=True),
    )


@pytest.mark.parametrize("capabilities", [TELEGRAM, NARROW])
def test_fit_numbers_labels_that_are_too_long(capabilities: Capabilities) -> None:
    pages = fit(say("Hebt u werk?", LONG, "Nee", LONG + "!"), capabilities)

    assert pages == (Page(f"Hebt u werk?\n\n1. {LONG}\n3. {LONG}!", "nl", buttons("1", "Nee", "3")),)


@pytest.mark.parametrize(("count", "label_length"), [(3, NARROW.button_length), (10, NARROW.list_row_length)])
def test_fit_shows_labels_up_to_the_limit(count: int, label_length: int) -> None:
    labels = ["x" * label_length] * count

    assert [page.buttons for page in fit(say("?", *labels), NARROW)] == [buttons(*labels)]


def test_fit_puts_buttons_on_the_last_part_of_a_long_text() -> None:
    text = "Eerste. " * 100 + "\n\n" + "Tweede. " * 100

    pages = fit(say(text, "Ja"), NARROW)

    assert pages == (
        Page(("Eerste. " * 100).strip(), "nl"),
        Page("Tweede. " * 100, "nl", buttons("Ja")),
    )


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("een\n\ntwee\ndrie", 10, ["een", "twee\ndrie"]),
        ("een\ntwee. drie", 12, ["een", "twee. drie"]),
        ("Een twee. Drie vier.", 15, ["Een twee.", "Drie vier."]),
        ("هل تعمل؟ نعم أعمل", 12, ["هل تعمل؟", "نعم أعمل"]),
        ("ስራሕ የብለይን። ገንዘብ የብለይን", 14, ["ስራሕ የብለይን።", "ገንዘብ የብለይን"]),
        ("een twee drie", 8, ["een twee", "drie"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("😀😀😀", 4, ["😀😀", "😀"]),
        ("abe\u0301d", 3, ["ab", "e\u0301d"]),
        ("", 3, [""]),
    ],
)
def test_split_cuts_where_a_reader_pauses(text: str, limit: int, parts: list[str]) -> None:
    assert split(text, limit) == parts


texts = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(" \n.؟።😀\u0301\u200f")),
    max_size=3000,
).filter(str.strip)
says = st.builds(
    lambda text, labels: say(text, *labels),
    texts,
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=40), max_size=25
    ),
)
narrows = st.sampled_from(
    [NARROW, TELEGRAM, TERMINAL, Capabilities("tiny", 2, 5, 3, 8, 20), Capabilities("bare", 2, 5, 0, 0, 20)]
)


def without_space(text: str) -> str:
    return "".join(text.split())


@given(says, narrows)
def test_fit_keeps_to_the_limits(message: Say, capabilities: Capabilities) -> None:
    pages = fit(message, capabilities)

    for page in pages:
        width = capabilities.list_row_length if page.listed else capabilities.button_length
        count = capabilities.list_rows if page.listed else capabilities.buttons
        assert length(page.text) <= capabilities.text_length
        assert len(page.buttons) <= count
        assert all(length(button.label) <= width for button in page.buttons)


@given(says, narrows)
def test_fit_loses_no_button_and_no_text(message: Say, capabilities: Capabilities) -> None:
    pages = fit(message, capabilities)

    whole = without_space("".join(page.text for page in pages))
    shown = [button for page in pages for button in page.buttons]
    assert [button.id for button in shown] == [button.id for button in message.buttons]
    assert whole.startswith(without_space(message.text))
    rest = whole[len(without_space(message.text)) :]
    for button, original in zip(shown, message.buttons, strict=True):
        if button.label != original.label:
            explained = without_space(f"{button.label}.{original.label}")
            assert explained in rest
            rest = rest[rest.index(explained) + len(explained) :]
