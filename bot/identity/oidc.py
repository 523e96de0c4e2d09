"""Logging in at a provider of OpenID Connect: the authorization code flow, with PKCE.

Sources: OpenID Connect Core 1.0, 3.1.2 and 3.1.3; RFC 7636 (PKCE); RFC 9207 (``iss``); RFC 9700.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import compare_digest
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode, urlsplit

import aiohttp
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from bot.staff.identity import Begun, IdentityError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

PATIENCE: Final = aiohttp.ClientTimeout(total=10)
LONGEST: Final = 256 * 1024
"""Bytes of an answer that are read: no provider says more."""

LEEWAY: Final = 60
"""Seconds by which the provider's clock may differ from ours."""

ALGORITHMS: Final = ("RS256", "PS256", "ES256")
"""Signatures with a key of the provider's own; never ``none``, and never our shared secret."""

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
SEPARATOR: Final = "."


@dataclass(frozen=True, kw_only=True)
class Oidc:
    """One provider. ``claim`` is what its tokens call the user name that we know somebody by.

    ``now`` tells the time, aware.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    now: Callable[[], datetime]
    claim: str = "preferred_username"

    async def begin(self, back: str) -> Begun:
        """Begin a log-in; raise ``IdentityError`` where the provider does not answer."""
        state, nonce, verifier = (token_urlsafe(32) for _ in range(3))
        async with aiohttp.ClientSession(timeout=PATIENCE) as session:
            endpoint = _address(await self._discovered(session), "authorization_endpoint")
        asked = {
            "response_type": "code",
            "scope": "openid profile",
            "client_id": self.client_id,
            "redirect_uri": back,
            "state": state,
            "nonce": nonce,
            "code_challenge": _challenge(verifier),
            "code_challenge_method": "S256",
        }
        joint = "&" if urlsplit(endpoint).query else "?"
        return Begun(
            address=f"{endpoint}{joint}{urlencode(asked)}", kept=SEPARATOR.join((state, nonce, verifier))
        )

    async def finish(self, kept: str, parameters: Mapping[str, str], back: str) -> str:
        """Return the user name for which the provider vouches; raise ``IdentityError`` for nobody."""
        state, nonce, verifier = _three(kept)
        if not compare_digest(parameters.get("state", "").encode("utf-8", "replace"), state.encode()):
            raise IdentityError("the browser came back from a log-in that it did not begin")
        if parameters.get("iss", self.issuer) != self.issuer:
            raise IdentityError("the browser came back from another provider")
        code = parameters.get("code")
        if not code:
            raise IdentityError("the provider gave no code")
        async with aiohttp.ClientSession(timeout=PATIENCE) as session:
            provider = await self._discovered(session)
            token = await self._token(session, provider, code, verifier, back)
            keys = await _answer(session.get(_address(provider, "jwks_uri"), allow_redirects=False))
        return self._vouched(token, keys, nonce)

    async def _discovered(self, session: aiohttp.ClientSession) -> dict[str, Any]:
        well_known = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
        found = await _answer(session.get(well_known, allow_redirects=False))
        if found.get("issuer") != self.issuer:
            raise IdentityError("the provider calls itself by another name than WEGWIJS_OIDC_ISSUER")
        return found

    async def _token(
        self, session: aiohttp.ClientSession, provider: dict[str, Any], code: str, verifier: str, back: str
    ) -> str:
        # RFC 6749, 2.3.1: both are encoded as in a form before they are put together.
        proof = aiohttp.encode_basic_auth(quote(self.client_id, safe=""), quote(self.client_secret, safe=""))
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": verifier,
        }
        endpoint = _address(provider, "token_endpoint")
        headers = {"Authorization": proof}
        given = await _answer(session.post(endpoint, data=form, headers=headers, allow_redirects=False))
        token = given.get("id_token")
        if not isinstance(token, str):
            raise IdentityError("the provider gave no token of identity")
        return token

    def _vouched(self, token: str, keys: dict[str, Any], nonce: str) -> str:
        try:
            claims = jwt.decode(token, KeySet.import_key_set(keys), algorithms=list(ALGORITHMS)).claims  # type: ignore[arg-type]  # what it holds is checked there
            jwt.JWTClaimsRegistry(
                now=int(self.now().timestamp()),
                leeway=LEEWAY,
                iss={"essential": True, "value": self.issuer},
                aud={"essential": True, "value": self.client_id},
                exp={"essential": True},
                iat={"essential": True},
                nonce={"essential": True, "value": nonce},
            ).validate(claims)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise IdentityError(f"the token of identity is refused: {type(error).__name__}") from None
        if claims.get("azp", self.client_id) != self.client_id:
            raise IdentityError("the token of identity was made for somebody else")
        username = claims.get(self.claim)
        if not isinstance(username, str) or not username:
            raise IdentityError(f"the token of identity has no '{self.claim}'")
        return username


async def _answer(asking: Any) -> dict[str, Any]:  # noqa: ANN401  aiohttp's type of a request is private
    """Return the JSON object of an answer; raise ``IdentityError`` for any other."""
    try:
        async with asking as response:
            body = await response.content.read(LONGEST)
            if response.status != 200:  # noqa: PLR2004  OK
                raise IdentityError(f"the provider answers {response.status}")
        found = json.loads(body)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise IdentityError(f"the provider cannot be asked: {type(error).__name__}") from None
    if not isinstance(found, dict):
        raise IdentityError("the provider answers something else")
    return found


def _address(provider: dict[str, Any], name: str) -> str:
    """Return an address that the provider names: https, or on this very machine."""
    found = provider.get(name)
    if isinstance(found, str):
        parts = urlsplit(found)
        if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK):
            return found
    raise IdentityError(f"the provider names no {name} that can be used")


def _three(kept: str) -> tuple[str, str, str]:
    match kept.split(SEPARATOR):
        case [state, nonce, verifier] if state and nonce and verifier and kept.isascii():
            return state, nonce, verifier
        case _:
            raise IdentityError("this browser did not begin a log-in")


def _challenge(verifier: str) -> str:
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
