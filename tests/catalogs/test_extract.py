from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from bot.catalogs import extract
from bot.catalogs.extract import Coverage
from bot.flows.content.load import load
from bot.flows.definition import Library, Tell
from bot.flows.text import Text

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def library() -> Library:
    return load(ROOT / "content")


def begun(library: Library, source: str) -> list[Text]:
    """Return all messages, with another first sentence in the WW guide."""
    guide = library.guides["ww-aanvragen"]
    first = guide.steps[0]
    assert isinstance(first, Tell)
    changed = replace(guide, steps=(replace(first, text=Text(first.text.context, source)), *guide.steps[1:]))
    return list(extract.all_texts(replace(library, guides={**library.guides, "ww-aanvragen": changed})))


def translated(catalog: Catalog) -> Catalog:
    """Return the catalog with every message translated into its own context."""
    for message in catalog:
        if message.id:
            message.string = (
                str(message.context)
                if isinstance(message.id, str)
                else tuple(f"{message.context} {form}" for form in range(catalog.num_plurals))
            )
    return catalog


def begin(catalog: Catalog) -> tuple[str, str, bool]:
    (message,) = [message for message in catalog if message.context == "ww-aanvragen/begin.say"]
    return str(message.id), str(message.string), message.fuzzy


def test_every_message_has_a_context_of_its_own(library: Library) -> None:
    contexts = [text.context for text in extract.all_texts(library)]

    assert len(contexts) == len(set(contexts))


def test_updated_marks_a_translation_of_older_dutch_as_stale_and_keeps_it(
    library: Library, tmp_path: Path
) -> None:
    old = translated(extract.updated(begun(library, "Dit stond er."), Catalog("ti"), "ti"))

    new = extract.updated(begun(library, "Dit staat er nu."), old, "ti")

    assert begin(new) == ("Dit staat er nu.", "ww-aanvragen/begin.say", True)
    total = sum(1 for _ in extract.all_texts(library))
    assert extract.coverage(extract.all_texts(library), new) == Coverage(total - 1, 1, 0)


def test_updated_keeps_naming_the_dutch_that_a_stale_translation_belongs_to(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "wegwijs.po"
    old = translated(extract.updated(begun(library, "Dit stond er eerst."), Catalog("ti"), "ti"))
    for _ in range(2):
        extract.write(extract.updated(begun(library, "Dit staat er nu."), old, "ti"), path)
        old = extract.read(path, "ti")

    assert '#| msgid "Dit stond er eerst."' in path.read_text(encoding="utf-8").splitlines()
    assert begin(old) == ("Dit staat er nu.", "ww-aanvragen/begin.say", True)


def test_updated_is_the_same_when_nothing_changed(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "wegwijs.po"
    extract.write(translated(extract.updated(extract.all_texts(library), Catalog("ar"), "ar")), path)
    before = path.read_text(encoding="utf-8")

    extract.write(extract.updated(extract.all_texts(library), extract.read(path, "ar"), "ar"), path)

    assert path.read_text(encoding="utf-8") == before


def test_coverage_counts_what_is_missing(library: Library) -> None:
    total = sum(1 for _ in extract.all_texts(library))

    assert extract.coverage(extract.all_texts(library), Catalog("ti")) == Coverage(0, 0, total)


@pytest.mark.parametrize("language", extract.translated_languages(ROOT / "locales"))
def test_committed_catalogs_are_as_extract_writes_them(
    language: str, library: Library, tmp_path: Path
) -> None:
    committed = extract.po_path(ROOT / "locales", language)
    path = tmp_path / "wegwijs.po"

    extract.write(
        extract.updated(extract.all_texts(library), extract.read(committed, language), language), path
    )

    assert path.read_text(encoding="utf-8") == committed.read_text(encoding="utf-8")


def test_committed_template_is_as_extract_writes_it(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "wegwijs.pot"

    extract.write(extract.template(extract.all_texts(library)), path)

    assert path.read_text(encoding="utf-8") == (ROOT / "locales" / "wegwijs.pot").read_text(encoding="utf-8")


def test_updated_keeps_a_translation_that_is_half_done(library: Library) -> None:
    old = extract.updated(extract.all_texts(library), Catalog("ar"), "ar")
    (half,) = [message for message in old if message.context == "core/finished.done"]
    half.string = ("لا شيء", "", "", "", "", "")

    new = extract.updated(extract.all_texts(library), old, "ar")

    (kept,) = [message for message in new if message.context == "core/finished.done"]
    assert kept.string == ("لا شيء", "", "", "", "", "")
    assert extract.coverage(extract.all_texts(library), new).translated == 0
