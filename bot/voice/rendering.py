"""Makes every clip that can be made ahead, so that a resident never waits for it.

What is there already is not made again: a run that was killed goes on where it was.
espeak-ng speaks in two processes; the network voice in this one, a request a second.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Final

from bot.voice.assembly import open_voice
from bot.voice.base import Kind
from bot.voice.engines.recordings import name_of
from bot.voice.interruption import ended_once, unheard
from bot.voice.silence import NoVoice, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.voice.assembly import Places
    from bot.voice.base import Speech
    from bot.voice.chain import Chain
    from bot.voice.engine import Engine

WORKERS: Final = 2

TO_DO: Final = {
    Reason.DISK: "make room there, or name another folder in WEGWIJS_VOICE_DIR, and run it again",
    Reason.NO_WORKER: "`make install` brings it; then run it again",
    Reason.WORKER_FAILED: "run it again when the machine has less to do",
}
"""What the operator can do about a clip that was not made."""

HOPELESS: Final = {Reason.DISK, Reason.NO_WORKER}
"""Of which every clip that is left would fail as well."""


@dataclass(frozen=True)
class Progress:
    """How far a run is. ``tried`` of ``total`` clips, ``made`` of them; ``seconds`` since it began."""

    tried: int
    total: int
    made: int
    seconds: float

    @property
    def rate(self) -> float:
        """Clips tried per second."""
        return self.tried / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds to go at this rate; None before the first clip."""
        return (self.total - self.tried) / self.rate if self.rate else None


@dataclass(frozen=True)
class Failure:
    """One clip that was not made. ``next_best``: not by the network voice; the next one was asked."""

    speech: Speech
    reason: Reason
    next_best: bool = False


@dataclass(frozen=True)
class Row:
    """The clips of one language, counted. A stale text counts under what is heard in its place too."""

    language: str
    messages: int
    recorded: int
    gtts: int
    espeak: int
    missing: int
    stale: int


def kinds(chain: Chain, *, gtts: bool) -> set[Kind]:
    """Return what may be asked: the engines on this machine, and the network voice when it is on."""
    return {kind for kind, engine in chain.engines.items() if engine.local or gtts}


def wanted(chain: Chain, speech: Speech, asked: set[Kind]) -> Kind | None:
    """Return the best kind of clip that could be made and is not there; None when there is no better."""
    for kind in chain.kinds(speech):
        if chain.found_of(kind, speech) is not None:
            return None
        if kind in asked and chain.able(kind, speech):
            return kind
    return None


def unmade(chain: Chain, speeches: Sequence[Speech], asked: set[Kind]) -> list[Speech]:
    """Return the messages that nothing speaks, although something in their chain could."""
    return [
        speech
        for speech in speeches
        if chain.found(speech) is None and any(chain.able(kind, speech) for kind in asked)
    ]


def count(chain: Chain, speeches: Sequence[Speech]) -> list[Row]:
    """Count, per language, what speaks the messages."""
    rows = []
    for language in dict.fromkeys(speech.language for speech in speeches):
        own = [speech for speech in speeches if speech.language == language]
        clips = [chain.found(speech) for speech in own]
        heard = Counter(clip.kind for clip in clips if clip is not None)
        recorded_before = chain.recordings.stale(own)
        rows.append(
            Row(
                language=language,
                messages=len(own),
                recorded=heard[Kind.RECORDING],
                gtts=heard[Kind.GTTS],
                espeak=heard[Kind.ESPEAK],
                missing=clips.count(None),
                stale=sum(
                    (language, name_of(speech)) in recorded_before or _of_another_wording(chain, speech)
                    for speech in own
                ),
            )
        )
    return rows


def render(
    speeches: Sequence[Speech],
    chain: Chain,
    places: Places,
    *,
    report: Callable[[Progress], None],
    workers: int = WORKERS,
) -> list[Failure]:
    """Make every clip that is not there; return those that could not be made, or not by the best voice.

    It ends at one after which no other could be made either. ``chain`` asks the network voice, in
    this process; the others open ``places``.
    """
    work = _work(chain, speeches, kinds(chain, gtts=places.gtts))
    if not work:
        return []
    began = monotonic()
    failures: list[Failure] = []
    refused: list[Failure] = []
    made = tried = 0

    def note(failure: Failure | None) -> None:
        nonlocal made, tried
        tried += 1
        if failure is None:
            made += 1
        else:
            failures.append(failure)
        report(Progress(tried, len(work), made, monotonic() - began))

    # Started anew: a process that was forked off would share locks with the threads of this one.
    pool = ProcessPoolExecutor(
        workers, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(places,)
    )
    with ended_once():
        try:
            with unheard():
                local = [pool.submit(_make, speech) for speech, kind in work if kind is not Kind.GTTS]
            for speech, kind in work:
                if kind is Kind.GTTS:
                    refusal = _asked(chain, speech)
                    if refusal is None:
                        note(None)
                    else:
                        refused.append(refusal)
                        local.append(pool.submit(_make, speech))
            for future in local:
                note(future.result())
                if failures and failures[-1].reason in HOPELESS:
                    break
        finally:
            pool.shutdown(cancel_futures=True)
    return [*failures, *refused]


def prune(speeches: Sequence[Speech], chain: Chain) -> int:
    """Delete what was rendered ahead and is no longer said by any engine; return how many clips.

    ``speeches`` must be all there are: what only they do not say is deleted.
    """
    keep = {key for speech in speeches for engine in chain.engines.values() if (key := _key(engine, speech))}
    return chain.cache.prune(keep)


def _key(engine: Engine, speech: Speech) -> str | None:
    try:
        return engine.order(speech).key
    except NoVoice:
        return None


def _asked(chain: Chain, speech: Speech) -> Failure | None:
    """Ask the network voice; return why it did not answer."""
    try:
        chain.made(replace(speech, only=Kind.GTTS), {Kind.GTTS}, ahead=True)
    except NoVoice as silence:
        return Failure(speech, silence.reason, next_best=True)
    return None


def _work(chain: Chain, speeches: Sequence[Speech], asked: set[Kind]) -> list[tuple[Speech, Kind]]:
    """Return what is to be made, each sound once: many messages say the same."""
    found: dict[str, tuple[Speech, Kind]] = {}
    for speech in speeches:
        kind = wanted(chain, speech, asked)
        if kind is not None:
            found.setdefault(chain.engines[kind].order(speech).key, (speech, kind))
    return list(found.values())


def _of_another_wording(chain: Chain, speech: Speech) -> bool:
    for kind in chain.kinds(speech):
        if kind in chain.engines:
            try:
                chain.engines[kind].order(speech)
            except NoVoice as silence:
                if silence.reason is Reason.STALE_VOWELS:
                    return True
    return False


# --- in the processes of the pool ---------------------------------------------------

_chains: Final[list[Chain]] = []
"""The chain of this process: what a pool calls cannot be handed one."""


def _begin(places: Places) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the run, and the run ends its processes
    Thread(target=_end_with_parent, daemon=True).start()
    _chains.append(open_voice(places))


def _end_with_parent() -> None:
    """End this process when the run is killed: a pool would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _make(speech: Speech) -> Failure | None:
    chain = _chains[0]
    try:
        chain.made(speech, kinds(chain, gtts=False), ahead=True)
    except NoVoice as silence:
        return Failure(speech, silence.reason)
    return None


def summary(failures: Sequence[Failure]) -> Iterator[str]:
    """Yield a line for each reason, with how often, where first, and what to do."""
    kinds = Counter((failure.reason, failure.next_best) for failure in failures)
    for (reason, next_best), times in kinds.most_common():
        first = next(one.speech for one in failures if (one.reason, one.next_best) == (reason, next_best))
        made = "not made by gTTS" if next_best else "not made"
        to_do = "the next voice says them until a next run" if next_best else TO_DO.get(reason)
        what = f"{times} {made}, {reason.value}: {first.language} {first.message_id}"
        yield "; ".join(filter(None, (what, to_do)))
        if reason in HOPELESS and not next_best:
            yield "no other was tried: it would fail as well"
