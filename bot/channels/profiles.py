"""What each channel can show."""

from __future__ import annotations

import sys

from bot.channels.base import Capabilities

TELEGRAM = Capabilities(
    name="telegram",
    buttons=100,
    button_length=30,  # phones cut what is longer, without saying so
    list_rows=0,
    list_row_length=0,
    text_length=4096,
    voice=True,
    keeps=True,
)

NARROW = Capabilities(
    name="narrow",
    buttons=3,
    button_length=20,
    list_rows=10,
    list_row_length=24,
    text_length=1024,
    window=24,
)
"""The limits of WhatsApp's Cloud API: every dialogue must also be possible here."""

TERMINAL = Capabilities(
    name="terminal",
    buttons=sys.maxsize,
    button_length=sys.maxsize,
    list_rows=0,
    list_row_length=0,
    text_length=sys.maxsize,
    voice=True,
)

WEB = Capabilities(
    name="web",
    buttons=sys.maxsize,
    button_length=sys.maxsize,
    list_rows=0,
    list_row_length=0,
    text_length=sys.maxsize,
    voice=True,
    echoes=True,
    two_columns=True,
)
