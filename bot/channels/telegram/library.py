"""Loads python-telegram-bot without what Wegwijs never asks of it.

It loads cryptography where that is installed, to read passports sent through Telegram: 7 MB.
Its HTTP client, which Wegwijs replaces, loads a command line with it where developers' tools
are installed: 3 MB. Both do without where these are not there, so for them they are not.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def as_if_absent(*packages: str) -> Iterator[None]:
    """Let an import of these packages fail for now, unless they were imported before.

    That None stands for a package that cannot be imported is a rule of Python's:
    https://docs.python.org/3/reference/import.html#the-module-cache
    """
    hidden = [package for package in packages if package not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # it leaves the None out
    try:
        yield
    finally:
        for package in hidden:
            del sys.modules[package]


with as_if_absent("cryptography", "pygments"):
    import telegram as telegram  # noqa: PLC0414  others import it by its own name, as it now is
