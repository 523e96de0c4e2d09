"""The command line: ``wegwijs``."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import sys
from contextlib import AsyncExitStack
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

from bot import __version__
from bot.config import Settings, SettingsError
from bot.flows.content.document import ContentError
from bot.privacy.logs import configure_logging
from bot.understanding.base import UnderstandingError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from bot.channels.terminal import Direction

FAILED = 1
"""Exit status when something broke that no setting mends."""

REFUSED = 2
"""Exit status when nothing was started: a wrong setting, content or weights."""

log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        settings = Settings.from_environment(os.environ)
        configure_logging(sys.stderr, logging.getLevelNamesMapping()[settings.log_level])
        status: int = options.run(settings, options)
    except (SettingsError, ContentError, UnderstandingError) as error:
        print(error, file=sys.stderr)  # noqa: T201  the command line speaks here
        return REFUSED
    except KeyboardInterrupt:
        return 0
    except Exception:
        # Not Python's own traceback: the text of an error may quote what a resident wrote.
        log.exception("stopped by an error")
        return FAILED
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wegwijs", description="A chat guide for residents of a municipality."
    )
    parser.add_argument("--version", action="version", version=f"wegwijs {__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")

    run = commands.add_parser("run", help="every configured channel; the terminal when there is none")
    run.set_defaults(run=_run)

    chat = commands.add_parser("chat", help="a conversation in the terminal; reads lines when piped")
    chat.add_argument("--language", help="begin in this language: nl, ar or ti")
    chat.add_argument("--contact", default="you", help="whose conversation: it is kept under this name")
    chat.add_argument(
        "--rtl",
        choices=("logical", "visual"),
        default="logical",
        help="visual: turn Arabic around here, for a terminal that does not do it",
    )
    chat.set_defaults(run=_chat)

    guides = commands.add_parser("guides", help="the guides with their coverage per language")
    guides.add_argument("--json", action="store_true", help="as JSON")
    guides.set_defaults(run=_command("guides"))

    check = commands.add_parser("check", help="content, translations, facts, button lengths")
    check.add_argument("--today", action="store_true", help="judge by today, not by content/checked-on")
    check.add_argument("--facts", action="store_true", help="only list what an editor should look up")
    check.set_defaults(run=_command("check"))

    extract = commands.add_parser("extract", help="bring the catalogs up to today's Dutch")
    extract.set_defaults(run=_command("extract"))

    review = commands.add_parser("review", help="note that translations were read back, or approved")
    review.add_argument("language", help="ar or ti")
    review.add_argument("messages", nargs="+", help="such as baan-verliezen/begin.say")
    how = review.add_mutually_exclusive_group(required=True)
    how.add_argument("--by", metavar="NAME", help="NAME speaks the language and approves them")
    how.add_argument("--back", metavar="DUTCH", help="what somebody made of it who had not seen the Dutch")
    review.set_defaults(run=_command("review"))

    understand = commands.add_parser(
        "understand", help="a message per line in, an interpretation per line out"
    )
    understand.add_argument(
        "what",
        nargs="?",
        choices=("train", "misses"),
        help="train: learn the sentences of nlu/data; misses: what residents wrote that was not understood",
    )
    understand.add_argument(
        "--since", type=date.fromisoformat, metavar="YYYY-MM-DD", help="misses from this day on"
    )
    understand.add_argument("--language", help="misses in this language only: nl, ar or ti")
    understand.add_argument("--json", action="store_true", help="one object per line")
    understand.add_argument(
        "--engine",
        choices=("embedded", "rasa"),
        default="embedded",
        help="who interprets; rasa: at WEGWIJS_NLU_URL, and nobody in its place",
    )
    understand.set_defaults(run=_command("understand"))
    _voice(commands)
    _staff(commands)

    poster = commands.add_parser("poster", help="a page to print: a QR code per language")
    where = poster.add_mutually_exclusive_group(required=True)
    where.add_argument("--bot", help="the name of the bot in Telegram")
    where.add_argument("--url", help="the address of the page where residents chat")
    poster.add_argument("--output", metavar="FILE", help="write it there, in place of here")
    poster.set_defaults(run=_command("poster"))
    return parser


def _voice(commands: Any) -> None:  # noqa: ANN401  argparse does not name the type of its sub-commands
    voice = commands.add_parser("voice", help="clips rendered ahead, and recordings by people")
    voice.set_defaults(run=_command("voice"))
    parts = voice.add_subparsers(required=True, metavar="part", dest="what")

    render = parts.add_parser("render", help="make every clip that is not there yet")
    render.add_argument("--check", action="store_true", help="make nothing; fail where a clip could be made")

    sheet = parts.add_parser("sheet", help="what to record, the most important first")
    sheet.add_argument("--format", choices=("csv", "html"), default="csv", help="html: a page to print")
    sheet.add_argument("--all", action="store_true", help="what is recorded and approved as well")
    for part in (render, sheet):
        part.add_argument("--language", help="only this language: nl, ar or ti")
        part.add_argument("--only", default="", help="only messages whose id begins like this")

    recordings = parts.add_parser("import", help="take in recordings whose names begin with their code")
    recordings.add_argument("files", nargs="+", help="wav, m4a, webm, mp3 or ogg, or folders of them")
    recordings.add_argument("--speaker", required=True, type=_filled, help="whose voice it is")
    recordings.add_argument(
        "--consent", required=True, type=_filled, help="where the speaker's consent is kept"
    )
    recordings.add_argument(
        "--approve", metavar="NAME", type=_filled, help="NAME listened to all of these and approves"
    )

    approve = parts.add_parser("approve", help="let recordings be played")
    approve.add_argument("codes", nargs="+", help="codes of the sheet")
    approve.add_argument(
        "--by", required=True, type=_filled, help="who listened to them and knows the language"
    )


def _staff(commands: Any) -> None:  # noqa: ANN401  as above
    staff = commands.add_parser("staff", help="accounts of klantmanagers, coordinators and begeleiders")
    staff.set_defaults(run=_command("staff"))
    parts = staff.add_subparsers(required=True, metavar="part", dest="what")

    add = parts.add_parser("add", help="make an account")
    reset = parts.add_parser("reset", help="a new password, and the second factor set up anew")
    disable = parts.add_parser("disable", help="end an account and its sessions at once")
    renew = parts.add_parser("renew", help="let an account work again, or longer")
    for part in (add, reset, disable, renew):
        part.add_argument("username", help="with which she logs in")
    add.add_argument("--role", choices=("klantmanager", "coordinator", "begeleider"), default="klantmanager")
    add.add_argument("--team", required=True, type=_filled, help="whose residents she helps")
    add.add_argument("--name", type=_filled, help="as colleagues and residents see it")
    for part in (add, renew):
        part.add_argument(
            "--expires", type=date.fromisoformat, metavar="DATE", help="2027-06-30: works until then"
        )
    for part in (add, reset):
        part.add_argument("--password-on-stdin", action="store_true", help="read the password there")
    parts.add_parser("list", help="all accounts")


def _filled(value: str) -> str:
    if not value.strip():
        raise argparse.ArgumentTypeError("this cannot be empty")
    return value.strip()


def _command(name: str) -> Callable[[Settings, argparse.Namespace], int]:
    """Return a command of ``bot/commands``, imported only when it runs."""

    def run(settings: Settings, options: argparse.Namespace) -> int:
        status: int = import_module(f"bot.commands.{name}").run(settings, options)
        return status

    return run


def _run(settings: Settings, options: argparse.Namespace) -> int:  # noqa: ARG001  every command takes both
    if settings.telegram_token is None:
        return asyncio.run(_converse(settings, contact="you", language=None, direction="logical"))
    return asyncio.run(_until_told(_serve(settings)))


def _chat(settings: Settings, options: argparse.Namespace) -> int:
    return asyncio.run(
        _converse(settings, contact=options.contact, language=options.language, direction=options.rtl)
    )


async def _converse(settings: Settings, *, contact: str, language: str | None, direction: Direction) -> int:
    from bot import bootstrap  # noqa: PLC0415  --help need not wait for it
    from bot.channels.terminal import Terminal, converse, standard_streams  # noqa: PLC0415

    lines, output = standard_streams()
    terminal = Terminal(output, direction)
    async with bootstrap.application(settings, {terminal.name: terminal}) as app:
        if language not in {None, *app.languages.codes}:
            raise SettingsError(f"--language is one of {', '.join(app.languages.codes)}, not '{language}'")
        # What became due while nobody was here comes first; while she is here it comes in time.
        await app.conversation.ring()
        await app.delivery.sweep()
        await app.delivery.drain()
        async with bootstrap.in_background(bootstrap.background(app)):
            await converse(
                terminal,
                contact=contact,
                language=language,
                lines=lines,
                receive=app.conversation.receive,
                answered=app.delivery.drain,
                now=app.conversation.now,
            )
    return 0


async def _serve(settings: Settings) -> int:
    from bot import bootstrap  # noqa: PLC0415  as above

    telegram = bootstrap.telegram_channel(settings)
    if telegram is None:
        raise SettingsError("WEGWIJS_TELEGRAM_TOKEN is needed to serve Telegram")
    async with AsyncExitStack() as stack:
        stack.push_async_callback(telegram.close)  # last: until then answers are still on their way
        app = await stack.enter_async_context(bootstrap.application(settings, {telegram.name: telegram}))
        await stack.enter_async_context(bootstrap.in_background(bootstrap.background(app)))
        await bootstrap.serve_telegram(app, telegram)
    return 0


async def _until_told(work: Coroutine[Any, Any, int]) -> int:
    """Run to the end, or until SIGTERM or Ctrl-C; then it may finish what it has in hand."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, task.cancel)
    try:
        return await task
    except asyncio.CancelledError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
