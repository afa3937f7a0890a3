"""Suggestions for a search field while somebody types; what was typed is answered and not kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, request, url_for

from webapp.languages import current_language
from webapp.nearness import whereabouts
from webapp.published import edition
from webapp.texts import gettext, ngettext, without_isolates

if TYPE_CHECKING:
    from atlas.finding.suggesting import Suggestion
    from atlas.whereabouts import Spot

suggestions = Blueprint("suggestions", __name__)

MOST: Final = 8
_MOST_PLACES: Final = 3
_MOST_LETTERS: Final = 120
_SHORTEST_PLACE: Final = 3

_PARAMETERS: Final = {
    "theme": "tema",
    "target_group": "maalgruppe",
    "kind": "type",
    "language": "sprog",
    "nationality": "nationalitet",
}
"""The parameter of an address that a concept is chosen with."""


@suggestions.get("/soeg/forslag")
def suggest() -> Response:
    """Answer with what `?q=` may become, as JSON; places alone with `kun=steder`."""
    typed = " ".join(request.args.get("q", "").split())[:_MOST_LETTERS]
    places_only = request.args.get("kun") == "steder"
    found = [] if places_only else _meant(typed)
    places = _places(typed, MOST if places_only else _MOST_PLACES)
    known = {one["text"] for one in found}
    places = [one for one in places if one["text"] not in known]
    shown = [*found[: MOST - len(places)], *places] if found else places
    count = len(shown)
    said = (
        ngettext("%(num)s forslag", "%(num)s forslag", count) if count else gettext("Ingen forslag")
    )
    content = {
        "label": gettext("Forslag, mens du skriver"),
        "said": without_isolates(said),
        "suggestions": shown,
    }
    response = Response(json.dumps(content, ensure_ascii=False), mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def _meant(typed: str) -> list[dict[str, Any]]:
    return [_described(one) for one in edition().suggestions.suggest(typed, current_language())]


def _described(suggestion: Suggestion) -> dict[str, Any]:
    """Return a suggestion as the script shows it: what it says, what it is, where it leads."""
    concept, entry = suggestion.concept, suggestion.entry
    if entry is not None:
        return {"text": entry.name, "lang": "da", **_of_entry(entry.id, entry.layer)}
    if concept is None:
        return {"text": suggestion.text, "kind": gettext("Søg"), **_asked(suggestion.text)}
    if concept.section == "place":
        url = url_for("collections.collection_page", collection=concept.code)
        return {"text": suggestion.text, "kind": gettext("Distrikt"), "url": url}
    if concept.section == "need":
        return {"text": suggestion.text, "kind": gettext("Hjælp til"), **_asked(suggestion.text)}
    name = _PARAMETERS[concept.section]
    chosen: dict[str, Any] = {name: concept.code}
    return {
        "text": suggestion.text,
        "kind": _kinds()[concept.section],
        "url": url_for("search.results", **chosen),
        "name": name,
        "value": concept.code,
    }


def _of_entry(entry_id: str, layer: str) -> dict[str, str]:
    if layer == "actors":
        url = url_for("records.actor", record_id=entry_id)
        return {"kind": gettext("Aktør"), "url": url}
    if layer == "projects":
        url = url_for("records.project", record_id=entry_id)
        return {"kind": gettext("Projekt"), "url": url}
    return {"kind": gettext("Område"), "url": url_for("areas.area_page", area_id=entry_id)}


def _asked(text: str) -> dict[str, str]:
    return {"url": url_for("search.results", q=text), "name": "q", "value": text}


def _places(typed: str, most: int) -> list[dict[str, str]]:
    """Return addresses and places to be near; only for what is more than a beginning."""
    if len(typed) < _SHORTEST_PLACE:
        return []
    return [_near(one) for one in whereabouts().suggest(typed, most)]


def _near(spot: Spot) -> dict[str, str]:
    return {
        "text": spot.label,
        "kind": gettext("I nærheden"),
        "lang": "da",
        "url": url_for("search.results", naer=spot.label),
        "name": "naer",
        "value": spot.label,
    }


def _kinds() -> dict[str, str]:
    return {
        "theme": gettext("Indsatsområde"),
        "target_group": gettext("Målgruppe"),
        "kind": gettext("Type"),
        "language": gettext("Sprog"),
        "nationality": gettext("For folk fra"),
    }
