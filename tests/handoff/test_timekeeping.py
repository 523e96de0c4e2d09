"""What time alone brings about at the desk, on both stores."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.flows import words_person as said
from bot.handoff.base import CaseState
from bot.messages import Address
from tests.handoff.at_the_desk import DAY, claimed, done_with
from tests.handoff.stage import FATIMA, KARIN, PETRA

if TYPE_CHECKING:
    from bot.storage.base import Unit
    from tests.handoff.stage import Stage

BILAL = Address("telegram", "bilal")
LATE = "🕘 U hebt nog geen antwoord. Dat spijt mij. Bel Voorbeeldstad: 14 000."


async def test_after_three_days_of_silence_the_bot_takes_over(stage: Stage) -> None:
    case = await claimed(stage)
    await stage.desk.wait(KARIN, case.id)
    stage.clock.now += 3 * DAY
    assert await stage.desk.tick() == 0

    stage.clock.now += timedelta(seconds=1)
    seen = await stage.seen()
    assert await stage.desk.tick() == 1

    (told,) = await stage.sent(seen)
    assert told.startswith(said.SILENT_TOO_LONG.source)
    assert (await stage.case_of()).state is CaseState.RELEASED
    assert (await done_with(stage, case))[-1] == (None, "silent")


async def test_case_of_who_cannot_be_told_keeps_no_other_case_waiting(stage: Stage) -> None:
    first, second = await stage.asks(), await stage.asks(who=BILAL)

    def by_a_later_version(unit: Unit) -> None:
        loaded = unit.lock(FATIMA, stage.clock.now)
        unit.save(loaded.contact, loaded.revision, {"format": 99}, stage.clock.now)

    await stage.store.run(by_a_later_version)
    stage.clock.now = max(first.promised_at, second.promised_at)
    seen = await stage.seen()

    assert (await stage.desk.tick(), await stage.desk.tick()) == (2, 0)

    assert [text.splitlines()[0] for text in await stage.sent(seen)] == [LATE]
    late = [(await stage.desk.open(PETRA, case.id)).case.overdue_at for case in (first, second)]
    assert late == [stage.clock.now] * 2


async def test_who_writes_is_waited_for_no_more(stage: Stage) -> None:
    case = await claimed(stage)
    await stage.desk.wait(KARIN, case.id)

    await stage.hears("Hier ben ik")

    assert (await stage.case_of()).state is CaseState.CLAIMED


async def test_a_broken_promise_is_told_once_with_an_honest_time(stage: Stage) -> None:
    case = await stage.asks()
    stage.clock.now = case.promised_at
    seen = await stage.seen()

    assert (await stage.desk.tick(), await stage.desk.tick()) == (1, 0)

    assert await stage.sent(seen) == [
        (
            "🕘 U hebt nog geen antwoord. Dat spijt mij. Bel Voorbeeldstad: 14 000.\n"
            "🕘 Een mens antwoordt nu uiterlijk 25 november 2026 om 12.00 uur."
        )
    ]
    assert (await stage.case_of()).overdue_at == case.promised_at
