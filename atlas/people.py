"""For whom an effort works, and what two efforts have in common: people first, else themes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet
    from typing import Any

EVERYBODY: Final = "alle"
_WEIGHT_OF_EVERYBODY: Final = 0.25
"""Two that are for everybody have less in common than two that are for the same few."""

_OF_THEMES: Final = 0.5
_CLOSE: Final = 0.5
_OLDEST: Final = 150


@dataclass(frozen=True, kw_only=True)
class People:
    """For whom an effort works: codes of the taxonomy; ages in whole years, both ends within.

    `gender` is "" where the effort is for everybody, or where its faces disagree.
    """

    groups: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    gender: str = ""
    age_from: int = 0
    age_to: int = _OLDEST


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What two have in common: target groups, or themes where not both state a target group.

    `overlap` is 0 to 1.5: the weighted part of all their groups that is shared, and half that of
    their themes; «everybody» weighs a quarter of a group.
    """

    groups: frozenset[str]
    themes: frozenset[str]
    overlap: float

    @property
    def is_thin(self) -> bool:
        """Whether it is next to nothing: both are for everybody, and share no theme."""
        return self.groups == {EVERYBODY} and not self.themes

    @property
    def is_close(self) -> bool:
        """Whether it is much: some theme, some group that is not «everybody», and half of all."""
        return bool(self.themes and self.groups - {EVERYBODY}) and self.overlap >= _CLOSE


def people_of(faces: Iterable[dict[str, Any]]) -> People:
    """Return for whom an effort works, by the properties of all its faces."""
    stated = list(faces)
    genders = {one.get("gender", "") for one in stated}
    return People(
        groups=frozenset(code for one in stated for code in one.get("target_groups", ())),
        themes=frozenset(code for one in stated for code in one["themes"]),
        gender=genders.pop() if len(genders) == 1 else "",
        age_from=min((one.get("age_from", 0) for one in stated), default=0),
        age_to=max((one.get("age_to", _OLDEST) for one in stated), default=_OLDEST),
    )


def in_common(one: People, other: People) -> Shared | None:
    """Return what two have in common, or None where they cannot meet the same people."""
    if not _may_meet(one, other):
        return None
    groups, themes = one.groups & other.groups, one.themes & other.themes
    by_groups = bool(one.groups and other.groups)
    if not (groups if by_groups else themes):
        return None
    overlap = _part(groups, one.groups | other.groups) if by_groups else 0.0
    overlap += _OF_THEMES * _part(themes, one.themes | other.themes)
    return Shared(groups=groups, themes=themes, overlap=overlap)


def _may_meet(one: People, other: People) -> bool:
    """Return whether neither gender nor age keeps their people apart."""
    genders = {one.gender, other.gender} - {""}
    return len(genders) < 2 and one.age_from <= other.age_to and other.age_from <= one.age_to  # noqa: PLR2004 - two genders


def _part(common: AbstractSet[str], everything: AbstractSet[str]) -> float:
    return _weight(common) / max(1.0, _weight(everything))


def _weight(codes: AbstractSet[str]) -> float:
    return sum(_WEIGHT_OF_EVERYBODY if one == EVERYBODY else 1.0 for one in codes)
