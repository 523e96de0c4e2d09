from __future__ import annotations

import subprocess
import sys

import pytest

from bot.channels.telegram.library import as_if_absent


def loaded(program: str) -> list[str]:
    """Return which of the packages a fresh Python has loaded after a program."""
    packages = ["cryptography", "pygments", "rich", "telegram"]
    ending = f"import sys; print(*[name for name in {packages} if name in sys.modules])"
    done = subprocess.run(  # noqa: S603  our own interpreter, our own words
        [sys.executable, "-c", f"{program}\n{ending}"], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_telegram_is_loaded_without_what_nobody_asks_of_it() -> None:
    assert loaded("import bot.channels.telegram") == ["telegram"]


def test_who_needs_cryptography_finds_it_behind_telegram() -> None:
    found = loaded("import bot.channels.telegram\nimport joserfc.jwk")

    assert found == ["cryptography", "telegram"]


def test_package_is_there_again_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)

    with as_if_absent("colorsys"), pytest.raises(ModuleNotFoundError):
        import colorsys  # noqa: PLC0415  while it is absent
    import colorsys  # noqa: PLC0415  and after it

    assert colorsys.rgb_to_hls(0, 0, 0) == (0.0, 0.0, 0.0)


def test_package_that_was_imported_before_stays() -> None:
    import json  # noqa: PLC0415  what is shown

    with as_if_absent("json"):
        assert sys.modules["json"] is json
