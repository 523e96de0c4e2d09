"""Her list on paper: made in a browser, and gone on with in another one."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from bot.config import Settings
from bot.flows.definition import Do
from bot.messages import Address, Command, Inbound, Press, Text
from bot.storage.page_tables import page_visitors
from bot.storage.paper_tables import papers
from bot.storage.tables import contacts, outbox, transcript
from bot.tokens import digest, new_token
from bot.web.page import paper as paper_page
from tests.groups.stage import NOOR
from tests.stores import connected
from tests.web.page.conftest import entries
from tests.web.page.lists import (
    ACTIVEREN,
    ERKENNING,
    INBURGEREN,
    PIN,
    POLITIE,
    SCHULDEN,
    TOESLAGEN,
    TOKEN,
    WRONG,
    fill_list,
    go_on,
    hidden,
    led_by,
    make_paper,
)

if TYPE_CHECKING:
    from pathlib import Path

    from httpx2 import Response

    from bot.flows.state import Action
    from tests.web.page.conftest import Browser, Pages

FAREWELL = "Uw gesprek gaat nu verder op een ander apparaat. Deed u dit niet zelf? Bel de gemeente."
PHONE = Address("telegram", "42")


@pytest.fixture
def settings(store_url: str, tmp_path: Path) -> Settings:
    settings = Settings.from_environment({"WEGWIJS_DATABASE_URL": store_url, "WEGWIJS_VOICE": "0"})
    return replace(settings, voice=tmp_path / "voice", recordings=tmp_path / "recordings")


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the secrets of the papers that are made, in order: a page has them only as a drawing."""
    secrets = [digest(str(number))[:43] for number in range(20)]
    given = iter(secrets)
    # Every form takes one as well.
    used: list[str] = []

    def new_token() -> str:
        used.append(next(given))
        return used[-1]

    monkeypatch.setattr(paper_page, "new_token", new_token)
    return used


def rows(pages: Pages, table: sa.Table) -> int:
    with connected(pages.app.settings.database_url) as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def said(page: str) -> list[str]:
    """Return the lines of a paper in Dutch."""
    return [unescape(text).strip() for text in re.findall(r'<(?:p|span)[^>]* lang="nl"[^>]*>(.*?)</', page)]


async def lead_to_a_question(browser: Browser, language: str = "nl") -> str:
    await browser.begin(language, own="0")
    await browser.presses("Werk, studie, pensioen")
    await browser.presses("Ik ga werken")
    return (await browser.shown())[-1]


async def test_paper_brings_the_conversation_to_another_browser_at_the_same_step(
    browser: Browser, other: Browser, made: list[str]
) -> None:
    question = await lead_to_a_question(browser)
    await make_paper(browser)

    answer = await go_on(other, made[-1])

    assert (answer.status_code, answer.headers["location"]) == (303, "/gesprek")
    assert (await other.shown())[-1].endswith(question)
    assert await browser.shown() == [FAREWELL]


async def test_browser_of_her_own_is_remembered_and_one_of_many_is_not(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    await browser.begin("nl")
    await make_paper(browser)
    first = await go_on(other, made[-1], own="0")
    await make_paper(other)

    async with pages.browser() as third:
        second = await go_on(third, made[-1], own="1")

    assert ["Max-Age" in one.headers["set-cookie"] for one in (first, second)] == [False, True]


async def test_paper_shows_nothing_before_the_number_whoever_it_belongs_to(
    browser: Browser, other: Browser, made: list[str]
) -> None:
    await lead_to_a_question(browser)
    await make_paper(browser)

    of_her, of_nobody = await other.get(f"/verder/{made[-1]}"), await other.get(f"/verder/{TOKEN}")

    assert of_her.text.replace(made[-1], TOKEN) == of_nobody.text
    asked = re.search(r"<h2>(.*?)</h2>", of_her.text)
    assert asked is not None
    assert re.findall(r'<span class="line" lang="(\w+)"', asked[1]) == ["nl", "ar", "ti"]


async def test_wrong_used_expired_void_and_unknown_get_the_same_answer(
    browser: Browser, pages: Pages, made: list[str]
) -> None:
    answers = []

    async def tried(paper: str, pin: str) -> None:
        async with pages.browser() as stranger:
            answer = await go_on(stranger, paper, pin)
            answers.append((answer.status_code, answer.text.replace(paper, "")))

    await browser.begin("nl")
    await make_paper(browser)
    await tried(made[-1], WRONG)
    await tried(TOKEN, PIN)
    await make_paper(browser)
    await tried(made[1], PIN)  # of the form before: a new paper made it void
    for _ in range(5):
        await tried(made[-1], WRONG)
    await tried(made[-1], PIN)
    await make_paper(browser)
    async with pages.browser() as home:
        await go_on(home, made[-1])
        await make_paper(home)
    await tried(made[-3], PIN)
    pages.clock.forward(days=14)
    await tried(made[-1], PIN)

    assert {status for status, _ in answers} == {422}
    assert len({text for _, text in answers}) == 1
    assert "Klopt uw getal?" in answers[0][1]


async def test_paper_works_once(browser: Browser, other: Browser, pages: Pages, made: list[str]) -> None:
    await browser.begin("nl")
    await make_paper(browser)
    await go_on(other, made[-1])

    async with pages.browser() as third:
        again = await go_on(third, made[-1])

    assert (again.status_code, rows(pages, papers), len(led_by(pages))) == (422, 0, 1)


async def test_paper_works_until_the_day_on_it(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    await browser.begin("nl")
    shown = (await make_paper(browser)).text
    pages.clock.forward(days=14, minutes=-1)

    answer = await go_on(other, made[-1])

    assert "Dit werkt tot en met 7 december 2026. Het werkt maar 1 keer." in said(shown)
    assert answer.status_code == 303


async def test_number_is_refused_where_anybody_would_guess_it_or_it_was_typed_wrong(browser: Browser) -> None:
    await browser.begin("nl")

    answers = [
        await make_paper(browser, "12"),
        await make_paper(browser, "1234"),
        await make_paper(browser, "1987"),
        await make_paper(browser, PIN, again=WRONG),
    ]

    problems = [re.search(r'id="wrong">(.*?)</p>', one.text) for one in answers]
    assert [
        (one.status_code, problem and problem[1]) for one, problem in zip(answers, problems, strict=True)
    ] == [
        (422, "Typ 4, 5 of 6 cijfers."),
        (422, "Dit getal is makkelijk te raden. Kies een ander getal."),
        (422, "Dit getal is makkelijk te raden. Kies een ander getal."),
        (422, "De twee getallen zijn niet gelijk. Typ ze allebei nog een keer."),
    ]


async def test_paper_holds_what_is_to_do_and_when_and_no_answer_and_no_number(
    browser: Browser, pages: Pages
) -> None:
    await browser.begin("nl")
    await fill_list(pages, TOESLAGEN, ACTIVEREN, INBURGEREN)

    page = (await make_paper(browser)).text

    lines = said(page)
    assert {
        "Uw lijst",
        "Gemaakt op 23 november 2026",
        "Doe dit uiterlijk 29 december 2026.",
        "Bel: 0800-0543",
        "Dit blad is geen aanvraag.",
        "Lees nog de uitleg over: Inburgeren",
    } <= set(lines)
    assert PIN not in page
    assert "begindag" not in page
    assert page.count('class="box"') == 2
    assert page.count('class="box ticked"') == 1


async def test_what_is_private_stands_on_the_paper_only_if_she_chose_so(
    browser: Browser, pages: Pages
) -> None:
    await browser.begin("nl")
    await fill_list(pages, TOESLAGEN, POLITIE)
    step = pages.app.conversation.engine.world.library.guides["digid-veilig"].step("politie")
    assert isinstance(step, Do)

    form = (await browser.get("/papier")).text
    without, chosen = (await make_paper(browser)).text, (await make_paper(browser, private="1")).text

    assert re.findall(r'<input type="checkbox"[^>]*>', form) == [
        '<input type="checkbox" name="private" value="1">'
    ]
    assert [step.title.source in one for one in (without, chosen)] == [False, True]


async def test_list_of_a_private_guide_is_offered_with_the_reason_and_printed_only_then(
    browser: Browser, pages: Pages
) -> None:
    await browser.begin("nl")
    await fill_list(pages, ERKENNING, SCHULDEN)

    form = (await browser.get("/papier")).text
    without, chosen = (await make_paper(browser)).text, (await make_paper(browser, private="1")).text

    assert "Alles op uw lijst is privé." in form
    assert '<input type="checkbox" name="private" value="1">' in form
    # Neither what it is about, nor that the list is empty: it is not.
    assert [
        [word in page for word in ("Regel de erkenning", "Ik heb schulden", "nog leeg")]
        for page in (without, chosen)
    ] == [[False, False, False], [True, True, False]]


@pytest.mark.parametrize(("number", "again"), [(PIN, WRONG), ("1234", "1234")])
async def test_what_she_chose_about_what_is_private_stays_chosen_after_a_wrong_number(
    browser: Browser, pages: Pages, number: str, again: str
) -> None:
    await browser.begin("nl")
    await fill_list(pages, POLITIE)

    answers = [await make_paper(browser, number, again, **tick) for tick in ({"private": "1"}, {})]

    assert [re.findall(r'<input type="checkbox"[^>]*>', one.text) for one in answers] == [
        ['<input type="checkbox" name="private" value="1" checked>'],
        ['<input type="checkbox" name="private" value="1">'],
    ]


@pytest.mark.parametrize(
    ("listed", "reason"),
    [
        ((SCHULDEN,), "Alles op uw lijst is privé."),
        ((TOESLAGEN, SCHULDEN), "Op uw lijst staat ook iets dat privé is."),
        ((ACTIVEREN, SCHULDEN), "Op uw lijst staat ook iets dat privé is."),
    ],
)
async def test_who_would_print_nothing_of_her_list_is_told_so(
    browser: Browser, pages: Pages, listed: tuple[Action, ...], reason: str
) -> None:
    await browser.begin("nl")
    await fill_list(pages, *listed)

    form = (await browser.get("/papier")).text

    assert re.findall(r"(?:Alles op uw lijst|Op uw lijst staat)[^.]*[.]", form) == [reason]


async def test_other_computer_is_offered_before_a_number_is_asked(browser: Browser) -> None:
    await browser.begin("nl")

    form = (await browser.get("/papier")).text

    # In a library the printer is seldom at her own phone: a paper made there cannot be printed.
    assert re.findall(r'<form method="post" action="([^"]+)"', form) == ["/papier/elders", "/papier/maak"]


async def test_nothing_is_asked_where_nothing_is_private(browser: Browser, pages: Pages) -> None:
    await browser.begin("nl")
    await fill_list(pages, TOESLAGEN)

    assert "checkbox" not in (await browser.get("/papier")).text


async def test_paper_stands_in_two_languages_each_written_its_own_way(browser: Browser, pages: Pages) -> None:
    await browser.begin("ar")
    await fill_list(pages, TOESLAGEN)

    page = (await make_paper(browser)).text

    when = re.search(r'<div class="row when">(.*?)</div>', page, re.DOTALL)
    assert when is not None
    assert re.findall(r'<p lang="(\w+)" dir="(\w+)">', when[1]) == [("nl", "ltr"), ("ar", "rtl")]


async def test_form_that_is_sent_twice_makes_one_paper(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    await browser.begin("nl")
    fields = {**hidden((await browser.get("/papier")).text), "pin": PIN, "again": PIN}

    await browser.client.post("/papier/maak", data=fields)
    first = made[-1]
    again = await browser.client.post("/papier/maak", data=fields)
    answer = await go_on(other, first)

    assert "Dit blad is al gemaakt." in again.text
    assert (again.status_code, answer.status_code, rows(pages, papers)) == (422, 303, 0)


async def test_conversation_of_a_library_stays_for_the_paper_and_goes_on_at_home(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    question = await lead_to_a_question(browser)
    await make_paper(browser)
    pages.clock.forward(minutes=16)
    await pages.app.expire_pages()
    left = [rows(pages, table) for table in (page_visitors, contacts)]

    shown_there = str((await browser.get("/gesprek")).url)
    pages.clock.forward(days=10)
    await go_on(other, made[-1])

    assert (left, shown_there.endswith("8000/")) == ([0, 1], True)
    assert (await other.shown())[-1].endswith(question)


async def test_wiped_screen_leaves_the_paper_and_nothing_else(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    await lead_to_a_question(browser)
    await make_paper(browser)

    await browser.client.post("/klaar", data={"token": await browser.token()})

    assert [rows(pages, table) for table in (page_visitors, contacts, papers)] == [0, 1, 1]
    assert (await go_on(other, made[-1])).status_code == 303


@pytest.mark.parametrize("ending", ["expired", "void", "used"])
async def test_contact_goes_with_the_paper_where_nothing_else_leads_to_her(
    browser: Browser, other: Browser, pages: Pages, made: list[str], ending: str
) -> None:
    await browser.begin("nl", own="0")
    await make_paper(browser)
    pages.clock.forward(minutes=16)
    await pages.app.expire_pages()

    if ending == "expired":
        pages.clock.forward(days=14)
    elif ending == "void":
        for _ in range(5):
            await go_on(other, made[-1], WRONG)
    else:
        await go_on(other, made[-1], own="0")
        pages.clock.forward(minutes=16)
    await pages.app.expire_pages()

    assert [rows(pages, table) for table in (contacts, papers, page_visitors)] == [0, 0, 0]


async def test_paper_that_is_void_leaves_her_who_has_a_browser(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    question = await lead_to_a_question(browser)
    await make_paper(browser)

    for _ in range(5):
        await go_on(other, made[-1], WRONG)

    assert ((await browser.shown())[-1], rows(pages, papers)) == (question, 0)


async def test_erasing_everything_makes_the_paper_void(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    await browser.begin("nl")
    await make_paper(browser)

    await browser.says("/wissen")
    await browser.presses("Ja, wis alles")

    assert rows(pages, papers) == 0
    assert (await go_on(other, made[-1])).status_code == 422


async def test_what_the_new_device_did_is_deleted_and_she_is_told_before(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    question = await lead_to_a_question(browser)
    await make_paper(browser)
    await other.begin("ar")

    asked = (await other.get(f"/verder/{made[-1]}")).text
    await go_on(other, made[-1])

    assert "Op dit apparaat staat nu een ander gesprek. Dat wis ik dan." in asked
    assert (await other.shown())[-1].endswith(question)
    assert rows(pages, contacts) == 1


async def test_paper_that_she_reads_where_she_is_goes_on_there(
    browser: Browser, pages: Pages, made: list[str]
) -> None:
    question = await lead_to_a_question(browser)
    await make_paper(browser)

    answer = await go_on(browser, made[-1])

    assert (answer.status_code, rows(pages, papers), len(led_by(pages))) == (303, 0, 1)
    assert (await browser.shown())[-1].endswith(question)


async def test_paper_read_in_a_group_keeps_her_place_there_and_she_is_told_which(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    question = await lead_to_a_question(browser)
    await make_paper(browser)
    group = await pages.app.groups.open(NOOR, "Bibliotheek")
    await other.begin("ar", own="0", group=group.code)
    (before,) = (await pages.app.groups.look(NOOR, group.id)).cards

    await go_on(other, made[-1], own="0")

    (card,) = (await pages.app.groups.look(NOOR, group.id)).cards
    assert (card.seat, card.number, card.language, card.shared) == (before.seat, 1, "nl", None)
    *_, told, shown = await other.shown()
    assert "U doet mee met de groep: Bibliotheek." in told
    assert "U bent nummer 1." in told
    assert "De begeleider ziet niet waar het over gaat." in told
    assert shown.endswith(question)


async def say_in_the_chat(pages: Pages, content: Command | Press | Text) -> None:
    await pages.app.conversation.receive(Inbound(PHONE, new_token(), content, pages.clock()))


async def list_in_the_chat(pages: Pages) -> str:
    """Begin in the chat with one action on her list; return the code to print it elsewhere."""
    await say_in_the_chat(pages, Command("start", "nl"))
    await fill_list(pages, TOESLAGEN)
    return await code_in_the_chat(pages)


async def code_in_the_chat(pages: Pages) -> str:
    """Ask for her list on paper in the chat; return the code that stands there."""
    await say_in_the_chat(pages, Command("menu"))
    await say_in_the_chat(pages, Text("mijn lijst"))
    await say_in_the_chat(pages, Text("op papier"))
    return code_sent(pages)


async def test_list_in_the_chat_gives_a_code_to_print_at_another_computer(
    other: Browser, pages: Pages, made: list[str]
) -> None:
    code = await list_in_the_chat(pages)

    form = await other.client.post("/papier/code", data={"code": code})
    fields = {**hidden(form.text), "pin": PIN, "again": PIN}
    paper = await other.client.post("/papier/maak", data=fields)

    assert "Doe dit uiterlijk 29 december 2026." in said(paper.text)
    assert 'href="/" data-after="900"' in paper.text
    assert other.client.cookies.get("wegwijs") is None
    with connected(pages.app.settings.database_url) as connection:
        kept = connection.execute(sa.select(transcript.c.text)).scalars().all()
    assert [line for line in kept if code[:4] in line] == []


@pytest.mark.parametrize("at_once", [True, False])
async def test_form_with_a_code_that_is_sent_twice_makes_one_paper_and_a_new_code_another(
    other: Browser, pages: Pages, made: list[str], *, at_once: bool
) -> None:
    code = await list_in_the_chat(pages)
    fields = {
        **hidden((await other.client.post("/papier/code", data={"code": code})).text),
        "pin": PIN,
        "again": PIN,
    }

    async def sent() -> Response:
        return await other.client.post("/papier/maak", data=fields)

    answers = await asyncio.gather(sent(), sent()) if at_once else [await sent(), await sent()]
    fresh = await code_in_the_chat(pages)
    form = await other.client.post("/papier/code", data={"code": fresh})
    new = await other.client.post("/papier/maak", data={**hidden(form.text), "pin": PIN, "again": PIN})

    paper, told = sorted(answers, key=lambda one: one.status_code)
    assert [one.status_code for one in (paper, told, form, new)] == [200, 422, 200, 200]
    assert "Dit blad is al gemaakt. Hebt u het niet? Maak dan een nieuw blad." in told.text
    assert "Open uw lijst op uw telefoon. Kies: Op papier." in told.text
    assert 'name="code" required' in told.text  # a new one; nothing of hers stands there, nor leads to her
    assert (hidden(told.text), "<svg" in told.text, rows(pages, papers)) == ({}, False, 1)


async def test_form_that_spent_a_code_says_so_for_as_long_as_the_code_would_have_worked(
    other: Browser, pages: Pages, made: list[str]
) -> None:
    code = await list_in_the_chat(pages)
    form = await other.client.post("/papier/code", data={"code": code})
    fields = {**hidden(form.text), "pin": PIN, "again": PIN}
    await other.client.post("/papier/maak", data=fields)

    later = []
    for changed, minutes in (({"once": TOKEN}, 0), ({"once": ""}, 0), ({}, 9), ({}, 1)):
        pages.clock.forward(minutes=minutes)
        later.append((await other.client.post("/papier/maak", data={**fields, **changed})).text)

    said_again = ["Dit blad is al gemaakt." in text for text in later]
    useless = ["Deze code werkt niet meer." in text for text in later]
    assert (said_again, useless) == ([False, False, True, False], [True, True, False, True])


def code_sent(pages: Pages) -> str:
    """Return the code in the last message that waits for the chat."""
    with connected(pages.app.settings.database_url) as connection:
        last = connection.execute(sa.select(outbox.c.body).order_by(outbox.c.id)).scalars().all()[-1]
    return str(last["text"].splitlines()[1])


async def test_list_on_the_page_leads_to_the_paper_by_its_button(browser: Browser, pages: Pages) -> None:
    await browser.begin("nl")
    await fill_list(pages, TOESLAGEN)

    await browser.says("/menu")
    page = (await browser.presses("Mijn lijst")).text
    answer = await browser.client.post("/papier", data={"token": await browser.token()})

    assert re.findall(r'formaction="([^"]*)" name="press" value="\d+\|(\w+)"', page) == [("/papier", "paper")]
    assert answer.headers["location"] == "/papier"
    assert entries(page) != []
