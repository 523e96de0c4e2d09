from __future__ import annotations

from bot.bootstrap import load_world
from bot.config import Settings

DECIDES = {
    "baan-krijgen": "organisatie-zelf",
    "baan-verliezen": "uwv",
    "bezwaar-maken": "afzender",
    "bijstand-aanvragen": "gemeente",
    "bijzondere-bijstand": "gemeente",
    "brief-begrijpen": "afzender",
    "digid-aanvragen": "digid",
    "digid-app": "digid",
    "digid-kwijt": "digid",
    "digid-machtigen": "digid",
    "digid-veilig": "digid",
    "eigen-bedrijf": "organisatie-zelf",
    "gezin-komt-over": "ind",
    "kind-uit-huis": "gemeente",
    "kind-wordt-18": "toeslagen",
    "pensioen": "svb",
    "studeren": "duo",
    "toeslagen-aanvragen": "toeslagen",
    "verblijfsvergunning": "ind",
    "verhuizen": "nieuwe-gemeente",
    "wijziging-doorgeven": "organisatie-zelf",
    "ww-aanvragen": "uwv",
    "ziek-worden": "uwv",
    "zorgverzekering": "zorgverzekeraar",
}
"""Every other guide is about more than one organisation, so that none is named."""


def test_guides_name_who_decides_where_that_is_one_organisation() -> None:
    library = load_world(Settings.from_environment({}))[0].library

    named = {
        guide.id: guide.decides or (guide.application.at if guide.application else None)
        for guide in library.guides.values()
    }

    assert {guide: of for guide, of in named.items() if of is not None} == DECIDES
