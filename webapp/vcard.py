"""An organisation as a contact to keep (vCard 4.0, RFC 6350): role data only, no person's."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Final

from webapp import content_lines as lines
from webapp.hours import hours_in_words
from webapp.texts import gettext
from webapp.words import sentence, term

if TYPE_CHECKING:
    from webapp.records import RecordView

MEDIA_TYPE: Final = "text/vcard; charset=utf-8"
PRODUCT: Final = "-//TFI-atlas//TFI-atlas//DA"


def vcard(record: RecordView, page: str) -> bytes:
    """Return an actor as a vCard; `page` is the absolute address of its page, "" where unknown.

    Whoever is not confirmed is no contact of today: that is for the caller to leave out.
    """
    stated = record.stated
    return lines.content(
        (
            ("BEGIN", "VCARD"),
            ("VERSION", "4.0"),
            ("PRODID", PRODUCT),
            ("KIND", "org"),
            ("UID", urn_of(record.id)),
            ("FN", lines.text(record.name) or record.id),
            ("ORG", lines.text(record.name)),
            ("NICKNAME", lines.texts(stated.get("alternate_names", ()))),
            ("ADR", _address(record)),
            ("GEO", f"geo:{record.entry.lat},{record.entry.lon}" if record.is_exact else ""),
            ("TEL;TYPE=work", lines.text(stated.get("phone", ""))),
            ("EMAIL;TYPE=work", lines.text(stated.get("email", ""))),
            ("URL;TYPE=work", lines.address(record.website)),
            *(("LANG", lines.text(one)) for one in stated.get("languages", ())),
            ("CATEGORIES", lines.texts(term("theme", one) for one in stated["themes"])),
            ("NOTE", lines.text(_note(record))),
            ("REV", f"{stated['assured_date'].replace('-', '')}T000000Z"),
            ("SOURCE", lines.address(page)),
            ("END", "VCARD"),
        )
    )


def urn_of(identifier: str) -> str:
    """Return a URN that is the same for one record at every time and on every site (RFC 9562)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"tfi-atlas:{identifier}").urn


def _address(record: RecordView) -> str:
    """Return ADR's seven parts: street, city and postcode are known, and that it is in Denmark."""
    stated = record.stated
    if not stated.get("address"):
        return ""
    known = (stated["address"], stated.get("city", ""), "", stated.get("postcode", ""), "Danmark")
    return ";".join(("", "", *map(lines.text, known)))


def _note(record: RecordView) -> str:
    """Return what it does, when it is open, and when that was last confirmed."""
    stated, hours = record.stated, _hours(record.stated.get("opening_hours", ""))
    return "\n".join(
        filter(
            None,
            (
                stated.get("description", ""),
                gettext("Åbningstider: %(hours)s", hours=hours) if hours else "",
                gettext("Kilde: TFI-atlas. %(assurance)s.", assurance=sentence(record.assurance)),
            ),
        )
    )


def _hours(stated: str) -> str:
    """Return opening hours on one line in words, as they are written where they have none."""
    told = hours_in_words(stated) or ()
    words = (" ".join(filter(None, (one.when, one.times, one.comment))) for one in told)
    return "; ".join(words) or stated
