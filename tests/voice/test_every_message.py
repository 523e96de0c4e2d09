"""Every fixed message of the project, as espeak-ng would say it."""

from __future__ import annotations

import re
import subprocess

import pytest

from bot.commands.voice import fixed_messages
from bot.config import Settings
from bot.voice.engines.espeak import worker_command
from bot.voice.spoken.scripts import lint

pytestmark = pytest.mark.untraced  # all sentences there are: to trace that costs more than the test

LOANED = {"sˈaɪt", "sˈaɪts", "wiːkˈɛnd"}
"""The sites and the weekend: espeak-ng's own Dutch says these as English does, and so do the Dutch."""


def phonemes(language: str) -> list[str]:
    """Return the clauses of every message in a language whose spoken form is complete.

    What is left as it was written is the business of the lint, and of its own test.
    """
    speeches = fixed_messages(Settings.from_environment({}), language)
    texts = [speech.text for speech in speeches if not lint(speech.text, language)]
    assert texts
    done = subprocess.run(  # noqa: S603  our own program
        [*worker_command(), language, "150", "--phonemes"],
        input="\n\n".join(texts).encode(),
        capture_output=True,
        timeout=120,
        check=True,
    )
    clauses = done.stdout.decode().splitlines()
    assert len(clauses) >= len(texts)
    return clauses


@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
def test_no_message_is_read_in_another_language(language: str) -> None:
    """A "(en)" in the trace is a word for which espeak-ng took another language's voice."""
    clauses = phonemes(language)

    switched = {
        word
        for clause in clauses
        for foreign in re.findall(r"\([a-z-]+\)([^(]*)", clause)[::2]
        for word in foreign.split()
    }

    assert switched - LOANED == set()
