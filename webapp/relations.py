"""How a record hangs together with others, in words: relations from both sides, and money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from webapp.texts import gettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.catalogue import Entry
    from atlas.connections import Link
    from webapp.published import Edition

_BACKWARDS: Final = "-of"


@dataclass(frozen=True, kw_only=True)
class Relative:
    """One that a record hangs together with: its record where it has a page, else its name."""

    link: Link
    entry: Entry | None

    @property
    def name(self) -> str:
        """The name to show."""
        return self.entry.name if self.entry else self.link.other_name


@dataclass(frozen=True, kw_only=True)
class Sum:
    """One sum of money as its document prints it, with what kind of sum it is."""

    printed: str
    kind: str
    when: str
    document: str
    place: str


def relatives_of(record_id: str, edition: Edition) -> dict[str, list[Relative]]:
    """Return whom a record hangs together with, by what they are to it, in words."""
    words = _words()
    found: dict[str, list[Relative]] = {}
    for link in edition.catalogue.connections.links(record_id):
        word = words.get(link.reads) or words.get(link.reads.removesuffix(_BACKWARDS), link.reads)
        relative = Relative(link=link, entry=edition.catalogue.by_id.get(link.other_id))
        found.setdefault(word, []).append(relative)
    return found


def money_of(record_id: str, edition: Edition) -> list[Sum]:
    """Return the sums that documents print for a record; the same sum may stand in several."""
    kinds = _kinds_of_sum()
    return [
        Sum(
            printed=row["as_printed"],
            kind=kinds.get(row["type"], row["type"]),
            when=row["period"] or row["year"],
            document=row["document"],
            place=row["document_place"],
        )
        for row in edition.catalogue.connections.belonging_to("money", record_id)
    ]


def _words() -> Mapping[str, str]:
    """Return what the other one is, by the relation as it reads from this end."""
    return {
        "holder": gettext("Står for"),
        "holder-of": gettext("Står bag"),
        "partner": gettext("Samarbejder med"),
        "funder": gettext("Giver penge til"),
        "funder-of": gettext("Får penge fra"),
        "steering": gettext("Er i styregruppen for"),
        "steering-of": gettext("I styregruppen"),
        "part-of": gettext("Er en del af"),
        "part-of-of": gettext("Rummer"),
        "evaluator": gettext("Evaluerer"),
        "evaluator-of": gettext("Evalueret af"),
        "served-by": gettext("Får rådgivning af"),
        "served-by-of": gettext("Rådgiver"),
        "same-as": gettext("Samme indsats under andet navn"),
        "not-same-as": gettext("Ligner, men er en anden"),
    }


def _kinds_of_sum() -> Mapping[str, str]:
    return {
        "granted": gettext("bevilget"),
        "budgeted": gettext("budgetteret"),
        "applied": gettext("ansøgt"),
        "wished": gettext("ønsket"),
    }
