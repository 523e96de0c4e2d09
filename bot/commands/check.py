"""``wegwijs check``: whether the content and its translations can be shown to a resident."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.catalogs import extract
from bot.catalogs.readability import (
    FEWEST_WORDS,
    LONGEST_MESSAGE,
    LONGEST_SENTENCE,
    LOWEST_SCORE,
    Readability,
    measure,
)
from bot.channels.profiles import TELEGRAM
from bot.flows.content.load import load
from bot.flows.definition import Do, GoTo, Human
from bot.flows.inspect import MOST_PATHS, MOST_QUESTIONS, most_questions, paths
from bot.flows.text import placeholders

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from babel.messages.catalog import Catalog

    from bot.config import Settings
    from bot.flows.definition import Guide, Library
    from bot.flows.text import Text

SOON = timedelta(days=45)
"""An editor hears this long before a fact stops being shown."""

LONGEST_ID = 52
"""Bytes of "guide/step" that fit into a button: 64, less the prompt number and the kind."""

BUTTON_LENGTHS = {"core/button.": 20, "core/answer.": 20, "core/topic.": TELEGRAM.button_length}
"""Characters that a label may have, by the beginning of its context."""

HARDEST = 10

ANSWER_LENGTH = 24
TITLE_LENGTH = 40


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Print what is wrong, then what an editor should know; return 1 when something is wrong.

    Drafts are held to the same rules, but for one: their translation may be unfinished.
    """
    library = load(settings.content)
    everything = load(settings.content, drafts=True)
    texts = list(extract.all_texts(library))
    drafts = extract.draft_texts(library, everything)
    day = datetime.now(UTC).date() if options.today else library.checked_on
    catalogs = extract.read_all(settings.locales)
    draft_catalogs = extract.read_all(settings.locales, extract.DRAFTS)
    wrong = [
        *_guides(everything),
        *_messages(everything, texts, catalogs),
        *_messages(everything, drafts, draft_catalogs),
        *_unfinished(texts, catalogs),
        *_expired(library, day),
    ]
    for line in wrong:
        print(f"wrong: {line}")  # noqa: T201  the command line speaks here
    for line in (*_notes(library, day), *(f"drafts: {line}" for line in _unfinished(drafts, draft_catalogs))):
        print(f"note: {line}")  # noqa: T201
    for line in _readability(everything, [*texts, *drafts]):
        print(line)  # noqa: T201
    print(  # noqa: T201
        f"{len(library.guides)} guides and {len(everything.guides) - len(library.guides)} drafts, "
        f"{len(texts)} messages and {len(drafts)} of drafts, {len(catalogs)} translations, "
        f"judged by {day}: {len(wrong)} wrong"
    )
    return 1 if wrong else 0


def _messages(library: Library, texts: Sequence[Text], catalogs: Mapping[str, Catalog]) -> Iterator[str]:
    yield from _labels(texts, catalogs)
    for language, catalog in catalogs.items():
        yield from _translations(texts, language, catalog, _official_names(library))
    yield from _unreadable(library, texts)


def _unfinished(texts: Sequence[Text], catalogs: Mapping[str, Catalog]) -> Iterator[str]:
    for language, catalog in catalogs.items():
        count = extract.coverage(texts, catalog)
        if not count.complete:
            yield f"{language}: {count.stale} stale, {count.missing} missing; `wegwijs extract` marks them"


def _guides(library: Library) -> Iterator[str]:
    for guide in library.guides.values():
        found = list(paths(library, guide, library.checked_on))
        for path in found:
            if not any(isinstance(step, (Do, GoTo, Human)) for step in path.steps):
                answers = ", ".join(f"{step}={answer}" for step, answer in path.answers)
                yield f"{guide.id}: with {answers} there is nothing to do and nobody to ask"
        if len(found) > MOST_PATHS:
            yield f"{guide.id}: {len(found)} paths, more than {MOST_PATHS}; ask less, or split the guide"
        questions = most_questions(found)
        if questions > MOST_QUESTIONS:
            yield f"{guide.id}: {questions} questions before the first action, more than {MOST_QUESTIONS}"
        yield from _long_ids(guide)


def _long_ids(guide: Guide) -> Iterator[str]:
    for step in guide.steps:
        if len(f"{guide.id}/{step.id}") > LONGEST_ID:
            yield f"{guide.id}/{step.id}: longer than {LONGEST_ID}; choose a shorter id for a new step"


def _labels(texts: Sequence[Text], catalogs: Mapping[str, Catalog]) -> Iterator[str]:
    for text in texts:
        limit = _limit(text)
        if limit is None:
            continue
        labels = {extract.SOURCE: text.source}
        for language, catalog in catalogs.items():
            message = catalog.get(text.source, context=text.context)
            if message is not None and isinstance(message.string, str):
                labels[language] = message.string
        for language, label in labels.items():
            if len(label) > limit:
                yield f"{text.context} ({language}): '{label}' is longer than {limit}"


def _limit(text: Text) -> int | None:
    for beginning, limit in BUTTON_LENGTHS.items():
        if text.context.startswith(beginning):
            return limit
    if ".answers." in text.context:
        return ANSWER_LENGTH
    return TITLE_LENGTH if text.context.endswith(".do") else None


def _official_names(library: Library) -> set[str]:
    """Return, in lower case, what stays Dutch in every language: names and words on letters."""
    organisations = {one.name.lower() for one in library.organisations.values() if isinstance(one.name, str)}
    return organisations | {
        word.lower() for entry in library.glossary.values() for word in (entry.word, *entry.forms)
    }


def _translations(
    texts: Sequence[Text], language: str, catalog: Catalog, names: Collection[str]
) -> Iterator[str]:
    for text in texts:
        message = catalog.get(extract.message_id(text), context=text.context)
        if message is None or message.fuzzy or not extract.filled(message):
            continue
        forms = extract.forms(message)
        wanted = set(placeholders(text.source))
        for form in forms:
            # A plural form may say the number in a word: "one", "two".
            spare = {"count"} if text.plural is not None else set()
            found = set(placeholders(form))
            if not wanted - spare <= found <= wanted:
                yield f"{text.context} ({language}): in braces {sorted(found)}, not {sorted(wanted)}"
        if _copied(text, forms) and text.source.lower() not in names:
            yield f"{text.context} ({language}): the Dutch was copied, not translated"


def _copied(text: Text, forms: tuple[str, ...]) -> bool:
    """Tell whether Dutch words stand in the place of a translation."""
    words = text.source
    for placeholder in placeholders(text.source):
        words = words.replace(f"{{{placeholder}}}", "")
    return text.source in forms and any(letter.isalpha() for letter in words) and " " in words.strip()


def _expired(library: Library, day: date) -> Iterator[str]:
    for fact in library.facts.values():
        if not fact.holds(day):
            yield f"content/facts.yaml: {fact.id} does not hold on {day}; look it up at {fact.source}"


def _measured(library: Library, texts: Sequence[Text]) -> list[tuple[Text, Readability]]:
    known = {word.lower() for entry in library.glossary.values() for word in (entry.word, *entry.forms)}
    return [(text, measure(text.source, known=known)) for text in texts]


def _unreadable(library: Library, texts: Sequence[Text]) -> Iterator[str]:
    for text, measured in _measured(library, texts):
        if measured.longest > LONGEST_SENTENCE:
            yield f"{text.context}: a sentence of {measured.longest} words, more than {LONGEST_SENTENCE}"
        if measured.characters > LONGEST_MESSAGE:
            yield f"{text.context}: {measured.characters} characters, more than {LONGEST_MESSAGE}"
        if measured.words >= FEWEST_WORDS and measured.score < LOWEST_SCORE:
            yield f"{text.context}: reads as {measured.score:.0f}, below {LOWEST_SCORE}; use shorter words"


def _readability(library: Library, texts: Sequence[Text]) -> Iterator[str]:
    scored = [(text, one) for text, one in _measured(library, texts) if one.words >= FEWEST_WORDS]
    sentence = sum(one.words for _, one in scored) / sum(one.sentences for _, one in scored)
    score = sum(one.score for _, one in scored) / len(scored)
    yield f"Dutch: {sentence:.1f} words a sentence on average, Flesch-Douma {score:.0f}; the ten hardest:"
    for text, one in sorted(scored, key=lambda pair: pair[1].score)[:HARDEST]:
        yield f"  {one.score:.0f} {text.context}: {text.source}"


def _notes(library: Library, day: date) -> Iterator[str]:
    for fact in library.facts.values():
        if fact.valid_until is not None and day <= fact.valid_until < day + SOON:
            yield f"{fact.id} holds until {fact.valid_until}; after that the bot sends people to {fact.ask}"
