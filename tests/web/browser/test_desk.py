"""A resident on a phone and a klantmanager at a desk, from the first message to the closed case."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.flows import words, words_person
from bot.flows.lines import Line
from tests.web.browser.conftest import PHONE, SCREEN, barriers

if TYPE_CHECKING:
    from playwright.async_api import Page

    from bot.flows.text import Text
    from tests.web.browser.conftest import Phone, Place

pytestmark = [
    pytest.mark.untraced,  # Chromium's time; the same code is traced behind its addresses (tests/web)
    pytest.mark.asyncio(loop_scope="session"),  # that of Chromium, which is started once
]

QUESTIONS = {
    "nl": "Mijn geld kwam niet. Wat nu?",
    "ar": "لم يصل المال. ماذا أفعل؟",
    "ti": "ገንዘበይ ኣይመጸን። እንታይ ክገብር?",
}
ANSWERS = {"nl": "Dank u wel.", "ar": "شكرا", "ti": "የቐንየለይ"}
INTERPRETER = (
    (words_person.Q_INTERPRETER, words_person.BY_PHONE),
    (words_person.Q_INTERPRETER_TIME, words_person.ANY),
    (words_person.Q_INTERPRETER_WHOM, words_person.WOMAN),
)
REST = (
    (words_person.Q_NAME, words_person.SKIP),
    (words_person.Q_BIRTH, words_person.SKIP),
    (words_person.Q_REACH, words_person.IN_CHAT),
    (words_person.Q_HINDER, words.GO_ON),
    (words_person.Q_DIGITAL, words.YES),
)
UNPROCESSABLE = "Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)"
"""What Chromium says of the page with the warning."""

DIRECTIONS = {"nl": "ltr", "ar": "rtl", "ti": "ltr"}


def said(place: Place, language: str, text: Text) -> str:
    """Return the label of a button."""
    return place.app.languages.translate(text, language)


def line(place: Place, language: str, text: Text) -> str:
    """Return a line of a message: what of it is in Latin letters stands apart in Arabic."""
    return place.app.languages.line(Line(text), language)


async def asks(place: Place, phone: Phone, language: str) -> None:
    """Ask a person from the first page on, with as few answers as there can be."""
    await phone.page.goto(f"{place.address}/{language}")
    await phone.page.locator("button[name=own][value='1']").click()
    await phone.page.locator(".choices").last.wait_for()
    await phone.says("/mens")
    await phone.press(said(place, language, words_person.ASK_HERE))
    await phone.press(said(place, language, words_person.AGREE))
    await phone.sees(line(place, language, words_person.Q_QUESTION))
    await phone.says(QUESTIONS[language])
    for question, answer in (*(INTERPRETER if language != "nl" else ()), *REST):
        await phone.sees(line(place, language, question))
        await phone.press(said(place, language, answer))
    await phone.sees(line(place, language, words_person.REVIEW))
    await phone.press(said(place, language, words_person.SEND))
    await phone.page.get_by_role("button", name=said(place, language, words_person.WITHDRAW)).wait_for()


async def direction(page: Page, selector: str) -> str:
    """Return how the last of these is drawn, whatever its attributes say."""
    found: str = await page.locator(selector).last.evaluate("one => getComputedStyle(one).direction")
    return found


async def test_resident_in_tigrinya_from_first_message_to_closed_case(place: Place) -> None:
    async with place.phone() as phone, place.desk() as desk:
        pages = {"queue, empty": await barriers(desk.page)}
        await asks(place, phone, "ti")
        await desk.page.locator("td a").first.wait_for()  # without a reload
        unseen = await desk.page.title()
        pages["queue"] = await barriers(desk.page)
        case = await desk.takes()
        pages["case"] = await barriers(desk.page)
        summary = await desk.page.locator(".summary").bounding_box()
        await phone.page.locator(".entry p", has_text="Voorbeeldstad").last.wait_for()

        await phone.says(QUESTIONS["ti"])
        await desk.sees_said(QUESTIONS["ti"])
        await desk.page.get_by_label("Schrijf aan de inwoner").fill("U hoort morgen van mij.")
        await desk.page.get_by_role("button", name="Stuur", exact=True).click()
        await desk.page.get_by_role("button", name="Stuur toch in het Nederlands").wait_for()
        pages["warning, with the book open"] = await barriers(desk.page)

        phrase = desk.page.locator("#zin-ik-bel-met-tolk")
        await desk.page.locator(".topic > summary", has_text="Bellen").click()
        await phrase.locator("summary").click()
        await phrase.get_by_label("dag").fill("2026-11-24")
        await phrase.get_by_label("tijd").fill("10:30")
        await phrase.get_by_role("button", name="Laat eerst zien").click()
        own = await desk.page.locator("#zin-ik-bel-met-tolk .own").inner_text()
        pages["phrase as she reads it"] = await barriers(desk.page)
        await desk.page.locator("#zin-ik-bel-met-tolk button.first").click()
        await phone.sees(own.splitlines()[0])

        await desk.page.locator(".book > summary").click()
        await desk.page.locator(".topic > summary", has_text="Contact").click()
        await desk.page.locator(".ask", has_text="Hebt u mijn bericht begrepen?").locator("button").click()
        await phone.press(said(place, "ti", words.YES))
        await desk.sees_said("Ja")

        await desk.page.locator(".more > summary", has_text="Doorgeven").click()
        await desk.page.get_by_label("Hoe liep het af?").select_option("helped")
        await desk.page.get_by_role("button", name="Sluit de zaak").click()
        await phone.sees(line(place, "ti", words_person.ENDED))
        closed = await desk.page.locator("#einde").inner_text()
        pages["case, closed"] = await barriers(desk.page)
        await desk.opens(f"/desk/zaak/{case}/print")
        pages["print"] = await barriers(desk.page)
        await desk.opens("/desk")
        pages["queue, one closed"] = await barriers(desk.page)
        ended = await desk.page.locator("section").last.locator("td").first.text_content()

    assert {name: found for name, found in pages.items() if found} == {}
    assert (unseen, closed, ended) == (
        "(1) Zaken · Wegwijs",
        "Stand: gesloten · Geholpen in het gesprek",
        case,
    )
    # All of what she handed over is read without scrolling.
    assert summary is not None
    assert summary["y"] + summary["height"] <= SCREEN["height"]
    assert (phone.complaints, desk.complaints) == ([], [UNPROCESSABLE])


@pytest.mark.parametrize("language", ["ar", "nl"])
async def test_what_is_said_is_drawn_in_its_own_direction(place: Place, language: str) -> None:
    async with place.phone() as phone, place.desk() as desk:
        await asks(place, phone, language)
        await desk.opens("/desk")
        await desk.takes()
        await phone.says(ANSWERS[language])
        await desk.sees_said(ANSWERS[language])
        hers = await direction(desk.page, ".said.resident .words")
        box = await desk.page.locator(".said.resident .words").last.bounding_box()
        told = await desk.page.locator(".said.resident .meta").last.bounding_box()
        question = await direction(desk.page, ".summary .own")
        await desk.page.locator(".book > summary").click()
        await desk.page.locator(".topic > summary", has_text="Contact").click()
        await desk.page.locator("#zin-lees > summary").click()
        found = await barriers(desk.page)
        wide = await desk.page.evaluate("document.documentElement.scrollWidth")
        preview = await desk.page.locator("#zin-lees .own").count()
        shown = await direction(desk.page, "#zin-lees .own") if preview else None
        await desk.page.locator("#zin-lees button.first").click()
        await desk.page.locator(".said.staff").wait_for()

    expected = DIRECTIONS[language]
    assert box is not None
    assert told is not None
    assert (hers, question, shown) == (expected, expected, expected if language != "nl" else None)
    assert (box["x"], box["width"]) == (told["x"], told["width"])
    assert (found, wide, desk.complaints, phone.complaints) == ([], SCREEN["width"], [], [])


@pytest.mark.parametrize("width", [1280, 360])
async def test_pages_of_the_desk_keep_nobody_out_and_fit(place: Place, width: int) -> None:
    found: dict[str, tuple[list[str], int]] = {}
    async with place.desk("petra", {"width": width, "height": 800}) as desk:
        for path in ("/desk", "/desk/team", "/desk/account", "/desk/wachtwoord", "/desk/inloggen"):
            await desk.opens(path)
            wide = await desk.page.evaluate("document.documentElement.scrollWidth")
            found[path] = (await barriers(desk.page), wide)

    assert found == dict.fromkeys(found, ([], width))


async def test_desk_works_without_script(place: Place) -> None:
    async with place.phone() as phone, place.desk("karin", PHONE, java_script_enabled=False) as desk:
        await asks(place, phone, "nl")
        await desk.opens("/desk")
        await desk.takes()
        await desk.page.get_by_label("Schrijf aan de inwoner").fill("Goedemiddag.")
        await desk.page.get_by_role("button", name="Stuur", exact=True).click()
        await phone.sees("Goedemiddag.")
        await phone.says("Dank u wel.")
        async with asyncio.timeout(60):
            while await desk.page.locator(".said .words", has_text="Dank u wel.").count() == 0:
                await desk.page.reload()


async def test_desk_asks_again_when_one_answer_was_lost_and_the_stream_lives_on(place: Place) -> None:
    async with place.phone() as phone, place.desk() as desk:
        address = await desk.page.locator("[data-live]").get_attribute("data-live")
        await desk.page.route(f"**{address}", lambda route: route.abort(), times=1)
        await asks(place, phone, "nl")
        # Nothing else happens at the desk that would make it look.
        await desk.page.locator("td a").first.wait_for()
        assert await desk.page.locator("#live").inner_text() == ""
