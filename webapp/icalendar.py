"""An event as an entry for a calendar (iCalendar, RFC 5545), where its document knows the day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from webapp import content_lines as lines
from webapp.texts import gettext
from webapp.vcard import PRODUCT, urn_of
from webapp.words import sentence

if TYPE_CHECKING:
    from webapp.rows import RowView

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"

_DAYS: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:/(\d{4}-\d{2}-\d{2}))?")
_STATUS: Final = {"held": "CONFIRMED"}
_NOT_SURE: Final = "TENTATIVE"


def exact_days(edtf: str) -> tuple[date, date] | None:
    """Return the first and the last day of a date (EDTF), or None where a day is not certain.

    A month, a season, «about» and an open end give none: a calendar would make a day of them.
    """
    found = _DAYS.fullmatch(edtf)
    if found is None:
        return None
    try:
        first = date.fromisoformat(found[1])
        last = date.fromisoformat(found[2] or found[1])
    except ValueError:
        return None
    return (first, last) if first <= last else None


def calendar(event: RowView, page: str, built: str) -> bytes | None:
    """Return an event as a calendar of one entry, or None where its day is not known exactly.

    `page` is the absolute address of its page, "" where unknown; `built` (UTC, ISO 8601) is when
    the release was made.
    """
    days = exact_days(event.row.get("date_edtf", ""))
    if days is None:
        return None
    first, last = days
    description = (
        *event.titles,
        gettext("Kilde: TFI-atlas. %(assurance)s.", assurance=sentence(event.assurance)),
    )
    return lines.content(
        (
            ("BEGIN", "VCALENDAR"),
            ("VERSION", "2.0"),
            ("PRODID", PRODUCT),
            ("BEGIN", "VEVENT"),
            ("UID", urn_of(event.id)),
            ("DTSTAMP", built.replace("-", "").replace(":", "")),
            ("DTSTART;VALUE=DATE", f"{first:%Y%m%d}"),
            ("DTEND;VALUE=DATE", f"{last + timedelta(days=1):%Y%m%d}"),
            ("SUMMARY", lines.text(event.name)),
            ("LOCATION", lines.text(", ".join(one.name for one in event.places))),
            ("DESCRIPTION", lines.text("\n".join(description))),
            ("URL", lines.address(page)),
            ("STATUS", _STATUS.get(event.row.get("planned_or_held", ""), _NOT_SURE)),
            ("TRANSP", "TRANSPARENT"),
            ("END", "VEVENT"),
            ("END", "VCALENDAR"),
        )
    )
