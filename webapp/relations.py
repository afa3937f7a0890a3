"""How a record hangs together with others, in words: relations from both sides, and money."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from babel.lists import format_list
from babel.numbers import format_decimal

from webapp.dates import date_in_words
from webapp.languages import current_language
from webapp.named import Named, find, names_of
from webapp.record_words import kinds_of_sum, sides_of_a_sum
from webapp.texts import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from atlas.catalogue import Entry
    from atlas.connections import Link, Row
    from webapp.published import Edition

_BACKWARDS: Final = "-of"
_LIKELY: Final = "-likely"
_PARTNER: Final = "partner"
_NOUGHT: Final = "0"


@dataclass(frozen=True, kw_only=True)
class Relative:
    """One that a record hangs together with: its page where it has one, else its name.

    `entry` is its record, where it is an actor or a project.
    """

    link: Link
    entry: Entry | None
    named: Named | None = None

    @property
    def name(self) -> str:
        """The name to show."""
        return self.named.name if self.named else self.link.other_name

    @property
    def url(self) -> str:
        """The address of its page, "" where it has none."""
        return self.named.url if self.named else ""


@dataclass(frozen=True, kw_only=True)
class Sum:
    """One sum of money as its document prints it, with what kind of sum it is.

    `kroner` is the whole amount in Danish kroner as the language of the page writes it, "" where
    none can be read; `side` is gross or net in words, "" where the document does not say. One that
    `is_folded` stands for several noughts of a table: `when` names all their years.
    """

    printed: str
    kind: str
    when: str
    document: str
    place: str
    kroner: str = ""
    side: str = ""
    by: tuple[Named, ...] = ()
    shared_with: tuple[Named, ...] = ()
    condition: str = ""
    is_folded: bool = False

    @property
    def source(self) -> str:
        """Where it stands: the document's id and the place in it."""
        return ", ".join(filter(None, (self.document, self.place)))


def relatives_of(record_id: str, edition: Edition) -> dict[str, list[Relative]]:
    """Return whom a record hangs together with, by what they are to it, in words."""
    words = _words()
    found: dict[str, list[Relative]] = {}
    for link in edition.catalogue.connections.links(record_id):
        code = link.reads.removesuffix(_BACKWARDS)
        word = words.get(link.reads) or words.get(code, link.reads)
        word = words.get(f"{code}{_LIKELY}", word) if link.is_likely else word
        if link.reads == _PARTNER and edition.catalogue.is_work(link.other_id):
            word = words[f"{_PARTNER}-in"]
        relative = Relative(
            link=link,
            entry=edition.catalogue.by_id.get(link.other_id),
            named=find(link.other_id, edition),
        )
        found.setdefault(word, []).append(relative)
    return found


def money_of(record_id: str, edition: Edition) -> list[Sum]:
    """Return the sums that documents print for a record; the same sum may stand in several.

    Where a table prints nothing but noughts over several years, they are one, and stand last.
    """
    rows = edition.catalogue.connections.belonging_to("money", record_id)
    sums = [_sum(row, edition) for row in rows]
    return [
        *(one for one in sums if not _is_nought(one)),
        *_folded([one for one in sums if _is_nought(one)]),
    ]


def _is_nought(one: Sum) -> bool:
    """Return whether a sum says nothing but that its table has a nought at some year."""
    return one.printed == _NOUGHT and not (one.by or one.shared_with or one.condition)


def _folded(noughts: list[Sum]) -> list[Sum]:
    """Return noughts with one sum for all years, and one for gross and net where those agree."""
    by_side: dict[Sum, list[str]] = {}
    for one in noughts:
        by_side.setdefault(replace(one, when=""), []).append(one.when)
    by_years: dict[tuple[Sum, tuple[str, ...]], list[str]] = {}
    for one, years in by_side.items():
        by_years.setdefault((replace(one, side=""), tuple(years)), []).append(one.side)
    return [
        replace(
            one,
            when=_listed(years),
            side=_listed(sides),
            is_folded=(len(years), len(sides)) != (1, 1),
        )
        for (one, years), sides in by_years.items()
    ]


def _listed(words: Iterable[str]) -> str:
    return str(format_list([one for one in words if one], locale=current_language()))


def _sum(row: Row, edition: Edition) -> Sum:
    amount, when = row["amount_dkk"], row["period"] or row["year"]
    return Sum(
        printed=row["as_printed"],
        kind=kinds_of_sum().get(row["type"], row["type"]),
        when=date_in_words(when) if when else "",
        condition=row["condition"],
        document=row["document"],
        place=row["document_place"],
        kroner=format_decimal(int(amount), locale=current_language()) if amount.isdecimal() else "",
        side=sides_of_a_sum().get(row["gross_net"], ""),
        by=tuple(names_of(row["by"], "", edition)),
        shared_with=tuple(names_of(row["shared_with"], "", edition)),
    )


def _words() -> Mapping[str, str]:
    """Return what the other one is, by the relation as it reads from this end."""
    return {
        "holder": gettext("Står for"),
        "holder-of": gettext("Bag indsatsen"),
        "partner": gettext("Samarbejder med"),
        "partner-in": gettext("Med i"),
        "funder": gettext("Giver penge til"),
        "funder-of": gettext("Får penge fra"),
        "steering": gettext("Er i styregruppen for"),
        "steering-of": gettext("I styregruppen"),
        "part-of": gettext("Er en del af"),
        "part-of-of": gettext("Rummer"),
        "evaluator": gettext("Evaluerer"),
        "evaluator-of": gettext("Evalueret af"),
        "served-by": gettext("Får hjælp af"),
        "served-by-of": gettext("Hjælper"),
        "same-as": gettext("Samme indsats"),
        "same-as-likely": gettext("Sandsynligvis samme indsats"),
        "not-same-as": gettext("Ligner, men er en anden"),
    }
