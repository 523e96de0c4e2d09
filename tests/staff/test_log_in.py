"""Logging in, against both stores."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pyotp
import pytest
import pytest_asyncio

from bot.staff import demo, passwords
from bot.staff.base import Account, Role
from bot.staff.log_in import IDLE, LONGEST, MOST_FAILURES, MOST_TRIES, Entered, LogIn, Refused
from bot.staff.passwords import Weakness
from bot.tokens import digest

if TYPE_CHECKING:
    from bot.storage.base import Store

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PASSWORD = "paarse olifant eet pap"
SECRET = pyotp.random_base32()
HASH = passwords.hashed(PASSWORD)
FATIMA = Account(
    username="fatima",
    name="Fatima Yusuf",
    role=Role.KLANTMANAGER,
    team="werk",
    password=HASH,
    created_at=NOW,
    totp=SECRET,
)


class Clock:
    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture
async def log_in(store: Store, clock: Clock) -> LogIn:
    await store.run(lambda unit: unit.save_account(FATIMA))
    return LogIn(store=store, now=clock)


def entered(found: object) -> Entered:
    assert isinstance(found, Entered)
    return found


def code(clock: Clock) -> str:
    return pyotp.TOTP(SECRET).at(clock())


async def far(log_in: LogIn, password: str = PASSWORD, *, source: str = "10.0.0.1") -> Entered | Refused:
    return await log_in.enter("fatima", password, source=source, local=False)


async def test_vouched_somebody_is_in_all_the_way(log_in: LogIn) -> None:
    found = entered(await log_in.vouched(" Fatima "))

    who = await log_in.who(found.token)
    assert (found.account, found.session.second, who) == (FATIMA, True, (found.session, FATIMA))


@pytest.mark.parametrize(
    "account",
    [
        replace(FATIMA, username="another"),
        replace(FATIMA, active=False),
        replace(FATIMA, expires_on=NOW.date()),
        replace(FATIMA, demo=True),
    ],
)
async def test_vouched_opens_no_account_that_is_unknown_ended_or_for_trying(
    store: Store, clock: Clock, account: Account
) -> None:
    await store.run(lambda unit: unit.save_account(account))

    assert await LogIn(store=store, now=clock).vouched("fatima") is Refused.WRONG


async def test_wrong_passwords_of_others_do_not_keep_out_who_is_vouched_for(log_in: LogIn) -> None:
    for _ in range(MOST_FAILURES):
        await far(log_in, "wrong")

    assert entered(await log_in.vouched("fatima")).session.second is True


async def test_password_alone_is_half_the_way_from_elsewhere(log_in: LogIn) -> None:
    found = entered(await far(log_in))

    assert (found.account.username, found.session.second) == ("fatima", False)


async def test_password_is_enough_on_this_machine(log_in: LogIn) -> None:
    found = entered(await log_in.enter(" Fatima ", PASSWORD, source="127.0.0.1", local=True))

    assert (found.account.username, found.session.second) == ("fatima", True)


async def test_code_opens_and_the_session_gets_another_token(log_in: LogIn, clock: Clock) -> None:
    first = entered(await far(log_in))

    second = entered(await log_in.confirm(first.token, code(clock)))

    assert (second.session.second, await log_in.who(first.token)) == (True, None)
    who = await log_in.who(second.token)
    assert who is not None
    assert (who[0], who[1].username) == (second.session, "fatima")


async def test_code_does_not_open_twice(log_in: LogIn, clock: Clock) -> None:
    same = code(clock)
    entered(await log_in.confirm(entered(await far(log_in)).token, same))

    assert await log_in.confirm(entered(await far(log_in)).token, same) == Refused.WRONG


async def test_second_factor_is_set_up_with_a_code_of_it(log_in: LogIn, store: Store, clock: Clock) -> None:
    await store.run(lambda unit: unit.save_account(replace(FATIMA, totp=None)))
    first = entered(await far(log_in))

    wrong = await log_in.enrol(first.token, SECRET, "000000")
    right = entered(await log_in.enrol(first.token, SECRET, code(clock)))

    assert (wrong, right.session.second, right.account.totp) == (Refused.WRONG, True, SECRET)


async def test_second_factor_that_is_there_cannot_be_replaced_by_a_password(
    log_in: LogIn, clock: Clock
) -> None:
    first = entered(await far(log_in))
    other = pyotp.random_base32()

    assert await log_in.enrol(first.token, other, pyotp.TOTP(other).at(clock())) == Refused.WRONG


@pytest.mark.parametrize(
    ("username", "password"), [("fatima", "paarse olifant"), ("niemand", PASSWORD), ("", ""), ("fatima", "")]
)
async def test_wrong_name_and_wrong_password_read_the_same(
    log_in: LogIn, username: str, password: str
) -> None:
    assert await log_in.enter(username, password, source="10.0.0.1", local=True) == Refused.WRONG


async def test_account_waits_after_five_wrong_passwords_and_works_again_afterwards(
    log_in: LogIn, clock: Clock
) -> None:
    for _ in range(MOST_FAILURES):
        await far(log_in, "fout")

    locked = await far(log_in)
    clock.at += timedelta(minutes=16)
    later = await far(log_in)

    assert (locked, isinstance(later, Entered)) == (Refused.WRONG, True)


async def test_wait_doubles_while_codes_go_on_being_wrong(log_in: LogIn, store: Store, clock: Clock) -> None:
    first = entered(await far(log_in))
    for _ in range(MOST_FAILURES):
        await log_in.confirm(first.token, "000000")
    clock.at += timedelta(minutes=16)
    await log_in.confirm(first.token, "000000")

    account = await store.run(lambda unit: unit.account("fatima"))

    assert account is not None
    assert account.locked_until == clock.at + timedelta(minutes=30)


async def test_right_password_alone_does_not_forgive_wrong_codes(log_in: LogIn, store: Store) -> None:
    first = entered(await far(log_in))
    await log_in.confirm(first.token, "000000")
    await far(log_in)

    account = await store.run(lambda unit: unit.account("fatima"))

    assert account is not None
    assert account.failures == 1


async def test_one_network_address_cannot_try_names_without_end(log_in: LogIn, clock: Clock) -> None:
    for number in range(MOST_TRIES):
        await log_in.enter(f"naam{number}", "fout", source="10.0.0.9", local=False)

    there = await far(log_in, source="10.0.0.9")
    elsewhere = await far(log_in, source="10.0.0.1")
    clock.at += timedelta(minutes=11)
    later = await far(log_in, source="10.0.0.9")

    assert (there, isinstance(elsewhere, Entered), isinstance(later, Entered)) == (
        Refused.TOO_MANY,
        True,
        True,
    )


async def test_session_ends_when_nobody_uses_it(log_in: LogIn, clock: Clock) -> None:
    token = entered(await far(log_in)).token
    clock.at += IDLE
    used = await log_in.who(token)
    clock.at += IDLE + timedelta(seconds=1)

    assert (used is not None, await log_in.who(token)) == (True, None)


async def test_looking_whether_a_session_still_holds_does_not_prolong_it(log_in: LogIn, clock: Clock) -> None:
    token = entered(await far(log_in)).token
    clock.at += IDLE
    held = await log_in.still(token)
    clock.at += timedelta(seconds=1)

    assert (held is not None, await log_in.still(token)) == (True, None)


async def test_session_ends_after_a_working_day_however_busy(log_in: LogIn, clock: Clock) -> None:
    token = entered(await far(log_in)).token
    while clock.at - NOW <= LONGEST - IDLE:
        clock.at += IDLE
        assert await log_in.who(token) is not None
    clock.at += IDLE

    assert await log_in.who(token) is None


async def test_leaving_ends_the_session(log_in: LogIn) -> None:
    token = entered(await far(log_in)).token

    await log_in.leave(token)

    assert await log_in.who(token) is None


@pytest.mark.parametrize("token", [None, "", "onbekend", "\ud800"])
async def test_unknown_token_is_nobody(log_in: LogIn, token: str | None) -> None:
    assert await log_in.who(token) is None


@pytest.mark.parametrize(
    "ended",
    [replace(FATIMA, active=False), replace(FATIMA, expires_on=date(2026, 11, 23))],
    ids=["disabled", "expired"],
)
async def test_account_that_ended_ends_its_sessions_and_lets_nobody_in(
    log_in: LogIn, store: Store, ended: Account
) -> None:
    token = entered(await far(log_in)).token
    await store.run(lambda unit: unit.save_account(ended))

    assert (await log_in.who(token), await far(log_in)) == (None, Refused.WRONG)


async def test_new_password_ends_sessions_elsewhere_and_goes_on_here(log_in: LogIn) -> None:
    here, there = entered(await far(log_in)), entered(await far(log_in))
    new = "groene fiets in de regen"

    changed = entered(await log_in.change_password(here.token, PASSWORD, new))

    assert [await log_in.who(token) is not None for token in (changed.token, here.token, there.token)] == [
        True,
        False,
        False,
    ]
    assert (await far(log_in), isinstance(await far(log_in, new), Entered)) == (Refused.WRONG, True)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [("fout", "groene fiets in de regen", Refused.WRONG), (PASSWORD, "kort", Weakness.SHORT)],
)
async def test_password_is_not_changed_without_the_old_one_or_into_a_weak_one(
    log_in: LogIn, old: str, new: str, expected: Refused | Weakness
) -> None:
    token = entered(await far(log_in)).token

    assert await log_in.change_password(token, old, new) == expected
    assert isinstance(await far(log_in), Entered)


async def test_demo_account_works_on_this_machine_only(log_in: LogIn, store: Store) -> None:
    await store.run(lambda unit: unit.save_account(demo.account(password=HASH, team="werk", now=NOW)))

    here = await log_in.enter(demo.USERNAME, PASSWORD, source="127.0.0.1", local=True)
    elsewhere = await log_in.enter(demo.USERNAME, PASSWORD, source="10.0.0.1", local=False)

    assert (isinstance(here, Entered), elsewhere) == (True, Refused.WRONG)


async def test_store_knows_no_token_and_no_password(log_in: LogIn, store: Store) -> None:
    found = entered(await far(log_in))

    kept = await store.run(lambda unit: unit.session(digest(found.token)))

    assert kept is not None
    assert (found.token in repr(kept), PASSWORD in repr(kept)) == (False, False)


async def test_expire_forgets_old_sessions(log_in: LogIn, clock: Clock) -> None:
    await far(log_in)
    clock.at += IDLE + timedelta(seconds=1)
    fresh = entered(await far(log_in)).token

    assert (await log_in.expire(), await log_in.who(fresh) is not None) == (1, True)
