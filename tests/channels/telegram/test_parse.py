from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.parse import Arrival, MalformedError, read
from bot.messages import Address, Blocked, Command, Inbound, Press, Text, Unusable

if TYPE_CHECKING:
    from bot.messages import Content

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
PERSON = {"id": 7, "is_bot": False, "first_name": "Bewoner", "language_code": "ti"}
CHAT = {"id": 7, "type": "private", "first_name": "Bewoner"}


def message(**content: object) -> dict[str, object]:
    return {"message_id": 3, "from": PERSON, "chat": CHAT, "date": 1795262400, **content}


def update(kind: str, content: object) -> dict[str, object]:
    return {"update_id": 5, kind: content}


def inbound(content: Content, *, provider_id: str = "5", message_id: str | None = "3") -> Inbound:
    return Inbound(
        address=Address("telegram", "7"),
        provider_id=provider_id,
        content=content,
        at=NOW,
        language_hint="ti",
        message_id=message_id,
    )


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("ik ben mijn baan kwijt", Text("ik ben mijn baan kwijt")),
        ("خسرت شغلي \u2067٣\u2069", Text("خسرت شغلي \u2067٣\u2069")),
        ("ስራሐይ ስኢነ", Text("ስራሐይ ስኢነ")),
        ("/start", Command("start")),
        ("/start ti", Command("start", "ti")),
        ("/taal@wegwijs_test_bot", Command("taal")),
        ("/MENS  nu graag\nsnel ", Command("mens", "nu graag\nsnel")),
        ("/ help", Text("/ help")),
        ("//", Text("//")),
        ("3/4", Text("3/4")),
        ("half \ud83d\ud83d en \0", Text("half \ufffd\ufffd en \ufffd")),
    ],
)
def test_read_takes_text_and_commands(text: str, content: Content) -> None:
    assert read(update("message", message(text=text)), NOW) == Arrival(5, "7", (inbound(content),))


def test_read_takes_changed_words_as_new_words() -> None:
    changed = message(text="3 april", edit_date=1795262460)

    assert read(update("edited_message", changed), NOW).inbounds == (inbound(Text("3 april")),)


def test_read_leaves_a_moving_location_alone() -> None:
    moved = message(location={"latitude": 52.4, "longitude": 4.9}, edit_date=1795262460)

    assert read(update("edited_message", moved), NOW) == Arrival(5, "7")


def test_read_takes_a_press_with_the_message_it_was_on() -> None:
    query = {
        "id": "q1",
        "from": PERSON,
        "chat_instance": "1",
        "data": "ja",
        "message": message(text="Bent u ziek?"),
    }

    assert read(update("callback_query", query), NOW) == Arrival(5, "7", (inbound(Press("ja")),), query="q1")


def test_read_takes_a_press_on_a_message_that_telegram_shows_no_more() -> None:
    query = {
        "id": "q1",
        "from": PERSON,
        "chat_instance": "1",
        "data": "ja",
        "message": {"message_id": 3, "chat": CHAT, "date": 0},
    }

    assert read(update("callback_query", query), NOW).inbounds == (inbound(Press("ja")),)


@pytest.mark.parametrize(("status", "blocked"), [("kicked", True), ("member", False)])
def test_read_takes_being_blocked_and_let_in(status: str, blocked: bool) -> None:  # noqa: FBT001  a column
    user = {"id": 42, "is_bot": True, "first_name": "Wegwijs"}
    change = {
        "chat": CHAT,
        "from": PERSON,
        "date": 1795262400,
        "old_chat_member": {"user": user, "status": "member"},
        "new_chat_member": {"user": user, "status": status, "until_date": 0},
    }

    assert read(update("my_chat_member", change), NOW).inbounds == (
        inbound(Blocked(blocked), message_id=None),
    )


def test_read_takes_the_words_below_a_photo_before_the_photo() -> None:
    photo = message(photo=[], caption="wat is dit?", document={"file_id": "f", "file_unique_id": "u"})

    assert read(update("message", photo), NOW).inbounds == (
        inbound(Text("wat is dit?"), provider_id="5-caption"),
        inbound(Unusable("document")),
    )


def test_read_gives_all_photos_of_an_album_one_id() -> None:
    photo = message(document={"file_id": "f", "file_unique_id": "u"}, media_group_id="99")

    assert read(update("message", photo), NOW).inbounds == (
        inbound(Unusable("document"), provider_id="group-99"),
    )


@pytest.mark.parametrize(
    "raw",
    [
        update("message", message(pinned_message=message(text="x"))),
        update("message", message(message_auto_delete_timer_changed={"message_auto_delete_time": 60})),
        update("message", message(text="hoi") | {"chat": {"id": -7, "type": "group", "title": "Wij"}}),
        update("message", message(text="hoi") | {"chat": {"id": -7, "type": "supergroup", "title": "Wij"}}),
        update("channel_post", message(text="hoi") | {"chat": {"id": -7, "type": "channel", "title": "Wij"}}),
        update("something_new", {"text": "hoi"}),
        update("callback_query", {"id": "q1", "from": PERSON, "chat_instance": "1", "data": "ja"}),
    ],
)
def test_read_leaves_alone_what_is_not_said_to_the_bot(raw: object) -> None:
    assert read(raw, NOW).inbounds == ()


def test_read_leaves_out_what_the_library_cannot_read_and_logs_no_word_of_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = {"message_id": 3, "chat": CHAT, "date": "geheim", "text": "geheim"}

    assert read(update("message", broken), NOW) == Arrival(5)
    (record,) = caplog.records
    assert (record.levelno, record.getMessage()) == (
        logging.ERROR,
        "update left out: python-telegram-bot cannot read it",
    )
    assert record.__dict__["kind"] == "TypeError"
    assert "geheim" not in str(record.__dict__)


@pytest.mark.parametrize("raw", [None, [], "hoi", 3, {}, {"update_id": "5"}, {"update_id": None}])
def test_read_refuses_what_is_no_update(raw: object) -> None:
    with pytest.raises(MalformedError):
        read(raw, NOW)


@given(st.text(min_size=1))
def test_read_takes_any_text(text: str) -> None:
    (got,) = read(update("message", message(text=text)), NOW).inbounds

    match got.content:
        case Text(kept):
            assert kept == text.replace("\0", "\ufffd")
        case Command(name):
            assert text.lower().startswith(f"/{name}")


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBUserWarning")
@given(st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member"]), json)
def test_read_survives_any_content(kind: str, content: object) -> None:
    assert read(update(kind, content), NOW).inbounds == ()
