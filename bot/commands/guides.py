"""``wegwijs guides``: the guides with their coverage per language, as a table or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.catalogs import extract
from bot.flows.content.load import load
from bot.flows.content.texts import texts_of_guide
from bot.flows.survey import survey
from bot.locale import CHECKED, SECOND_READ, Languages

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from babel.messages.catalog import Catalog

    from bot.config import Settings
    from bot.flows.definition import Guide, Library
    from bot.messages import JSON


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Print every guide: steps, questions before the first action, coverage and review state."""
    library = load(settings.content)
    catalogs = extract.read_all(settings.locales)
    known = Languages.load(settings.locales)
    reviews = {language: known.by_code[language].reviews for language in catalogs}
    rows = [_row(library, guide, catalogs, reviews) for guide in library.guides.values()]
    print(json.dumps(rows, ensure_ascii=False, indent=2) if options.json else _table(rows))  # noqa: T201  as above
    return 0


def _row(
    library: Library,
    guide: Guide,
    catalogs: dict[str, Catalog],
    reviews: Mapping[str, Mapping[str, str]],
) -> dict[str, JSON]:
    messages = len(list(texts_of_guide(guide)))
    languages: dict[str, JSON] = {
        extract.SOURCE: {
            "messages": messages,
            "translated": messages,
            "stale": 0,
            "missing": 0,
            "second_read": 0,
            "checked": 0,
        }
    }
    for language, catalog in catalogs.items():
        count = extract.coverage(texts_of_guide(guide), catalog)
        states = [reviews[language].get(text.context) for text in texts_of_guide(guide)]
        languages[language] = {
            "messages": messages,
            "translated": count.translated,
            "stale": count.stale,
            "missing": count.missing,
            "second_read": states.count(SECOND_READ) + states.count(CHECKED),
            "checked": states.count(CHECKED),
        }
    return {
        "id": guide.id,
        "theme": guide.theme,
        "steps": len(guide.steps),
        "questions_before_first_action": survey(library, guide, library.checked_on).questions,
        "languages": languages,
    }


def _table(rows: list[dict[str, JSON]]) -> str:
    lines = [
        f"{'guide':24} {'steps':>5} {'questions':>9}  languages (translated/messages, stale, read twice)"
    ]
    for row in rows:
        languages = row["languages"]
        if not isinstance(languages, dict):
            raise TypeError(languages)
        parts = [
            f"{code} {count['translated']}/{count['messages']}, {count['stale']}, {count['second_read']}"
            for code, count in languages.items()
            if isinstance(count, dict)
        ]
        lines.append(
            f"{row['id']:24} {row['steps']:>5} {row['questions_before_first_action']:>9}  {'; '.join(parts)}"
        )
    return "\n".join(lines)
