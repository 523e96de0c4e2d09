"""What comes into sight on her phone and what stays there: an answer, what a helper says, what is read aloud.

The stream is the test's own here, so that it says what comes together and what comes later.
"""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Page, Route

    from tests.web.browser.conftest import Place

pytestmark = [
    pytest.mark.untraced,  # Chromium's time; the same code is traced behind its addresses (tests/web)
    pytest.mark.asyncio(loop_scope="session"),  # that of Chromium, which is started once
]

LATER = 5000
"""Milliseconds after which something is no part of an answer any more."""

IN_SIGHT = """id => {
  const box = document.getElementById(id)?.getBoundingClientRect();
  const from = document.querySelector(".top").getBoundingClientRect().bottom;
  return box !== undefined && box.top >= from && box.bottom < innerHeight + 1;
}"""
"""A page is scrolled by whole pixels, and a line may end between two."""

BEGINS_IN_SIGHT = """id => {
  const top = document.getElementById(id)?.getBoundingClientRect().top;
  const from = document.querySelector(".top").getBoundingClientRect().bottom;
  return top !== undefined && top >= from && top <= from + 60;
}"""

ANSWERS = "".join(f'<button name="press" value="900|a:{one}">Antwoord {one}</button>' for one in range(14))
LISTEN = '<button name="press" value="900|listen" id="listen">Luister</button>'
BUTTONS = f'<form class="choices" method="post" action="/zeg">{ANSWERS}{LISTEN}</form>'
AUDIO = '<audio controls preload="none" src="/static/new-case.ogg"></audio>'


def entry(number: int, kind: str, text: str, more: str = "", prompt: int = 0) -> str:
    """Return an event of the stream as the server writes it."""
    piece = (
        f'<article class="entry {kind}" id="e{number}" data-entry="{number}" data-prompt="{prompt}"'
        f' lang="nl" dir="ltr"><p>{text}</p>{more}</article>'
    )
    return f"id: {number}\nevent: entry\ndata: {piece}\n\n"


QUESTION = entry(900, "say", "Wat gebeurt er met uw werk?", BUTTONS, prompt=900)
"""It has more buttons than a phone can show."""


@dataclass
class Stream:
    """A conversation on a phone; what is put into ``waiting`` comes in one go."""

    page: Page
    waiting: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    served: int = 0

    async def brings(self, *events: str) -> None:
        await self.waiting.put("".join(events))

    async def lets_go(self) -> None:
        """Leave nobody waiting: the loop does not end with the test."""
        for _ in range(self.served):
            await self.brings()

    async def serve(self, route: Route) -> None:
        self.served += 1
        body = await self.waiting.get()
        await route.fulfill(content_type="text/event-stream", body=f"retry: 20\n\n{body}")


@asynccontextmanager
async def streaming(place: Place) -> AsyncIterator[Stream]:
    """Begin a conversation, with the question that has too many buttons as the newest message."""
    async with place.phone() as phone:
        stream = Stream(phone.page)
        await phone.page.clock.install()
        await phone.page.route("**/stroom*", stream.serve)
        await phone.page.goto(f"{place.address}/nl")
        await phone.page.locator("button[name=own][value='1']").click()
        await stream.brings(QUESTION)
        await phone.page.locator("#e900").wait_for()
        try:
            yield stream
        finally:
            await phone.page.unroute_all(behavior="ignoreErrors")
            await stream.lets_go()


async def test_answer_is_read_from_its_beginning(place: Place) -> None:
    async with streaming(place) as stream:
        await stream.page.clock.fast_forward(LATER)
        await stream.brings(
            entry(901, "own", "Antwoord 3"), entry(902, "say", "Goed."), QUESTION.replace("900", "903")
        )
        await stream.page.locator("#e903").wait_for()
        await stream.page.wait_for_function(BEGINS_IN_SIGHT, arg="e901")


async def test_what_a_helper_says_comes_into_sight_and_leaves_her_buttons_there(place: Place) -> None:
    async with streaming(place) as stream:
        await stream.page.clock.fast_forward(LATER)
        await stream.brings(entry(901, "say", "Uw begeleider Marie komt naar u toe."))
        await stream.page.wait_for_function(IN_SIGHT, arg="e901")
        await stream.page.wait_for_function(IN_SIGHT, arg="listen")


async def test_who_listens_sees_what_is_read(place: Place) -> None:
    async with streaming(place) as stream:
        await stream.page.route("**/zeg", lambda route: route.fulfill(status=204))
        await stream.page.locator("#listen").click()
        await stream.page.locator("#listen.waiting").wait_for()
        await stream.page.clock.fast_forward(LATER)  # a computer that is slow to speak
        await stream.brings(entry(901, "own", "Luister"), entry(902, "sound", "Een computer.", AUDIO))
        await stream.page.wait_for_function(BEGINS_IN_SIGHT, arg="e900")
        assert await stream.page.locator("#listen.waiting").count() == 0


async def test_words_that_come_instead_of_a_voice_come_into_sight(place: Place) -> None:
    async with streaming(place) as stream:
        await stream.page.route("**/zeg", lambda route: route.fulfill(status=204))
        await stream.page.locator("#listen").click()
        await stream.brings(
            entry(901, "own", "Luister"), entry(902, "say", "Dit kan ik nu niet voorlezen.", prompt=902)
        )
        await stream.page.wait_for_function(IN_SIGHT, arg="e902")


async def test_lost_connection_is_said_where_she_presses(place: Place) -> None:
    async with streaming(place) as stream:
        await stream.page.route("**/zeg", lambda route: route.abort())
        await stream.page.evaluate("scrollTo(0, 0)")
        await stream.page.locator("#e900 button").first.click()
        await stream.page.locator("#status", has_text="Geen verbinding").wait_for()
        await stream.page.wait_for_function(IN_SIGHT, arg="status")


# --- one voice behind the other ---------------------------------------------------

HEARD = """() => {
  window.heard = [];
  window.at_once = 0;
  document.addEventListener("playing", ({ target }) => {
    heard.push(target.closest(".entry").id);
    const playing = [...document.querySelectorAll("audio")].filter((one) => !one.paused && !one.ended);
    at_once = Math.max(at_once, playing.length);
  }, true);
}"""
"""Notes which voices begin, and how many there are at once."""
LOG_ENDS = '</div>\n<p class="status" id="status"'


def sounds(first: int, last: int) -> str:
    return "".join(entry(number, "sound", "Een computer.", AUDIO) for number in range(first, last + 1))


async def test_voices_that_come_together_are_heard_one_behind_the_other(place: Place) -> None:
    async with streaming(place) as stream:
        await stream.page.evaluate(HEARD)
        await stream.brings(sounds(901, 904))

        await stream.page.wait_for_function("() => heard.length === 4")
        assert await stream.page.evaluate("[heard, at_once]") == [["e901", "e902", "e903", "e904"], 1]


async def test_who_answers_does_not_hear_the_rest_of_what_was_read_before(place: Place) -> None:
    async with streaming(place) as stream:
        await stream.page.route("**/zeg", lambda route: route.fulfill(status=204))
        await stream.page.evaluate(HEARD)
        await stream.brings(sounds(901, 903))
        await stream.page.wait_for_function("() => heard.length > 0")
        before = await stream.page.evaluate("(document.querySelector('#e900 button').click(), heard.length)")
        await stream.brings(sounds(904, 904))

        await stream.page.wait_for_function("() => heard.at(-1) === 'e904'")
        assert await stream.page.evaluate("heard.length") == before + 1


async def test_who_comes_from_a_poster_that_speaks_hears_what_was_said_once(place: Place) -> None:
    async def with_sounds(route: Route) -> None:
        answer = await route.fetch()
        body = (await answer.text()).replace(LOG_ENDS, f"{pieces}{LOG_ENDS}")
        await route.fulfill(response=answer, body=body)

    pieces = "".join(re.findall("<article.*</article>", sounds(1, 2)))
    async with streaming(place) as stream:
        await stream.page.route("**/gesprek*", with_sounds)
        await stream.page.add_init_script(f"({HEARD})()")
        await stream.page.locator("h1, .name").first.click()  # as the button that begins is
        await stream.page.evaluate("location.assign('/gesprek?aloud')")

        await stream.page.wait_for_function("() => heard.length === 2")
        assert await stream.page.evaluate("[heard, at_once, location.search]") == [["e1", "e2"], 1, ""]
