"""Area plans (helhedsplan, områdeløft, kvarterløft …) as features of the layer `helhedsplaner`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from atlas.layers import common_properties, feature
from geodata.districts import Collection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.connections import Row
    from geodata.gazetteer import Gazetteer, Place


def plan_features(
    plans: Iterable[Row], gazetteer: Gazetteer, collection: Collection
) -> tuple[dict[str, Any], ...]:
    """Return the plans that have an area in a collection, drawn by those areas' outlines.

    The outline is provisional: the documents name a plan's areas and print no border. A plan
    whose area no document names stands in `hele-byen`, without an outline.
    """
    found = []
    for plan in plans:
        areas = [place for name in plan["areas"].split("|") if (place := gazetteer.find(name))]
        homes = {Collection(place.collection) for place in areas} or {Collection.WHOLE_CITY}
        if collection in homes:
            here = [place for place in areas if place.collection == collection]
            found.append(_plan_feature(plan, areas, here, collection))
    return tuple(found)


def _plan_feature(
    plan: Row, areas: list[Place], here: list[Place], collection: Collection
) -> dict[str, Any]:
    sources = "; ".join(dict.fromkeys(place.source for place in here)) or plan["document"]
    outlines = [place.outline for place in here if place.outline is not None]
    common = common_properties(collection, source=sources, precision="neighbourhood")
    return feature(
        plan["id"],
        shapely.union_all(outlines) if outlines else None,
        {
            "name": plan["name"],
            **common,
            "districts": sorted({place.collection for place in areas}) or [collection.value],
            "kind": plan["kind"],
            "areas": [place.id for place in areas],
            "start": plan["start"],
            "end": plan["end"],
            "money": plan["money_text"],
            "steering": [one for one in plan["steering"].split("|") if one],
            "state": plan["status"],
            "outline_status": "provisional",
            "provenance": {"document": plan["document"], "place": plan["document_place"]},
        },
    )
