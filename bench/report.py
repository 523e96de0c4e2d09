"""What a run prints: everything that ``docs/measurements.md`` shows."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections import Counter
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from bench import voice_on
from bench.figures import percentile, spread, table
from bot.storage.sqlite import sqlite_engine

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from bench.load import Stretch
    from bench.voice import Spoken
    from bench.voice_on import Pair

USED: Final = "as residents use it"
ECHO: Final = "echo"
SINGLE: Final = "one message out"

RASA: Final = (63, 71)
"""Turns per second of Rasa's dialogue engine with 50 conversations on SQLite, measured
earlier on a machine of this kind; it takes 560 MB and 21-29 s to start. Not measured again here."""

LEAST_RATIO: Final = 0.5
TIMES_RASA: Final = 5
MOST_MEMORY: Final = 150.0
LONGEST_START: Final = 2.0
LONGEST_HIT: Final = 1.0
LONGEST_COLD: Final = 1000.0
LEAST_AHEAD: Final = 8.0
MOST_ADDED: Final = 0.05
"""What the project set out to reach: ratio to the echo, times Rasa, MB, seconds; of the voice
milliseconds for a clip that is there and for one that is not, clips per second ahead, and the
share that it adds to the processor time of a turn."""

PRAGMAS: Final = ("journal_mode", "synchronous", "busy_timeout", "foreign_keys", "secure_delete", "page_size")


@dataclass(frozen=True)
class Case:
    """What ran in a stretch: one of the names above, with so many conversations at once."""

    name: str
    conversations: int


@dataclass(frozen=True)
class Measured:
    """All that a run found out. ``starts`` in seconds, ``memory`` in MB, ``understood`` in milliseconds."""

    stretches: Mapping[Case, Sequence[Stretch]]
    starts: Mapping[str, Sequence[float]]
    memory: Mapping[str, float]
    complaints: Mapping[str, int]
    strays: int
    pragmas: Mapping[str, object]
    understood: Sequence[float]
    spoken: Spoken
    added: Mapping[int, Sequence[Pair]]


def pragmas(database: Path) -> dict[str, object]:
    """Read the pragmas through a connection that is opened as both bots open theirs."""
    engine = sqlite_engine(database)
    with engine.connect() as connection:
        read = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in PRAGMAS}
    engine.dispose()
    return read


def text(measured: Measured, options: argparse.Namespace, busy_before: float) -> str:
    """Return the whole report, in Markdown."""
    parts = [
        _conditions(options, busy_before),
        _turns(measured),
        _ratios(measured),
        _behind(measured),
        _residents(measured),
        _process(measured),
        _voice(measured.spoken),
        voice_on.text(measured.added),
        _reached(measured),
    ]
    return "\n\n".join(parts) + "\n"


def _conditions(options: argparse.Namespace, busy_before: float) -> str:
    versions = ", ".join(
        f"{name} {version(name)}"
        for name in ("python-telegram-bot", "SQLAlchemy", "aiohttp", "starlette", "uvicorn")
    )
    return (
        f"{options.rounds} rounds of {options.seconds:g} s for each case, the cases in turn; "
        "median over the rounds, least and most in brackets.\n"
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}; "
        f"load average {busy_before:.1f} before and {os.getloadavg()[0]:.1f} after.\n"
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {versions}."
    )


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    return next(
        (line.partition(": ")[2] for line in cpuinfo.splitlines() if line.startswith("model name")),
        platform.machine(),
    )


def _turns(measured: Measured) -> str:
    rows = [("case", "conversations", "turns/s", "p50 ms", "p95 ms")]
    for case, stretches in measured.stretches.items():
        latencies = [[turn.seconds * 1000 for turn in stretch.turns] for stretch in stretches]
        rows.append(
            (
                case.name,
                str(case.conversations),
                spread([stretch.rate for stretch in stretches], 0),
                spread([percentile(taken, 50) for taken in latencies], 1),
                spread([percentile(taken, 95) for taken in latencies], 1),
            )
        )
    return f"## Turns\n\n{table(rows)}"


def _ratios(measured: Measured) -> str:
    rounds = len(next(iter(measured.stretches.values())))
    numbered = (f"round {number}" for number in range(1, rounds + 1))
    rows = [("turns/s beside the echo", "conversations", "median", *numbered)]
    for case in measured.stretches:
        if case.name != ECHO:
            ratios = _ratio(measured, case)
            each = (f"{ratio:.2f}" for ratio in ratios)
            rows.append((case.name, str(case.conversations), f"{median(ratios):.2f}", *each))
    return f"## Beside the echo, round by round\n\n{table(rows)}"


def _ratio(measured: Measured, case: Case) -> list[float]:
    echo = measured.stretches[Case(ECHO, case.conversations)]
    pairs = zip(measured.stretches[case], echo, strict=True)
    return [own.rate / bare.rate for own, bare in pairs]


def _behind(measured: Measured) -> str:
    rows = [
        (
            "case",
            "conversations",
            "commits/turn",
            "messages/turn",
            "calls/turn",
            "CPU ms/turn",
            "bot CPU",
            "load CPU",
        )
    ]
    for case, stretches in measured.stretches.items():
        turns = sum(len(stretch.turns) for stretch in stretches)
        seconds = sum(stretch.seconds for stretch in stretches)
        calls = sum((stretch.calls for stretch in stretches), Counter[str]())
        cpu = sum(stretch.bot_cpu for stretch in stretches)
        rows.append(
            (
                case.name,
                str(case.conversations),
                f"{sum(stretch.commits for stretch in stretches) / turns:.2f}",
                f"{calls['sendMessage'] / turns:.2f}",
                f"{calls.total() / turns:.2f}",
                f"{cpu / turns * 1000:.2f}",
                f"{cpu / seconds:.0%}",
                f"{sum(stretch.own_cpu for stretch in stretches) / seconds:.0%}",
            )
        )
    read = ", ".join(f"{name} = {value}" for name, value in measured.pragmas.items())
    return (
        f"## Behind a turn\n\n{table(rows)}\n\n"
        "Commits as SQLite counts them in the index of its WAL; CPU as a share of one core, "
        "`load` being the process that is Telegram and the residents.\n"
        f"Pragmas, as read from Wegwijs' database (synchronous 2 is FULL): {read}."
    )


def _residents(measured: Measured) -> str:
    turns = [
        turn
        for case, stretches in measured.stretches.items()
        if case.name == USED
        for stretch in stretches
        for turn in stretch.turns
    ]
    calls = sum(
        (stretch.calls for case, own in measured.stretches.items() if case.name == USED for stretch in own),
        Counter[str](),
    )
    typed = sum(turn.typed for turn in turns) / len(turns)
    sizes = Counter(turn.messages for turn in turns)
    shares = ", ".join(f"{size}: {number / len(turns):.0%}" for size, number in sorted(sizes.items()))
    methods = ", ".join(f"{name} {number / len(turns):.2f}" for name, number in calls.most_common())
    return (
        f"## The residents\n\n{len(turns)} turns as residents use it: "
        f"{typed:.0%} typed, {1 - typed:.0%} pressed. "
        f"Messages in a turn: {shares}. Calls in a turn: {methods}. "
        f"Messages that nobody waited for: {measured.strays}."
    )


def _process(measured: Measured) -> str:
    rows = [("bot", "start to first reply, s", "most memory, MB", "warnings and errors in its log")]
    for name, seconds in measured.starts.items():
        memory, complaints = measured.memory[name], measured.complaints[name]
        rows.append((name, spread(seconds, 2), f"{memory:.0f}", str(complaints)))
    p50, p95 = (percentile(measured.understood, percent) for percent in (50, 95))
    return (
        f"## The process\n\n{table(rows)}\n\n"
        f"Understanding a message, in process: p50 {p50:.2f} ms, p95 {p95:.2f} ms "
        f"({len(measured.understood)} measured)."
    )


def _voice(spoken: Spoken) -> str:
    rows = [("voice message", "p50 ms", "p95 ms", "measured")]
    cases = {"there already": spoken.hits} | {
        f"made now, 25 words, {language}": taken for language, taken in spoken.cold.items()
    }
    for name, taken in cases.items():
        digits = 3 if taken is spoken.hits else 0
        p50, p95 = (f"{percentile(taken, percent):.{digits}f}" for percent in (50, 95))
        rows.append((name, p50, p95, str(len(taken))))
    return (
        f"## Voice\n\n{table(rows)}\n\n"
        f"Rendered ahead in two processes, their start included: {spoken.ahead.rate:.1f} clips/s "
        f"({spoken.ahead.made} clips of the project's own messages)."
    )


def _reached(measured: Measured) -> str:
    used = Case(USED, 50)
    rate = median(stretch.rate for stretch in measured.stretches[used])
    rows = [("to reach", "measured", "")]
    for case in measured.stretches:
        if case.name != ECHO:
            ratio = median(_ratio(measured, case))
            rows.append(
                (
                    f"{LEAST_RATIO} of the echo, {case.name}, {case.conversations} conversations",
                    f"{ratio:.2f}",
                    _yes(reached=ratio >= LEAST_RATIO),
                )
            )
    least, most = (TIMES_RASA * turns for turns in RASA)
    memory, start = measured.memory["Wegwijs"], median(measured.starts["Wegwijs"])
    rows += [
        (
            f"{TIMES_RASA} times Rasa's {RASA[0]}-{RASA[1]} turns/s, 50 conversations",
            f"{rate:.0f} turns/s, {rate / RASA[1]:.1f}-{rate / RASA[0]:.1f} times",
            _yes(reached=rate >= most) if not least <= rate < most else "at the edge",
        ),
        (f"memory under {MOST_MEMORY:g} MB", f"{memory:.0f} MB", _yes(reached=memory < MOST_MEMORY)),
        (f"first reply in {LONGEST_START:g} s", f"{start:.2f} s", _yes(reached=start < LONGEST_START)),
    ]
    hit = percentile(measured.spoken.hits, 95)
    cold = max(percentile(taken, 95) for taken in measured.spoken.cold.values())
    ahead = measured.spoken.ahead.rate
    rows += [
        (
            f"a clip that is there in {LONGEST_HIT:g} ms, p95",
            f"{hit:.3f} ms",
            _yes(reached=hit < LONGEST_HIT),
        ),
        (
            f"a clip of 25 words made in {LONGEST_COLD / 1000:g} s, p95",
            f"{cold / 1000:.2f} s",
            _yes(reached=cold < LONGEST_COLD),
        ),
        (
            f"{LEAST_AHEAD:g} clips/s rendered ahead",
            f"{ahead:.1f} clips/s",
            _yes(reached=ahead >= LEAST_AHEAD),
        ),
    ]
    for conversations, pairs in measured.added.items():
        more = median(pair.more for pair in pairs)
        rows.append(
            (
                f"the voice adds less than {MOST_ADDED:.0%} to a turn, {conversations} conversations",
                f"{more:+.1%}",
                _yes(reached=more < MOST_ADDED),
            )
        )
    return f"## Reached\n\n{table(rows)}"


def _yes(*, reached: bool) -> str:
    return "yes" if reached else "no"
