"""The least that a Telegram bot with a database does: keep the words, say them back.

One commit an update, one message out: python-telegram-bot's own ``Application`` over the
same web server, SQLAlchemy, pragmas and HTTP client as Wegwijs. Its commits run in one
writer thread, which suits synchronous SQLAlchemy best.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from hmac import compare_digest
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from telegram import Update
from telegram.ext import Application, MessageHandler, filters

from bot.channels.telegram.request import AiohttpRequest
from bot.storage.sqlite import sqlite_engine

if TYPE_CHECKING:
    from typing import Any

    from starlette.requests import Request
    from starlette.responses import Response
    from telegram.ext import CallbackContext

metadata = sa.MetaData()
words = sa.Table(
    "words",
    metadata,
    sa.Column("update_id", sa.Integer, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
)
KEEP = sa.insert(words)


async def serve(  # noqa: PLR0913  one an argument of the command line
    *, token: str, api_url: str, database: Path, port: int, path: str, secret: str
) -> None:
    """Answer updates until the process is ended."""
    engine = sqlite_engine(database)
    metadata.create_all(engine)
    writer = ThreadPoolExecutor(max_workers=1)

    def keep(update_id: int, text: str) -> None:
        with engine.begin() as connection:
            connection.execute(KEEP, {"update_id": update_id, "text": text})

    async def echo(update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        message = update.effective_message
        if message is None or message.text is None:
            return
        await asyncio.get_running_loop().run_in_executor(writer, keep, update.update_id, message.text)
        await message.reply_text(message.text)

    request = AiohttpRequest()
    application = (
        Application.builder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .request(request)
        .get_updates_request(request)
        .updater(None)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, echo))

    async def webhook(incoming: Request) -> Response:
        given = incoming.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not compare_digest(given.encode(), secret.encode()):
            return PlainTextResponse("Forbidden", 403)
        update = Update.de_json(json.loads(await incoming.body()), application.bot)
        await application.process_update(update)
        return PlainTextResponse("OK")

    await application.initialize()
    await application.bot.set_webhook(f"http://127.0.0.1:{port}{path}", secret_token=secret)
    app = Starlette(routes=[Route(path, webhook, methods=["POST"])])
    await uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, access_log=False)
    ).serve()


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(prog="python -m bench.echo")
    parser.add_argument("--token", required=True)
    parser.add_argument("--api-url", required=True)
    parser.add_argument("--database", required=True, type=Path)
    parser.add_argument("--port", required=True, type=int)
    parser.add_argument("--path", required=True)
    parser.add_argument("--secret", required=True)
    asyncio.run(serve(**vars(parser.parse_args())))


if __name__ == "__main__":
    main()
