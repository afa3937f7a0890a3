"""One row on its way to becoming a record: every cell read by its rule, every problem kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from actors.fields import field_named
from actors.findings import Rejection
from actors.records import Actor, Contact, Project, Provenance, StatedPlace
from actors.rules import contact, dates, hours, numbers, place, terms
from actors.rules.identity import given_id
from actors.rules.notes import Notes
from actors.rules.text import clean

if TYPE_CHECKING:
    from datetime import date

    from actors.readers.table import Row, Table
    from actors.rules.hours import HoursProblem
    from actors.rules.notes import CellNotes
    from actors.rules.place import PositionProblem

_NAMELESS = "(uden navn)"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A row with its clean texts (`values`), what was made of them (`parts`), and its notes."""

    table: Table
    row: Row
    notes: Notes
    values: dict[str, str]
    parts: dict[str, Any]

    def record(self, id_: str, default_document: str) -> Actor | Project:
        """Return the record of a row without errors."""
        provenance = Provenance(
            document=self.values.get("document") or default_document,
            place=self.values.get("document_place") or f"række {self.row.line}",
        )
        kind = Actor if self.table.table == "actors" else Project
        return kind(id=id_, provenance=provenance, **self.parts)

    def rejection(self) -> Rejection:
        """Return why a row with errors is left out."""
        return Rejection(
            line=self.row.line,
            name=self.values.get("name") or _NAMELESS,
            file=self.row.file,
            problems=self.notes.in_order(),
        )

    def reject_as_double(self, line: int, line_word: str) -> None:
        """Note that an earlier line has the same id, or nothing that tells the two apart."""
        if id_ := self.values.get("id"):
            wrong = f"Id »{id_}« står også i {line_word} {line}."
            self.notes.of("id").error(wrong, "Giv rækken sit eget id, eller slet den ene.")
        else:
            wrong = f"Navn, sted og adresse er de samme som i {line_word} {line}."
            self.notes.of("name").error(wrong, "Slet den ene, eller giv hver sit id.")

    def warn_of_namesake(self, line: int, line_word: str) -> None:
        """Note that an earlier line has the same name and place, and that neither has an id."""
        wrong = f"Navn og sted er de samme som i {line_word} {line}."
        self.notes.of("name").warn(wrong, "Er de den samme, så slet den ene; ellers giv dem id.")


@dataclass(frozen=True, kw_only=True)
class Judges:
    """What others know of a cell: of a stated position, of opening hours; None where nobody does.

    `position` takes `lat=` and `lon=` in degrees of WGS84 and returns a Danish sentence or "";
    `hours` takes a text and returns a code of `actors.rules.hours.WRONG` or "".
    """

    position: PositionProblem | None = None
    hours: HoursProblem | None = None


def read_draft(table: Table, row: Row, today: date, judges: Judges) -> Draft:
    """Read every cell of a row by its rule; nothing stops at the first problem."""
    notes = Notes(table, row)
    values = {
        name: clean(text, field_named(name), notes.of(name)) for name, text in row.values.items()
    }
    values["id"] = given_id(values.get("id", ""), notes.of("id"))
    reading = _Reading(values=values, notes=notes, today=today, judges=judges)
    parts = reading.common() | {"place": reading.place()}
    parts |= reading.of_actors() if table.table == "actors" else reading.of_projects()
    return Draft(table=table, row=row, notes=notes, values=values, parts=parts)


@dataclass(frozen=True, kw_only=True)
class _Reading:
    """The parts of a record, by the names of its fields."""

    values: dict[str, str]
    notes: Notes
    today: date
    judges: Judges

    def common(self) -> dict[str, Any]:
        """Return what actors and projects have in common, but for the place."""
        assured = dates.day(*self._cell("assured_date"), self.today)
        return {
            "name": self._name(),
            "name_printed": self._text("name_printed"),
            "name_note": self._text("name_note"),
            "alternate_names": self._items("alternate_names"),
            "description": self._text("description"),
            "themes": self._terms("theme", "themes"),
            "target_groups": self._terms("target_group", "target_groups"),
            "age_from": numbers.age(*self._cell("age_from")),
            "age_to": numbers.age(*self._cell("age_to")),
            "gender": terms.term("gender", *self._cell("gender")),
            "languages": self._languages(),
            "nationalities": self._nationalities(),
            "status": terms.term("status", *self._cell("status")) or "unknown",
            "serves": self._items("serves"),
            "contact": self._contact(),
            "opening_hours": self._hours(),
            "year": self._year(assured),
            "assured_date": assured,
        }

    def place(self) -> StatedPlace:
        """Return where the row says that the record is."""
        axes = ("lat", "lon")
        found = place.position(
            {axis: self._text(axis) for axis in axes},
            {axis: self.notes.of(axis) for axis in axes},
            self.judges.position,
        )
        lat, lon = found or (None, None)
        return StatedPlace(
            name=self._text("place"),
            note=self._text("place_note"),
            address=self._text("address"),
            postcode=place.postcode(*self._cell("postcode")),
            city=self._text("city"),
            lat=lat,
            lon=lon,
        )

    def of_actors(self) -> dict[str, Any]:
        """Return what only actors have."""
        return {
            "kind": terms.term("kind", *self._cell("kind")),
            "tier": terms.term("tier", *self._cell("tier")),
        }

    def of_projects(self) -> dict[str, Any]:
        """Return what only projects have."""
        start, end = (dates.span(*self._cell(name)) for name in ("start", "end"))
        if start and end and end.last < start.first:
            wrong = f"Slut ({end.edtf}) ligger før start ({start.edtf})."
            self.notes.of("end").error(wrong, "Ret den ene af de to.")
        return {
            "holder": self._text("holder"),
            "partners": self._items("partners"),
            "start": start.edtf if start else "",
            "end": end.edtf if end else "",
            "goals": self._terms("goal", "goals"),
            "decision": self._text("decision"),
            "aftermath": terms.term("aftermath", *self._cell("aftermath")),
            "result": self._text("result"),
        }

    def _text(self, name: str) -> str:
        return self.values.get(name, "")

    def _cell(self, name: str) -> tuple[str, CellNotes]:
        return self._text(name), self.notes.of(name)

    def _items(self, name: str) -> tuple[str, ...]:
        return terms.items(self._text(name), field_named(name))

    def _terms(self, section: str, name: str) -> tuple[str, ...]:
        return terms.terms(section, self._text(name), field_named(name), self.notes.of(name))

    def _languages(self) -> tuple[str, ...]:
        text, note = self._cell("languages")
        return terms.languages(text, field_named("languages"), note)

    def _nationalities(self) -> tuple[str, ...]:
        text, note = self._cell("nationalities")
        return terms.nationalities(text, field_named("nationalities"), note)

    def _hours(self) -> str:
        text, note = self._cell("opening_hours")
        hours.look_at(text, note, self.judges.hours)
        return text

    def _name(self) -> str:
        text, note = self._cell("name")
        if not text and not note.has_errors:
            note.error("Navnet mangler.", "Skriv det navn, som folk kender.")
        elif text and not any(sign.isalnum() for sign in text):
            note.error(f"»{text}« er ikke et navn.", "Skriv det navn, som folk kender.")
        return text

    def _contact(self) -> Contact:
        text, note = self._cell("email")
        return Contact(
            email=contact.email(text, self._text("name"), note),
            phone=contact.phone(*self._cell("phone")),
            website=contact.website(*self._cell("website")),
        )

    def _year(self, assured: date | None) -> int | None:
        """Return the row's year, else that of its confirmation: none is invented."""
        text, note = self._cell("year")
        if text or self._text("assured_date"):
            return dates.year(text, note, self.today) or (assured.year if assured else None)
        note.warn(
            "Det fremgår ikke, hvilket år oplysningen gælder for.",
            "Skriv året under År, eller dagen under Bekræftet.",
        )
        return None
