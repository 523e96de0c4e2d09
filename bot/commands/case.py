"""``wegwijs case``: closed cases, for the systems and the archive of a municipality."""

from __future__ import annotations

import asyncio
import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.bootstrap import opened_store
from bot.flows.content.load import load
from bot.handoff.export import Exported, exported
from bot.handoff.summaries import Summary

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from bot.config import Settings
    from bot.handoff.base import Case
    from bot.storage.base import Unit

AT_ONCE = 100
"""Cases in one transaction."""


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Write each closed case that was not exported before to a file of its own; say how many."""
    folder = Path(options.folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    municipality = load(settings.content).municipality.name
    count = asyncio.run(_export(settings, folder, municipality))
    print(f"cases exported to {folder}: {count}")  # noqa: T201  the command line speaks here
    return 0


async def _export(settings: Settings, folder: Path, municipality: str) -> int:
    count = 0
    async with opened_store(settings) as store:
        while found := await store.run(lambda unit: _read(unit, municipality)):
            for _, one in found:
                _write(folder / one.name, one)
            # Only what lies on the disk counts as exported.
            await store.run(lambda unit, found=found: _mark(unit, [case for case, _ in found]))  # type: ignore[misc]
            count += len(found)
    return count


def _read(unit: Unit, municipality: str) -> list[tuple[Case, Exported]]:
    now = datetime.now(UTC)
    return [
        (
            case,
            exported(
                case,
                Summary.from_json(unit.case_summary(case.id) or {}),
                unit.entries(case.id),
                unit.case_log(case.id),
                municipality=municipality,
                now=now,
            ),
        )
        for case in unit.unexported(AT_ONCE)
    ]


def _write(path: Path, one: Exported) -> None:
    """Write a file that nobody else on this machine reads, whole or not at all."""
    written = path.with_suffix(".part")
    descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(one.body, file, ensure_ascii=False, indent=2)
        file.flush()
        os.fsync(file.fileno())
    written.replace(path)


def _mark(unit: Unit, cases: Sequence[Case]) -> None:
    now = datetime.now(UTC)
    for case in cases:
        held = unit.hold_case(case.id)
        if held is not None and held[0].exported_at is None:
            unit.save_case(replace(held[0], exported_at=now))
