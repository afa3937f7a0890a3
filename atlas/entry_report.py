"""Projektbanken's rule of entry over a whole record: its sums found, and told in the report."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from actors.entry_rule import (
    RULE_DOCUMENT,
    RULE_PLACE,
    Criterion,
    Finding,
    Outcome,
    check,
    is_municipal,
)
from actors.records import Actor, Project, Provenance
from atlas.efforts import Efforts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from actors.records import Record
    from atlas.catalogue import Entry
    from atlas.connections import Connections

__all__ = ["CRITERIA", "Criterion", "EntryRule", "Finding", "Outcome", "entry_section"]

CRITERIA: Final[dict[Criterion, str]] = {
    Criterion.OVER_LIMIT: "Budget over 50.000 kr.",
    Criterion.MUNICIPAL: "Penge fra kommunen",
    Criterion.LIMITED: "Afgrænset i tid",
}
"""The conditions as the Danish report names them."""


_RULE: Final = (
    "Projektbanken har integrationsprojekter med et budget på over 50.000 kr., som kommunen helt"
    " eller delvist betaler, og som er afgrænset i tid. Kun bevilgede og budgetterede beløb tæller."
    " Hvad rapporten siger om alle projekter i Bilag 3 på én gang, står for sig og afgør intet."
)


class EntryRule:
    """The rule over one record: knows whose money is the municipality's, and an effort's faces."""

    def __init__(
        self,
        connections: Connections,
        actors: Iterable[tuple[str, str, str]],
        efforts: Efforts | None = None,
    ) -> None:
        """Take a record; `actors` are the id, kind and tier (codes) of each of its actors."""
        self._connections = connections
        self._efforts = efforts or Efforts(connections)
        self._municipal = {one for one, kind, tier in actors if is_municipal(kind, tier)}

    def check(self, project: Project) -> tuple[Finding, Finding, Finding]:
        """Return what the documents say of a project's three conditions, by all its faces' sums."""
        faces = sorted(self._efforts.faces(project.id), key=lambda one: one != project.id)
        sums = [row for one in faces for row in self._connections.belonging_to("money", one)]
        return check(project, sums, self._municipal)

    def check_entry(self, entry: Entry) -> tuple[Finding, Finding, Finding]:
        """Return the same for a project as a release holds it."""
        stated = entry.properties
        project = Project(
            id=entry.id,
            name=entry.name,
            year=None,
            provenance=Provenance(**stated["provenance"]),
            **{name: stated.get(name, "") for name in ("start", "end", "aftermath", "result")},
        )
        return self.check(project)


def entry_section(
    records: Iterable[Record], connections: Connections, inert: Callable[[str], str]
) -> Iterator[str]:
    """Yield the report's section on the rule, in Danish: counts, and who does not meet it.

    `records` are all actors and projects of a build; `inert` makes a text plain to Markdown.
    """
    every = list(records)
    rule = EntryRule(
        connections, [(one.id, one.kind, one.tier) for one in every if isinstance(one, Actor)]
    )
    found = {one: rule.check(one) for one in every if isinstance(one, Project)}
    yield from [
        f"## Adgangsreglen ({RULE_DOCUMENT}, {RULE_PLACE})",
        "",
        _RULE,
        "",
        "| betingelse | opfyldt | ikke opfyldt | ikke oplyst | heraf sagt om hele Bilag 3 |",
        "|---|--:|--:|--:|--:|",
    ]
    yield from (_counts(criterion, found.values()) for criterion in Criterion)
    yield ""
    failing = [(one, f) for one, three in found.items() for f in three if _fails(f)]
    for project, finding in failing:
        yield (
            f"- {inert(project.name)}: ikke opfyldt, {CRITERIA[finding.criterion]}:"
            f" {inert(finding.printed)} ({finding.document}, {inert(finding.place)})"
        )
    if not failing:
        yield "Intet projekt falder for en betingelse."


def _counts(criterion: Criterion, found: Iterable[tuple[Finding, ...]]) -> str:
    these = [one for three in found for one in three if one.criterion is criterion]
    outcomes = Counter(one.outcome for one in these)
    numbers = [*(outcomes[one] for one in Outcome), sum(one.of_all for one in these)]
    return " | ".join([f"| {CRITERIA[criterion]}", *map(str, numbers)]) + " |"


def _fails(finding: Finding) -> bool:
    return finding.outcome is Outcome.NOT_MET
