from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Capabilities
from bot.channels.profiles import NARROW, TELEGRAM, TERMINAL, WEB
from bot.channels.render import RULE, Page, fit, length, split
from bot.messages import Beside, Button, Say

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


def two(text: str, dutch: str, *labels: str, language: str = "ti", typed: bool = False) -> Say:
    """A message in two languages; its labels are the same in both, behind "nl"."""
    options = tuple(f"nl {label}" for label in labels)
    return replace(say(text, *labels), language=language, typed=typed, beside=Beside(dutch, "nl", options))


@pytest.mark.parametrize("capabilities", [TELEGRAM, NARROW, TERMINAL])
def test_fit_puts_the_second_language_below_a_line_and_on_the_buttons(capabilities: Capabilities) -> None:
    pages = fit(two("ስራሕ?", "Werk?", "እወ", "ኣይኮነን"), capabilities)

    buttons_of_both = buttons("1 እወ · nl እወ", "2 ኣይኮነን · nl ኣይኮነን")
    assert pages == (Page(f"ስራሕ?\n\n{RULE}\nWerk?", "ti", buttons_of_both),)


def test_fit_puts_only_what_no_button_holds_behind_its_number() -> None:
    pages = fit(two("ስራሕ?", "Werk?", "እወ", "ን" * 14, "ን" * 30), TELEGRAM)

    text = f"ስራሕ?\n\n3. {'ን' * 30}\n\n{RULE}\nWerk?\n\n2. nl {'ን' * 14}\n3. nl {'ን' * 30}"
    assert pages == (Page(text, "ti", buttons("1 እወ · nl እወ", f"2 {'ን' * 14}", "3")),)


def test_fit_says_a_label_once_that_is_the_same_in_both_languages() -> None:
    message = replace(say("ሰላም", "Noor", "እወ"), language="ti", beside=Beside("Dag", "nl", ("Noor", "Ja")))

    assert fit(message, TELEGRAM) == (Page(f"ሰላም\n\n{RULE}\nDag", "ti", buttons("1 Noor", "2 እወ · Ja")),)
    assert fit(message, WEB) == (
        Page("ሰላም", "ti", buttons("1 Noor", "2 እወ"), beside="Dag", options=("", "Ja")),
    )


def test_fit_calls_buttons_by_letters_where_a_number_may_be_the_answer() -> None:
    pages = fit(two("ክንደይ?", "Hoeveel?", "እወ", "x" * 30, typed=True), TELEGRAM)

    text = f"ክንደይ?\n\nB. {'x' * 30}\n\n{RULE}\nHoeveel?\n\nB. nl {'x' * 30}"
    assert pages == (Page(text, "ti", buttons("A እወ · nl እወ", "B")),)


def test_fit_isolates_the_second_language_on_an_arabic_button() -> None:
    (page,) = fit(two("نعم؟", "Ja?", "نعم", language="ar"), TELEGRAM)

    assert page.buttons == buttons("1 نعم · \u2068nl نعم\u2069")


def test_fit_isolates_each_line_of_the_second_language_below_arabic() -> None:
    (page,) = fit(two("نعم؟", "Een.\n\nTwee.", language="ar"), TELEGRAM)

    assert page.text == f"نعم؟\n\n{RULE}\n\u2068Een.\u2069\n\n\u2068Twee.\u2069"


def test_fit_parts_two_languages_between_them_where_they_do_not_fit_together() -> None:
    own, dutch = ("ሀ. " * 150).strip(), ("Werk. " * 150).strip()

    pages = fit(two(own, dutch, "እወ"), NARROW)

    assert pages == (
        Page(own, "ti"),
        Page(f"{RULE}\n{dutch}", "ti", buttons("1 እወ · nl እወ")),
    )


def test_fit_leaves_the_second_language_apart_for_a_channel_with_two_columns() -> None:
    assert fit(two("ስራሕ?", "Werk?", "እወ"), WEB) == (
        Page("ስራሕ?", "ti", buttons("1 እወ"), beside="Werk?", options=("nl እወ",)),
    )


def test_fit_says_the_second_language_once_where_the_buttons_need_more_messages() -> None:
    labels = [f"Keuze {number}" for number in range(1, 13)]

    first, last = fit(two("ስራሕ?", "Werk?", *labels), NARROW)

    assert (first.text.count("Werk?"), last.text) == (1, "2/2")
    assert [button.label for button in last.buttons] == ["11 Keuze 11", "12 Keuze 12"]
    # The rows of the second list too are explained where the second language stands.
    assert first.text.endswith("Werk?\n\n10. nl Keuze 10\n11. nl Keuze 11\n12. nl Keuze 12")


@given(
    own=st.text(alphabet="ab .\nمو", min_size=1, max_size=3000).filter(str.strip),
    dutch=st.text(alphabet="ab .\n", max_size=3000),
    labels=st.lists(st.text(alphabet="ab", min_size=1, max_size=40), max_size=14),
)
def test_fit_keeps_to_the_limits_with_a_second_language(own: str, dutch: str, labels: list[str]) -> None:
    pages = fit(two(own, dutch, *labels), NARROW)

    assert max(length(page.text) for page in pages) <= NARROW.text_length
    assert [button.id for page in pages for button in page.buttons] == [f"b{at}" for at in range(len(labels))]
