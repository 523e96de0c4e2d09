"""Logging in: a name, a password, a code, and what happens when they are wrong.

Every refusal reads the same, whatever was wrong. Source: OWASP ASVS 4.0.3, 2.2, 2.8, 3.2 and 3.3.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.flows.engine import AMSTERDAM
from bot.staff import passwords, second_factor
from bot.staff.base import Account, Session
from bot.tokens import digest, new_token

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from bot.storage.base import Store, Unit

log = logging.getLogger(__name__)

MOST_FAILURES = 5
"""Wrong passwords or codes in a row; after these the account waits."""

FIRST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=12)
"""The wait doubles with each further failure."""

MOST_TRIES = 30
TRIES_WITHIN = timedelta(minutes=10)
"""Tries from one network address, whatever account they name."""

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)
"""A session ends when nobody used it for so long, and after a working day in any case."""

TOUCHED_AFTER = timedelta(seconds=30)
"""A session's last use is stored no more often than this."""


class Refused(StrEnum):
    """Why somebody is not let in."""

    WRONG = "wrong"
    TOO_MANY = "too-many"


@dataclass(frozen=True, kw_only=True)
class Entered:
    """Somebody who was let in: the token for her cookie, and who she is."""

    token: str
    session: Session
    account: Account


@dataclass(frozen=True, kw_only=True)
class LogIn:
    """Lets staff in and out. ``now`` tells the time, aware."""

    store: Store
    now: Callable[[], datetime]

    async def enter(self, username: str, password: str, *, source: str, local: bool) -> Entered | Refused:
        """Let somebody in by her password.

        ``source`` is the network address. ``local``: the browser runs on this very machine,
        so no second factor is asked, and demo accounts work.
        """
        now = self.now()
        name = username.strip().casefold()
        bucket = f"log-in:{digest(source)}"
        tries, account = await self.store.run(
            lambda unit: (unit.attempt(bucket, now, within=TRIES_WITHIN), unit.account(name))
        )
        if tries > MOST_TRIES:
            log.warning("too many attempts to log in", extra={"count": tries})
            return Refused.TOO_MANY
        usable = account is not None and account.works(self._today()) and (local or not account.demo)
        # Hashing takes its 50 ms for every name, so that time tells nobody which names exist.
        right = await asyncio.to_thread(passwords.fits, password, account.password if account else None)
        token = new_token()
        return await self.store.run(
            lambda unit: self._entered(unit, name, token, right=right and usable, local=local)
        )

    async def too_often(self, source: str) -> bool:
        """Count one more try from this network address; tell whether there were too many."""
        bucket, now = f"log-in:{digest(source)}", self.now()
        return await self.store.run(lambda unit: unit.attempt(bucket, now, within=TRIES_WITHIN)) > MOST_TRIES

    async def vouched(self, username: str) -> Entered | Refused:
        """Let somebody in for whom the municipality's own log-in vouches, second factor and all.

        Only an account that is known here and works: nobody is added by logging in. Wrong
        passwords that others tried do not keep her out.
        """
        name, token = username.strip().casefold(), new_token()
        return await self.store.run(lambda unit: self._let_in(unit, name, token))

    async def confirm(self, token: str, code: str) -> Entered | Refused:
        """Let somebody in by the code of her second factor; the session gets a new token."""
        fresh = new_token()
        return await self.store.run(lambda unit: self._confirmed(unit, token, code, fresh))

    async def enrol(self, token: str, secret: str, code: str) -> Entered | Refused:
        """Keep a first second factor, once a code shows that her app has it."""
        fresh = new_token()
        return await self.store.run(lambda unit: self._confirmed(unit, token, code, fresh, secret=secret))

    async def who(self, token: str | None) -> tuple[Session, Account] | None:
        """Return the session of a cookie with its account, None where it is not or no longer good."""
        if not token:
            return None
        return await self.store.run(lambda unit: self._found(unit, token))

    async def still(self, token: str) -> tuple[Session, Account] | None:
        """Do as ``who`` does, but a page that is merely open does not count as use."""
        return await self.store.run(lambda unit: self._found(unit, token, touch=False))

    async def leave(self, token: str) -> None:
        """Log out this browser."""
        await self.store.run(lambda unit: unit.end_session(digest(token)))

    async def change_password(self, token: str, old: str, new: str) -> Entered | Refused | passwords.Weakness:
        """Change her own password; her sessions elsewhere end, and this one gets a new token."""
        found = await self.who(token)
        if found is None:
            return Refused.WRONG
        _, account = found
        if not await asyncio.to_thread(passwords.fits, old, account.password):
            return await self.store.run(lambda unit: self._failed(unit, account.username))
        weak = await asyncio.to_thread(passwords.weakness, new, names=(account.username, account.name))
        if weak is not None:
            return weak
        hashed = await asyncio.to_thread(passwords.hashed, new)
        fresh = new_token()
        return await self.store.run(lambda unit: self._changed(unit, token, hashed, fresh))

    async def expire(self) -> int:
        """Forget sessions that had their time; return how many."""
        now = self.now()
        return await self.store.run(
            lambda unit: unit.expire_sessions(idle_before=now - IDLE, created_before=now - LONGEST)
        )

    # --- inside the transaction ---------------------------------------------------

    def _entered(self, unit: Unit, name: str, token: str, *, right: bool, local: bool) -> Entered | Refused:
        account = unit.account(name)
        now = self.now()
        if account is None:
            return Refused.WRONG
        if account.locked_until is not None and now < account.locked_until:
            return Refused.WRONG  # the same answer, so that a right guess is not told either
        if not right:
            return self._failed(unit, name)
        account = replace(account, failures=0 if local else account.failures, locked_until=None)
        unit.save_account(account)
        return _begun(unit, account, token, now, second=local)

    def _let_in(self, unit: Unit, name: str, token: str) -> Entered | Refused:
        account = unit.account(name)
        if account is None or account.demo or not account.works(self._today()):
            log.warning("somebody without an account was vouched for")
            return Refused.WRONG
        return _begun(unit, account, token, self.now(), second=True)

    def _confirmed(
        self, unit: Unit, token: str, code: str, fresh: str, *, secret: str | None = None
    ) -> Entered | Refused:
        found = self._found(unit, token)
        if found is None:
            return Refused.WRONG
        session, known = found
        account = unit.account(known.username)
        if account is None or (secret is not None) == (account.totp is not None):
            return Refused.WRONG  # a second factor that is there is never replaced by a session alone
        if account.locked_until is not None and self.now() < account.locked_until:
            return Refused.WRONG
        step = second_factor.step_of(code, secret or account.totp or "", self.now(), used=account.totp_used)
        if step is None:
            return self._failed(unit, account.username)
        account = replace(account, totp=secret or account.totp, totp_used=step, failures=0, locked_until=None)
        unit.save_account(account)
        unit.end_session(session.digest)
        return _begun(unit, account, fresh, self.now(), second=True)

    def _changed(self, unit: Unit, token: str, hashed: str, fresh: str) -> Entered | Refused:
        found = self._found(unit, token)
        if found is None:
            return Refused.WRONG
        session, known = found
        account = unit.account(known.username)
        if account is None:
            return Refused.WRONG
        account = replace(account, password=hashed, must_change=False, failures=0)
        unit.save_account(account)
        unit.end_sessions(account.username)
        return _begun(unit, account, fresh, self.now(), second=session.second)

    def _failed(self, unit: Unit, username: str) -> Refused:
        account = unit.account(username)
        if account is None:
            return Refused.WRONG
        failures = account.failures + 1
        locked_until = None
        if failures >= MOST_FAILURES:
            wait = min(FIRST_WAIT * 2 ** min(failures - MOST_FAILURES, 10), LONGEST_WAIT)
            locked_until = self.now() + wait
            log.warning("an account is locked", extra={"attempt": failures})
        unit.save_account(replace(account, failures=failures, locked_until=locked_until))
        return Refused.WRONG

    def _found(self, unit: Unit, token: str, *, touch: bool = True) -> tuple[Session, Account] | None:
        now = self.now()
        found = unit.session(digest(token))
        if found is None:
            return None
        session, account = found
        if now - session.last_at > IDLE or now - session.created_at > LONGEST:
            unit.end_session(session.digest)
            return None
        if not account.works(self._today()):
            unit.end_sessions(account.username)
            return None
        if touch and now - session.last_at > TOUCHED_AFTER:
            session = replace(session, last_at=now)
            unit.save_session(session)
        return session, account

    def _today(self) -> date:
        return self.now().astimezone(AMSTERDAM).date()


def _begun(unit: Unit, account: Account, token: str, now: datetime, *, second: bool) -> Entered:
    session = Session(
        digest=digest(token),
        username=account.username,
        csrf=new_token(),
        created_at=now,
        last_at=now,
        second=second,
    )
    unit.save_session(session)
    return Entered(token=token, session=session, account=account)
