"""``wegwijs staff``: the accounts of those who work at the desk or guide a group."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from getpass import getpass
from typing import TYPE_CHECKING, Final

from bot.bootstrap import load_world, opened_store
from bot.config import SettingsError, demonstration
from bot.staff import passwords
from bot.staff.base import Account, Role
from bot.staff.passwords import SHORTEST, Weakness

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from bot.config import Settings
    from bot.storage.base import Unit

USERNAME: Final = re.compile(r"[a-z][a-z0-9._-]{1,39}")

VOLUNTEER_FOR = timedelta(days=183)
"""The account of a begeleider ends by itself after half a year, unless it is renewed."""

WEAK = {
    Weakness.SHORT: f"a password has at least {SHORTEST} characters",
    Weakness.LONG: "this password is too long",
    Weakness.GUESSABLE: "this password is easily guessed; take a longer one, or leave it empty to get one",
}


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Add, change or list accounts; print what the person needs to log in."""
    if options.demo:
        settings = demonstration(settings, os.environ)
    # No password is ever an argument: arguments stand in the history of the shell.
    typed = _password(options) if options.what in {"add", "reset"} else None
    password = typed or passwords.generated()
    hashed = passwords.hashed(password) if options.what in {"add", "reset"} else ""
    job: Callable[[Unit], list[str]] = {
        "add": lambda unit: _add(unit, settings, options, hashed, given=typed is not None),
        "reset": lambda unit: _reset(unit, options, hashed, given=typed is not None),
        "disable": lambda unit: _disable(unit, options),
        "renew": lambda unit: _renew(unit, options),
        "list": _list,
    }[options.what]
    for line in asyncio.run(_run(settings, job)):
        print(line)  # noqa: T201  the command line speaks here
    if options.what in {"add", "reset"} and typed is None:
        print(f"password: {password}")  # noqa: T201  once, for who hands it over
        print("At the first log-in another one is chosen.")  # noqa: T201
    return 0


async def _run(settings: Settings, job: Callable[[Unit], list[str]]) -> list[str]:
    async with opened_store(settings) as store:
        return await store.run(job)


def _add(
    unit: Unit, settings: Settings, options: argparse.Namespace, hashed: str, *, given: bool
) -> list[str]:
    username = options.username.casefold()
    if not USERNAME.fullmatch(username):
        raise SettingsError("a user name has 2 to 40 of a-z, 0-9, '.', '_' and '-', and begins with a letter")
    if unit.account(username) is not None:
        raise SettingsError(f"there is a '{username}' already: `wegwijs staff reset {username}`")
    role = Role(options.role)
    account = Account(
        username=username,
        name=options.name or username,
        role=role,
        team=options.team or _own_team(settings),
        password=hashed,
        created_at=datetime.now(UTC),
        expires_on=options.expires or (_today() + VOLUNTEER_FOR if role is Role.BEGELEIDER else None),
        must_change=not given,
    )
    unit.save_account(account)
    return [_line(account)]


def _own_team(settings: Settings) -> str:
    """Return the team of the content; raise ``SettingsError`` where it names none."""
    team = load_world(settings)[0].library.municipality.desk_team
    if team is None:
        raise SettingsError("content/gemeente.yaml names no desk-team: say --team")
    return team.id


def _reset(unit: Unit, options: argparse.Namespace, hashed: str, *, given: bool) -> list[str]:
    account = replace(
        _known(unit, options), password=hashed, totp=None, totp_used=0, failures=0, locked_until=None
    )
    # Who lost her phone lost the chat in it as well.
    account = replace(account, must_change=not given, notices=None)
    unit.save_account(account)
    unit.end_sessions(account.username)
    return [_line(account), "The second factor is gone as well: it is set up anew at the next log-in."]


def _disable(unit: Unit, options: argparse.Namespace) -> list[str]:
    account = replace(_known(unit, options), active=False, notices=None)
    unit.save_account(account)
    unit.end_sessions(account.username)
    return [_line(account)]


def _renew(unit: Unit, options: argparse.Namespace) -> list[str]:
    account = _known(unit, options)
    until = options.expires or (_today() + VOLUNTEER_FOR if account.role is Role.BEGELEIDER else None)
    account = replace(account, active=True, expires_on=until)
    unit.save_account(account)
    return [_line(account)]


def _list(unit: Unit) -> list[str]:
    return [_line(account) for account in unit.accounts()] or ["no accounts yet: `wegwijs staff add NAME`"]


def _line(account: Account) -> str:
    state = "works" if account.works(_today()) else "does not work"
    if account.expires_on is not None:
        state += f", until {account.expires_on.isoformat()}"
    second = "second factor" if account.totp is not None else "no second factor yet"
    return f"{account.username}  {account.role.value}  {account.team}  {state}  {second}  {account.name}"


def _known(unit: Unit, options: argparse.Namespace) -> Account:
    account = unit.account(options.username.casefold())
    if account is None:
        raise SettingsError(f"there is no account '{options.username}': `wegwijs staff list` shows them")
    return account


def _password(options: argparse.Namespace) -> str | None:
    """Return the password that was typed or piped in; None for one of ours."""
    if sys.stdin.isatty():
        typed = getpass("password (empty: make one): ")
    else:
        typed = sys.stdin.readline().rstrip("\n") if options.password_on_stdin else ""
    if not typed:
        return None
    weak = passwords.weakness(typed, names=(options.username,))
    if weak is not None:
        raise SettingsError(WEAK[weak])
    return typed


def _today() -> date:
    return datetime.now(UTC).date()
