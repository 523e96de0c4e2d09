"""A resident on a phone of 360 by 740, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from bot.flows import words, words_page
from tests.web.browser.conftest import barriers

if TYPE_CHECKING:
    from tests.web.browser.conftest import Place

pytestmark = [
    pytest.mark.untraced,  # Chromium's time; the same code is traced behind its addresses (tests/web)
    pytest.mark.asyncio(loop_scope="session"),  # that of Chromium, which is started once
]

LARGEST = 150_000

WHERE = """(() => {
  const [own, dutch] = [...document.querySelectorAll(".columns")].at(-1).children;
  const [one, two] = [own.getBoundingClientRect(), dutch.getBoundingClientRect()];
  return {
    below: two.top >= one.bottom,
    beside: Math.abs(one.top - two.top) < 1 && (one.right <= two.left || two.right <= one.left),
    own_left: one.left < two.left,
  };
})()"""
"""How the two languages of the newest message lie."""


def said(place: Place, language: str, text: object) -> str:
    return place.app.languages.translate(text, language)  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "direction"), [("nl", "ltr"), ("ar", "rtl"), ("ti", "ltr")])
async def test_resident_talks_in_her_language(place: Place, language: str, direction: str) -> None:
    async with place.phone() as phone:
        await phone.page.goto(f"{place.address}/")
        found = [await barriers(phone.page)]
        await phone.page.locator(f"a[href='/{language}']").click()
        found.append(await barriers(phone.page))
        await phone.page.locator("button[name=own][value='1']").click()
        await phone.press(said(place, language, words.TOPIC_WERK))
        await phone.sees(said(place, language, words.WHICH_OF_TOPIC))
        await phone.page.locator("#text").fill("hallo?")
        await phone.page.keyboard.press("Enter")
        await phone.sees("hallo?")
        found.append(await barriers(phone.page))
        own = phone.page.locator(".own").first
        box = await own.bounding_box()
        written = [await own.get_attribute("lang"), await own.get_attribute("dir")]
        sizes = await phone.page.evaluate(
            "[...document.querySelectorAll('button, a.button')].map(one => one.getBoundingClientRect())"
            ".filter(box => Math.min(box.width, box.height) < 48).length"
        )
        wide = await phone.page.evaluate("document.documentElement.scrollWidth")

    assert found == [[], [], []]
    assert written == [language, direction]
    # What she says herself stands at the end of the line: right, and left in Arabic.
    assert box is not None
    assert (box["x"] < 40) == (direction == "rtl")
    assert (sizes, wide, phone.complaints) == (0, 360, [])
    assert {urlsplit(url).netloc for url in phone.asked} == {urlsplit(place.address).netloc}


@pytest.mark.parametrize("language", ["ar", "ti"])
async def test_two_languages_stand_side_by_side_where_there_is_room(place: Place, language: str) -> None:
    async with place.phone() as phone:
        await phone.page.goto(f"{place.address}/{language}")
        await phone.page.locator("button[name=own][value='1']").click()
        await phone.says("Nederlands erbij")
        await phone.page.locator(".columns").last.wait_for()
        found = await barriers(phone.page)
        narrow = await phone.page.evaluate(WHERE)
        wide = await phone.page.evaluate("document.documentElement.scrollWidth")
        await phone.page.set_viewport_size({"width": 1280, "height": 800})
        roomy = await phone.page.evaluate(WHERE)

    assert (found, wide, phone.complaints) == ([], 360, [])
    # On a phone one below the other; on a screen beside it, her own first as her script begins.
    assert (narrow["below"], narrow["beside"]) == (True, False)
    assert (roomy["below"], roomy["beside"], roomy["own_left"]) == (False, True, language == "ti")


async def test_fonts_of_her_script_are_those_of_the_page(place: Place) -> None:
    async with place.phone() as phone:
        await phone.page.goto(f"{place.address}/")
        loaded = await phone.page.evaluate(
            "document.fonts.ready.then(() => [...document.fonts].map(one => [one.family, one.status]))"
        )

    assert [[name.strip('"'), state] for name, state in loaded] == [
        ["Noto Sans Ethiopic", "loaded"],
        ["Noto Sans Arabic", "loaded"],
    ]


@pytest.mark.parametrize("path", ["/", "/gesprek"])
async def test_first_page_is_light_without_its_fonts(place: Place, path: str) -> None:
    async with place.phone(service_workers="block") as phone:
        if path != "/":
            await phone.page.goto(f"{place.address}/nl")
            await phone.page.locator("button[name=own][value='1']").click()
            await phone.page.locator(".choices").last.wait_for()
        sizes: dict[str, int] = {}

        async def weigh(response: object) -> None:
            url = response.url  # type: ignore[attr-defined]
            if "/fonts/" not in url and "/stroom" not in url:
                sizes[url] = len(await response.body())  # type: ignore[attr-defined]

        phone.page.on("response", weigh)
        await phone.page.goto(place.address + path)
        await phone.page.wait_for_timeout(500)

    assert 0 < sum(sizes.values()) < LARGEST


async def test_what_comes_later_is_shown_without_a_reload(place: Place) -> None:
    async with place.phone() as phone:
        await phone.page.goto(f"{place.address}/nl")
        await phone.page.locator("button[name=own][value='1']").click()
        await phone.page.locator(".choices").last.wait_for()
        await phone.page.evaluate("window.stays = true")

        await phone.press("Werk, studie, pensioen")
        await phone.sees(words.WHICH_OF_TOPIC.source)
        await phone.page.locator("#text").fill("/help")
        await phone.page.keyboard.press("Enter")
        await phone.sees(words.HELP_TEXT.source)

        old = phone.page.get_by_role("button", name="Werk, studie, pensioen")
        assert await phone.page.evaluate("window.stays")
        assert await old.count() == 0  # the buttons of the question that was answered are gone


async def test_leaving_in_a_hurry_leaves_nothing_to_go_back_to(place: Place) -> None:
    async with place.phone() as phone:
        await phone.page.goto(f"{place.address}/nl")
        await phone.page.locator("button[name=own][value='1']").click()
        await phone.page.locator("#text").fill("mijn geheim")
        await phone.page.keyboard.press("Enter")
        await phone.sees("mijn geheim")

        await phone.page.locator("#exit").click()
        await phone.page.wait_for_url("**/OFL.txt")
        await phone.page.go_back()
        await phone.page.locator(".languages, .sheet").first.wait_for()

        assert "mijn geheim" not in await phone.page.content()


async def test_everything_works_without_script(place: Place) -> None:
    async with place.phone(java_script_enabled=False) as phone:
        await phone.page.goto(f"{place.address}/ti")
        await phone.page.locator("button[name=own][value='0']").click()
        await phone.press(said(place, "ti", words.TOPIC_WERK))
        await phone.page.locator("#text").fill("hallo?")
        await phone.page.locator("#write button").click()
        shown = await phone.said()
        await phone.page.locator(".wipe").click()
        await phone.page.get_by_role("button", name=said(place, "ti", words.ERASE_YES)).click()
        ended = urlsplit(phone.page.url)

    assert said(place, "ti", words.TOPIC_WERK) in shown
    assert "hallo?" in shown
    assert (ended.path, ended.query) == ("/", "gewist")


async def test_device_of_many_goes_blank_when_its_time_is_over(place: Place) -> None:
    async with place.phone() as phone:
        await phone.page.goto(f"{place.address}/nl?pc")
        await phone.page.get_by_role("button", name="Begin").click()
        await phone.page.locator(".choices").last.wait_for()

        place.clock.forward(minutes=15)
        await place.app.expire_pages()
        log = place.app.page
        assert log is not None
        for address in tuple(log._watches):  # noqa: SLF001  its own clock would take fifteen minutes
            log.stir(address)

        await phone.page.wait_for_url("**/?gewist")


async def test_device_of_many_asks_in_time_whether_she_is_there(place: Place) -> None:
    async with place.phone() as phone:
        await phone.page.clock.install()
        await phone.page.goto(f"{place.address}/ti?pc")
        await phone.page.locator("button[name=own]").click()
        await phone.page.locator(".choices").last.wait_for()
        asked = phone.page.locator("#soon", has_text=said(place, "ti", words_page.SOON_WIPED))
        await phone.page.clock.fast_forward("12:50")
        early = await asked.is_visible()
        await phone.press(said(place, "ti", words.TOPIC_DIGID))
        await phone.sees(said(place, "ti", words.WHICH_OF_TOPIC))
        place.clock.forward(minutes=12)
        await phone.page.clock.fast_forward("12:50")
        after_a_tap = await asked.is_visible()
        place.clock.forward(minutes=1)
        await phone.page.clock.fast_forward("00:20")
        await asked.wait_for()
        box, found = await asked.bounding_box(), await barriers(phone.page)
        async with phone.page.expect_response("**/gesprek"):
            await asked.get_by_role("button").click()
        await asked.wait_for(state="hidden")
        place.clock.forward(minutes=14)
        await phone.page.reload()
        still = await phone.page.locator(".choices").count()

    assert (early, after_a_tap, still > 0, found) == (False, False, True, [])
    assert box is not None
    assert 0 <= box["y"] <= 740 - box["height"]


async def test_own_phone_is_asked_nothing(place: Place) -> None:
    async with place.phone() as phone:
        await phone.page.goto(f"{place.address}/nl")
        await phone.page.locator("button[name=own][value='1']").click()
        await phone.page.locator(".choices").last.wait_for()

        assert await phone.page.locator("#soon").count() == 0


async def test_computer_of_many_has_what_wipes_it_always_in_sight(place: Place) -> None:
    async with place.phone() as phone:
        await phone.page.set_viewport_size({"width": 1366, "height": 768})
        await phone.page.goto(f"{place.address}/nl?pc")
        await phone.page.locator("button[name=own]").click()
        await phone.page.locator(".choices").last.wait_for()
        found = await barriers(phone.page)
        scrolled, seen = [], []
        for script in ("scrollTo(0, 0)", "scrollTo(0, document.body.scrollHeight)"):
            await phone.page.evaluate(script)
            scrolled.append(await phone.page.evaluate("scrollY"))
            box = await phone.page.locator(".wipe").bounding_box()
            assert box is not None
            seen.append(0 <= box["y"] <= 768 - box["height"])

    assert (found, seen) == ([], [True, True])
    assert scrolled[0] < scrolled[1]  # there is more than the screen shows


async def test_code_brings_the_conversation_to_another_phone(place: Place) -> None:
    async with place.phone() as old, place.phone() as new:
        await old.page.goto(f"{place.address}/nl")
        await old.page.locator("button[name=own][value='1']").click()
        await old.press("Werk, studie, pensioen")
        await old.sees(words.WHICH_OF_TOPIC.source)
        await old.page.get_by_role("button", name="Ander apparaat").click()
        code = await old.page.locator(".code").inner_text()
        await old.page.get_by_role("link", name="Terug").click()

        await new.page.goto(f"{place.address}/code?taal=nl")
        await new.page.locator("#code").fill(code.lower())
        found = await barriers(new.page)
        await new.page.locator("button[name=own][value='1']").click()
        await new.page.get_by_role("button", name="Ja, ga hier verder").click()

        await new.sees(words.WHICH_OF_TOPIC.source)
        await old.sees("Uw gesprek gaat nu verder op een ander apparaat.")
        assert (found, len(await old.said())) == ([], 1)
