"""What the atlas is about: frozen records of actors and projects, as their source states them.

Nothing here is looked up or guessed. A record says where its source says it is
(`StatedPlace`) and whom it serves (`serves`); finding the point is `atlas.location`'s work.
Field names follow Open Referral HSDS 3.0 where it has a term (`assured_date`, `languages`,
`alternate_names`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """The document a record stands in, and the place in it."""

    document: str
    place: str


@dataclass(frozen=True, kw_only=True)
class StatedPlace:
    """Where a record's source says that it is; every part may be missing.

    `lat` and `lon` are degrees in WGS84 (EPSG:4326), given only where the source states them.
    """

    name: str = ""
    note: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    lat: float | None = None
    lon: float | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the source says nothing at all of where the record is."""
        return not (self.name or self.address or self.postcode or self.lat is not None)


@dataclass(frozen=True, kw_only=True)
class Contact:
    """How the public reaches an actor or project: role mailboxes and numbers, no persons."""

    email: str = ""
    phone: str = ""
    website: str = ""


@dataclass(frozen=True, kw_only=True)
class Record:
    """What actors and projects have in common.

    `year` is the year that the source speaks of, or None where the source names none: nothing is
    guessed. `assured_date` is the day on which somebody last confirmed the record (HSDS), or None
    where nobody has. `themes`, `target_groups`, `gender` and `status` are codes of
    `actors.taxonomy`; ages are whole years; `languages` are ISO 639 codes; `nationalities` are ISO
    3166-1 alpha-2 codes of the countries that its people have their roots in, where it is for some
    above others; `opening_hours` are as written, by OpenStreetMap's notation where that can be read
    (`atlas.opening`); `serves` holds collection codes and place names for which the record works,
    apart from where it stands.
    """

    record_type: ClassVar[str]

    id: str
    name: str
    provenance: Provenance
    year: int | None
    name_printed: str = ""
    name_note: str = ""
    alternate_names: tuple[str, ...] = ()
    description: str = ""
    themes: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    age_from: int | None = None
    age_to: int | None = None
    gender: str = ""
    languages: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    status: str = "unknown"
    place: StatedPlace = field(default_factory=StatedPlace)
    serves: tuple[str, ...] = ()
    contact: Contact = field(default_factory=Contact)
    opening_hours: str = ""
    assured_date: date | None = None


@dataclass(frozen=True, kw_only=True)
class Actor(Record):
    """An organisation or unit that works with integration; `kind` and `tier` are codes."""

    record_type: ClassVar[str] = "actors"

    kind: str = ""
    tier: str = ""


@dataclass(frozen=True, kw_only=True)
class Project(Record):
    """A task limited in time; `start` and `end` are dates as precise as the source (EDTF).

    `goals` are letters of the integration policy's goals, `decision` the committee's number,
    `aftermath` a code: what became of it.
    """

    record_type: ClassVar[str] = "projects"

    holder: str = ""
    partners: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    goals: tuple[str, ...] = ()
    decision: str = ""
    aftermath: str = ""
    result: str = ""
