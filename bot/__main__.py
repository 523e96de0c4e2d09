"""The command line: ``wegwijs``."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

from bot import __version__
from bot.config import Settings, SettingsError
from bot.flows.content.document import ContentError
from bot.privacy.logs import configure_logging
from bot.understanding.base import UnderstandingError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


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

    run = commands.add_parser("run", help="the page, and Telegram when there is a token")
    run.add_argument(
        "--demo", action="store_true", help="to try it out: in a database of its own, var/demo.db"
    )
    run.set_defaults(run=_command("run"))

    chat = commands.add_parser("chat", help="a conversation in the terminal; reads lines when piped")
    chat.add_argument("--language", help="begin in this language: nl, ar or ti")
    chat.add_argument("--contact", default="you", help="whose conversation: it is kept under this name")
    chat.add_argument(
        "--rtl",
        choices=("logical", "visual"),
        default="logical",
        help="visual: turn Arabic around here, for a terminal that does not do it",
    )
    chat.set_defaults(run=_command("chat"))

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
    _case(commands)

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

    render.add_argument("--prune", action="store_true", help="then delete clips of what is no longer said")
    render.add_argument(
        "--gently", action="store_true", help="only when the machine is idle, as a start does"
    )

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


def _case(commands: Any) -> None:  # noqa: ANN401  as above
    case = commands.add_parser("case", help="questions that a klantmanager answered")
    case.set_defaults(run=_command("case"))
    parts = case.add_subparsers(required=True, metavar="part", dest="what")
    export = parts.add_parser("export", help="write closed cases for the archive, each once")
    export.add_argument("folder", help="where the files go; made if new")


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
    add.add_argument("--team", type=_filled, help="whose residents she helps; default: that of the content")
    add.add_argument("--name", type=_filled, help="as colleagues and residents see it")
    for part in (add, renew):
        part.add_argument(
            "--expires", type=date.fromisoformat, metavar="DATE", help="2027-06-30: works until then"
        )
    for part in (add, reset):
        part.add_argument("--password-on-stdin", action="store_true", help="read the password there")
    everyone = parts.add_parser("list", help="all accounts")
    for part in (add, reset, disable, renew, everyone):
        part.add_argument("--demo", action="store_true", help="of `make run`, in the database var/demo.db")


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


if __name__ == "__main__":
    sys.exit(main())
