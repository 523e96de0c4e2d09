"""What is the same in most tests is read once a process: content, languages, words of gate and danger."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot import bootstrap
from bot.privacy.emergency import EmergencyWords
from bot.privacy.gate import Gate
from tests.dialogue_tester.play import settings_for

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from bot.config import Settings
    from bot.flows.turn import World
    from bot.locale import Languages

_load_world, _load_gate, _load_emergency = bootstrap.load_world, Gate.load, EmergencyWords.load


@cache
def world() -> tuple[World, Languages]:
    """Return the content and the languages that residents meet."""
    return _load_world(settings_for(""))


def read_once(patch: pytest.MonkeyPatch) -> None:
    """Let the application read its files once, however often it is opened."""
    patch.setattr(bootstrap, "load_world", _world_of)
    patch.setattr(Gate, "load", lambda paths: _gate(tuple(paths)))
    patch.setattr(EmergencyWords, "load", lambda paths: _emergency(tuple(paths)))


def _world_of(settings: Settings) -> tuple[World, Languages]:
    if (settings.content, settings.locales) != (settings_for("").content, settings_for("").locales):
        raise ValueError("a test with content of its own reads it itself")
    return world()


def words() -> tuple[Gate, EmergencyWords]:
    """Return the words of the gate and of danger that residents meet."""
    folders = [settings_for("").locales / code for code in world()[1].codes]
    return (
        _gate(tuple(folder / "gate.yaml" for folder in folders)),
        _emergency(tuple(folder / "emergency.yaml" for folder in folders)),
    )


@cache
def _gate(paths: tuple[Path, ...]) -> Gate:
    return _load_gate(paths)


@cache
def _emergency(paths: tuple[Path, ...]) -> EmergencyWords:
    return _load_emergency(paths)
