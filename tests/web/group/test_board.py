"""The board and the cards: what a helper sees of who takes part, and what she can do."""

from __future__ import annotations

import re
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from bot.groups.base import Share
from tests.handoff.stage import BSN
from tests.web.group.test_groups import texts

if TYPE_CHECKING:
    from tests.web.group.room import Room

HOSTILE = "<script>x</script>"


def cards(page: str) -> list[str]:
    """Return what each card says."""
    board = page.partition('data-part="kaarten"')[2].partition("</ul>")[0]
    return texts(board, "li")


async def test_card_says_by_default_how_far_she_is_and_not_what_it_is_about(room: Room) -> None:
    ria, group = await room.opened()
    await room.sits(group, "fatima", "ti", step=3, steps=8, done=2, open=1)
    room.stage.clock.now += timedelta(minutes=5)

    await ria.open(f"/groep/{group}")

    says = "1 Nummer 1 Tigrinya · stap 3 van 8 2 gedaan, 1 te doen · laatst bezig 5 min geleden Niet gedeeld"
    assert cards(ria.shown.text) == [f"{says} Ik kom bij nummer 1"]


@pytest.mark.parametrize(
    ("seconds", "hand", "idle"),
    [
        (0, "zojuist", "net nog bezig"),
        (59, "zojuist", "net nog bezig"),
        (60, "wacht 1 min", "laatst bezig 1 min geleden"),
        (1500, "wacht 25 min", "laatst bezig 25 min geleden"),
    ],
)
async def test_card_says_how_long_ago_in_words_that_somebody_would_say(
    room: Room, seconds: int, hand: str, idle: str
) -> None:
    ria, group = await room.opened()
    await room.sits(group, "fatima", "ti", hand_at=room.stage.clock.now)
    room.stage.clock.now += timedelta(seconds=seconds)

    page = (await ria.open(f"/groep/{group}/kaarten")).text

    says = f"1 Nummer 1 Hand omhoog · {hand} Tigrinya {idle} Niet gedeeld Ik kom bij nummer 1"
    assert cards(page) == [says]


async def test_card_of_who_chose_no_language_says_so_and_names_none(room: Room) -> None:
    ria, group = await room.opened()
    await room.sits(group, "fatima", language="")

    await ria.open(f"/groep/{group}")

    assert "1 Nummer 1 Nog geen taal gekozen" in cards(ria.shown.text)[0]


async def test_hands_stand_first_the_longest_before_the_others(room: Room) -> None:
    ria, group = await room.opened()
    now = room.stage.clock.now
    for minutes in (None, 2, 7, None):
        hand = None if minutes is None else now - timedelta(minutes=minutes)
        await room.sits(group, f"one-{minutes}-{hand}-{len(await numbers(room, group))}", hand_at=hand)

    await ria.open(f"/groep/{group}")

    assert [one.split()[0] for one in cards(ria.shown.text)] == ["3", "2", "1", "4"]
    assert "Hand omhoog · wacht 7 min" in cards(ria.shown.text)[0]


async def numbers(room: Room, group: str) -> list[int]:
    return [one.number for one in await room.store.run(lambda unit: unit.seats(group))]


async def test_nickname_is_shown_as_it_was_typed_and_is_no_markup(room: Room) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima", nickname=HOSTILE)

    board = await ria.open(f"/groep/{group}")
    card = await ria.open(f"/groep/{group}/{seat.id}")

    assert [HOSTILE in page.text for page in (board, card)] == [False, False]
    assert HOSTILE in ria.text


async def test_card_shows_what_is_shared_in_her_language_beside_the_dutch(room: Room) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima", "ar", share=Share.STEP)

    page = (await ria.open(f"/groep/{group}/{seat.id}")).text

    assert re.findall('class="words"( lang="[a-z]+" dir="[a-z]+")?', page) == ["", ' lang="ar" dir="rtl"']
    assert texts(page, "h2")[0] == room.parts.library.guides["baan-verliezen"].title.source
    assert "Antwoorden Niet gedeeld" in ria.text


async def test_answers_stand_there_only_where_she_shares_them_too(room: Room) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima", "ti", ("a:tekenen",), share=Share.ANSWERS)

    await ria.open(f"/groep/{group}/{seat.id}")
    shown = [texts(ria.shown.text, "dl")]
    await room.changes(seat.id, share=Share.STEP)
    await ria.open(f"/groep/{group}/{seat.id}")
    shown.append(texts(ria.shown.text, "dl"))
    await room.changes(seat.id, share=Share.NOTHING)
    await ria.open(f"/groep/{group}/{seat.id}")

    answer = "Wat gebeurt er met uw werk? Ik moet tekenen"
    assert shown == [[answer], []]
    assert (texts(ria.shown.text, "dl"), texts(ria.shown.text, "h2")[0]) == ([], "Niet gedeeld")


@pytest.mark.parametrize("path", ["", "/kaarten"])
async def test_rules_are_on_the_board_whole_and_cards_come_alone(room: Room, path: str) -> None:
    ria, group = await room.opened()

    page = (await ria.open(f"/groep/{group}{path}")).text

    assert ("Nooit" in page, 'lang="nl"' in page) == ((True, True) if path == "" else (False, False))


async def test_rules_stand_on_the_card_of_who_shares_nothing(room: Room) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima")

    await ria.open(f"/groep/{group}/{seat.id}")

    assert "Nooit een wachtwoord, pincode, sms-code of code uit een brief typen." in ria.text
    assert "Nooit inloggen met uw eigen DigiD." in ria.text
    assert "Wel DigiD Machtigen." in ria.text


async def test_who_refuses_a_helper_shows_that_one_her_number_only(room: Room) -> None:
    ria, group = await room.opened()
    seat = await room.sits(
        group, "fatima", "ti", nickname="Selam", share=Share.ANSWERS, refused=frozenset({"ria"})
    )

    await ria.open(f"/groep/{group}")
    board = cards(ria.shown.text)
    answers = [
        (await ria.open(f"/groep/{group}/{seat.id}")).status_code,
        (await ria.open(f"/groep/{group}/{seat.id}/kaart")).status_code,
    ]

    assert board == ["1 Wil liever een andere begeleider."]
    assert answers == [HTTPStatus.NOT_FOUND] * 2


async def test_helper_comes_and_the_other_takes_over(room: Room) -> None:
    ria, group = await room.opened()
    sofie = await room.browser("sofie")
    await sofie.send(f"/groep/{group}/mee")
    seat = await room.sits(group, "fatima", hand_at=room.stage.clock.now)

    told = await room.stage.told(ria.send(f"/groep/{group}/{seat.id}/kom", terug="bord"))
    mine = cards(ria.shown.text)
    await sofie.open(f"/groep/{group}")
    theirs = cards(sofie.shown.text)
    over = re.findall('name="over" value="(.)"', sofie.shown.text)
    await sofie.send(f"/groep/{group}/{seat.id}/kom", over=over[0])

    assert len(told) > 0
    assert ["U helpt hier" in mine[0], "Ik kom" in mine[0], "Hand omhoog" in mine[0]] == [True, False, False]
    assert ["Ria Kok helpt hier" in theirs[0], "Neem over" in theirs[0]] == [True, True]
    assert (sofie.shown.url.path, "U helpt hier" in sofie.text) == (f"/groep/{group}/{seat.id}", True)


async def test_helper_who_is_there_already_can_come_again_when_the_hand_goes_up_again(room: Room) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima", hand_at=room.stage.clock.now, helping="ria")

    await ria.open(f"/groep/{group}")
    board = cards(ria.shown.text)[0]
    card = (await ria.open(f"/groep/{group}/{seat.id}/kaart")).text
    told = await room.stage.told(ria.send(f"/groep/{group}/{seat.id}/kom"))

    assert [("Ik kom" in one, "Neem over" in one) for one in (board, card)] == [(True, False)] * 2
    assert told == ["🤝 Ria Kok komt naar u toe."]
    after = (await ria.open(f"/groep/{group}/{seat.id}/kaart")).text
    assert ["Hand omhoog" in after, "Ik kom" in after] == [False, False]


@pytest.mark.parametrize(
    ("act", "fields", "said"),
    [
        ("kom", {}, "Loop naar de deelnemer toe. De deelnemer kreeg geen bericht."),
        (
            "zin",
            {"zin": "neem-tijd"},
            "De zin is niet verstuurd. Loop naar de deelnemer toe en zeg het zelf.",
        ),
        (
            "punt",
            {"tekst": "Zoek de blauwe map"},
            "Dit is niet verstuurd. Loop naar de deelnemer toe en bespreek het samen.",
        ),
        (
            "signaal",
            {"signaal": "other"},
            "De vraag is niet gesteld. Loop naar de deelnemer toe en vraag het zelf.",
        ),
    ],
)
async def test_helper_hears_what_to_do_where_a_participant_can_be_sent_nothing(
    room: Room, act: str, fields: dict[str, str], said: str
) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima")
    await room.cannot_be_read(seat)

    for page in ("", f"/{seat.id}"):
        await room.changes(seat.id, hand_at=room.stage.clock.now)
        await ria.open(f"/groep/{group}{page}")
        await ria.send(f"/groep/{group}/{seat.id}/{act}", **fields, terug="" if page else "bord")

        assert (ria.shown.status_code, said in ria.text) == (HTTPStatus.UNPROCESSABLE_ENTITY, True)
    seen = [one in ria.text for one in ("Hand omhoog", "U helpt hier", "Niet gedeeld")]
    assert seen == [act != "kom", act == "kom", True]
    assert ('value="Zoek de blauwe map"' in ria.shown.text) == (act == "punt")


async def test_seat_of_who_can_be_sent_nothing_is_freed(room: Room) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima")
    await room.cannot_be_read(seat)

    await ria.send(f"/groep/{group}/{seat.id}/vrij", zeker="1")

    assert (ria.shown.status_code, cards(ria.shown.text)) == (
        HTTPStatus.OK,
        ["Er is nog niemand. Laat de deelnemers de code scannen."],
    )


async def test_encouragement_reaches_her_in_her_language(room: Room) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima", "ar")
    text = room.parts.library.encouragements["neem-tijd"]

    await ria.open(f"/groep/{group}/{seat.id}")
    told = await room.stage.told(ria.send(f"/groep/{group}/{seat.id}/zin", zin="neem-tijd"))

    assert [room.parts.languages.translate(text, "ar") in one for one in told] == [True]
    assert "Verstuurd. De deelnemer leest het in de eigen taal." in ria.text


async def test_encouragement_that_came_a_moment_ago_is_not_sent_again(room: Room) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima")
    await ria.open(f"/groep/{group}/{seat.id}")
    await ria.send(f"/groep/{group}/{seat.id}/zin", zin="neem-tijd")

    told = await room.stage.told(ria.send(f"/groep/{group}/{seat.id}/zin", zin="neem-tijd"))

    assert (told, ria.shown.status_code) == ([], HTTPStatus.UNPROCESSABLE_ENTITY)
    assert "Deze zin is net verstuurd." in ria.text


async def test_point_that_was_offered_a_moment_ago_is_not_offered_again(room: Room) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima")
    await ria.open(f"/groep/{group}/{seat.id}")
    await ria.send(f"/groep/{group}/{seat.id}/punt", tekst="Bel de school.")

    told = await room.stage.told(ria.send(f"/groep/{group}/{seat.id}/punt", tekst="Bel de school."))

    assert (told, ria.shown.status_code) == ([], HTTPStatus.UNPROCESSABLE_ENTITY)
    assert "Dit is net verstuurd. De deelnemer kiest zelf of het op de lijst komt." in ria.text


async def test_encouragement_that_is_none_is_not_sent(room: Room) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima")

    told = await room.stage.told(ria.send(f"/groep/{group}/{seat.id}/zin", zin="Eigen woorden"))

    assert (told, ria.shown.status_code) == ([], HTTPStatus.UNPROCESSABLE_ENTITY)


async def test_free_seat_is_asked_first_and_her_card_goes(room: Room) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima")

    await ria.send(f"/groep/{group}/{seat.id}/vrij")
    asked = ria.shown.status_code
    told = await room.stage.told(ria.send(f"/groep/{group}/{seat.id}/vrij", zeker="1"))

    assert (asked, len(told) > 0) == (HTTPStatus.UNPROCESSABLE_ENTITY, True)
    assert cards(ria.shown.text) == ["Er is nog niemand. Laat de deelnemers de code scannen."]
    assert texts((await ria.open(f"/groep/{group}/{seat.id}")).text, "h1") == [
        "Deze deelnemer is er niet meer"
    ]


async def test_seat_of_another_group_is_not_there(room: Room) -> None:
    ria, group = await room.opened()
    sofie, other = await room.opened("sofie")
    seat = await room.sits(other, "fatima")
    await sofie.open(f"/groep/{other}")

    seen = [(await ria.open(f"/groep/{group}/{seat.id}{path}")).status_code for path in ("", "/kaart")]
    done = [
        (await ria.send(f"/groep/{group}/{seat.id}/{act}", zeker="1", zin="neem-tijd")).status_code
        for act in ("kom", "zin", "vrij")
    ]

    assert (seen, done) == ([404, 404], [404, 404, 404])
    assert await numbers(room, other) == [1]


async def test_point_is_offered_and_says_so(room: Room) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima")

    await ria.open(f"/groep/{group}/{seat.id}")
    told = await room.stage.told(ria.send(f"/groep/{group}/{seat.id}/punt", tekst="Bel de school."))

    assert [("Bel de school." in one) for one in told] == [True]
    assert "Verstuurd. De deelnemer kiest zelf of het op de lijst komt." in ria.text


async def test_point_with_a_date_from_no_letter_comes_back_with_what_was_typed(room: Room) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima")

    await ria.open(f"/groep/{group}/{seat.id}")
    told = await room.stage.told(
        ria.send(f"/groep/{group}/{seat.id}/punt", tekst="Bel de school.", datum="2026-12-01")
    )

    assert (told, ria.shown.status_code) == ([], HTTPStatus.UNPROCESSABLE_ENTITY)
    assert re.findall('name="(?:tekst|datum)"[^>]* value="([^"]*)"', ria.shown.text) == [
        "Bel de school.",
        "2026-12-01",
    ]


async def test_point_with_a_bsn_is_stopped(room: Room) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima")

    await ria.open(f"/groep/{group}/{seat.id}")
    told = await room.stage.told(ria.send(f"/groep/{group}/{seat.id}/punt", tekst=f"Mijn nummer {BSN}"))

    assert (told, "Hier staat een nummer dat op een BSN lijkt." in ria.text) == ([], True)


@pytest.mark.parametrize(
    ("signal", "status", "asked"), [("digital", 200, 1), ("other", 200, 1), ("x", 422, 0)]
)
async def test_signal_asks_her_first(room: Room, signal: str, status: int, asked: int) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima")

    await ria.open(f"/groep/{group}/{seat.id}")
    told = await room.stage.told(ria.send(f"/groep/{group}/{seat.id}/signaal", signaal=signal))

    assert (ria.shown.status_code, len(told)) == (status, asked)
