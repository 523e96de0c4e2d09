from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from bot.config import ROOT
from bot.locale import Languages, amount
from bot.month_names import month_names

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

A_YEAR = [date(2024, 1, 1) + timedelta(days=days) for days in range(366)]


@pytest.mark.parametrize(("code", "locale"), [("nl", "nl"), ("ar", "ar_SY"), ("ti", "ti")])
def test_date_is_written_as_babel_writes_it(code: str, locale: str) -> None:
    languages = Languages.load(ROOT / "locales")

    shown = [languages.value(day, code) for day in A_YEAR]

    assert shown == [format_date(day, "d MMMM y", locale=locale) for day in A_YEAR]


@given(st.decimals(min_value=-10_000_000, max_value=10_000_000, places=3))
def test_amount_is_written_as_babel_writes_it(euros: Decimal) -> None:
    number = format_decimal(euros, format="#,##0.00", locale="nl")

    assert amount(euros) == f"€\u00a0{number.removesuffix(',00')}"


def test_names_are_kept_for_the_next_start(tmp_path: Path) -> None:
    month_names.cache_clear()
    first = month_names("ti", tmp_path)
    month_names.cache_clear()

    assert (month_names("ti", tmp_path), len(first)) == (first, 12)
    assert [path.name for path in tmp_path.iterdir()] == ["months-ti.json"]
