"""``wegwijs voice``: render the clips ahead, say what to record, take recordings in."""

from __future__ import annotations

import sys
from concurrent.futures.process import BrokenProcessPool
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.catalogs import extract
from bot.commands.progress import Bar
from bot.config import SettingsError
from bot.flows.content.load import load
from bot.flows.engine import AMSTERDAM
from bot.locale import Languages
from bot.voice import importing, rendering, sheet
from bot.voice.ahead import alone, give_way
from bot.voice.assembly import Places, open_voice
from bot.voice.engines.recordings import name_of
from bot.voice.foreseen import foreseen, is_heard, without_values
from bot.voice.speeches import Speeches
from bot.voice.spoken.form import SpokenForms
from bot.voice.spoken.reading import SpokenError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.config import Settings
    from bot.flows.definition import Library
    from bot.flows.text import Text
    from bot.messages import Part
    from bot.voice.base import Speech
    from bot.voice.chain import Chain
    from bot.voice.engines.recordings import Recordings

GOES_ON: Final = "what is made stays, and the same command goes on from there"

NO_CODE: Final = "it is no code of today's sheet; the text may have changed: see `wegwijs voice sheet --all`"

HEADINGS: Final = ("language", "messages", "recorded", "gTTS", "espeak-ng", "missing", "stale")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Do one of the four; return 1 when something is missing or was refused."""
    match options.what:
        case "render":
            return _check(settings, options) if options.check else _interruptible(settings, options)
        case "sheet":
            return _sheet(settings, options)
        case "import":
            return _import(settings, options)
        case _:
            return _approve(settings, options)


def fixed_messages(settings: Settings, language: str | None = None, only: str = "") -> list[Speech]:
    """Return every message without values in it, in each language that has a translation of today's Dutch."""
    read = _Read.of(settings, language)
    return list(_spoken(read, read.without_values(), only))


def messages_ahead(settings: Settings, language: str | None = None, only: str = "") -> list[Speech]:
    """Return what is the same for everybody: every message without values, and those that content fills.

    Each filling of a message among them is there: it can be rendered ahead, or recorded.
    """
    read = _Read.of(settings, language)
    return list(_spoken(read, read.ahead(), only))


def _spoken(read: _Read, parts: Iterable[Part], only: str) -> Iterator[Speech]:
    speeches = Speeches(read.forms)
    for part in parts:
        if (part.message_id or "").startswith(only):
            yield from speeches.of(part)


def _by_code(settings: Settings, named: Iterable[str]) -> Mapping[str, Speech]:
    """Return what can be recorded in the languages of these codes, by code; as written, not as said."""
    read = _Read.of(settings, None)
    speeches = Speeches(read.forms)
    beginnings = {name.partition("-")[0].lower() for name in named}
    chosen = replace(read, codes=[code for code in read.codes if code in beginnings])
    return {sheet.code_of(speech): speech for part in chosen.ahead() for speech in (speeches.unspoken(part),)}


@dataclass(frozen=True)
class _Read:
    """What the messages are made of, and the languages that were asked for."""

    library: Library
    languages: Languages
    forms: SpokenForms
    codes: Sequence[str]

    @classmethod
    def of(cls, settings: Settings, language: str | None) -> _Read:
        languages = Languages.load(settings.locales, kept=settings.compiled)
        if language not in {None, *languages.codes}:
            raise SettingsError(f"--language is one of {', '.join(languages.codes)}, not '{language}'")
        try:
            forms = SpokenForms.load(settings.locales)
        except SpokenError as error:
            raise SettingsError(str(error)) from error
        codes = languages.codes if language is None else (language,)
        return cls(load(settings.content), languages, forms, codes)

    @cached_property
    def texts(self) -> list[Text]:
        return list(filter(is_heard, extract.all_texts(self.library)))

    def without_values(self) -> Iterator[Part]:
        for code in self.codes:
            yield from without_values(self.texts, self.languages, code)

    def ahead(self) -> Iterator[Part]:
        """Yield what is the same for everybody."""
        yield from self.without_values()
        today = datetime.now(AMSTERDAM).date()
        for code in self.codes:
            yield from foreseen(self.texts, self.library, self.languages, code, today)


def places(settings: Settings) -> Places:
    """Return where the voice finds its things."""
    return Places(
        locales=settings.locales,
        cache=settings.voice,
        recordings=settings.recordings,
        most=settings.voice_megabytes * 1_000_000,
        compiled=settings.compiled,
        gtts=settings.voice_gtts,
    )


def _interruptible(settings: Settings, options: argparse.Namespace) -> int:
    try:
        return _render(settings, options)
    except KeyboardInterrupt:
        print(f"\nstopped: {GOES_ON}")  # noqa: T201
    except BrokenProcessPool:
        print(f"\na process of this run was killed, perhaps for its memory: {GOES_ON}")  # noqa: T201
    return 1


def _render(settings: Settings, options: argparse.Namespace) -> int:
    if options.prune and (options.language or options.only):
        raise SettingsError("--prune looks at all messages: leave --language and --only away")
    found = places(settings)
    with alone(found.cache) as free:
        if not free:
            print("another run is rendering here already")  # noqa: T201  the command line speaks here
            return 0
        if options.gently:
            give_way()
        speeches = _chosen(settings, options)
        chain = open_voice(found)
        bar = Bar(sys.stderr)
        workers = 1 if options.gently else rendering.WORKERS
        failures = rendering.render(speeches, chain, found, report=bar.show, workers=workers)
        bar.end()
        if options.prune:
            print(f"{rendering.prune(speeches, chain)} clips of other texts deleted")  # noqa: T201
    _table(chain, speeches)
    for line in rendering.summary(failures):
        print(line)  # noqa: T201
    return 0 if all(failure.next_best for failure in failures) else 1


def _chosen(settings: Settings, options: argparse.Namespace) -> list[Speech]:
    return _some(messages_ahead(settings, options.language, options.only), options.only)


def _some(speeches: list[Speech], only: str) -> list[Speech]:
    """Return these messages; raise ``SettingsError`` where there are none: a word was mistyped."""
    if not speeches:
        raise SettingsError(
            f"--only: none begins with '{only}'; see the last column of `wegwijs voice sheet --all`"
        )
    return speeches


def _check(settings: Settings, options: argparse.Namespace) -> int:
    speeches = _chosen(settings, options)
    chain = open_voice(places(settings))
    unmade = rendering.unmade(chain, speeches, rendering.kinds(chain, gtts=settings.voice_gtts))
    _table(chain, speeches)
    if unmade:
        first = unmade[0]
        print(  # noqa: T201
            f"{len(unmade)} could be made and are not there, the first {first.language} "
            f"{first.message_id}: run `wegwijs voice render`"
        )
    return 1 if unmade else 0


def _table(chain: Chain, speeches: Sequence[Speech]) -> None:
    rows = [HEADINGS, *(astuple(row) for row in rendering.count(chain, speeches))]
    for row in rows:
        print(" ".join(f"{cell:>9}" for cell in row))  # noqa: T201


def _sheet(settings: Settings, options: argparse.Namespace) -> int:
    read = _Read.of(settings, options.language)
    speeches = [
        speech
        for speech in sheet.asked(_as_met(messages_ahead(settings, options.language), read.texts))
        if any(one.startswith(options.only) for one in (speech.message_id or "", *speech.inside))
    ]
    _some(speeches, options.only)
    found = sheet.rows(open_voice(places(settings)), speeches, everything=options.all)
    directions = {code: language.direction for code, language in read.languages.by_code.items()}
    if options.format == "html":
        # Who reads from paper sees no state: what waits for approval would be read a second time.
        to_read = [row for row in found if options.all or row.state != sheet.WAITING]
        sys.stdout.write(sheet.as_html(to_read, directions=directions))
    else:
        sys.stdout.write(sheet.as_csv(found, directions=directions))
        print(sheet.LEFT_OUT, file=sys.stderr)  # noqa: T201  a line of it would be a row of the table
    return 0


def _as_met(speeches: Sequence[Speech], texts: Sequence[Text]) -> list[Speech]:
    """Put messages in the order in which a resident meets them; one with another inside it where that is."""
    place = {text.context: number for number, text in enumerate(texts)}
    return sorted(speeches, key=lambda speech: place[(*speech.inside, speech.message_id or "")[0]])


def _import(settings: Settings, options: argparse.Namespace) -> int:
    provenance = importing.Provenance(
        speaker=options.speaker,
        consent=options.consent,
        day=datetime.now(UTC).date(),
        approved_by=options.approve or "",
    )
    paths = list(importing.files_in(Path(place) for place in options.files))
    by_code = _by_code(settings, (path.name for path in paths))
    recordings = open_voice(places(settings)).recordings
    refused = waiting = 0
    for taken in importing.take_in(paths, by_code, recordings, provenance):
        if taken.speech is None or taken.problem:
            refused += 1
            print(f"refused: {taken.path.name}: {taken.problem}")  # noqa: T201
        else:
            waiting += recordings.waiting(taken.speech)
            print(f"taken in: {taken.path.name}: {taken.speech.language} {taken.speech.message_id}")  # noqa: T201
    print(f"{len(paths) - refused} taken in, {refused} refused")  # noqa: T201
    if not paths:
        print(f"no file there ends in {', '.join(importing.FORMATS)} or begins with a code")  # noqa: T201
    elif waiting:
        print(  # noqa: T201
            f"{waiting} of them nobody hears yet. Let somebody who knows the language listen "
            f'in {recordings.folder}, then: `wegwijs voice approve <code> --by "Name"`'
        )
    return 1 if refused or not paths else 0


def _approve(settings: Settings, options: argparse.Namespace) -> int:
    by_code = _by_code(settings, options.codes)
    recordings = open_voice(places(settings)).recordings
    status = 0
    for code in options.codes:
        speech = by_code.get(code.lower())
        problem = NO_CODE if speech is None else _approve_one(recordings, speech, by=options.by)
        if speech is None or problem:
            status = 1
            print(f"refused: {code}: {problem}")  # noqa: T201
        else:
            print(f"approved: {code}: {speech.language} {speech.message_id}")  # noqa: T201
    return status


def _approve_one(recordings: Recordings, speech: Speech, *, by: str) -> str | None:
    """Approve the recording of a text, if nobody did; return what is the matter."""
    if recordings.find(speech) is None and not recordings.waiting(speech):
        return "no recording of it is there; `wegwijs voice import` takes one in"
    try:
        if recordings.waiting(speech):
            recordings.approve(speech.language, name_of(speech), by=by)
    except OSError as error:
        return f"{error.strerror}: {recordings.folder}"
    return None
