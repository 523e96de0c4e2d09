"""Takes what leads to a person out of texts that are about to be logged."""

from __future__ import annotations

import re

from bot.privacy.characters import read

_HIDDEN = (
    # https://core.telegram.org/bots/api#authorizing-your-bot
    (re.compile(r"(?:bot)?[0-9]{5,16}(?::|%3A)[A-Za-z0-9_-]{20,}", re.IGNORECASE), "[token]"),
    (re.compile(r"(?<=://)[^\s/@]{1,200}@"), "[login]@"),
    (re.compile(r"[^\s@<>()\[\]\"'=:,/]{1,64}@[^\s@<>()\[\]\"',]{1,255}"), "[address]"),
    (re.compile(r"[A-Z]{2}[0-9]{2} ?[A-Z]{4}[0-9 ]{10,13}"), "[number]"),
    (re.compile(r"\+?[0-9](?:[ ./\\_()-]{0,2}[0-9]){5,}"), "[number]"),
)


def redact(text: str) -> str:
    """Mask tokens, logins, e-mail addresses and every number of six digits or more.

    That covers BSNs, codes, phone numbers, chat ids and contact ids; dates go with them.
    Words stay, so this is not for what a resident wrote: that is never logged at all.
    """
    seen = read(text).text
    for pattern, mask in _HIDDEN:
        seen = pattern.sub(mask, seen)
    return seen
