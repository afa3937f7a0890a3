"""Projektbanken's three conditions for a project, in words: met or not, and where that stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.entry_report import Criterion, EntryRule, Finding, Outcome
from webapp.record_words import kinds_of_sum
from webapp.texts import gettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.catalogue import Entry
    from webapp.published import Edition


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One condition: its name, what the documents say of it, and what is printed.

    `printed` is in Danish, as the document has it; `kind` is what kind of sum it is, in words.
    """

    name: str
    outcome: str
    finding: Finding
    kind: str


def conditions_of(entry: Entry, edition: Edition) -> list[Condition]:
    """Return the three conditions of a project, or none where no document says anything of them."""
    rule = EntryRule(edition.catalogue.connections, _actors(edition), edition.efforts)
    found = rule.check_entry(entry)
    if not any(one.document for one in found if one.criterion is not Criterion.LIMITED):
        return []
    return [
        Condition(
            name=_names()[one.criterion],
            outcome=_outcomes()[one.outcome],
            finding=one,
            kind=kinds_of_sum().get(one.sum_type, ""),
        )
        for one in found
    ]


def _actors(edition: Edition) -> list[tuple[str, str, str]]:
    entries = [one for one in edition.catalogue.by_id.values() if one.layer == "actors"]
    return [
        (one.id, one.properties.get("kind", ""), one.properties.get("tier", "")) for one in entries
    ]


def _names() -> Mapping[Criterion, str]:
    return {
        Criterion.OVER_LIMIT: gettext("Et budget på over 50.000 kr."),
        Criterion.MUNICIPAL: gettext("Helt eller delvist betalt af kommunen"),
        Criterion.LIMITED: gettext("Afgrænset i tid"),
    }


def _outcomes() -> Mapping[Outcome, str]:
    return {
        Outcome.MET: gettext("Opfyldt"),
        Outcome.NOT_MET: gettext("Ikke opfyldt"),
        Outcome.NOT_STATED: gettext("Ikke oplyst om projektet selv"),
    }
