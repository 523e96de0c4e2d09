"""Residents who go through guides as people do: they press, they type, they put things off.

Each decides by what she sees: the text and the buttons of the last message. None knows
the engine, so a turn that leads nowhere ends the run with an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, cycle
from random import Random
from typing import TYPE_CHECKING, Final, Protocol

import yaml

from bot.bootstrap import load_world
from bot.config import ROOT, Settings
from bot.flows.definition import Ask, AskKind
from bot.flows.show import TYPED
from bot.isolation import without_isolates
from bot.libyaml import FAST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from bench.botapi import Sent

TYPING: Final = 0.5
"""How often a resident types what a button says, in place of pressing it."""

AGREEING: Final = 0.5
"""How often she goes into another guide that is offered on the way."""

DETOURS: Final = 0.1
"""How often she first goes back, or asks what a word means, or to see the Dutch."""

FIRST_CHAT: Final = 1000


class StrayedError(Exception):
    """A resident does not know how to go on from what she sees."""


@dataclass(frozen=True, slots=True)
class Move:
    """What a resident does: ``data`` is what the button sends, None when she types ``text``."""

    text: str
    data: str | None = None


class Resident(Protocol):
    """One person in one chat."""

    chat: int
    language: str

    @property
    def ready(self) -> bool:
        """Whether she is where the measuring may begin."""

    def move(self, seen: Sent | None) -> Move | None:
        """Return what she does now, None when she is through."""


@dataclass(frozen=True)
class Words:
    """What residents type: per guide and language how people ask for it, and answers to questions.

    ``answers`` maps a question, in any language, to an answer that it takes; ``topics`` a guide
    to where the menu shows it.
    """

    asking: Mapping[tuple[str, str], Sequence[str]]
    answers: Mapping[str, str]
    topics: Mapping[str, str]
    languages: Sequence[str]


def load_words(today: date) -> Words:
    """Read the sentences of ``tests/languages`` and the typed questions of the guides."""
    world, _ = load_world(Settings.from_environment({}))
    yesterday = today - timedelta(days=1)
    typed = {
        AskKind.DATE: f"{yesterday.day}-{yesterday.month}-{yesterday.year}",
        AskKind.AMOUNT: "850",
        AskKind.NUMBER: "2",
        AskKind.TEXT: "Ik weet het niet zo goed.",
    }
    guides = world.library.guides
    return Words(
        asking={
            (guide, language): _sentences(ROOT / "tests" / "languages" / language / f"{guide}.yaml")
            for guide in guides
            for language in world.languages
        },
        answers={
            world.translate(step.text, language): typed[step.kind]
            for guide in guides.values()
            for step in guide.steps
            if isinstance(step, Ask) and step.kind in TYPED
            for language in world.languages
        },
        topics={guide.id: guide.topic for guide in guides.values()},
        languages=world.languages,
    )


def _sentences(path: Path) -> list[str]:
    sentences: list[str] = yaml.load(path.read_text(encoding="utf-8"), Loader=FAST)["sentences"]  # noqa: S506  a safe loader
    return sentences


class Walker:
    """Goes through one guide, and through some of those that it offers, to the end."""

    ready = True

    def __init__(self, chat: int, language: str, guide: str, words: Words) -> None:
        self.chat = chat
        self.language = language
        self._guide = guide
        self._words = words
        # The same residents do the same on every machine and in every run.
        self._random = Random(chat)  # noqa: S311  nothing is secret here
        self._asked = False

    def move(self, seen: Sent | None) -> Move | None:
        """Return what she does now, None at the end of her guide."""
        if seen is None:
            return Move("/start")
        choices = by_choice(seen)
        if "list" in choices and "back" in choices and "menu" in choices:
            return None
        for choice in (f"l:{self.language}", "self"):
            if choice in choices:
                return press(choices, choice)
        if any(choice.startswith(("g:", "t:")) for choice in choices):
            return self._ask_for_guide(choices)
        if "back" in choices and self._random.random() < DETOURS:
            detours = [choice for choice in ("back", "explain", "dutch") if choice in choices]
            return self._choose(choices, self._random.choice(detours))
        return self._answer(seen, choices)

    def _ask_for_guide(self, choices: Mapping[str, tuple[str, str]]) -> Move:
        """Say in her own words what it is about, once; after that press the button."""
        if not self._asked and self._random.random() < TYPING:
            self._asked = True
            return Move(self._random.choice(self._words.asking[self._guide, self.language]))
        for choice in (f"g:{self._guide}", f"t:{self._words.topics[self._guide]}"):
            if choice in choices:
                return press(choices, choice)
        return press(choices, "menu")

    def _answer(self, seen: Sent, choices: Mapping[str, tuple[str, str]]) -> Move:
        known = [choice for choice in choices if choice.startswith("a:")]
        answers = [choice for choice in known if choice not in {"a:unknown", "a:refused"}]
        if answers:
            return self._choose(choices, self._random.choice(answers))
        if known:
            return Move(answer_to(seen, self._words))
        if "done" in choices:
            return self._choose(choices, self._random.choice(("done", "later")))
        if "go" in choices or "now" in choices:
            agreed = "go" if "go" in choices else "now"
            return self._choose(choices, agreed if self._random.random() < AGREEING else "no")
        for choice in ("no", "confirm", "again", "go-on", "menu"):
            if choice in choices:
                return self._choose(choices, choice)
        raise StrayedError(f"no way on from {list(choices)} below: {seen.text}")

    def _choose(self, choices: Mapping[str, tuple[str, str]], choice: str) -> Move:
        move = press(choices, choice)
        return Move(move.text) if self._random.random() < TYPING else move


class Pacer:
    """Types the answer to a question, sees the next one, types "back", and so on for ever.

    Each of these turns takes one message in and sends one message out.
    """

    GUIDE: Final = "ww-aanvragen"

    def __init__(self, chat: int, language: str, words: Words) -> None:
        self.chat = chat
        self.language = language
        self._words = words
        self._answered: str | None = None
        self.ready = False

    def move(self, seen: Sent | None) -> Move:
        """Return what she does now; she is never through."""
        if seen is None:
            return Move("/start")
        choices = by_choice(seen)
        topic = self._words.topics[self.GUIDE]
        for choice in (f"l:{self.language}", f"g:{self.GUIDE}", f"t:{topic}", "self"):
            if choice in choices:
                return press(choices, choice)
        if "a:ja" not in choices:
            return Move(answer_to(seen, self._words))
        if self._answered is None:
            self._answered = seen.text
        self.ready = True
        return Move(choices["a:ja" if seen.text == self._answered else "back"][0])


class Speaker:
    """Says the same kind of sentences to the echo, for ever."""

    ready = True

    def __init__(self, chat: int, language: str, words: Words) -> None:
        self.chat = chat
        self.language = language
        self._sentences = cycle([text for guide in words.topics for text in words.asking[guide, language]])

    def move(self, _seen: Sent | None) -> Move:
        """Return the next sentence."""
        return Move(next(self._sentences))


def walkers(words: Words) -> Iterator[Walker]:
    """Yield residents without end, over all guides and languages in turn."""
    pairs = cycle((guide, language) for guide in words.topics for language in words.languages)
    for chat, (guide, language) in zip(count(FIRST_CHAT), pairs, strict=False):
        yield Walker(chat, language, guide, words)


def pacers(words: Words) -> Iterator[Pacer]:
    """Yield residents without end, over all languages in turn."""
    for chat, language in zip(count(10 * FIRST_CHAT**2), cycle(words.languages), strict=False):
        yield Pacer(chat, language, words)


def speakers(words: Words) -> Iterator[Speaker]:
    """Yield residents without end, over all languages in turn."""
    for chat, language in zip(count(FIRST_CHAT), cycle(words.languages), strict=False):
        yield Speaker(chat, language, words)


def by_choice(seen: Sent) -> dict[str, tuple[str, str]]:
    """Return, for each choice below a message, its label and what its button sends."""
    return {data.partition("|")[2]: (label, data) for data, label in seen.buttons.items()}


def press(choices: Mapping[str, tuple[str, str]], choice: str) -> Move:
    """Return the press of a button."""
    label, data = choices[choice]
    return Move(label, data)


def answer_to(seen: Sent, words: Words) -> str:
    """Return what to type to the question of a message."""
    # Inside Arabic text a Dutch name stands between marks that the catalog does not have.
    shown = without_isolates(seen.text)
    for question, answer in words.answers.items():
        if question in shown:
            return answer
    raise StrayedError(f"nobody knows what to answer to: {seen.text}")
