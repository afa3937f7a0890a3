"""One effort with several faces (actor, project, plan), told as same by the record, counted once.

Law 4 of the design: the faces are linked by `same-as` and never merged away. Every face keeps its
page; only totals for people count the effort once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from atlas.connections import Connections

_SAME: Final = "same-as"


class Efforts:
    """Which ids of a record are faces of one effort, by every chain of `same-as` relations."""

    def __init__(self, connections: Connections) -> None:
        """Follow the relations of a record; an id that no relation names is an effort alone."""
        groups: dict[str, set[str]] = {}
        for row in connections.rows("relations"):
            one, other = row["from_id"], row["to_id"]
            if row["relation"] == _SAME and one and other:
                joined = groups.get(one, {one}) | groups.get(other, {other})
                groups.update(dict.fromkeys(joined, joined))
        self._faces = {one: tuple(sorted(faces)) for one, faces in groups.items()}

    def faces(self, face: str) -> tuple[str, ...]:
        """Return the ids of all faces of an effort, by one of them, which is among them."""
        return self._faces.get(face, (face,))

    def key(self, face: str) -> str:
        """Return the id that stands for the effort: the same for each of its faces."""
        return self.faces(face)[0]

    def count(self, ids: Iterable[str]) -> int:
        """Return how many efforts some ids are, each counted once."""
        return len({self.key(one) for one in ids})

    def in_several(self, kinds: Mapping[str, Collection[str]]) -> dict[tuple[str, ...], int]:
        """Return how many efforts stand in several kinds: the kinds (in order) → how many.

        `kinds` holds the ids of each kind; an effort is counted under all the kinds it has.
        """
        found: dict[str, list[str]] = {}
        for kind, ids in kinds.items():
            for effort in {self.key(one) for one in ids}:
                found.setdefault(effort, []).append(kind)
        counts: dict[tuple[str, ...], int] = {}
        for several in found.values():
            if len(several) > 1:
                counts[tuple(several)] = counts.get(tuple(several), 0) + 1
        return dict(sorted(counts.items()))
