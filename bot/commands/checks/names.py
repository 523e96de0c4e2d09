"""Names in the content for which a language has no words: its voice would guess how they are said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.voice.spoken.scripts import lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.flows.definition import Library
    from bot.voice.spoken.form import SpokenForms


def unsaid(library: Library, forms: SpokenForms) -> Iterator[str]:
    """Yield for each language the names that no line of its ``spoken.yaml`` turns into its own letters."""
    for language in forms.by_language:
        left = dict.fromkeys(
            word for name in _names(library) for word in lint(forms.say(name, language), language)
        )
        if left:
            yield (
                f"{language}: nobody knows how to say {', '.join(left)}: "
                f"add a line to names in locales/{language}/spoken.yaml"
            )


def _names(library: Library) -> Iterator[str]:
    """Yield what stands in a message as it is, whatever its language, in the order of the content."""
    yield library.municipality.name
    yield library.municipality.address
    if library.municipality.desk_team is not None:
        yield library.municipality.desk_team.name
    for organisation in library.organisations.values():
        if isinstance(organisation.name, str):
            yield organisation.name
        if organisation.site:
            yield organisation.site
    for entry in library.glossary.values():
        yield entry.word
