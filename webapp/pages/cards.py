"""What a phone takes along from a page: a square code, a contact, an entry for its calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, abort

from webapp.addresses_out import public_address
from webapp.icalendar import MEDIA_TYPE as CALENDAR
from webapp.icalendar import calendar
from webapp.payloads import Payload
from webapp.published import edition
from webapp.records import RecordView
from webapp.rows import row_view
from webapp.square_code import code_svg
from webapp.vcard import MEDIA_TYPE as VCARD
from webapp.vcard import vcard

if TYPE_CHECKING:
    from atlas.catalogue import Entry

cards = Blueprint("cards", __name__)

_SVG: Final = "image/svg+xml"


@cards.get("/aktoerer/<record_id>.vcf")
def contact(record_id: str) -> Response:
    """Answer with an actor as a vCard; one that nobody confirmed for 24 months has none."""
    view = _view(record_id, "actors")
    if not view.confirmed:
        abort(404)
    content = vcard(view, public_address(view.url))
    return _to_keep(content, VCARD, f"{record_id}.vcf")


@cards.get("/begivenheder/<row_id>.ics")
def entry(row_id: str) -> Response:
    """Answer with an event for a calendar; one whose day is not known exactly has none."""
    here = edition()
    view = row_view("events", row_id, here) or abort(404)
    page = public_address(view.url)
    content = calendar(view, page, here.release.manifest["built"]) or abort(404)
    return _to_keep(content, CALENDAR, f"{row_id}.ics")


@cards.get("/aktoerer/<record_id>.svg")
def actor_code(record_id: str) -> Response:
    """Answer with a square code that leads to an actor's page."""
    return _code(_view(record_id, "actors"))


@cards.get("/projekter/<record_id>.svg")
def project_code(record_id: str) -> Response:
    """Answer with a square code that leads to a project's page."""
    return _code(_view(record_id, "projects"))


def _code(view: RecordView) -> Response:
    address = public_address(view.url) or abort(404)
    return Payload.of(code_svg(address), _SVG).response()


def _view(record_id: str, layer: str) -> RecordView:
    here = edition()
    found: Entry | None = here.catalogue.by_id.get(record_id)
    if found is None or found.layer != layer:
        abort(404)
    return RecordView(entry=found, edition=here)


def _to_keep(content: bytes, media_type: str, name: str) -> Response:
    response = Payload.of(content, media_type).response()
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
