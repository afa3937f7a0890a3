"""The areas: an index of them all, and a page for each with the lists it stood on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template, url_for

from atlas.labels import COLLECTIONS, THEMES
from webapp.addresses_out import public_address
from webapp.drawing import Drawing, Frame, still_map
from webapp.map_config import collection_bounds, geometry_bounds, map_config
from webapp.nearby import meetings
from webapp.pages.collections import areas_of
from webapp.pages.front import age_of
from webapp.published import edition
from webapp.records import views
from webapp.rows import row_views, rows_of
from webapp.structured import area_data
from webapp.words import kind_of_place, term

if TYPE_CHECKING:
    from atlas.catalogue import Area

areas = Blueprint("areas", __name__, url_prefix="/omraader")


@areas.get("/")
def index() -> str:
    """Answer with every area, by collection, with how many efforts belong to it."""
    here = edition()
    return render_template(
        "areas.html",
        collections=[(code, found) for code in COLLECTIONS if (found := areas_of(here, code))],
        counts={
            area: here.efforts.count(one.id for one in here.catalogue.in_area(area))
            for area in here.catalogue.areas
        },
    )


@areas.get("/<area_id>")
def area_page(area_id: str) -> str:
    """Answer with one area: its lists, its records, the themes that none of them names."""
    here = edition()
    area = here.catalogue.areas.get(area_id)
    if area is None:
        abort(404)
    entries = here.catalogue.in_area(area_id)
    named = {theme for one in entries for theme in one.properties["themes"]}
    geometry, collection = area.place.geometry, area.place.properties["district"]
    bounds = geometry_bounds(geometry) if geometry else collection_bounds(here, collection)
    shown = views(entries, here)
    url = url_for("areas.area_page", area_id=area_id)
    whole = public_address(url)
    return render_template(
        "area.html",
        area=area,
        url=url,
        whole_url=whole,
        structured=area_data(area, whole),
        collection=collection,
        age=age_of(entries),
        records=shown,
        meetings=meetings([one.id for one in entries], here),
        without=[(code, term("theme", code)) for code in THEMES if code not in named],
        kind=kind_of_place(area.kind),
        plans=here.catalogue.plans_in(area_id),
        plan_ages={one.id: one.assurance for one in rows_of("plans", here)},
        figures=row_views(
            "area_figures", here.catalogue.connections.in_area("area_figures", area_id), here
        ),
        title_of=here.document_title,
        drawing=_drawing(area),
        still=still_map(here.catalogue, bounds, (collection,), entries),
        map_config=map_config(
            here,
            shown,
            collections=(collection,),
            bounds=bounds,
            area=area_id,
        ),
    )


def _drawing(area: Area) -> Drawing | None:
    geometry = area.place.geometry
    if geometry is None:
        return None
    frame = Frame.around(geometry_bounds(geometry))
    return Drawing(view_box=frame.view_box, ground="", shape=frame.path(geometry))
