"""Records written back as the rows of a table that read as the same records again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from actors.fields import LIST_SEPARATOR, fields_of

if TYPE_CHECKING:
    from actors.records import Record

_WITHIN: Final = {
    "place": ("place", "name"),
    "place_note": ("place", "note"),
    **{name: ("place", name) for name in ("address", "postcode", "city", "lat", "lon")},
    **{name: ("contact", name) for name in ("phone", "email", "website")},
    "document": ("provenance", "document"),
    "document_place": ("provenance", "place"),
}
"""Fields that stand in a part of the record, with the part's name and the name there."""


def row_of(record: Record) -> dict[str, str]:
    """Return a record as the cells of its table by field name, in their order; "" for none.

    Lists are parted by `|`, days are ISO 8601, degrees (WGS84) have a decimal point and all their
    digits. `actors.validation.validate` makes the same record of it, field by field.
    """
    return {
        field.name: _text(_value(record, field.name)) for field in fields_of(record.record_type)
    }


def _value(record: Record, name: str) -> object:
    part, inner = _WITHIN.get(name, ("", name))
    return getattr(getattr(record, part) if part else record, inner)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return LIST_SEPARATOR.join(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}"  # repr keeps every digit, and may have an exponent
    return str(value)
