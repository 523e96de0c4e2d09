"""A provider of OpenID Connect on this machine that takes nothing but what the standard allows."""

from __future__ import annotations

from base64 import b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote, urlencode

from aiohttp import web
from aiohttp.test_utils import TestServer
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

if TYPE_CHECKING:
    from types import TracebackType

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CLIENT, SECRET = "wegwijs", "geheim: & anders"
BACK = "http://127.0.0.1:8000/desk/inloggen/terug"


def new_key(kid: str) -> ECKey:
    return ECKey.generate_key("P-256", {"kid": kid, "use": "sig", "alg": "ES256"})


@dataclass
class Provider:
    """``claims`` stand in its tokens beside or instead of the usual; ``key`` signs them."""

    username: str = "karin"
    claims: dict[str, Any] = field(default_factory=dict)
    key: ECKey = field(default_factory=lambda: new_key("first"))
    published: ECKey | None = None
    calls_itself: str | None = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/.well-known/openid-configuration", self._configuration)
        app.router.add_get("/authorize", self._authorize)
        app.router.add_post("/token", self._token)
        app.router.add_get("/keys", self._keys)
        self._server = TestServer(app)
        await self._server.start_server()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._server.close()

    @property
    def issuer(self) -> str:
        return str(self._server.make_url("")).rstrip("/")

    async def _configuration(self, _request: web.Request) -> web.Response:
        self.asked.append("configuration")
        return web.json_response(
            {
                "issuer": self.calls_itself or self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
            }
        )

    async def _authorize(self, request: web.Request) -> web.Response:
        """Let somebody in at once, as if she had typed her password and her code here."""
        asked = dict(request.query)
        fits = (
            asked["response_type"] == "code"
            and "openid" in asked["scope"].split()
            and asked["client_id"] == CLIENT
            and asked["code_challenge_method"] == "S256"
            and len(asked["state"]) >= 32
            and len(asked["nonce"]) >= 32
        )
        if not fits:
            return web.Response(status=400)
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        back = urlencode({"code": code, "state": asked["state"], "iss": self.issuer})
        return web.Response(status=302, headers={"Location": f"{asked['redirect_uri']}?{back}"})

    async def _token(self, request: web.Request) -> web.Response:
        self.asked.append("token")
        form = await request.post()
        kind, _, proof = request.headers.get("Authorization", "").partition(" ")
        name, _, secret = b64decode(proof).decode().partition(":")
        asked = self.codes.pop(str(form["code"]), None)  # a code works once
        verifier = str(form["code_verifier"]).encode()
        challenge = urlsafe_b64encode(sha256(verifier).digest()).rstrip(b"=").decode()
        if (
            asked is None
            or (kind, unquote(name), unquote(secret)) != ("Basic", CLIENT, SECRET)
            or form["grant_type"] != "authorization_code"
            or form["redirect_uri"] != asked["redirect_uri"]
            or challenge != asked["code_challenge"]
        ):
            return web.json_response({"error": "invalid_grant"}, status=400)
        at = int(NOW.timestamp())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "1234",
            "iat": at,
            "exp": at + 300,
            "nonce": asked["nonce"],
            "preferred_username": self.username,
        }
        kept = {name: value for name, value in (claims | self.claims).items() if value is not None}
        token = jwt.encode({"alg": "ES256", "kid": self.key.kid}, kept, self.key)
        return web.json_response({"access_token": "x", "token_type": "Bearer", "id_token": token})

    async def _keys(self, _request: web.Request) -> web.Response:
        return web.json_response(KeySet([self.published or self.key]).as_dict(private=False))
