"""What the documents say of Projektbanken's rule of entry, in a word for each project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from atlas.entry_report import EntryRule, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.catalogue import Catalogue

ENTRY_RULE: Final = "entry_rule"
"""The column that exports of projects have besides those of their table; readers pass over it."""

MEANING: Final = (
    "Projektbankens adgangsregel, regnet ud af atlasset: met, når et dokument opfylder alle tre"
    " betingelser (over 50.000 kr., kommunale penge, afgrænset i tid) for projektet selv; not-met,"
    " når én ikke er opfyldt; ellers not-stated."
)


def entry_outcomes(catalogue: Catalogue) -> Mapping[str, str]:
    """Return for each project's id whether it meets the whole rule, as a code of `Outcome`."""
    by_kind: dict[str, list[tuple[str, str, str]]] = {}
    for one in catalogue.by_id.values():
        said = (one.id, one.properties.get("kind", ""), one.properties.get("tier", ""))
        by_kind.setdefault(one.layer, []).append(said)
    rule = EntryRule(catalogue.connections, by_kind.get("actors", []))
    return {
        one: _together({found.outcome for found in rule.check_entry(catalogue.by_id[one])})
        for one, _kind, _tier in by_kind.get("projects", [])
    }


def _together(outcomes: set[Outcome]) -> Outcome:
    """Return what three conditions come to: one that is not met decides, then one not stated."""
    weightiest = (Outcome.NOT_MET, Outcome.NOT_STATED, Outcome.MET)
    return next(one for one in weightiest if one in outcomes)
