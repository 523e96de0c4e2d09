"""Logging in at a provider, over HTTP on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
import pytest_asyncio

from bot.identity.oidc import Oidc
from bot.staff.identity import Begun, IdentityError
from tests.identity.provider import BACK, CLIENT, NOW, SECRET, Provider, new_key

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest_asyncio.fixture
async def provider() -> AsyncIterator[Provider]:
    async with Provider() as provider:
        yield provider


@pytest.fixture
def oidc(provider: Provider) -> Oidc:
    return Oidc(issuer=provider.issuer, client_id=CLIENT, client_secret=SECRET, now=lambda: NOW)


async def followed(begun: Begun) -> dict[str, str]:
    """Log in at the provider as a browser does; return with what it sends the browser back."""
    async with (
        aiohttp.ClientSession() as browser,
        browser.get(begun.address, allow_redirects=False) as response,
    ):
        assert response.status == 302
        back = urlsplit(response.headers["Location"])
    assert f"{back.scheme}://{back.netloc}{back.path}" == BACK
    return {name: values[0] for name, values in parse_qs(back.query).items()}


async def refused(oidc: Oidc, begun: Begun, parameters: dict[str, str]) -> str:
    with pytest.raises(IdentityError) as caught:
        await oidc.finish(begun.kept, parameters, BACK)
    return str(caught.value)


async def test_provider_vouches_for_who_logged_in_there(oidc: Oidc) -> None:
    begun = await oidc.begin(BACK)

    assert await oidc.finish(begun.kept, await followed(begun), BACK) == "karin"


async def test_name_is_read_from_the_claim_of_the_settings(provider: Provider) -> None:
    provider.claims = {"upn": "petra"}
    oidc = Oidc(issuer=provider.issuer, client_id=CLIENT, client_secret=SECRET, now=lambda: NOW, claim="upn")
    begun = await oidc.begin(BACK)

    assert await oidc.finish(begun.kept, await followed(begun), BACK) == "petra"


async def test_every_log_in_has_secrets_of_its_own(oidc: Oidc) -> None:
    first, second = await oidc.begin(BACK), await oidc.begin(BACK)

    assert {*first.kept.split(".")} & {*second.kept.split(".")} == set()


async def test_secret_of_pkce_does_not_go_through_the_browsers_address(oidc: Oidc) -> None:
    begun = await oidc.begin(BACK)
    state, nonce, verifier = begun.kept.split(".")

    assert [secret in begun.address for secret in (state, nonce, verifier)] == [True, True, False]


async def test_state_of_another_browser_is_refused_before_anything_is_asked(
    oidc: Oidc, provider: Provider
) -> None:
    begun, others = await oidc.begin(BACK), await oidc.begin(BACK)
    parameters = await followed(others)
    provider.asked.clear()

    assert "did not begin" in await refused(oidc, begun, parameters)
    assert provider.asked == []


async def test_code_of_another_log_in_is_refused(oidc: Oidc) -> None:
    begun, others = await oidc.begin(BACK), await oidc.begin(BACK)
    parameters = await followed(begun) | {"code": (await followed(others))["code"]}

    assert await refused(oidc, begun, parameters) == "the provider answers 400"


async def test_code_works_once(oidc: Oidc) -> None:
    begun = await oidc.begin(BACK)
    parameters = await followed(begun)
    await oidc.finish(begun.kept, parameters, BACK)

    assert await refused(oidc, begun, parameters) == "the provider answers 400"


@pytest.mark.parametrize(
    "changed", [{"iss": "https://elsewhere.example"}, {"code": ""}, {"state": ""}, {"state": "ü"}]
)
async def test_parameters_that_do_not_fit_are_refused(oidc: Oidc, changed: dict[str, str]) -> None:
    begun = await oidc.begin(BACK)

    assert await refused(oidc, begun, await followed(begun) | changed) != ""


@pytest.mark.parametrize("kept", ["", "..", "a.b", "a.b.c.d"])
async def test_browser_that_kept_nothing_is_refused(oidc: Oidc, kept: str) -> None:
    begun = Begun(address="", kept=kept)

    assert await refused(oidc, begun, {"code": "x", "state": ""}) == "this browser did not begin a log-in"


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"aud": "another"},
        {"aud": None},
        {"azp": "another"},
        {"exp": int(NOW.timestamp()) - 61},
        {"exp": None},
        {"iat": int(NOW.timestamp()) + 120},
        {"iat": None},
        {"preferred_username": None},
        {"preferred_username": ""},
        {"preferred_username": 7},
    ],
)
async def test_token_that_does_not_fit_is_refused(
    oidc: Oidc, provider: Provider, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    begun = await oidc.begin(BACK)

    assert "token of identity" in await refused(oidc, begun, await followed(begun))


@pytest.mark.parametrize("kid", ["first", "second"])
async def test_token_that_another_key_signed_is_refused(oidc: Oidc, provider: Provider, kid: str) -> None:
    provider.published = provider.key
    provider.key = new_key(kid)
    begun = await oidc.begin(BACK)

    assert "token of identity is refused" in await refused(oidc, begun, await followed(begun))


async def test_provider_by_another_name_is_refused(oidc: Oidc, provider: Provider) -> None:
    provider.calls_itself = "https://elsewhere.example"

    with pytest.raises(IdentityError, match="another name"):
        await oidc.begin(BACK)


async def test_wrong_secret_is_refused(provider: Provider) -> None:
    oidc = Oidc(issuer=provider.issuer, client_id=CLIENT, client_secret="wrong", now=lambda: NOW)
    begun = await oidc.begin(BACK)

    assert await refused(oidc, begun, await followed(begun)) == "the provider answers 400"


async def test_provider_that_is_away_vouches_for_nobody() -> None:
    oidc = Oidc(issuer="http://127.0.0.1:9", client_id=CLIENT, client_secret=SECRET, now=lambda: NOW)

    with pytest.raises(IdentityError, match="cannot be asked"):
        await oidc.begin(BACK)
