"""``wegwijs check``: whether the content and its translations can be shown to a resident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from bot.catalogs import extract
from bot.catalogs.reviews import load as load_reviews
from bot.commands.checks import (
    facts,
    helper_tips,
    labels,
    names,
    official,
    paths,
    places,
    reading,
    reviews,
    terms,
    translations,
    vowels,
    writing,
)
from bot.config import SettingsError
from bot.flows.content.load import load
from bot.voice.spoken.form import SpokenForms
from bot.voice.spoken.reading import SpokenError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from babel.messages.catalog import Catalog

    from bot.catalogs.reviews import Reviews
    from bot.config import Settings
    from bot.flows.definition import Library
    from bot.flows.text import Text


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Print what is wrong, then what an editor should know; return 1 when something is wrong.

    With ``--facts`` only the list of what the editor should look up.
    """
    library = load(settings.content)
    day = datetime.now(UTC).date() if options.today else library.checked_on
    if options.facts:
        for line in facts.to_look_up(library, day):
            print(line)  # noqa: T201  the command line speaks here
        return 0
    return _check(_Project.read(settings, library), day)


@dataclass(frozen=True)
class _Project:
    """Everything that is looked at. Drafts are held to the same rules, but may lack translations."""

    settings: Settings
    library: Library
    everything: Library
    texts: Sequence[Text]
    drafts: Sequence[Text]
    catalogs: Mapping[str, Catalog]
    draft_catalogs: Mapping[str, Catalog]
    writings: Mapping[str, writing.Writing]
    reviews: Mapping[str, Reviews]
    sites: Collection[str]
    measured: reading.Measured

    @classmethod
    def read(cls, settings: Settings, library: Library) -> _Project:
        everything = load(settings.content, drafts=True)
        languages = extract.translated_languages(settings.locales)
        texts = list(extract.all_texts(library))
        drafts = extract.draft_texts(library, everything)
        return cls(
            settings=settings,
            library=library,
            everything=everything,
            texts=texts,
            drafts=drafts,
            catalogs=extract.read_all(settings.locales),
            draft_catalogs=extract.read_all(settings.locales, extract.DRAFTS),
            writings={
                code: writing.Writing.load(settings.locales / code / "writing.yaml") for code in languages
            },
            reviews={code: load_reviews(settings.locales, code) for code in languages},
            sites=places.other_sites(settings.content),
            measured=reading.measured(everything, [*texts, *drafts]),
        )


def _check(project: _Project, day: date) -> int:
    wrong = list(_wrong(project, day))
    for line in wrong:
        print(f"wrong: {line}")  # noqa: T201
    for line in _notes(project, day):
        print(f"note: {line}")  # noqa: T201
    for line in reading.hardest(project.measured):
        print(line)  # noqa: T201
    guides, drafts = len(project.library.guides), len(project.everything.guides)
    print(  # noqa: T201
        f"{guides} guides and {drafts - guides} drafts, {len(project.texts)} messages and "
        f"{len(project.drafts)} of drafts, {len(project.catalogs)} translations, "
        f"judged by {day}: {len(wrong)} wrong"
    )
    return 1 if wrong else 0


def _wrong(project: _Project, day: date) -> Iterator[str]:
    yield from paths.wrong_paths(project.everything)
    for texts, catalogs in (
        (project.texts, project.catalogs),
        (project.drafts, project.draft_catalogs),
    ):
        yield from labels.wrong_labels(texts, catalogs)
        yield from translations.wrong_translations(project.everything, texts, catalogs)
        yield from writing.wrong_writing(texts, catalogs, project.writings)
        yield from places.wrong_places(project.everything, texts, catalogs, project.sites)
    helping = list(project.library.helper_tips.texts())
    yield from places.wrong_places(project.everything, helping, {}, project.sites)
    yield from helper_tips.without_tips(project.library)
    yield from helper_tips.hard_to_read(project.library)
    yield from places.malformed(project.everything)
    everything = [*project.texts, *project.drafts]
    yield from official.unexplained(
        project.everything, everything, official.official_words(project.settings.locales)
    )
    yield from reading.unreadable(project.measured)
    yield from terms.wrong_terms(
        terms.load_terms(project.settings.locales), project.texts, project.catalogs, project.writings
    )
    yield from translations.unfinished(project.texts, project.catalogs)
    yield from reviews.wrong_reviews(project.texts, project.catalogs, project.reviews)
    yield from facts.expired(project.library, day)


def _notes(project: _Project, day: date) -> Iterator[str]:
    yield from facts.expiring(project.library, day)
    for line in translations.unfinished(project.drafts, project.draft_catalogs):
        yield f"drafts: {line}"
    for language, catalog in project.catalogs.items():
        left = reviews.unread(project.texts, catalog, project.reviews[language])
        if left:
            yield f"{language}: {left} translations were not read a second time"
    yield from vowels.silent(project.texts, project.catalogs, project.settings.locales)
    yield from names.unsaid(project.library, _spoken_forms(project.settings.locales))
    looked_up = len(list(facts.to_look_up(project.library, day)))
    yield f"{looked_up} facts and numbers want a look; `wegwijs check --facts` lists them"


def _spoken_forms(locales: Path) -> SpokenForms:
    try:
        return SpokenForms.load(locales)
    except SpokenError as error:
        raise SettingsError(str(error)) from error
