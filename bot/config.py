"""Settings: every one begins with WEGWIJS_ and is read once, from the environment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
"""The project's folder: content, locales and training data lie in it."""

SETTINGS: Mapping[str, str] = {
    "WEGWIJS_DATABASE_URL": "where everything is kept: sqlite:///… or postgresql://…; "
    "default: sqlite in var/ of the project's folder",
    "WEGWIJS_TELEGRAM_TOKEN": "the bot's token from BotFather; without it there is no Telegram",
    "WEGWIJS_TELEGRAM_API_URL": "another Bot API server than Telegram's own",
    "WEGWIJS_TELEGRAM_WEBHOOK_URL": "the public https address that Telegram calls; without it the bot polls",
    "WEGWIJS_TELEGRAM_WEBHOOK_SECRET": "what Telegram sends along to prove itself; needed with the webhook",
    "WEGWIJS_LISTEN": "host:port for the pages and the webhook; default 127.0.0.1:8000",
    "WEGWIJS_PUBLIC_URL": "the https address at which residents open the page; "
    "without it the page is for this machine only",
    "WEGWIJS_NEUTRAL_URL": "where the button to leave in a hurry leads; default https://www.google.nl",
    "WEGWIJS_TRANSCRIPT_DAYS": "days after which messages are deleted; default 90",
    "WEGWIJS_IDLE_DAYS": "days without a message after which a contact is deleted; default 400",
    "WEGWIJS_CASE_DAYS": "days after which a case that a klantmanager ended is deleted; default 90",
    "WEGWIJS_DESK": "1: residents may ask a klantmanager here; somebody must be at the desk then; default 0",
    "WEGWIJS_OIDC_ISSUER": "the municipality's own log-in (OpenID Connect) for staff; "
    "without it they log in with a password only",
    "WEGWIJS_OIDC_CLIENT": "the name under which that log-in knows Wegwijs; needed with the issuer",
    "WEGWIJS_OIDC_SECRET": "the secret that goes with it; needed with the issuer",
    "WEGWIJS_OIDC_CLAIM": "what its tokens call the user name of `wegwijs staff add`; "
    "default preferred_username",
    "WEGWIJS_TRANSLATE_URL": "a translation server of your own (LibreTranslate API); the desk sends it "
    "what residents write in another language and shows its answer beside the original",
    "WEGWIJS_TRANSLATE_KEY": "the key that this server asks for, if it does",
    "WEGWIJS_NLU_URL": "where Rasa is served (`make nlu`); without it the embedded engine understands alone",
    "WEGWIJS_NLU_TOKEN": "the token that Rasa was started with",
    "WEGWIJS_VOICE": "0: nothing is read aloud; default 1",
    "WEGWIJS_VOICE_GTTS": "1: `wegwijs voice render` may ask Google's voice for fixed texts; default 0",
    "WEGWIJS_VOICE_AHEAD": "0: a start does not render in the background what is not rendered yet; default 1",
    "WEGWIJS_VOICE_DIR": "where clips are kept; default: var/voice/ in the project's folder",
    "WEGWIJS_VOICE_MB": "most megabytes of whole messages that were heard, beside what is rendered ahead; "
    "default 500",
    "WEGWIJS_RECORDINGS": "where the recordings are; default: recordings/ in the project's folder",
    "WEGWIJS_PUBLISH_DRAFTS": "1: a public address may show translations that nobody has read a second time, "
    "where content/gemeente.yaml says draft; default 0",
    "WEGWIJS_LOG_LEVEL": "DEBUG, INFO, WARNING or ERROR; default INFO",
}
"""Every setting with what it means; README lists the same."""


HIGHEST_PORT = 65_535

MOST_DAYS = 36_500
"""A hundred years: many more days reach past the end of the calendar."""

MOST_MEGABYTES = 1_000_000


NEUTRAL = "https://www.google.nl"
"""A page that says nothing about who opened it. It is asked for only by who leaves."""


class SettingsError(Exception):
    """A setting cannot be used. The message names it and says what it takes."""


@dataclass(frozen=True, kw_only=True)
class OidcSettings:
    """The municipality's own log-in."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    claim: str


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one process."""

    database_url: str
    telegram_token: str | None
    telegram_api_url: str | None
    webhook_url: str | None
    webhook_secret: str | None
    listen: tuple[str, int]
    transcript_days: int
    idle_days: int
    log_level: str
    case_days: int = 90
    desk_on: bool = False
    translate_url: str | None = None
    translate_key: str | None = None
    public_url: str | None = None
    neutral_url: str = NEUTRAL
    oidc: OidcSettings | None = None
    demo: bool = False
    voice_on: bool = True
    publish_drafts: bool = False
    voice_gtts: bool = False
    voice_ahead: bool = True
    voice_megabytes: int = 500
    recordings: Path = ROOT / "recordings"
    nlu_url: str | None = None
    nlu_token: str | None = None
    voice: Path = ROOT / "var" / "voice"
    content: Path = ROOT / "content"
    locales: Path = ROOT / "locales"
    training_data: Path = ROOT / "nlu" / "data"
    weights: Path = ROOT / "var" / "understanding" / "weights.bin"
    calibrations: Path = ROOT / "nlu" / "calibration.yml"
    compiled: Path = ROOT / "var" / "compiled"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Read the settings; raise ``SettingsError`` for one that cannot be used or is not known."""
        unknown = sorted(name for name in environment if name.startswith("WEGWIJS_") and name not in SETTINGS)
        if unknown:
            raise SettingsError(f"{unknown[0]} is not a setting; README lists the settings")
        webhook_url = _url(environment, "WEGWIJS_TELEGRAM_WEBHOOK_URL", "https://example.org/telegram")
        secret = environment.get("WEGWIJS_TELEGRAM_WEBHOOK_SECRET") or None
        if webhook_url and not secret:
            raise SettingsError(
                "WEGWIJS_TELEGRAM_WEBHOOK_URL needs WEGWIJS_TELEGRAM_WEBHOOK_SECRET beside it"
            )
        if secret and not re.fullmatch("[A-Za-z0-9_-]{1,256}", secret):
            raise SettingsError("WEGWIJS_TELEGRAM_WEBHOOK_SECRET is 1 to 256 of A-Z, a-z, 0-9, _ and -")
        return cls(
            database_url=environment.get("WEGWIJS_DATABASE_URL")
            or f"sqlite:///{ROOT / 'var' / 'wegwijs.db'}",
            telegram_token=environment.get("WEGWIJS_TELEGRAM_TOKEN") or None,
            telegram_api_url=_url(environment, "WEGWIJS_TELEGRAM_API_URL", "https://api.telegram.org"),
            webhook_url=webhook_url,
            webhook_secret=secret,
            public_url=_public(environment),
            neutral_url=_url(environment, "WEGWIJS_NEUTRAL_URL", NEUTRAL) or NEUTRAL,
            listen=_address(environment.get("WEGWIJS_LISTEN") or "127.0.0.1:8000"),
            transcript_days=_days(environment, "WEGWIJS_TRANSCRIPT_DAYS", 90),
            idle_days=_days(environment, "WEGWIJS_IDLE_DAYS", 400),
            case_days=_days(environment, "WEGWIJS_CASE_DAYS", 90),
            desk_on=_switch(environment, "WEGWIJS_DESK"),
            translate_url=_url(environment, "WEGWIJS_TRANSLATE_URL", "https://vertaal.voorbeeld.nl"),
            translate_key=environment.get("WEGWIJS_TRANSLATE_KEY") or None,
            log_level=_level(environment.get("WEGWIJS_LOG_LEVEL") or "INFO"),
            oidc=_oidc(environment),
            nlu_url=_url(environment, "WEGWIJS_NLU_URL", "http://127.0.0.1:5005"),
            nlu_token=environment.get("WEGWIJS_NLU_TOKEN") or None,
            voice_on=_switch(environment, "WEGWIJS_VOICE", default="1"),
            publish_drafts=_switch(environment, "WEGWIJS_PUBLISH_DRAFTS"),
            voice_gtts=_switch(environment, "WEGWIJS_VOICE_GTTS"),
            voice_ahead=_switch(environment, "WEGWIJS_VOICE_AHEAD", default="1"),
            voice_megabytes=_megabytes(environment, "WEGWIJS_VOICE_MB", 500),
            voice=Path(environment.get("WEGWIJS_VOICE_DIR") or ROOT / "var" / "voice"),
            recordings=Path(environment.get("WEGWIJS_RECORDINGS") or ROOT / "recordings"),
        )


def demonstration(settings: Settings, environment: Mapping[str, str]) -> Settings:
    """Return the settings of a demonstration: it never touches the database that residents are in."""
    named = "WEGWIJS_DATABASE_URL" in environment
    url = settings.database_url if named else f"sqlite:///{ROOT / 'var' / 'demo.db'}"
    return replace(settings, demo=True, desk_on=True, database_url=url)


def _url(environment: Mapping[str, str], name: str, example: str) -> str | None:
    value = environment.get(name) or None
    if value is None:
        return None
    # The value stays out of the message: an address may hold a token.
    refusal = SettingsError(f"{name} is an address such as {example}")
    try:
        parts = urlsplit(value)
        # A wrong port is found only when it is read.
        found = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        raise refusal from None
    if not found:
        raise refusal
    return value


def _public(environment: Mapping[str, str]) -> str | None:
    example = "https://wegwijs.voorbeeld.nl"
    value = _url(environment, "WEGWIJS_PUBLIC_URL", example)
    if value is None:
        return None
    parts = urlsplit(value)
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        raise SettingsError(f"WEGWIJS_PUBLIC_URL is a host of its own, such as {example}, without a path")
    return value


def _oidc(environment: Mapping[str, str]) -> OidcSettings | None:
    issuer = _url(environment, "WEGWIJS_OIDC_ISSUER", "https://inloggen.voorbeeldstad.nl")
    client, secret = (environment.get(f"WEGWIJS_OIDC_{name}") or None for name in ("CLIENT", "SECRET"))
    if issuer is None:
        return None
    parts = urlsplit(issuer)
    if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "::1", "localhost"}:
        raise SettingsError("WEGWIJS_OIDC_ISSUER is an https address")
    if client is None or secret is None:
        raise SettingsError("WEGWIJS_OIDC_ISSUER needs WEGWIJS_OIDC_CLIENT and WEGWIJS_OIDC_SECRET beside it")
    claim = environment.get("WEGWIJS_OIDC_CLAIM") or "preferred_username"
    return OidcSettings(issuer=issuer, client_id=client, client_secret=secret, claim=claim)


def _days(environment: Mapping[str, str], name: str, default: int) -> int:
    value = environment.get(name) or str(default)
    if not value.isdecimal() or not 1 <= int(value) <= MOST_DAYS:
        raise SettingsError(f"{name} is a number of days, 1 to {MOST_DAYS}, not '{value}'")
    return int(value)


def _megabytes(environment: Mapping[str, str], name: str, default: int) -> int:
    value = environment.get(name) or str(default)
    if not value.isdecimal() or not 1 <= int(value) <= MOST_MEGABYTES:
        raise SettingsError(f"{name} is a number of megabytes, 1 to {MOST_MEGABYTES}, not '{value}'")
    return int(value)


def _switch(environment: Mapping[str, str], name: str, *, default: str = "0") -> bool:
    value = environment.get(name) or default
    if value not in {"0", "1"}:
        raise SettingsError(f"{name} is 1 (on) or 0 (off), not '{value}'")
    return value == "1"


def _address(value: str) -> tuple[str, int]:
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal() or int(port) > HIGHEST_PORT:
        raise SettingsError(f"WEGWIJS_LISTEN is host:port, such as 127.0.0.1:8000, not '{value}'")
    return host, int(port)


def _level(value: str) -> str:
    if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise SettingsError(f"WEGWIJS_LOG_LEVEL is DEBUG, INFO, WARNING or ERROR, not '{value}'")
    return value.upper()
