from __future__ import annotations

import pytest

from bot import bootstrap
from bot.config import OidcSettings, Settings, SettingsError
from bot.identity.oidc import Oidc

GIVEN = {
    "WEGWIJS_OIDC_ISSUER": "https://inloggen.voorbeeldstad.nl",
    "WEGWIJS_OIDC_CLIENT": "wegwijs",
    "WEGWIJS_OIDC_SECRET": "geheim",
}


def test_log_in_of_the_municipality_is_read_and_made() -> None:
    settings = Settings.from_environment(GIVEN | {"WEGWIJS_OIDC_CLAIM": "upn"})

    made = bootstrap.identity(settings)

    read = OidcSettings(
        issuer="https://inloggen.voorbeeldstad.nl", client_id="wegwijs", client_secret="geheim", claim="upn"
    )
    assert settings.oidc == read
    assert made == Oidc(
        issuer=read.issuer,
        client_id=read.client_id,
        client_secret=read.client_secret,
        claim="upn",
        now=bootstrap.utc_now,
    )


def test_without_an_issuer_there_is_no_such_log_in() -> None:
    assert bootstrap.identity(Settings.from_environment({})) is None


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"WEGWIJS_OIDC_SECRET": ""}, "WEGWIJS_OIDC_SECRET"),
        ({"WEGWIJS_OIDC_CLIENT": ""}, "WEGWIJS_OIDC_CLIENT"),
        ({"WEGWIJS_OIDC_ISSUER": "http://inloggen.voorbeeldstad.nl"}, "https"),
    ],
)
def test_setting_that_cannot_be_used_is_refused_without_its_value(
    changed: dict[str, str], named: str
) -> None:
    with pytest.raises(SettingsError, match=named) as caught:
        Settings.from_environment(GIVEN | changed)

    assert "voorbeeldstad" not in str(caught.value)


def test_secret_does_not_show_where_settings_are_printed() -> None:
    settings = Settings.from_environment(GIVEN)

    assert "geheim" not in repr(settings) + repr(bootstrap.identity(settings))
