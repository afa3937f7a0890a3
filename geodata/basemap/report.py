"""What became of all that was read, counted per class and reason, so that nothing is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.basemap.classes import BasemapClass


@dataclass
class Tally:
    """The counts of one build: read = kept + dropped, per class; faults of the input beside it.

    `made` counts features in the store (a line in two parts is one piece kept, two made).
    `outside` counts, by kind (`node`, `way`), what lay outside the box and was not looked at: only
    some of it the map would have shown, and it is in no other count.
    `passed_over` counts, per layer of a folder, the features that no rule of the mapping takes.
    `unconfirmed` counts, per layer, the features whose name was left out because it is doubtful.
    `faults` counts what was broken in the input and got handled, by a fixed word each.
    `notes` are sentences in Danish for the person who builds.
    """

    read: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    made: Counter[str] = field(default_factory=Counter)
    dropped: dict[str, Counter[str]] = field(default_factory=dict)
    outside: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)
    unconfirmed: Counter[str] = field(default_factory=Counter)
    repaired: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def drop(self, cls: BasemapClass, reasons: Mapping[str, int]) -> None:
        """Count what was read of a class and left out, and why."""
        self.dropped.setdefault(cls, Counter()).update(reasons)

    def count(self, cls: BasemapClass, *, read: int, kept: int, made: int, repaired: int) -> None:
        """Count one batch of a class."""
        self.read[cls] += read
        self.kept[cls] += kept
        self.made[cls] += made
        if repaired:
            self.repaired[cls] += repaired

    def as_json(self) -> dict[str, Any]:
        """Return all of it with stable order, as `report.json` holds it."""
        return {
            "read": dict(sorted(self.read.items())),
            "kept": dict(sorted(self.kept.items())),
            "made": dict(sorted(self.made.items())),
            "dropped": {where: dict(sorted(one.items())) for where, one in _sorted(self.dropped)},
            "outside": dict(sorted(self.outside.items())),
            "passed_over": dict(sorted(self.passed_over.items())),
            "unconfirmed": dict(sorted(self.unconfirmed.items())),
            "repaired": dict(sorted(self.repaired.items())),
            "faults": dict(sorted(self.faults.items())),
            "notes": self.notes,
        }


def _sorted(dropped: dict[str, Counter[str]]) -> list[tuple[str, Counter[str]]]:
    return sorted((where, one) for where, one in dropped.items() if one.total())
