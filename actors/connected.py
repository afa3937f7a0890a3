"""What the record of 2007 to 2011 holds beside actors and projects, and how it all hangs together.

Each class is one table of `actors/data/`: its fields are the columns, in order. Every row names its
document and the place in it. Ids begin with a letter that tells the table: a actor, p project,
i initiative, h area plan, e event, b indicator of the barometer, t task.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final


@dataclass(frozen=True, kw_only=True)
class Tabled:
    """A row of the table of that name."""

    table: ClassVar[str]


@dataclass(frozen=True, kw_only=True)
class Stated(Tabled):
    """What nearly every row has: the document it stands in, and the place in it."""

    document: str
    document_place: str


@dataclass(frozen=True, kw_only=True)
class Relation(Stated):
    """How two hang together; `reason` argues it. Where one has no id, its name stands alone.

    `relation` is holder, partner, funder, steering, part-of, same-as, not-same-as (alike but kept
    apart), evaluator or served-by, read from `from` to `to`.
    """

    table: ClassVar[str] = "relations"

    id: str
    from_id: str
    from_name: str
    relation: str
    to_id: str
    to_name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Grant(Stated):
    """A sum of money in kroner, typed so that an application never looks like a grant.

    `type` is granted, budgeted, applied or wished. The same sum may stand in several tables of a
    document, and totals beside their parts: never add the table up. `period` is an interval of
    EDTF where the sum is for one; `condition` is what else is printed of it: that it hangs on an
    application, that it is for each year, what it is a part of.
    """

    table: ClassVar[str] = "money"

    id: str
    for_id: str
    for_name: str
    amount_dkk: str
    as_printed: str
    type: str
    gross_net: str
    year: str
    period: str
    condition: str
    by: str
    shared_with: str


@dataclass(frozen=True, kw_only=True)
class Initiative(Stated):
    """A lasting effort of the municipality (indsats), as the committees' schemas tell of it.

    `kind` is how the report tells of it: skema, kapitel, aktivitet, tabel, aftale, forslag, nævnt.
    """

    table: ClassVar[str] = "initiatives"

    id: str
    name: str
    kind: str
    committee: str
    themes: str
    goal: str
    economy_text: str
    target_group: str
    activity: str
    aim: str
    status_text: str
    follow_up: str
    place: str
    year: str


@dataclass(frozen=True, kw_only=True)
class Goal(Stated):
    """One of the integration policy's seven lettered goals, with what was revised in it."""

    table: ClassVar[str] = "goals"

    letter: str
    name: str
    text: str
    revision: str


@dataclass(frozen=True, kw_only=True)
class Indicator(Stated):
    """An indicator of Integrationsbarometret: where it started, and what would be success."""

    table: ClassVar[str] = "indicators"

    id: str
    number: str
    name: str
    theme: str
    goal: str
    unit: str
    baseline: str
    baseline_date: str
    criterion: str
    criterion_date: str
    political_goal: str
    method: str
    frequency: str
    later_addition: str


@dataclass(frozen=True, kw_only=True)
class IndicatorValue(Stated):
    """A value of an indicator for one group at one date."""

    table: ClassVar[str] = "indicator_values"

    indicator_id: str
    group: str
    value: str
    unit: str
    date: str
    as_printed: str


@dataclass(frozen=True, kw_only=True)
class Task(Stated):
    """A requisition or consultation that TFI took on for somebody."""

    table: ClassVar[str] = "tasks"

    id: str
    type: str
    year: str
    requester_id: str
    requester_name: str
    title: str
    description: str
    theme_challenge: str
    place: str
    participants: str
    date: str
    status: str


@dataclass(frozen=True, kw_only=True)
class TaskCount(Stated):
    """How many tasks of a type TFI had in a year, by challenge."""

    table: ClassVar[str] = "task_counts"

    year: str
    type: str
    challenge: str
    count: str


@dataclass(frozen=True, kw_only=True)
class Satisfaction(Stated):
    """What those whom TFI worked for answered, as counts or shares."""

    table: ClassVar[str] = "satisfaction"

    year: str
    what: str
    count: str
    of: str


@dataclass(frozen=True, kw_only=True)
class StaffYears(Stated):
    """How many staff-years (årsværk) TFI set aside for a challenge in a year."""

    table: ClassVar[str] = "staff_years"

    year: str
    challenge: str
    staff_years: str
    as_printed: str


@dataclass(frozen=True, kw_only=True)
class Conclusion(Stated):
    """What TFI itself concluded about a challenge from a year of work."""

    table: ClassVar[str] = "conclusions"

    year: str
    challenge: str
    conclusion: str


@dataclass(frozen=True, kw_only=True)
class Event(Stated):
    """A meeting, seminar or celebration; `date_edtf` is as precise as the text (EDTF level 1)."""

    table: ClassVar[str] = "events"

    id: str
    name: str
    kind: str
    date_edtf: str
    date_printed: str
    place: str
    participants: str
    planned_or_held: str
    organiser_id: str
    organiser_name: str
    theme: str


@dataclass(frozen=True, kw_only=True)
class Plan(Stated):
    """A plan for an area: helhedsplan, områdeløft, kvarterløft, områdefornyelse, partnership."""

    table: ClassVar[str] = "plans"

    id: str
    name: str
    kind: str
    areas: str
    start: str
    end: str
    money_text: str
    steering: str
    status: str


@dataclass(frozen=True, kw_only=True)
class AreaFigure(Stated):
    """A figure about an area (dwellings, shares) with its year."""

    table: ClassVar[str] = "area_figures"

    area: str
    figure: str
    value: str
    unit: str
    year: str
    as_printed: str


@dataclass(frozen=True, kw_only=True)
class Publication(Stated):
    """What TFI or the municipality published, editions of the atlas among it."""

    table: ClassVar[str] = "publications"

    id: str
    title: str
    kind: str
    year: str
    edition: str
    publisher_name: str


@dataclass(frozen=True, kw_only=True)
class Unreadable(Stated):
    """What stands in a document and cannot be read from the text that we have."""

    table: ClassVar[str] = "unreadable"

    id: str
    what: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Deliverable(Tabled):
    """What TFI promised in a work plan against what its status says it delivered."""

    table: ClassVar[str] = "deliverables"

    id: str
    year: str
    challenge: str
    promised: str
    promised_document: str
    promised_place: str
    delivered: str
    delivered_document: str
    delivered_place: str
    verdict: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Contradiction(Tabled):
    """Two figures in the documents that cannot both be right; both stand.

    `concerns` holds the ids of the records, initiatives, plans, events and indicators that the
    figures are about, parted by «|».
    """

    table: ClassVar[str] = "contradictions"

    id: str
    subject: str
    concerns: str
    first_figure: str
    first_document: str
    first_place: str
    second_figure: str
    second_document: str
    second_place: str
    note: str


TABLES: Final[tuple[type[Tabled], ...]] = (
    Relation,
    Grant,
    Initiative,
    Goal,
    Indicator,
    IndicatorValue,
    Task,
    TaskCount,
    Satisfaction,
    StaffYears,
    Conclusion,
    Event,
    Plan,
    AreaFigure,
    Publication,
    Unreadable,
    Deliverable,
    Contradiction,
)
"""Every table of this module, in the order in which a release lists them."""
