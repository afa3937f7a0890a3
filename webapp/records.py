"""A record as a page shows it: words instead of codes, links instead of ids."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

from flask import current_app, url_for

from atlas.freshness import is_confirmed
from atlas.labels import COLLECTIONS, collection_name, gender_not_said
from webapp.sureness import match_sureness, place_sureness
from webapp.texts import gettext, without_isolates
from webapp.words import assurance, country_name, extent_of, place_name, term, today

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.catalogue import Entry
    from webapp.published import Edition

_TO: Final = "\N{EN DASH}"
_ENDPOINTS: Final = {"actors": "records.actor", "projects": "records.project"}
_PLACELESS: Final = {"city", "none"}
_EXACT: Final = {"address", "street"}


@dataclass(frozen=True, kw_only=True)
class RecordView:
    """One record for a template; `entry` is what the release says."""

    entry: Entry
    edition: Edition

    @property
    def id(self) -> str:
        """The record's id."""
        return self.entry.id

    @property
    def name(self) -> str:
        """The record's name."""
        return self.entry.name

    @property
    def stated(self) -> dict[str, Any]:
        """What the release says of the record."""
        return self.entry.properties

    @property
    def url(self) -> str:
        """The address of the record's own page."""
        return url_of(self.entry)

    @property
    def kind(self) -> str:
        """What it is, in a word: the kind of actor, or project."""
        if self.entry.layer == "projects":
            return gettext("Projekt")
        return term("kind", self.stated["kind"]) if "kind" in self.stated else gettext("Aktør")

    @property
    def has_point(self) -> bool:
        """Whether the record stands on the map."""
        return self.entry.lat is not None

    @property
    def point_key(self) -> str:
        """The same for records at the same point, "" where there is none."""
        return f"{self.entry.lat:.6f},{self.entry.lon:.6f}" if self.has_point else ""

    @property
    def is_exact(self) -> bool:
        """Whether its point is one to go to: an address's, or a street's."""
        return self.has_point and self.precision in _EXACT

    @property
    def directions(self) -> str:
        """Its point as a map on a phone takes it (RFC 5870), "" for who is no place to go today."""
        if not (self.confirmed and self.is_exact):
            return ""
        return f"geo:{self.entry.lat},{self.entry.lon}?q={quote(self.place, safe='')}"

    @property
    def precision(self) -> str:
        """How exactly the place is known, as a code."""
        return str(self.stated["location"]["precision"])

    @cached_property
    def place(self) -> str:
        """Where the record is, in words."""
        location = self.stated["location"]
        if self.precision == "none":
            return gettext("Sted ukendt")
        if self.precision == "city":
            return place_name("hele-byen")
        postal = " ".join(filter(None, [self.stated.get("postcode"), self.stated.get("city")]))
        address = self.stated.get("address", "")
        exact = self.precision == "address" and address
        return ", ".join(filter(None, [address, postal])) if exact else str(location["place"])

    @property
    def extent(self) -> str:
        """How exactly the place is known, in words; "" where the place's name says it."""
        if self.precision in _PLACELESS:
            return ""
        home = self.stated["home"]
        names_less = self.precision == "district" and self.place != collection_name(home)
        if names_less and home in COLLECTIONS:
            return gettext("et sted i %(district)s", district=place_name(home))
        return extent_of(self.precision)

    @property
    def confirmed(self) -> bool:
        """Whether somebody confirmed the record within 24 months."""
        return is_confirmed(self.stated, today())

    @property
    def assurance(self) -> str:
        """When somebody last confirmed the record, in words."""
        return assurance(self.stated)

    @property
    def website(self) -> str:
        """The record's website where that is a web address, else ""."""
        address = str(self.stated.get("website", ""))
        try:
            parts = urlsplit(address)
        except ValueError:
            return ""
        return address if parts.scheme in {"http", "https"} and parts.netloc else ""

    @property
    def ages(self) -> str:
        """The target group's ages in words, "" where none are stated."""
        youngest, oldest = self.stated.get("age_from"), self.stated.get("age_to")
        if youngest is not None and oldest is not None:
            return gettext("%(ages)s år", ages=f"{youngest}{_TO}{oldest}")
        if youngest is not None:
            return gettext("fra %(age)s år", age=youngest)
        return gettext("op til %(age)s år", age=oldest) if oldest is not None else ""

    @property
    def gender(self) -> str:
        """The code of the gender it is for alone, "" where its target groups say so already."""
        return gender_not_said(self.stated)

    @property
    def nationalities(self) -> list[str]:
        """The countries whose people it is there for above all, in words."""
        return [country_name(one) for one in self.stated.get("nationalities", ())]

    @property
    def phone_url(self) -> str:
        """The number as a link: digits, and a plus in front where there is one (RFC 3966)."""
        number = str(self.stated.get("phone", "")).strip()
        digits = "".join(sign for sign in number if sign in "0123456789")
        return f"tel:+{digits}" if number.startswith("+") else f"tel:{digits}"

    @property
    def document(self) -> str:
        """The title of the document it stands in."""
        return self.edition.document_title(str(self.stated["provenance"]["document"]))

    @property
    def place_sureness(self) -> str:
        """How exactly its place is known, in a sentence."""
        return place_sureness(self.precision)

    @property
    def match_sureness(self) -> str:
        """How well its address was recognised, in a sentence, "" where none was looked up."""
        return match_sureness(self.stated["location"]["category"])

    @property
    def place_source(self) -> str:
        """Who says where it is: a document's title, or a source as it names itself."""
        return self.edition.document_title(str(self.stated["location"]["source"]))

    @property
    def report_url(self) -> str:
        """A mail to the operator that names the record, "" where no mailbox is set."""
        mailbox = current_app.config["SITE"].mailbox
        subject = without_isolates(gettext("Rettelse til TFI-atlas: %(id)s", id=self.id))
        return f"mailto:{quote(mailbox, safe='@')}?subject={quote(subject)}" if mailbox else ""

    @property
    def areas(self) -> list[tuple[str, str]]:
        """The areas it belongs to that have a page: id and name."""
        known = self.edition.catalogue.areas
        return [(one, known[one].name) for one in self.stated["areas"] if one in known]

    @property
    def placed_otherwise(self) -> list[RecordView]:
        """The other faces of the same effort that state another place, or none."""
        faces = (one for one in self.edition.efforts.faces(self.id) if one != self.id)
        known = self.edition.catalogue.by_id
        others = views((known[one] for one in faces if one in known), self.edition)
        return [one for one in others if one.place != self.place]

    @property
    def serves(self) -> list[str]:
        """Whom it works for, in words, apart from where it stands."""
        return [place_name(one) if one in COLLECTIONS else one for one in self.stated["serves"]]


def url_of(entry: Entry) -> str:
    """Return the address of a record's own page."""
    return url_for(_ENDPOINTS[entry.layer], record_id=entry.id)


def views(entries: Iterable[Entry], edition: Edition) -> list[RecordView]:
    """Return records ready for a template, in the given order."""
    return [RecordView(entry=one, edition=edition) for one in entries]
