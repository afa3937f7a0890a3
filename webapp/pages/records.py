"""The page of one record, and of one only: a project or an actor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, abort, render_template, url_for

from webapp.addresses_out import public_address
from webapp.drawing import still_map
from webapp.entry_view import conditions_of
from webapp.hours import hours_in_words
from webapp.map_config import map_config, point_bounds
from webapp.nearby import nearby
from webapp.open_today import open_today
from webapp.payloads import Payload
from webapp.published import edition
from webapp.records import RecordView, url_of
from webapp.relations import money_of, relatives_of
from webapp.square_code import code_size
from webapp.structured import record_data

if TYPE_CHECKING:
    from flask import Response

    from webapp.published import Edition

records = Blueprint("records", __name__)

_HTML: Final = "text/html; charset=utf-8"


@records.get("/projekter/<record_id>")
def project(record_id: str) -> str | Response:
    """Answer with a project's page."""
    return _page(record_id, "projects")


@records.get("/aktoerer/<record_id>")
def actor(record_id: str) -> str | Response:
    """Answer with an actor's page."""
    return _page(record_id, "actors")


def _page(record_id: str, layer: str) -> str | Response:
    here = edition()
    entry = here.catalogue.by_id.get(record_id)
    if entry is None or entry.layer != layer:
        abort(404)
    view = RecordView(entry=entry, edition=here)
    opening = open_today(view)
    page = render_template(
        "record.html",
        record=view,
        hours=hours_in_words(str(view.stated.get("opening_hours", ""))),
        opening=opening,
        relatives=relatives_of(record_id, here),
        sums=money_of(record_id, here),
        near=nearby(record_id, here),
        conditions=conditions_of(entry, here) if layer == "projects" else [],
        url_of=url_of,
        **_to_pass_on(view),
        **_map(here, view),
    )
    # Whether it is open holds for a minute: such a page goes out tagged, and is not kept for a day.
    return Payload.of(page.encode(), _HTML).response() if opening else page


def _to_pass_on(view: RecordView) -> dict[str, Any]:
    """Return the ways to take the page along: its whole address, a square code, a contact."""
    whole = public_address(view.url)
    has_contact = view.confirmed and view.entry.layer == "actors"
    code = {"actors": "cards.actor_code", "projects": "cards.project_code"}[view.entry.layer]
    return {
        "whole_url": whole,
        "code_url": url_for(code, record_id=view.id) if whole else "",
        "code_size": code_size(whole) if whole else 0,
        "contact_url": url_for("cards.contact", record_id=view.id) if has_contact else "",
        "structured": record_data(view, whole),
    }


def _map(here: Edition, view: RecordView) -> dict[str, Any]:
    lat, lon, home = view.entry.lat, view.entry.lon, view.stated["home"]
    if lat is None or lon is None:
        return {}
    bounds = point_bounds(lat, lon)
    return {
        "still": still_map(here.catalogue, bounds, (home,), [view.entry]),
        "map_config": map_config(here, [view], collections=(home,), bounds=bounds, focus=view.id),
    }
