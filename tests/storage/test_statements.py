"""What SQLite does for each statement of a turn: it looks up, it never reads a whole table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from bot.handoff.base import Entry, LogLine
from bot.messages import Address, ErrorKind
from bot.papers.base import Paper
from bot.storage.base import Line, Miss
from bot.storage.database import open_engine
from bot.storage.unit import DatabaseUnit
from bot.web.base import CHANNEL, Visitor
from tests.storage.case_examples import requested
from tests.storage.examples import ANNA, BILAL, DAY, LEASE, NOW, inbound, says
from tests.storage.group_examples import GROUP, NOOR

if TYPE_CHECKING:
    from collections.abc import Callable


NO_TABLE = {
    "SCAN CONSTANT ROW",
    "SCAN inbox USING INDEX ix_inbox_open",  # it holds the rows that wait, and no others
}


def turn(unit: DatabaseUnit) -> None:
    row = unit.accept(inbound())
    assert row is not None
    loaded = unit.lock(ANNA, NOW)
    unit.processed(row)
    unit.save(loaded.contact, loaded.revision, {}, NOW)
    unit.transcribe(loaded.contact, [Line("bot", "hallo", "nl")], NOW, NOW + DAY)
    unit.record(loaded.contact, [{"type": "StepDone"}], NOW)
    unit.set_timer(loaded.contact, "reminder", "ww", NOW)
    unit.cancel_timers(loaded.contact)
    first, second = unit.queue(loaded.contact, ANNA, says("een", "twee"), NOW)
    unit.chose(unit.miss(Miss(day=NOW.date(), language="nl", words="ik heb …")), "menu")
    unit.sent(first.id, "7", NOW)
    unit.undelivered(second.id, ErrorKind.RETRY, NOW)


def work_of_every_second(unit: DatabaseUnit) -> None:
    contact = unit.lock(ANNA, NOW).contact
    unit.set_timer(contact, "reminder", "ww", NOW)
    unit.queue(contact, ANNA, says("een"), NOW)
    unit.due_timers(NOW, 10)
    unit.take_over(NOW, ["telegram"])
    unit.pending(NOW + LEASE, 10, ["telegram"])
    unit.unprocessed(10)


def privacy(unit: DatabaseUnit) -> None:
    contact = unit.lock(ANNA, NOW).contact
    (row,) = unit.queue(contact, ANNA, says("een"), NOW)
    unit.holdings(contact)
    unit.message_ids(contact, NOW)
    unit.undelivered(row.id, ErrorKind.BLOCKED, None)
    unit.forget(contact)
    unit.expire(NOW, idle_before=NOW)


def desk(unit: DatabaseUnit) -> None:
    case = requested(unit)
    held = unit.hold_case(case.id)
    assert held is not None
    unit.save_case(case)
    unit.add_entry(Entry(case=case.id, at=NOW, by="resident", kind="text", text="hallo", language="nl"))
    unit.log_case(case.id, LogLine(at=NOW, staff=None, role="inwoner", what="requested"))
    unit.announce(case.team, case.id, "requested", NOW)
    unit.entries(case.id)
    unit.case_log(case.id)
    unit.last_queued(held[0].contact or "")
    unit.last_case(held[0].contact or "")
    unit.open_cases(case.team)
    unit.requested_since(case.team, NOW)
    unit.feed(0, 10)
    unit.feed_end()
    unit.delete_case(case.id)


def group(unit: DatabaseUnit) -> None:
    unit.add_group(GROUP)
    held = unit.hold_group(GROUP.id)
    assert held is not None
    unit.save_group(held)
    unit.save_helper(NOOR)
    seat = unit.take_seat(GROUP.id, unit.lock(ANNA, NOW).contact, "ti", NOW)
    assert seat is not None
    unit.group_of_code(GROUP.code, NOW)
    unit.groups_of(GROUP.team, NOW)
    unit.overdue_groups(NOW, 10)
    unit.helpers(GROUP.id)
    unit.seats(GROUP.id)
    unit.hold_seat(seat.id)
    unit.save_seat(seat)
    other = unit.lock(BILAL, NOW).contact
    unit.hold_both(ANNA, BILAL)
    unit.pass_seat(seat, other)
    unit.pass_seat(replace(seat, contact=other), seat.contact)
    unit.state_of(seat.contact)
    unit.events_since(seat.contact, NOW)
    unit.tally(GROUP.team, NOW.date(), {"people", "language:ti"})
    unit.tallies(GROUP.team, NOW.date())
    unit.save_seat(replace(seat, left_at=NOW))


def page(unit: DatabaseUnit) -> None:
    browser = Address(CHANNEL, "anna")
    unit.admit(
        Visitor("anna", own_device=True, language="nl", hidden=False, last_at=NOW, expires_at=NOW + DAY)
    )
    unit.lock(browser, NOW)
    unit.visitor("anna", NOW)
    unit.seen("anna", NOW, NOW + DAY)
    entry = unit.append("anna", {"type": "say", "buttons": [["1", "Ja"]]}, NOW, NOW + DAY, outbox=7)
    assert entry is not None
    unit.page_entries("anna", 0, NOW)
    unit.newest(["anna"])
    unit.settle("anna", entry)
    unit.withdraw_entries("anna", [entry])
    unit.offer_code("digest", browser, NOW + DAY)
    unit.coded("digest", NOW)
    unit.attempt("code:all", NOW, within=DAY)
    unit.spend_code("digest")
    contact = unit.lock(browser, NOW).contact
    for code in ("spent", "void"):
        unit.keep_paper(
            Paper(digest=code, contact=contact, pin="hash", form=code, made_at=NOW, expires_at=NOW + DAY)
        )
        unit.try_paper(code, NOW, most=5)
    unit.spend_paper("spent")
    unit.void_paper("void")
    unit.move(browser, ANNA, NOW)
    unit.dismiss("anna")
    unit.expired_pages(NOW)
    unit.expire_pages(NOW)


@pytest.mark.parametrize("job", [turn, work_of_every_second, privacy, desk, group, page])
def test_no_statement_reads_a_whole_table(sqlite_url: str, job: Callable[[DatabaseUnit], None]) -> None:
    engine = open_engine(sqlite_url)
    statements: dict[str, object] = {}

    def collect(
        _connection: object,
        _cursor: object,
        statement: str,
        parameters: object,
        _context: object,
        many: object,
    ) -> None:
        statements[statement] = parameters[0] if many and isinstance(parameters, list) else parameters

    with engine.begin() as connection:
        sa.event.listen(engine, "before_cursor_execute", collect)
        job(DatabaseUnit(connection, process="test", lease=LEASE))
        sa.event.remove(engine, "before_cursor_execute", collect)
        scans = {
            statement: step.detail
            for statement, parameters in statements.items()
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]
            if step.detail.startswith("SCAN") and step.detail not in NO_TABLE
        }
    engine.dispose()

    assert len(statements) > 5
    assert scans == {}
