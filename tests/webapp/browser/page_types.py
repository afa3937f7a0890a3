"""One address for every kind of page, for the tests that walk them all."""

from __future__ import annotations

from typing import Final

RECORD: Final = {
    "front.index": "/",
    "collections.collection_page": "/noerrebro/",
    "records.actor": "/aktoerer/a-beskaeftigelses-og-integrationsudvalget",
    "records.project": "/projekter/p-boligsocial-indsats-mjoelnerparken",
    "areas.index": "/omraader/",
    "areas.area_page": "/omraader/mjoelnerparken",
    "search.results": "/soeg?q=kvarterløft&tema=bolig",
    "about.about_page": "/om",
    "about.accessibility": "/tilgaengelighed",
    "about.data": "/data",
    "alphabet.index": "/a-aa/",
    "alphabet.one_letter": "/a-aa/m",
    "news.index": "/nyt",
    "subjects.themes": "/temaer/",
    "subjects.theme": "/temaer/bolig",
    "subjects.target_groups": "/maalgrupper/",
    "subjects.target_group": "/maalgrupper/unge",
    "register.index": "/registret",
    "initiatives.index": "/indsatser/",
    "initiatives.initiative": "/indsatser/i-jobpatruljer",
    "plans.index": "/planer/",
    "plans.plan": "/planer/h-helhedsplan-mjoelnerparken",
    "events.index": "/begivenheder/?slags=seminar&slags=frist",
    "events.event": "/begivenheder/e-future-city-games-voldparken",
    "barometer.index": "/barometer",
    "barometer.indicator": "/barometer/b-uddannelse-8",
    "tasks.index": "/opgaver/",
    "contradictions.index": "/modstrid",
    "embedding.how": "/indlejring",
    "embed.frame": "/indlejr/noerrebro",
    "ogc.landing_page": "/ogc/",
}
"""Endpoint → an address of it that the bundled record has."""

TODAY: Final = {
    "front.index": "/",
    "collections.collection_page": "/valby/",
    "records.actor": "/aktoerer/a-tyrkisk-raadgivning-rosen",
    "search.results": "/soeg?sprog=tr&naer=Blågårds+Plads&dag=nu",
    "areas.area_page": "/omraader/mjoelnerparken",
    "subjects.theme": "/temaer/uddannelse",
    "alphabet.index": "/a-aa/",
    "news.index": "/nyt",
}
"""The same for actors of today: the pages that look otherwise with them."""

FEEDS: Final = frozenset({"news.feed"})
"""Endpoints of the same blueprints that answer programs."""
