"""What a build did with every record: the accounting that must add up, and the report in words."""

from __future__ import annotations

import html
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from atlas.efforts import Efforts
from atlas.entry_report import entry_section
from atlas.errors import AtlasError
from atlas.report_sections import placeless_section, tables_section, unprintable_section
from geodata.districts import Collection
from geodata.geocoding.protocol import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from actors.validation import Validated
    from atlas.assignment import Assigned
    from atlas.connections import Connections
    from atlas.printing.inert import Gap
    from geodata.areas import VulnerableArea


_MARKDOWN: Final = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]|"})


@dataclass(frozen=True, kw_only=True)
class Accounting:
    """How many records of one kind were read, and what became of each (law 1)."""

    read: int
    rejected: int
    unplaced: int
    outside: int
    placed: int

    def __post_init__(self) -> None:
        """Refuse to exist where a record was lost or counted twice.

        Raises:
            AtlasError: where read is not rejected + unplaced + outside + placed.
        """
        if self.read != self.rejected + self.unplaced + self.outside + self.placed:
            message = (
                f"Records were lost or counted twice: {asdict(self)}. This is a fault of the atlas."
            )
            raise AtlasError(message)


def account(read: int, rejected: int, assigned: Sequence[Assigned]) -> Accounting:
    """Count each record once by what became of it.

    *placed*: a point or precision `district` in one of the four; *outside*: a known place
    elsewhere; *unplaced*: precision `city` or `none` (design, law 1).
    """
    fates = Counter(fate(one) for one in assigned)
    return Accounting(
        read=read,
        rejected=rejected,
        unplaced=fates["unplaced"],
        outside=fates["outside"],
        placed=fates["placed"],
    )


def fate(assigned: Assigned) -> str:
    """Return `unplaced`, `outside` or `placed` for one record."""
    if assigned.located.location.precision in {Precision.CITY, Precision.NONE}:
        return "unplaced"
    return "outside" if assigned.home is Collection.OTHER_DISTRICTS else "placed"


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Everything that a build learned about its records, for the report and for `--strict`."""

    accounting: Mapping[str, Accounting]
    validated: Mapping[str, Sequence[Validated]]
    assigned: Mapping[str, Sequence[Assigned]]
    vulnerable_areas: Sequence[VulnerableArea]

    @property
    def need_a_person(self) -> int:
        """How many rejections, warnings and failed look-ups somebody should see to."""
        tables = [table for kind in self.validated.values() for table in kind]
        faults = [one for kind in self.assigned.values() for one in kind if one.located.fault]
        return sum(len(t.rejections) + len(t.warnings) for t in tables) + len(faults)


KIND_NAMES: Final = {"actors": "Aktører", "projects": "Projekter"}
_KINDS_OF_ROWS: Final = {"plans": "Planer", "initiatives": "Indsatser"}


def summary(findings: Findings) -> str:
    """Return the accounting in one Danish line a kind, as the build prints it."""
    return "\n".join(
        f"{KIND_NAMES[kind]}: {one.read} læst = {one.rejected} afvist + {one.unplaced} uden sted"
        f" + {one.outside} uden for de fire distrikter + {one.placed} placeret"
        for kind, one in findings.accounting.items()
    )


def report(
    findings: Findings, connections: Connections, headline: str, gaps: Sequence[Gap] = ()
) -> str:
    """Return the release's `report.md`: what was read and what became of it, in Danish.

    `headline` says of what and when it is; `gaps` are the characters that no font has.
    """
    lines = ["# TFI-atlas: rapport", "", headline, "", "## Regnskab", ""]
    lines += ["| | læst | afvist | uden sted | uden for | placeret |", "|---|--:|--:|--:|--:|--:|"]
    lines += [
        f"| {KIND_NAMES[kind]} | {one.read} | {one.rejected} | {one.unplaced} | {one.outside} |"
        f" {one.placed} |"
        for kind, one in findings.accounting.items()
    ]
    lines += ["", *_per_collection(findings), "", *_listed_areas(findings)]
    for kind in findings.assigned:
        lines += ["", *_without_a_point(findings, kind)]
    lines += ["", *_in_several(findings, connections)]
    records = [one.located.record for kind in findings.assigned.values() for one in kind]
    lines += ["", *entry_section(records, connections, _inert)]
    counted = {kind: one.read for kind, one in findings.accounting.items()}
    lines += ["", *tables_section(counted, connections)]
    lines += ["", *placeless_section(connections, _inert), *_connected(connections)]
    lines += ["", *unprintable_section(gaps, _inert), "", *_to_mend(findings), ""]
    return "\n".join(lines)


def _per_collection(findings: Findings) -> Iterator[str]:
    yield from ["## Samlinger", "", "| samling | aktører | projekter |", "|---|--:|--:|"]
    for collection in Collection:
        counts = [
            sum(collection in one.collections for one in findings.assigned[kind])
            for kind in ("actors", "projects")
        ]
        yield f"| {collection} | {counts[0]} | {counts[1]} |"


def _listed_areas(findings: Findings) -> Iterator[str]:
    yield from ["## Udsatte boligområder", ""]
    for area in findings.vulnerable_areas:
        where = "omrids" if area.place.outline is not None else f"uden omrids: {area.place.note}"
        yield (
            f"- {area.name} ({area.list_name} {area.list_year}; {area.document},"
            f" {area.document_place}): {where}"
        )


def _without_a_point(findings: Findings, kind: str) -> Iterator[str]:
    lacking = [one for one in findings.assigned[kind] if one.located.location.lat is None]
    if not lacking:
        return
    yield from [f"## {KIND_NAMES[kind]} uden punkt på kortet: {len(lacking)}", ""]
    for one in lacking:
        record = one.located.record
        yield (
            f"- {_inert(record.name)} ({record.provenance.document},"
            f" {_inert(record.provenance.place)}): {_inert(one.located.reason)}"
        )


def _in_several(findings: Findings, connections: Connections) -> Iterator[str]:
    """Say how many efforts stand in several kinds, so that nobody adds the kinds up."""
    ids = {kind: [one.located.record.id for one in findings.assigned[kind]] for kind in KIND_NAMES}
    rows = {kind: [row["id"] for row in connections.rows(kind)] for kind in _KINDS_OF_ROWS}
    several = Efforts(connections).in_several({**ids, **rows})
    yield from ["## Ét og samme i flere slags", ""]
    yield (
        f"{sum(several.values())} står i flere slags. Hvert har alle sine opslag; i tal for"
        " mennesker tælles det én gang, i regnskabet ovenfor under hver slags."
    )
    yield ""
    names = {**KIND_NAMES, **_KINDS_OF_ROWS}
    for kinds, count in several.items():
        yield f"- {' og '.join(names[kind].lower() for kind in kinds)}: {count}"


def _connected(connections: Connections) -> Iterator[str]:
    """Say where the record disagrees with itself, and what nobody can read."""
    rows = connections.rows("contradictions")
    yield from [f"## Hvor dokumenterne modsiger sig selv: {len(rows)} steder", ""]
    for row in rows:
        figures = [
            f"{_inert(row[f'{end}_figure'])}"
            f" ({row[f'{end}_document']}, {_inert(row[f'{end}_place'])})"
            for end in ("first", "second")
        ]
        yield f"- {_inert(row['subject'])}: {figures[0]} mod {figures[1]}. {_inert(row['note'])}"
    rows = connections.rows("unreadable")
    yield from ["", f"## Hvad der ikke kan læses: {len(rows)} steder", ""]
    for row in rows:
        where = f"{row['document']}, {_inert(row['document_place'])}"
        yield f"- {_inert(row['what'])} ({where}): {_inert(row['why'])}"


def _to_mend(findings: Findings) -> Iterator[str]:
    yield from ["## Skal ses efter", ""]
    tables = [table for kind in findings.validated.values() for table in kind]
    problems = [
        problem
        for table in tables
        for problem in [*(p for one in table.rejections for p in one.problems), *table.warnings]
    ]
    for problem in problems:
        yield (
            f"- {_inert(problem.file)}, linje {problem.line}, {problem.heading}:"
            f" {_inert(problem.wrong)} {_inert(problem.right)}"
        )
    faults = [one for kind in findings.assigned.values() for one in kind if one.located.fault]
    for one in faults:
        yield f"- {_inert(one.located.record.name)}: {_inert(one.located.fault)}"
    if not problems and not faults:
        yield "Intet."


def _inert(text: str) -> str:
    """Return text that no Markdown reader takes for markup or a new line."""
    return html.escape(" ".join(text.split()), quote=False).translate(_MARKDOWN)
