"""What machines read of a page: schema.org's words as JSON-LD, and no more than is known.

What nobody confirmed for 24 months is told as a page about some year, never as an organisation
with an address and hours: a search engine passes those on without the caution beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from atlas.labels import COLLECTIONS
from webapp.drawing import bounds_of
from webapp.icalendar import exact_days
from webapp.languages import current_language
from webapp.weekly_hours import opening_specifications
from webapp.words import place_name

if TYPE_CHECKING:
    from atlas.catalogue import Area
    from webapp.drawing import Bounds
    from webapp.named import Named
    from webapp.records import RecordView
    from webapp.rows import RowView

_CONTEXT: Final = "https://schema.org"
_CITY: Final = {"@type": "City", "name": "København"}
_KINDS: Final = {"skole": "School", "bibliotek": "Library", "projects": "Project"}
_GATHERINGS: Final = {
    *("moede", "seminar", "arrangement", "kursus", "udstilling", "aabning"),
}
"""Kinds of events that people come to; a decision or a deadline is no schema.org Event."""

Data = dict[str, Any]


def record_data(record: RecordView, page: str) -> Data:
    """Return a record: an organisation or project of today, or a page about what once was.

    `page` is the absolute address of its page, "" where the site's own address is not known.
    """
    what: Data = {
        "@type": _KINDS.get(record.stated.get("kind", record.entry.layer), "Organization"),
        "name": record.name,
        "alternateName": record.stated.get("alternate_names"),
    }
    if not record.confirmed:
        return _known(
            {
                "@context": _CONTEXT,
                "@type": "WebPage",
                "name": record.name,
                "description": record.assurance,
                "inLanguage": current_language(),
                "temporalCoverage": _text(record.stated.get("year")),
                "url": page,
                "about": _known(what),
            }
        )
    return _known({"@context": _CONTEXT, **what, **_of_today(record, page)})


def event_data(event: RowView, organisers: list[Named], page: str) -> Data | None:
    """Return an event that people came to, or None where it is none or its day is not certain."""
    days = exact_days(event.row.get("date_edtf", ""))
    if days is None or event.row.get("kind") not in _GATHERINGS:
        return None
    first, last = (one.isoformat() for one in days)
    return _known(
        {
            "@context": _CONTEXT,
            "@type": "Event",
            "name": event.name,
            "startDate": first,
            "endDate": last,
            "url": page,
            "location": [_place(one.name) for one in event.places] or [_CITY],
            "organizer": [{"@type": "Organization", "name": one.name} for one in organisers],
        }
    )


def area_data(area: Area, page: str) -> Data:
    """Return an area as a place in its district; which lists it stood on is no property of it."""
    stated, geometry = area.place.properties, area.place.geometry
    bounds = bounds_of(geometry) if geometry else None
    return _known(
        {
            "@context": _CONTEXT,
            "@type": "Place",
            "name": area.name,
            "alternateName": stated.get("alternate_names"),
            "url": page,
            "geo": {"@type": "GeoShape", "box": _box(bounds)} if bounds else None,
            "containedInPlace": _place(place_name(stated["district"])),
        }
    )


def _of_today(record: RecordView, page: str) -> Data:
    stated = record.stated
    where = _known({"address": _address(record), "geo": _point(record)})
    hours = opening_specifications(str(stated.get("opening_hours", "")))
    return {
        "identifier": record.id,
        "description": stated.get("description"),
        "url": record.website,
        "mainEntityOfPage": page,
        "telephone": stated.get("phone"),
        "email": stated.get("email"),
        "knowsLanguage": stated.get("languages"),
        "areaServed": [
            _place(place_name(one) if one in COLLECTIONS else one) for one in stated["serves"]
        ],
        "parentOrganization": _organisation(stated.get("holder", "")),
        "location": _known(
            {
                "@type": "Place",
                "name": record.name,
                **where,
                "openingHoursSpecification": hours,
            }
        )
        if where or hours
        else None,
    }


def _address(record: RecordView) -> Data | None:
    stated = record.stated
    if not stated.get("address"):
        return None
    return _known(
        {
            "@type": "PostalAddress",
            "streetAddress": stated["address"],
            "postalCode": stated.get("postcode"),
            "addressLocality": stated.get("city"),
            "addressCountry": "DK",
        }
    )


def _point(record: RecordView) -> Data | None:
    if not record.is_exact:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": record.entry.lat,
        "longitude": record.entry.lon,
    }


def _box(bounds: Bounds) -> str:
    """Return bounds as schema.org has them: the south-west corner, the north-east, lat first."""
    west, south, east, north = bounds
    return f"{south} {west} {north} {east}"


def _organisation(name: str) -> Data | None:
    return {"@type": "Organization", "name": name} if name else None


def _place(name: str) -> Data:
    return {"@type": "Place", "name": name, "containedInPlace": _CITY}


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _known(data: Data) -> Data:
    """Return what has a value."""
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}
