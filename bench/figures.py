"""Figures out of stretches: percentiles, medians over rounds with their range."""

from __future__ import annotations

from statistics import median, quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value below which ``percent`` of the values lie."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def spread(values: Sequence[float], digits: int) -> str:
    """Return the median of some rounds, with the least and the most in brackets."""
    middle, least, most = (f"{value:.{digits}f}" for value in (median(values), min(values), max(values)))
    return f"{middle} ({least}-{most})"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table, the heading first: it reads in a terminal and goes into a page as it is."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    heading, *body = (
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    )
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([heading, rule, *body])
