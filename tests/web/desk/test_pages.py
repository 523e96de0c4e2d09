"""The desk through its pages, on both stores: what staff see, and what reaches the resident."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html import unescape
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from bot.flows.show import ANSWER
from bot.handoff.base import CaseState
from bot.messages import Command
from bot.web.desk.admission import Member
from bot.web.desk.live import follow
from tests.handoff.stage import BSN, FATIMA, FROM_PERSON, PETRA
from tests.web.desk.office import DeskOffice
from tests.web.streaming import streamed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.storage.base import Store, Unit
    from tests.web.desk.office import Browser

HOSTILE = "<script>alert(1)</script> \"' onload=x {{ 7*7 }} </textarea>"


async def claimed(office: DeskOffice, language: str = "nl") -> tuple[Browser, str]:
    """Let somebody ask, and Karin take it."""
    case = await office.stage.asks(language=language)
    karin = await office.browser("karin")
    await karin.open(f"/desk/zaak/{case.id}")
    await karin.send(f"/desk/zaak/{case.id}/neem")
    return karin, case.id


async def test_queue_shows_what_is_new_with_its_language_and_its_promise(office: DeskOffice) -> None:
    case = await office.stage.asks(language="ti")
    karin = await office.browser("karin")

    assert karin.text.partition("Zaken")[2].count(case.id) == 1
    assert "Tigrinya nieuw 0 min" in karin.text


async def test_queue_says_in_words_that_an_answer_is_late(office: DeskOffice) -> None:
    await office.stage.asks()
    office.stage.clock.now += timedelta(days=3)

    karin = await office.browser("karin")

    assert "te laat" in karin.text


async def test_case_is_claimed_talked_in_and_closed(office: DeskOffice) -> None:
    karin, case = await claimed(office)
    said = await office.stage.told(karin.send(f"/desk/zaak/{case}/zeg", tekst="Ik bel u morgen."))
    await office.stage.hears("Dank u wel.")
    await karin.open(f"/desk/zaak/{case}")
    talk = karin.text
    await karin.send(f"/desk/zaak/{case}/sluit", uitkomst="helped", tekst="")

    assert said == [f"👤 {FROM_PERSON}\nIk bel u morgen."]
    assert re.findall(
        "Karin de Vries 10.00 · verstuurd Ik bel u morgen.|Inwoner 10.00 Dank u wel.", talk
    ) == [
        "Karin de Vries 10.00 · verstuurd Ik bel u morgen.",
        "Inwoner 10.00 Dank u wel.",
    ]
    assert ("Geholpen in het gesprek" in karin.text, (await office.stage.case_of()).state) == (
        True,
        CaseState.CLOSED,
    )


async def test_case_of_another_team_is_not_there_whatever_is_tried(office: DeskOffice) -> None:
    case = (await office.stage.asks()).id
    sem = await office.browser("sem")
    token = re.findall('name="csrf" value="([^"]+)"', sem.shown.text)[0]
    tried = {"tekst": "x", "uitkomst": "helped", "naar": "sem", "zin": "lees", "vraag": "digid"}
    page = f"/desk/zaak/{case}"

    seen = [(await sem.open(page + part)).status_code for part in ("", "/gesprek", "/print", "/json")]
    done = [
        (await sem.send(f"{page}/{act}", csrf=token, **tried)).status_code
        for act in ("neem", "zeg", "antwoord", "notitie", "sluit", "zin", "stel-vraag", "wacht", "geef-terug")
    ]

    assert (set(seen), set(done)) == ({HTTPStatus.NOT_FOUND}, {HTTPStatus.NOT_FOUND})
    assert (await office.stage.case_of()).state is CaseState.REQUESTED


async def test_begeleider_sees_no_case(office: DeskOffice) -> None:
    case = (await office.stage.asks()).id
    ria = await office.browser("ria")

    assert (await ria.open(f"/desk/zaak/{case}")).status_code == HTTPStatus.FORBIDDEN


async def test_colleague_cannot_write_in_a_case_that_somebody_has(office: DeskOffice) -> None:
    _, case = await claimed(office)
    ahmed = await office.browser("ahmed")
    await ahmed.open(f"/desk/zaak/{case}")

    told = await office.stage.told(ahmed.send(f"/desk/zaak/{case}/zeg", tekst="Dag"))

    assert (ahmed.shown.status_code, told) == (HTTPStatus.UNPROCESSABLE_ENTITY, [])
    assert "Dit kan nu niet: kijk hieronder wie de zaak heeft." in ahmed.text


async def test_dutch_to_who_reads_none_is_warned_about_first_and_not_lost(office: DeskOffice) -> None:
    karin, case = await claimed(office, "ti")

    first = await office.stage.told(karin.send(f"/desk/zaak/{case}/zeg", tekst="Kom maar langs."))
    warned = karin.shown.text
    second = await office.stage.told(karin.send(f"/desk/zaak/{case}/zeg", tekst="Kom maar langs.", toch="1"))

    assert first == []
    assert "Kom maar langs.</textarea>" in warned
    assert "Deze inwoner leest Tigrinya." in warned
    assert [("Kom maar langs." in message) for message in second] == [True]


async def test_last_words_in_dutch_are_warned_about_first_with_all_that_was_chosen(
    office: DeskOffice,
) -> None:
    karin, case = await claimed(office, "ti")
    address = f"/desk/zaak/{case}/sluit"

    first = await office.stage.told(karin.send(address, uitkomst="helped", tekst="Veel succes!"))
    warned = karin.shown
    second = await office.stage.told(karin.send(address, uitkomst="helped", tekst="Veel succes!", toch="1"))

    assert (first, warned.status_code) == ([], HTTPStatus.UNPROCESSABLE_ENTITY)
    assert [
        part in warned.text
        for part in (
            "Veel succes!</textarea>",
            '<option value="helped" selected>',
            "dan staat er alleen Nederlands.",
            "Stuur toch in het Nederlands en sluit",
        )
    ] == [True] * 4
    assert [("Veel succes!" in message) for message in second] == [True, False]


async def test_case_is_closed_without_words_and_without_a_warning(office: DeskOffice) -> None:
    karin, case = await claimed(office, "ti")

    await karin.send(f"/desk/zaak/{case}/sluit", uitkomst="helped", tekst=" ")

    assert (karin.shown.status_code, (await office.stage.case_of()).outcome) == (HTTPStatus.OK, "helped")


async def test_klantmanager_hears_what_to_do_where_a_resident_can_be_sent_nothing(office: DeskOffice) -> None:
    karin, case = await claimed(office)

    def later_version(unit: Unit) -> None:
        held = unit.hold_case(case)
        assert held is not None
        assert held[1] is not None
        unit.save(held[1].contact, held[1].revision, {"format": 99}, office.stage.clock.now)

    await office.store.run(later_version)

    await karin.send(f"/desk/zaak/{case}/zeg", tekst="Dag")

    assert karin.shown.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Wegwijs kan deze inwoner nu niets sturen. Bel de inwoner" in karin.text
    assert "Dag</textarea>" in karin.shown.text


async def test_phrase_reaches_her_in_her_language_and_stands_in_dutch_here(office: DeskOffice) -> None:
    karin, case = await claimed(office, "ti")

    told = await office.stage.told(
        karin.send(f"/desk/zaak/{case}/zin", zin="ik-bel", v_dag="2026-11-24", v_tijd="10:30")
    )

    assert "Ik bel u op 24 november 2026 om 10.30." in karin.text
    # Her own words first; the Dutch may stand below them, for who reads along.
    dates = [(message.index("10.30"), message.find("Ik bel u")) for message in told]
    assert [hers < dutch or dutch == -1 for hers, dutch in dates] == [True]


async def test_phrase_with_a_missing_value_keeps_the_others(office: DeskOffice) -> None:
    karin, case = await claimed(office)

    await karin.send(f"/desk/zaak/{case}/zin", zin="ik-bel", v_dag="", v_tijd="10:30")

    assert "dag: Vul dit in." in karin.text
    assert 'name="v-tijd" required type="time" value="10:30"' in karin.shown.text


async def test_question_comes_back_in_dutch(office: DeskOffice) -> None:
    karin, case = await claimed(office, "ar")
    await karin.send(f"/desk/zaak/{case}/stel-vraag", vraag="mag-bellen")

    await office.stage.presses(f"{ANSWER}ja")
    await karin.open(f"/desk/zaak/{case}")

    assert "Mag ik u bellen?" in karin.text
    assert re.search("Inwoner [0-9.]+.*Ja", karin.text) is not None


@pytest.mark.parametrize("form", ["zeg", "notitie"])
async def test_what_staff_type_passes_the_gate_and_is_not_lost(office: DeskOffice, form: str) -> None:
    karin, case = await claimed(office)

    told = await office.stage.told(karin.send(f"/desk/zaak/{case}/{form}", tekst=f"Uw nummer is {BSN}."))

    assert (told, karin.shown.status_code) == ([], HTTPStatus.UNPROCESSABLE_ENTITY)
    assert "Hier staat een nummer dat op een BSN lijkt." in karin.text
    assert f"Uw nummer is {BSN}.</textarea>" in karin.shown.text


async def test_transfer_takes_a_colleague_of_the_team_only(office: DeskOffice) -> None:
    karin, case = await claimed(office)

    await karin.send(f"/desk/zaak/{case}/geef-door", naar="sem", tekst="voor jou")
    refused = karin.text
    await karin.send(f"/desk/zaak/{case}/geef-door", naar="ahmed", tekst="voor jou")
    ahmed = await office.browser("ahmed")

    assert "Kies een collega." in refused
    assert "voor u" in ahmed.text
    await ahmed.open(f"/desk/zaak/{case}")
    assert "Notitie van Karin de Vries 10.00 voor jou" in ahmed.text


async def test_short_answer_needs_no_claim(office: DeskOffice) -> None:
    case = (await office.stage.asks()).id
    karin = await office.browser("karin")
    await karin.open(f"/desk/zaak/{case}")

    told = await office.stage.told(karin.send(f"/desk/zaak/{case}/antwoord", tekst="U kunt morgen komen."))

    assert ("U kunt morgen komen." in told[0], (await office.stage.case_of()).state) == (
        True,
        CaseState.CLOSED,
    )


async def test_stale_page_says_so(office: DeskOffice) -> None:
    karin, case = await claimed(office)
    await karin.send(f"/desk/zaak/{case}/sluit", uitkomst="helped")
    await karin.send(f"/desk/zaak/{case}/zeg", tekst="Nog iets")

    assert "Dit kan nu niet" in karin.text


async def test_hostile_text_of_a_resident_is_only_text(office: DeskOffice) -> None:
    case = (await office.stage.asks(HOSTILE)).id
    karin = await office.browser("karin")

    for path in (f"/desk/zaak/{case}", f"/desk/zaak/{case}/print", "/desk"):
        page = (await karin.open(path)).text
        assert ("<script>alert" in page, "onload=x" in re.sub("&[^;]*;", "", page) and "<img" in page) == (
            False,
            False,
        )
    await karin.send(f"/desk/zaak/{case}/neem")
    await office.stage.hears(HOSTILE)
    talk = (await karin.open(f"/desk/zaak/{case}/gesprek")).text
    assert ("<script>" in talk, "&lt;script&gt;" in talk, "{{ 7*7 }}" in talk) == (False, True, True)


async def test_hostile_text_of_staff_comes_back_as_text(office: DeskOffice) -> None:
    karin, case = await claimed(office, "ti")

    page = (await karin.send(f"/desk/zaak/{case}/zeg", tekst=HOSTILE)).text

    assert ("<script>alert" in page, page.count("&lt;/textarea&gt;")) == (False, 1)


async def test_json_of_a_case_is_a_file_with_a_name_of_ours(office: DeskOffice) -> None:
    case = (await office.stage.asks(HOSTILE)).id
    karin = await office.browser("karin")

    answer = await karin.open(f"/desk/zaak/{case}/json")

    assert answer.headers["content-disposition"] == f'attachment; filename="zaak-{case}.json"'
    body = json.loads(answer.text)
    assert (body["case"], body["identity"], body["summary"]["lines"][0]["nl"]) == (
        case,
        "not verified",
        f"De vraag: {' '.join(HOSTILE.split())}",
    )


async def test_page_says_that_nobody_checked_who_she_is(office: DeskOffice) -> None:
    karin, _ = await claimed(office)

    assert "Identiteit niet gecontroleerd." in karin.text


async def test_resident_who_erased_herself_cannot_be_written_to(office: DeskOffice) -> None:
    karin, case = await claimed(office)
    contact = await office.store.run(lambda unit: unit.lock(FATIMA, office.stage.clock.now).contact)
    await office.store.run(lambda unit: unit.forget(contact))

    await karin.open(f"/desk/zaak/{case}")

    assert "Deze inwoner heeft de eigen gegevens gewist." in karin.text
    assert f'action="/desk/zaak/{case}/zeg"' not in karin.shown.text


async def test_opening_is_logged_once_for_a_page_and_not_for_its_news(office: DeskOffice) -> None:
    case = (await office.stage.asks()).id
    karin = await office.browser("karin")
    await karin.open(f"/desk/zaak/{case}")
    await karin.open(f"/desk/zaak/{case}/gesprek")

    log = await office.store.run(lambda unit: unit.case_log(case))

    assert [line.what for line in log].count("opened") == 1


async def test_coordinator_sets_what_is_promised(office: DeskOffice) -> None:
    petra = await office.browser("petra")
    await petra.open("/desk/team")
    await petra.send("/desk/team", uren="16", per_dag="12")
    team = await office.stage.desk.team(PETRA)
    await petra.send("/desk/team", uren="0", per_dag="12")

    assert (team.answer_time, team.daily_capacity, petra.shown.status_code) == (
        timedelta(hours=16),
        12,
        HTTPStatus.UNPROCESSABLE_ENTITY,
    )


async def test_absence_is_noted_and_taken_back(office: DeskOffice) -> None:
    petra = await office.browser("petra")
    await petra.open("/desk/team")
    await petra.send(
        "/desk/team/afwezig", wie="karin", eerste="2026-12-01", laatste="2026-12-04", vervanger="ahmed"
    )
    noted = petra.text
    await petra.send("/desk/team/terug", wie="karin", eerste="2026-12-01")

    assert "Karin de Vries: di 1 december tot en met vr 4 december, vervangen door Ahmed Yilmaz" in noted
    assert "vervangen door" not in petra.text


@pytest.mark.parametrize(
    ("wie", "laatste", "vervanger"),
    [
        ("sem", "2026-12-04", ""),
        ("karin", "2026-11-30", ""),
        ("karin", "2026-12-04", "karin"),
        ("karin", "x", ""),
    ],
)
async def test_absence_that_cannot_be_is_refused(
    office: DeskOffice, wie: str, laatste: str, vervanger: str
) -> None:
    petra = await office.browser("petra")
    await petra.open("/desk/team")

    answer = await petra.send(
        "/desk/team/afwezig", wie=wie, eerste="2026-12-01", laatste=laatste, vervanger=vervanger
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


async def test_klantmanager_does_not_set_the_team(office: DeskOffice) -> None:
    karin = await office.browser("karin")

    assert (await karin.open("/desk/team")).status_code == HTTPStatus.FORBIDDEN


async def test_account_shows_who_she_is(office: DeskOffice) -> None:
    karin = await office.browser("karin")
    await karin.open("/desk/account")

    assert "Rol: klantmanager, team werk-en-inkomen" in karin.text


async def test_open_page_hears_what_happens_in_its_team(office: DeskOffice) -> None:
    with office.feed.watching("werk-en-inkomen", 0) as ours, office.feed.watching("jeugd", 0) as theirs:
        case = (await office.stage.asks()).id
        await office.feed.look()

    assert ([(item.about, item.kind) for item in ours.news], theirs.news) == ([(case, "requested")], [])


async def test_page_hears_what_happened_between_its_making_and_its_stream(office: DeskOffice) -> None:
    karin = await office.browser("karin")
    after = re.search('data-after="([0-9]+)"', karin.shown.text)
    assert after is not None
    case = (await office.stage.asks()).id
    token = karin.client.cookies["desk"]
    found = await office.admission.log_in.who(token)
    assert found is not None

    stream = follow(office.admission, office.feed, Member(found[1], found[0], token), int(after[1]))
    told = [await anext(stream), await anext(stream)]
    await office.feed.look()
    await office.stage.hears(Command("mens"))
    await office.stage.presses("withdraw")
    await office.feed.look()
    told.append(await anext(stream))
    await stream.aclose()

    assert [re.findall('"kind": "([a-z]+)"', one.decode()) for one in told] == [
        [],
        ["requested"],
        ["withdrawn"],
    ]
    assert f'"case": "{case}"' in told[1].decode()


async def test_page_that_names_a_row_that_is_not_there_hears_what_comes_and_so_do_others(
    office: DeskOffice,
) -> None:
    karin, ahmed = await office.browser("karin"), await office.browser("ahmed")
    far = "/desk/stroom?na=999999999999999999"

    async with (
        streamed(office.app, office.feed, karin, far) as first,
        streamed(office.app, office.feed, ahmed, "/desk/stroom") as second,
    ):
        case = (await office.stage.asks()).id
        heard = (await first.about(1), await second.about(1))

    assert heard == ([case], [case])


async def test_phrase_is_shown_as_she_reads_it_before_it_is_sent(office: DeskOffice) -> None:
    karin, case = await claimed(office, "ti")
    values = {"v_dag": "2026-11-24", "v_tijd": "10:30"}

    told = await office.stage.told(karin.send(f"/desk/zaak/{case}/bekijk-zin", zin="ik-bel", **values))
    form = karin.shown.text.partition('id="zin-ik-bel"')[2]
    shown = re.search('<p class="own" lang="(..)" dir="(...)">([^<]*)</p>', form)
    sent = await office.stage.told(karin.send(f"/desk/zaak/{case}/zin", zin="ik-bel", **values))

    assert (told, karin.shown.status_code) == ([], HTTPStatus.OK)
    assert shown is not None
    hers = unescape(shown[3]).splitlines()[0]
    assert (shown[1], shown[2], "10.30" in hers, hers in sent[0]) == ("ti", "ltr", True, True)


async def test_preview_of_another_teams_case_is_not_there(office: DeskOffice) -> None:
    case = (await office.stage.asks()).id
    sem = await office.browser("sem")

    answer = await sem.send(f"/desk/zaak/{case}/bekijk-zin", zin="lees")

    assert answer.status_code == HTTPStatus.NOT_FOUND


async def test_preview_keeps_what_was_ticked_and_chosen(office: DeskOffice) -> None:
    karin, case = await claimed(office, "ti")

    await karin.send(f"/desk/zaak/{case}/bekijk-zin", zin="neem-mee", papier=["contract"])
    ticked = re.findall('value="([^"]+)" checked', karin.shown.text)
    await karin.send(f"/desk/zaak/{case}/bekijk-zin", zin="geen-aanvraag", v_organisatie="uwv")

    assert (ticked, '<option value="uwv" selected>' in karin.shown.text) == (["contract"], True)


async def test_queue_shows_what_was_closed_for_fourteen_days(office: DeskOffice) -> None:
    karin, case = await claimed(office)
    await karin.send(f"/desk/zaak/{case}/sluit", uitkomst="helped")
    await karin.open("/desk")
    shown = karin.text.partition("Gesloten in de laatste 14 dagen 1")[2]
    office.stage.clock.now += timedelta(days=14, minutes=1)
    later = await office.browser("karin")

    assert re.findall(
        f"{case} Geen onderwerp gekozen Nederlands Geholpen in het gesprek .* Karin de Vries", shown
    )
    assert case not in later.text


MARK = '<span class="quiet">Door een computer vertaald, kan fout zijn:</span>'


class Machine:
    """A translation server that answers in capitals, and knows nothing of one sentence."""

    async def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str | None]:
        return [None if text == "?" else f"{source}>{target}: <b>{text}</b>" for text in texts]


async def test_machine_translation_stands_marked_below_the_original(store: Store) -> None:
    office = DeskOffice(store, translator=Machine())
    await office.hire()
    karin, case = await claimed(office, "ti")
    await office.stage.hears("ሰላም")
    await office.stage.hears("?")
    await karin.send(f"/desk/zaak/{case}/zeg", tekst="Dag", toch="1")
    talk = (await karin.open(f"/desk/zaak/{case}/gesprek")).text
    kept = await store.run(lambda unit: [one.text for one in unit.entries(case)])

    assert re.findall('<p class="words"[^>]*>(.*)</p>', talk) == ["ሰላም", "?", "Dag"]
    assert re.findall('<p class="machine" lang="nl" dir="ltr">(.*)</p>', talk) == [
        f"{MARK} ti&gt;nl: &lt;b&gt;ሰላም&lt;/b&gt;"
    ]
    assert kept == ["ሰላም", "?", "Dag"]


@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
async def test_case_shows_no_placeholder_of_the_content(office: DeskOffice, language: str) -> None:
    karin, case = await claimed(office, language)

    page = (await karin.open(f"/desk/zaak/{case}")).text

    assert ("{" in page, "Ik ben [naam]. Ik werk bij" in karin.text) == (False, True)
