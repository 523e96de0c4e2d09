"""What helpers do at the seats of a full room, and what becomes of it on boards and with participants."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import sqlalchemy as sa

from bot.flows import words_group, words_points
from bot.storage.group_tables import group_seats
from tests.e2e.participants import until
from tests.e2e.room import MATTERS
from tests.e2e.wording import label, library, said
from tests.stores import connected

if TYPE_CHECKING:
    from tests.e2e.library import Helper
    from tests.e2e.participants import Participant
    from tests.e2e.room import Room

CHEER = "neem-tijd"
POINT = "Bel de school over de laptop"
OFFER = "Neem de brief van de kraamzorg mee"
QUESTION = "Mijn pinpas is ingeslikt bij de supermarkt"


async def order(helper: Helper, *numbers: int) -> None:
    """Wait until the cards stand in this order."""

    async def stands() -> bool:
        return await helper.numbers() == list(numbers)

    await until(stands)


async def hands_go_up(room: Room) -> None:
    await room.seat(9).chooses("hand")
    await room.seat(2).chooses("hand")
    rest = (1, 3, 4, 5, 6, 7, 8, 10, 11, 12)
    for helper in (room.ria, room.sofie):
        await order(helper, 9, 2, *rest)
    assert (await room.ria.page.title()).startswith("(2) ")

    await room.ria.presses("Ik kom bij nummer 9")
    await room.seat(9).sees(said("ar", words_group.HELPER_COMES, name="Ria Kok"))
    await room.sofie.sees_on_card(9, "Ria Kok helpt hier")
    await room.sofie.presses("Ik kom bij nummer 2")
    await room.seat(2).sees(said("ar", words_group.HELPER_COMES, name="Sofie Bakker"))
    for helper in (room.ria, room.sofie):
        await order(helper, *range(1, 13))
    for number in (2, 9):
        await room.seat(number).chooses("go-on")


async def who_shows_her_step_is_seen_and_can_stop(room: Room) -> None:
    hers, card = room.seat(1), room.ria.page
    title = library().guides[MATTERS[0].guide].title.source
    await shows(hers, "show-step", "show-yes")
    await room.ria.sees_on_card(1, title)
    await room.ria.opens_card(1)
    await card.locator("#gedeeld h2", has_text=title).wait_for()
    assert await card.locator("#gedeeld .answers").count() == 0

    await shows(hers, "show-answers", "show-yes")
    await card.locator("#gedeeld .answers dd", has_text="Samenwonen").wait_for()
    assert await card.locator("#gedeeld .answers dd").all_inner_texts() == ["Samenwonen", "Bijstand"]
    await shows(hers, "hide-answers")
    await card.locator("#gedeeld .answers").wait_for(state="detached")
    await shows(hers, "hide-all")
    await card.get_by_role("heading", name="Niet gedeeld").wait_for()
    await room.ria.back_to_the_board()
    assert title not in await card.content()


async def shows(who: Participant, *choices: str) -> None:
    """Change what the helpers see, and go on with her own matter."""
    await who.says("/groep")
    await who.chooses(*choices, "go-on")


async def what_is_private_is_not_seen(room: Room) -> None:
    await shows(room.seat(12), "show-step", "show-yes")
    assert shares(room)[12] == "step"
    await room.ria.page.reload()
    assert "Niet gedeeld" in await room.ria.card(12)
    await room.ria.opens_card(12)
    await room.ria.page.get_by_role("heading", name="Niet gedeeld").wait_for()
    await room.ria.back_to_the_board()


def shares(room: Room) -> dict[int, str]:
    """Return what each participant shows, as it is stored."""
    with connected(room.library.url) as connection:
        found = connection.execute(sa.select(group_seats.c.number, group_seats.c.share))
        return {row.number: row.share for row in found}


async def helper_encourages_in_her_language(room: Room) -> None:
    hers, phrase = room.browser(3), library().encouragements[CHEER]
    await shows(hers, "show-step", "show-yes")
    await room.sofie.sees_on_card(3, "Deelt:")
    await room.sofie.opens_card(3)
    own = await room.sofie.page.locator(".message .words[lang=ti]").inner_text()
    assert own.splitlines()[-1] in "\n".join(await hers.texts())

    await room.sofie.unfolds("Stuur een bemoediging")
    await room.sofie.presses(label(phrase, "nl"))
    await room.sofie.reads("Verstuurd.")
    await hers.sees(label(phrase, "ti"))
    assert await hers.page.locator("audio").count() == 0
    await hers.presses_standing(f"cheer:{CHEER}")
    await hers.page.locator("audio").first.wait_for()  # behind it comes the question whether to read always

    phone = room.phone(11)
    await room.sofie.back_to_the_board()
    address = await room.sofie.address(11)
    await room.sofie.session.send(f"{address}/zin", zin=CHEER)
    await phone.sees(label(phrase, "ti"))
    await phone.presses_standing(f"cheer:{CHEER}")
    await room.library.stage.until(lambda: any(one.voice for one in phone.person.sees()))


async def point_is_accepted_or_declined(room: Room) -> None:
    await room.ria.opens_card(3)
    await room.ria.unfolds("Zet iets op de lijst")
    await room.ria.page.locator("#punt-tekst").fill(OFFER)
    await room.ria.presses("Stuur actiepunt")
    await room.ria.reads("Verstuurd.")
    await room.ria.back_to_the_board()
    await room.seat(3).offered("accept")
    await room.seat(3).sees(label(words_points.FROM_HELPER, "ti"))
    await room.seat(3).chooses("accept")
    await room.seat(3).sees(label(words_points.LISTED, "ti"))

    await room.ria.session.send(f"{await room.ria.address(8)}/punt", tekst=POINT)
    await room.seat(8).offered("decline")
    await room.seat(8).sees(POINT)
    await room.seat(8).chooses("decline")
    await room.seat(8).sees(label(words_points.DECLINED, "ti"))


async def signal_ends_as_a_case(room: Room) -> None:
    await room.ria.opens_card(10)
    await room.ria.unfolds("Er is meer hulp nodig")
    await room.ria.presses("Digitale hulp blijft nodig")
    await room.ria.reads("Gevraagd.")
    await room.ria.back_to_the_board()
    hers = room.seat(10)
    await hers.offered("yes")
    await hers.sees(label(words_points.SIGNAL_DIGITAL, "nl"))
    await hers.chooses("yes", "agree")
    await hers.says(QUESTION)
    while "send" not in (await hers.question()).data:
        await hers.chooses("next")
    await hers.chooses("send")

    karin = await room.library.session("karin")
    await karin.open("/desk")
    found = re.findall('href="(/desk/zaak/[A-Z]{8})"', karin.shown.text)
    assert len(found) == 1
    await karin.open(found[0])
    assert QUESTION in karin.text
    assert label(words_points.S_SIGNAL_DIGITAL, "nl") in karin.text
