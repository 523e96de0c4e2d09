from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from bot.flows.words_page import WIPE_SURE, WIPED
from bot.storage.page_tables import page_messages, page_visitors
from bot.storage.tables import contacts, inbox
from tests.stores import connected
from tests.web.page.conftest import entries

if TYPE_CHECKING:
    from bot.config import Settings
    from tests.web.page.conftest import Browser, Pages

WELCOME_BACK = "Welkom terug. Wij gaan verder waar u was: Ik ga werken."


def rows(settings: Settings, table: sa.Table) -> int:
    with connected(settings.database_url) as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


async def test_first_page_offers_every_language_and_keeps_nothing(
    browser: Browser, settings: Settings
) -> None:
    page = (await browser.get("/")).text

    assert re.findall(r'<a class="button first" href="(/\w+)">(\d) <span>([^<]+)</span>', page) == [
        ("/nl", "1", "Nederlands"),
        ("/ar", "2", "العربية"),
        ("/ti", "3", "ትግርኛ"),
    ]
    assert (rows(settings, page_visitors), rows(settings, contacts)) == (0, 0)


@pytest.mark.parametrize(
    ("path", "buttons"),
    [
        ("/nl", ["Ja, van mij", "Nee, van iemand anders"]),
        ("/nl?groep", ["Begin"]),
        ("/nl?pc", ["Begin"]),
    ],
)
async def test_device_is_asked_unless_the_link_says_that_many_use_it(
    browser: Browser, path: str, buttons: list[str]
) -> None:
    page = (await browser.get(path)).text

    assert re.findall(r'<button[^>]* name="own"[^>]*>(.*?)</button>', page) == buttons


async def test_conversation_begins_in_the_language_and_shows_both_sides(browser: Browser) -> None:
    await browser.begin("nl")
    await browser.presses("Werk, studie, pensioen")
    await browser.says("hallo")

    shown = await browser.shown()

    assert [line.partition("\n")[0] for line in shown[1:4]] == [
        "Welke brief of welk probleem hebt u? Schrijf het of kies hieronder.",
        "> Werk, studie, pensioen",
        "Waar gaat het over?",
    ]
    assert shown[4] == "> hallo"
    assert len(shown) == 6


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("ti", "ltr")])
async def test_who_reads_both_sees_two_blocks_each_in_its_language(
    browser: Browser, language: str, direction: str
) -> None:
    await browser.begin(language)
    await browser.says("nederlands erbij")

    page = (await browser.get("/gesprek")).text
    *_, last = re.findall(r'<article class="entry .*?</article>', page, re.DOTALL)
    own, dutch = re.findall(r"<p( [^>]*)?>(.*?)</p>", last, re.DOTALL)
    labels = re.findall(r'<button name="press"[^>]*>(.*?)</button>', last)
    signs = [re.sub("<span>", "", label).split()[0] for label in labels]
    second = dict(re.findall(r'class="second"( [^>]*)>(.*?)</span>', last)[:1])

    assert re.findall(r"<article ([^>]*)>", last)[0].endswith(f'lang="{language}" dir="{direction}"')
    assert (own[0], dutch[0]) == ("", ' lang="nl" dir="ltr"')
    assert signs == [str(at) for at in range(1, len(labels) + 1)]
    assert second == {' lang="nl" dir="ltr"': "Werk, studie, pensioen"}
    # On its button, and in no list that pushes the buttons off her screen.
    assert "Werk, studie, pensioen" not in dutch[1]


async def test_label_that_is_the_same_in_both_languages_stands_on_its_button_once(browser: Browser) -> None:
    await browser.begin("ti")
    await browser.says("nederlands erbij")

    page = (await browser.says("/taal")).text

    names = re.findall(r'name="press"[^>]*>([^<]*)</button>', page)
    assert names == ["1 ትግርኛ", "2 Nederlands", "3 العربية"]


async def test_who_reads_dutch_cannot_ask_for_it_twice(browser: Browser) -> None:
    await browser.begin("nl")
    await browser.says("nederlands erbij")

    assert 'class="columns"' not in (await browser.get("/gesprek")).text


async def test_what_she_types_is_text_and_never_part_of_the_page(browser: Browser) -> None:
    await browser.begin("nl")

    page = (await browser.says('<script>alert("1")</script> & <b>')).text

    assert "<script>alert" not in page
    assert '> <script>alert("1")</script> & <b>' in await browser.shown()


async def test_bsn_is_neither_shown_nor_stored(browser: Browser, settings: Settings) -> None:
    await browser.begin("nl")

    page = (await browser.says("123456782")).text

    with connected(settings.database_url) as connection:
        bodies = str(connection.execute(sa.select(page_messages.c.body)).scalars().all())
    assert "123456782" not in page + bodies


async def test_words_of_danger_are_answered_and_not_shown_again(browser: Browser) -> None:
    await browser.begin("nl")

    page = (await browser.says("mijn man slaat mij")).text

    assert "mijn man slaat mij" not in page
    assert "112" in page


async def test_buttons_of_an_earlier_question_are_not_offered_any_more(browser: Browser) -> None:
    await browser.begin("nl")
    await browser.presses("Werk, studie, pensioen")

    page = (await browser.get("/gesprek")).text

    prompts = set(re.findall(r'name="press" value="(\d+)\|', page)) - {"0"}
    assert len(prompts) == 1


async def test_same_post_twice_is_heard_once(browser: Browser, settings: Settings) -> None:
    await browser.begin("nl")
    token = await browser.token()
    once = "a1b2c3d4e5"

    for _ in range(2):
        await browser.post("/zeg", token=token, text="hallo", once=once)

    assert (await browser.shown()).count("> hallo") == 1


@pytest.mark.parametrize("token", ["", "0" * 64, "ሰላም"])
async def test_post_without_the_form_of_this_browser_says_nothing(browser: Browser, token: str) -> None:
    await browser.begin("nl")
    before = await browser.shown()

    await browser.post("/zeg", token=token, text="hallo")

    assert await browser.shown() == before


async def test_nobody_sees_the_conversation_of_another_browser(browser: Browser, other: Browser) -> None:
    await browser.begin("nl")
    await browser.says("mijn geheim")
    await other.begin("nl")

    assert "mijn geheim" not in (await other.get("/gesprek")).text


async def test_browser_that_is_not_known_begins_at_the_languages(browser: Browser) -> None:
    answer = await browser.get("/gesprek")

    assert str(answer.url).endswith("8000/")


async def test_own_device_resumes_after_weeks_and_is_told_where_she_was(
    pages: Pages, browser: Browser
) -> None:
    await browser.begin("nl")
    await browser.presses("Werk, studie, pensioen")
    await browser.presses("Ik ga werken")
    before = await browser.presses("Voor mij")
    pages.clock.forward(days=60)

    shown = await browser.shown()

    assert shown[-1] == f"{WELCOME_BACK}\n\n{entries(before.text)[-1]}"


async def test_own_device_is_forgotten_after_ninety_days(
    pages: Pages, browser: Browser, settings: Settings
) -> None:
    await browser.begin("nl")
    pages.clock.forward(days=90)

    await pages.app.expire_pages()

    assert [rows(settings, table) for table in (page_visitors, page_messages, contacts)] == [0, 0, 0]


async def test_shared_device_shows_nothing_after_fifteen_minutes(
    pages: Pages, browser: Browser, settings: Settings
) -> None:
    await browser.begin("nl", own="0")
    pages.clock.forward(minutes=14)
    assert await browser.shown() != []
    pages.clock.forward(minutes=15)

    answer = await browser.get("/gesprek")
    await pages.app.expire_pages()

    assert str(answer.url).endswith("8000/")
    assert [rows(settings, table) for table in (page_visitors, page_messages, contacts)] == [0, 0, 0]


async def test_cookie_of_a_shared_device_goes_with_the_browser(
    pages: Pages, browser: Browser, other: Browser
) -> None:
    cookies = []
    for one, own in ((browser, "1"), (other, "0")):
        answer = await one.client.post("/begin", data={"language": "nl", "own": own})
        cookies.append("Max-Age=7776000" in answer.headers["set-cookie"])

    assert cookies == [True, False]


async def test_wiping_the_screen_leaves_nothing(browser: Browser, pages: Pages, settings: Settings) -> None:
    await browser.begin("nl", own="0")
    await browser.says("mijn geheim")

    page = await browser.post("/klaar", token=await browser.token(), zeker="ja")

    # Who reads another language wiped it too, and nothing is known of her any more.
    assert re.findall(r'<p lang="(\w+)" dir="(\w+)">([^<]+)</p>', page.text) == [
        (language.code, language.direction, pages.app.languages.translate(WIPED, language.code))
        for language in pages.app.languages.by_code.values()
    ]
    assert [rows(settings, table) for table in (page_visitors, page_messages, contacts)] == [0, 0, 0]
    assert str((await browser.get("/gesprek")).url).endswith("8000/")


async def test_first_tap_takes_everything_off_the_screen_and_loses_nothing(browser: Browser) -> None:
    await browser.begin("nl", own="0")
    await browser.says("mijn geheim")
    token = await browser.token()

    asked = await browser.post("/klaar", token=token)
    behind = await browser.get("/gesprek")  # "back"
    again = await browser.post("/klaar", token=token, zeker="nee")
    late = await browser.get("/klaar")  # "forward": what was answered is not asked again

    shown = ["mijn geheim" in page.text for page in (asked, behind, again, late)]
    assert shown == [False, False, True, True]
    assert WIPE_SURE.source in asked.text
    assert str(again.url).endswith("/gesprek")


@pytest.mark.parametrize(("minutes", "left"), [(1, 1), (2, 0)])
async def test_who_walks_away_from_the_question_is_wiped_soon(
    browser: Browser, pages: Pages, settings: Settings, minutes: int, left: int
) -> None:
    await browser.begin("nl", own="0")
    token = await browser.token()

    asked = await browser.post("/klaar", token=token)
    pages.clock.forward(minutes=minutes)
    await pages.app.expire_pages()
    await browser.post("/klaar", token=token, zeker="nee")

    assert [rows(settings, table) for table in (page_visitors, contacts)] == [left, left]
    # The browser itself goes on to the languages, also without script.
    assert '<meta http-equiv="refresh" content="120; url=/?gewist">' in asked.text


async def test_who_goes_on_after_the_question_has_her_time_again(browser: Browser, pages: Pages) -> None:
    await browser.begin("nl", own="0")
    token = await browser.token()
    await browser.post("/klaar", token=token)
    await browser.post("/klaar", token=token, zeker="nee")
    pages.clock.forward(minutes=14)

    assert await browser.shown() != []


async def test_leaving_in_a_hurry_shows_nothing_until_she_comes_in_again(browser: Browser) -> None:
    await browser.begin("nl")
    await browser.says("mijn geheim")

    away = await browser.client.get("/weg")
    back = await browser.get("/gesprek")
    page = await browser.begin("nl", token=re.findall(r'name="token" value="(\w+)"', back.text)[0])

    assert away.headers["location"] == "https://www.google.nl"
    assert "mijn geheim" not in back.text
    assert "mijn geheim" in page.text


async def test_erasing_everything_empties_the_page(browser: Browser, settings: Settings) -> None:
    await browser.begin("nl")
    await browser.says("mijn geheim")
    await browser.says("/wissen")
    await browser.presses("Ja, wis alles")

    assert await browser.shown() == ["Alles is gewist."]
    with connected(settings.database_url) as connection:
        assert connection.execute(sa.select(inbox.c.body).where(inbox.c.body.is_not(None))).all() == []
    assert rows(settings, contacts) == 0


async def test_sensitive_answer_is_shown_while_she_sits_there_and_not_after(
    pages: Pages, browser: Browser
) -> None:
    await browser.begin("nl")
    body = {"type": "own", "text": "gevoelig", "language": "nl"}
    address = (await pages.app.store.run(_addresses))[0]
    assert pages.app.page is not None
    await pages.app.page.append(address, body, outbox=0, sensitive=True)
    before = await browser.shown()
    pages.clock.forward(minutes=61)

    after = await browser.shown()

    assert ("> gevoelig" in before, "> gevoelig" in after) == (True, False)


def _addresses(unit: object) -> list[str]:
    return list(unit._connection.execute(sa.select(page_visitors.c.address)).scalars())  # type: ignore[attr-defined]  # noqa: SLF001
