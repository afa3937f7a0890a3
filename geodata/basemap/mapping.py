"""The mapping of a folder of vector files: which layer is which class, whose it is, and its ranks.

A mapping is TOML; `docs/data-dictionary.md` has its every word, and
`geodata/basemap/mappings/reference.toml` is one in use.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from geodata.basemap.classes import RANKS, BasemapClass
from geodata.basemap.store import BasemapSource
from geodata.errors import BasemapInputError
from geodata.sources import load_sources

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from importlib.resources.abc import Traversable
    from pathlib import Path

BACKGROUND: Final = "background"
"""The file name that stands for the project's hand-drawn ground (`geodata.background`)."""

_OWN: Final = ("reference.toml",)
_DEFAULT_RANK: Final = 3
_LAYER_KEYS: Final = {
    *("file", "layer", "source", "id", "name", "merge", "within", "point", "optional"),
    *("lacks", "network", "doubtful", "rule"),
}
_RULE_KEYS: Final = {"class", "where", "rank", "kind", "named"}


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A value that a field decides; what `values` does not name becomes `otherwise`.

    Without `values` the field's own word is the value.
    """

    field: str
    values: dict[str, str] | None
    otherwise: str

    def of(self, row: Table[str, str]) -> str:
        """Return the value for one row of text fields."""
        word = row.get(self.field, "")
        if self.values is None:
            return word or self.otherwise
        return self.values.get(word, self.otherwise)


Condition = dict[str, frozenset[str]]
"""Field → the values of which it must have one; of no field, it is true of everything."""


def holds(condition: Condition, row: Table[str, str]) -> bool:
    """Say whether a condition is true of a row of text fields."""
    return all(row.get(name, "") in values for name, values in condition.items())


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What takes features: those whose every field in `where` has one of the values.

    Where `named` is false their names stay off the map.
    """

    cls: BasemapClass
    where: Condition
    rank: Choice
    kind: Choice
    named: bool

    def takes(self, row: Table[str, str]) -> bool:
        """Say whether a row of text fields is one of these."""
        return holds(self.where, row)

    @property
    def fields(self) -> set[str]:
        """The fields that it looks at."""
        return {*self.where, self.rank.field, self.kind.field} - {""}


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """A field of a layer in which a name must stand to be confirmed, in a row of `where`."""

    file: str
    layer: str
    field: str
    where: Condition


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Names that stay off the map, say for their licence, unless `confirmed_by` has them."""

    where: Condition
    confirmed_by: tuple[Confirmation, ...]


@dataclass(frozen=True, kw_only=True)
class Layer:
    """One layer of a file and its rules; the first rule that takes a feature decides.

    `merge` joins all areas of a rule to one; of it, only what lies within the areas of the file
    `within` is kept. `point` puts a point inside each instead of it.
    `lacks` says in Danish what the layer is known to leave out; where
    `network` is false its streets are drawn, but not walked along. `doubtful` says
    which of its names must be confirmed elsewhere.
    """

    file: str
    layer: str
    source: str
    id_field: str
    name_field: str
    merge: bool
    within: str
    point: bool
    optional: bool
    lacks: str
    network: bool
    doubtful: Doubt | None
    rules: tuple[Rule, ...]

    @property
    def fields(self) -> set[str]:
        """Every field that the layer must have."""
        used = {name for rule in self.rules for name in rule.fields}
        doubt = self.doubtful.where if self.doubtful else {}
        return used | {*doubt, self.id_field, self.name_field} - {""}

    @property
    def label(self) -> str:
        """How the layer is named to a person."""
        return f"{self.file}:{self.layer}" if self.layer else self.file


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """The layers of a folder and whose they are; `fits` are the files that it is known by."""

    name: str
    fits: tuple[str, ...]
    layers: tuple[Layer, ...]
    sources: dict[str, BasemapSource]


def read_mapping(path: Traversable) -> Mapping:
    """Read a mapping.

    Raises:
        BasemapInputError: where it is no TOML, or says something that nobody understands.
    """
    try:
        stated = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        message = f"{path.name} kan ikke læses som TOML ({fault}); ret filen, og prøv igen."
        raise BasemapInputError(message) from fault
    try:
        return _mapping(path.name, stated)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        message = f"{path.name}: {_advice(fault)} Se docs/data-dictionary.md."
        raise BasemapInputError(message) from fault


def mapping_for(folder: Path) -> Mapping:
    """Return the project's own mapping that a folder's file names fit.

    Raises:
        BasemapInputError: where none fits.
    """
    own = resources.files("geodata.basemap") / "mappings"
    for name in _OWN:
        mapping = read_mapping(own / name)
        if all((folder / file).is_file() for file in mapping.fits):
            return mapping
    message = (
        f"Ingen kendt mapping passer til filerne i {folder}. Skriv, hvilket lag der er hvad, "
        "i en fil, og giv den med --mapping FIL (se docs/data-dictionary.md)."
    )
    raise BasemapInputError(message)


def _mapping(name: str, stated: dict[str, Any]) -> Mapping:
    registry = {one.id: one for one in load_sources()}
    layers = tuple(_layer(one) for one in stated["layer"])
    own = stated.get("sources", {})
    sources = {}
    for key in sorted({layer.source for layer in layers}):
        _plain(key)
        known: Any = own.get(key)
        if known is None:
            one = registry.get(key)
            if one is None:
                message = f"kilden «{key}» står hverken i [sources] eller i sources.csv."
                raise ValueError(message)
            known = {
                "title": one.title,
                "licence": one.licence,
                "attribution": one.attribution,
                "vintage": one.vintage,
            }
        sources[key] = BasemapSource(key=key, **known)
    return Mapping(name=name, fits=tuple(stated.get("fits", ())), layers=layers, sources=sources)


def _layer(stated: dict[str, Any]) -> Layer:
    _known(stated, _LAYER_KEYS)
    return Layer(
        file=str(stated["file"]),
        layer=str(stated.get("layer", "")),
        source=str(stated["source"]),
        id_field=str(stated.get("id", "")),
        name_field=str(stated.get("name", "")),
        merge=bool(stated.get("merge", False)),
        within=str(stated.get("within", "")),
        point=bool(stated.get("point", False)),
        optional=bool(stated.get("optional", False)),
        lacks=str(stated.get("lacks", "")),
        network=bool(stated.get("network", True)),
        doubtful=_doubt(stated["doubtful"]) if "doubtful" in stated else None,
        rules=tuple(_rule(one) for one in stated["rule"]),
    )


def _rule(stated: dict[str, Any]) -> Rule:
    _known(stated, _RULE_KEYS)
    rank = _choice(stated.get("rank", _DEFAULT_RANK))
    if rank.field and rank.values is None:
        message = f"rank efter «{rank.field}» skal have values."
        raise ValueError(message)
    for value in (*(rank.values or {}).values(), rank.otherwise):
        if not value.isdecimal() or int(value) not in RANKS:
            message = f"rank er «{value}»; skriv et tal fra {RANKS[0]} til {RANKS[-1]}."
            raise ValueError(message)
    return Rule(
        cls=BasemapClass(stated["class"]),
        where=_condition(stated.get("where", {})),
        rank=rank,
        kind=_choice(stated.get("kind", "")),
        named=bool(stated.get("named", True)),
    )


def _doubt(stated: dict[str, Any]) -> Doubt:
    _known(stated, {"where", "confirmed_by"})
    for one in stated["confirmed_by"]:
        _known(one, {"file", "layer", "field", "where"})
    found = tuple(
        Confirmation(
            file=str(one["file"]),
            layer=str(one.get("layer", "")),
            field=str(one["field"]),
            where=_condition(one.get("where", {})),
        )
        for one in stated["confirmed_by"]
    )
    return Doubt(where=_condition(stated["where"]), confirmed_by=found)


def _condition(stated: dict[str, Any]) -> Condition:
    return {
        field: frozenset(map(str, values if isinstance(values, list) else [values]))
        for field, values in stated.items()
    }


def _choice(stated: object) -> Choice:
    if not isinstance(stated, dict):
        return Choice(field="", values={}, otherwise=str(stated))
    _known(stated, {"field", "values", "else"})
    values = stated.get("values")
    return Choice(
        field=str(stated["field"]),
        values=values and {str(key): str(value) for key, value in values.items()},
        otherwise=str(stated.get("else", "")),
    )


def _known(stated: dict[str, Any], keys: set[str]) -> None:
    if unknown := sorted(set(stated) - keys):
        message = f"ordet «{unknown[0]}» kendes ikke; brug et af {', '.join(sorted(keys))}."
        raise ValueError(message)


def _plain(key: str) -> None:
    """Refuse a key that could not be part of a file's name."""
    if not key.replace("-", "").isalnum() or not key.isascii():
        message = f"kilden hedder «{key}»; brug kun a-z, tal og bindestreg."
        raise ValueError(message)


def _advice(fault: Exception) -> str:
    if isinstance(fault, KeyError):
        return f"«{fault.args[0]}» mangler."
    if isinstance(fault, ValueError):
        return str(fault)
    return "et felt har en anden slags værdi, end der ventes."
