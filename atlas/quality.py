"""What a build did with every record: the accounting that must add up, and the report in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from atlas.errors import AtlasError
from geodata.districts import Collection
from geodata.geocoding.protocol import Precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.assignment import Assigned


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
            message = f"Records were lost or counted twice: {asdict(self)}. This is a fault of the atlas."
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
