"""Counts of efforts by theme, by people and by kind, each effort once, with a bar's length."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from atlas.catalogue import Entry
    from atlas.efforts import Efforts


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many efforts have a code; `share` is 0 to 100, of the largest count beside it."""

    code: str
    count: int
    share: float


def tallies(
    records: Iterable[Entry],
    codes_of: Callable[[Entry], Iterable[str]],
    efforts: Efforts,
    *,
    order: Iterable[str] = (),
) -> list[Tally]:
    """Return how many efforts have each code, the most first; an effort counts once a code.

    With `order` they stand in that order, those that nobody has included.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for record in records:
        for code in codes_of(record):
            found[code].add(efforts.key(record.id))
    counts = {code: len(keys) for code, keys in found.items()}
    codes = list(order) or sorted(counts, key=lambda code: (-counts[code], code))
    most = max(counts.values(), default=1)
    return [
        Tally(code=code, count=counts.get(code, 0), share=100 * counts.get(code, 0) / most)
        for code in codes
    ]


def themes_of(record: Entry) -> list[str]:
    """Return the codes of a record's themes."""
    return list(record.properties["themes"])


def groups_of(record: Entry) -> list[str]:
    """Return the codes of a record's target groups."""
    return list(record.properties.get("target_groups", ()))


def kinds_of(record: Entry) -> list[str]:
    """Return the code of an actor's kind; nothing for a project."""
    return [record.properties["kind"]] if record.properties.get("kind") else []
