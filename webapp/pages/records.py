"""The page of one record, and of one only: a project or an actor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, render_template

from webapp.drawing import still_map
from webapp.entry_view import conditions_of
from webapp.hours import hours_in_words
from webapp.languages import current_language
from webapp.map_config import map_config, point_bounds
from webapp.nearby import nearby
from webapp.published import edition
from webapp.records import RecordView, url_of
from webapp.relations import money_of, relatives_of

if TYPE_CHECKING:
    from webapp.published import Edition

records = Blueprint("records", __name__)


@records.get("/projekter/<record_id>")
def project(record_id: str) -> str:
    """Answer with a project's page."""
    return _page(record_id, "projects")


@records.get("/aktoerer/<record_id>")
def actor(record_id: str) -> str:
    """Answer with an actor's page."""
    return _page(record_id, "actors")


def _page(record_id: str, layer: str) -> str:
    here = edition()
    entry = here.catalogue.by_id.get(record_id)
    if entry is None or entry.layer != layer:
        abort(404)
    view = RecordView(entry=entry, edition=here)
    return render_template(
        "record.html",
        record=view,
        hours=hours_in_words(str(view.stated.get("opening_hours", "")), current_language()),
        relatives=relatives_of(record_id, here),
        sums=money_of(record_id, here),
        near=nearby(record_id, here),
        conditions=conditions_of(entry, here) if layer == "projects" else [],
        url_of=url_of,
        **_map(here, view),
    )


def _map(here: Edition, view: RecordView) -> dict[str, Any]:
    lat, lon, home = view.entry.lat, view.entry.lon, view.stated["home"]
    if lat is None or lon is None:
        return {}
    bounds = point_bounds(lat, lon)
    return {
        "still": still_map(here.catalogue, bounds, (home,), [view.entry]),
        "map_config": map_config(here, [view], collections=(home,), bounds=bounds, focus=view.id),
    }
