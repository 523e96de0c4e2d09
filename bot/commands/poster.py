"""``wegwijs poster``: a page to print, with a QR code for each language that begins to speak."""

from __future__ import annotations

import re
import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit, urlunsplit

import segno

from bot.bootstrap import load_world, open_speaker
from bot.config import SettingsError
from bot.flows import words
from bot.flows.screens.language import SPOKEN
from bot.messages import Part

if TYPE_CHECKING:
    import argparse

    from bot.config import Settings
    from bot.locale import Language, Languages
    from bot.voice.speaker import MessageSpeaker

_BOT: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{4,31}")
"""What Telegram takes as the name of a bot."""


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Write the page to a file or to standard output; say for which languages nothing can be heard yet."""
    _, languages = load_world(settings)
    speaker = open_speaker(settings, languages)
    sections = []
    for language in languages.by_code.values():
        aloud = _aloud(speaker, languages, language.code)
        if not aloud:
            print(f"{language.code}: no voice yet, so its code opens in text", file=sys.stderr)  # noqa: T201
        sections.append(_section(languages, language, link(options, language.code, aloud=aloud), aloud=aloud))
    page = _PAGE.format(sections="\n".join(sections))
    if options.output is None:
        sys.stdout.write(page)
    else:
        try:
            Path(options.output).write_text(page, encoding="utf-8")
        except OSError as error:
            raise SettingsError(f"--output: {error.strerror}: {options.output}") from error
    return 0


def link(options: argparse.Namespace, language: str, *, aloud: bool) -> str:
    """Return the address that begins in a language; raise ``SettingsError`` for one that cannot be used."""
    if options.bot is not None:
        begin = f"{language}-{SPOKEN}" if aloud else language
        name = options.bot.removeprefix("@")
        if not _BOT.fullmatch(name):
            raise SettingsError("--bot is the name of the bot in Telegram, such as wegwijs_voorbeeld_bot")
        return f"https://t.me/{name}?start={begin}"
    refusal = SettingsError("--url is the address of the page, such as https://wegwijs.voorbeeld.nl")
    try:
        parts = urlsplit(str(options.url))
    except ValueError:
        raise refusal from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise refusal
    query = "&".join(filter(None, (parts.query, "aloud" if aloud else "")))
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{language}", query=query))


def _aloud(speaker: MessageSpeaker | None, languages: Languages, language: str) -> bool:
    """Tell whether who follows the code hears at least the first words."""
    if speaker is None:
        return False
    written, spoken_in = languages.wording(words.WELCOME, {}, language)
    return spoken_in == language and (
        speaker.speaks(language) or speaker.voiced(Part(language, written, words.WELCOME.context))
    )


def _section(languages: Languages, language: Language, address: str, *, aloud: bool) -> str:
    lines = [words.POSTER_HOW, words.POSTER_WHAT, *((words.POSTER_ALOUD,) if aloud else ())]
    said = "\n".join(f"<p>{escape(languages.translate(line, language.code))}</p>" for line in lines)
    code = segno.make(address, error="m", micro=False).svg_inline(border=4, omitsize=True)
    sign = "🔊 " if aloud else ""
    return (
        f'<section lang="{language.code}" dir="{language.direction}">\n'
        f"{code}\n<div>\n<h2>{sign}{escape(language.name)}</h2>\n{said}\n</div>\n</section>"
    )


_PAGE: Final = """<!doctype html>
<html lang="nl">
<meta charset="utf-8">
<title>Wegwijs</title>
<style>
@page {{ size: A4; margin: 12mm; }}
body {{ font: 20pt sans-serif; margin: 0; }}
h1 {{ font-size: 40pt; margin: 0 0 4mm; text-align: center; }}
h2 {{ font-size: 32pt; margin: 0 0 3mm; }}
p {{ margin: 0 0 2mm; }}
section {{ display: flex; align-items: center; gap: 8mm; break-inside: avoid; border-top: 1px solid; }}
svg {{ width: 72mm; height: 72mm; flex: none; }}
</style>
<h1>Wegwijs</h1>
{sections}
</html>
"""
