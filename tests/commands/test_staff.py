"""Accounts, through their own door: ``wegwijs staff`` as a process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
HALF_A_YEAR = (datetime.now(UTC).date() + timedelta(days=183)).isoformat()


class Staff:
    def __init__(self, folder: Path) -> None:
        self._url = f"sqlite:///{folder / 'wegwijs.db'}"

    def __call__(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-m", "bot", "staff", *arguments],
            cwd=ROOT,
            env={**os.environ, "WEGWIJS_DATABASE_URL": self._url},
            input=typed,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )


@pytest.fixture
def staff(tmp_path: Path) -> Staff:
    return Staff(tmp_path)


def test_add_makes_an_account_with_a_password_of_ours(staff: Staff) -> None:
    done = staff("add", "Fatima", "--team", "werk", "--name", "Fatima Yusuf")

    line, password, note = done.stdout.splitlines()
    assert (line, note, done.returncode, done.stderr) == (
        "fatima  klantmanager  werk  works  no second factor yet  Fatima Yusuf",
        "At the first log-in another one is chosen.",
        0,
        "",
    )
    assert re.fullmatch("password: [a-z]{6}(-[a-z]{6}){3}", password)


def test_add_takes_a_password_from_standard_input_and_does_not_repeat_it(staff: Staff) -> None:
    done = staff("add", "fatima", "--team", "werk", "--password-on-stdin", typed="paarse olifant eet pap\n")

    assert (done.stdout, done.returncode) == (
        "fatima  klantmanager  werk  works  no second factor yet  fatima\n",
        0,
    )


def test_account_of_a_begeleider_ends_by_itself(staff: Staff) -> None:
    done = staff("add", "ria", "--team", "bieb", "--role", "begeleider")

    assert done.stdout.splitlines()[0] == (
        f"ria  begeleider  bieb  works, until {HALF_A_YEAR}  no second factor yet  ria"
    )


def test_disable_renew_and_list(staff: Staff) -> None:
    empty = staff("list").stdout
    staff("add", "ria", "--team", "bieb")
    staff("disable", "ria")
    disabled = staff("list").stdout
    staff("renew", "ria", "--expires", "2100-01-01")

    assert [empty, disabled, staff("list").stdout] == [
        "no accounts yet: `wegwijs staff add NAME`\n",
        "ria  klantmanager  bieb  does not work  no second factor yet  ria\n",
        "ria  klantmanager  bieb  works, until 2100-01-01  no second factor yet  ria\n",
    ]


@pytest.mark.parametrize(
    ("arguments", "typed", "says"),
    [
        (
            ("add", "R", "--team", "bieb"),
            "",
            "a user name has 2 to 40 of a-z, 0-9, '.', '_' and '-', and begins with a letter",
        ),
        (
            ("add", "ria", "--team", "bieb", "--password-on-stdin"),
            "kort\n",
            "a password has at least 12 characters",
        ),
        (("reset", "wie"), "", "there is no account 'wie': `wegwijs staff list` shows them"),
        (("disable", "wie"), "", "there is no account 'wie': `wegwijs staff list` shows them"),
    ],
)
def test_what_cannot_be_says_what_to_do(
    staff: Staff, arguments: tuple[str, ...], typed: str, says: str
) -> None:
    done = staff(*arguments, typed=typed)

    assert (done.returncode, done.stdout, done.stderr.strip()) == (2, "", says)


def test_add_twice_says_so_and_reset_gives_a_new_password(staff: Staff) -> None:
    staff("add", "ria", "--team", "bieb")
    again = staff("add", "ria", "--team", "bieb")
    reset = staff("reset", "ria")

    assert (again.returncode, again.stderr) == (2, "there is a 'ria' already: `wegwijs staff reset ria`\n")
    assert reset.stdout.splitlines()[:2] == [
        "ria  klantmanager  bieb  works  no second factor yet  ria",
        "The second factor is gone as well: it is set up anew at the next log-in.",
    ]


def test_account_to_try_it_out_with_is_made_where_the_demonstration_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "var").mkdir()
    monkeypatch.setattr("bot.config.ROOT", tmp_path)
    monkeypatch.delenv("WEGWIJS_DATABASE_URL", raising=False)

    status = main(["staff", "add", "marie", "--demo", "--team", "bibliotheek", "--role", "begeleider"])

    assert (status, [one.name for one in (tmp_path / "var").glob("*.db")]) == (0, ["demo.db"])
    assert capsys.readouterr().out.startswith("marie  begeleider  bibliotheek  works")
