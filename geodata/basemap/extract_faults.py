"""The words for what is cut or broken in an OpenStreetMap extract: each is counted under one."""

from __future__ import annotations

from typing import Final

CUT_WAYS: Final = "linjer, der mangler punkter (skåret over)"
LOST_WAYS: Final = "linjer helt uden punkter"
CUT_AREAS: Final = "flader, der mangler punkter (udeladt)"
BROKEN_RELATIONS: Final = "multipolygoner, der ikke kunne samles (udeladt)"
PARTIAL_RELATIONS: Final = "multipolygoner, der mangler dele (kun deres lukkede ringe tegnet)"
UNTAGGED_RELATIONS: Final = "multipolygoner uden egne mærker (gammel stil: yderkantens gælder)"
UNCLEAR_RELATIONS: Final = (
    "multipolygoner i gammel stil, hvis yderkanter siger hver sit (tegnet uden huller)"
)
EXTENDED_COASTS: Final = "kystender ført ud til udtrækkets kant"
LOOSE_COASTS: Final = "kystender, der ender inde i udtrækket"
