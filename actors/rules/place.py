"""Where a record says that it is: postcode, and degrees with a decimal comma or point."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from actors.rules.notes import CellNotes

    PositionProblem = Callable[..., str]

_POSTCODE: Final = re.compile(r"(?:DK-?)?([0-9]{4})")
_POSTCODE_AND_CITY: Final = re.compile(r"([0-9]{4})\s+(\D+)")
_DEGREES: Final = re.compile(r"([+-]?[0-9]{1,9}(?:[.,][0-9]+)?)\s?°?\s?[NEØne]?")
_BOTH: Final = re.compile(r"([0-9]+[.,][0-9]+)\s*[,; ]\s*([0-9]+[.,][0-9]+)")
_GROUPED: Final = re.compile(r"[0-9]{1,2}(?:\.[0-9]{3}){2,}")
_LARGEST: Final = {"lat": 90, "lon": 180}


def postcode(text: str, note: CellNotes) -> str:
    """Return a Danish postcode: four digits."""
    if not text:
        return ""
    if given := _POSTCODE.fullmatch(text):
        return given[1]
    both = _POSTCODE_AND_CITY.fullmatch(text)
    right = f"Skriv {both[1]} her og »{both[2]}« under By." if both else "Skriv fire cifre."
    note.error(f"»{text}« er ikke et dansk postnummer.", right)
    return ""


def position(
    texts: dict[str, str],
    notes: dict[str, CellNotes],
    position_problem: PositionProblem | None,
) -> tuple[float, float] | None:
    """Return latitude and longitude (WGS84, degrees), or None where there is none to be trusted.

    `texts` and `notes` are keyed by `lat` and `lon`.
    """
    read = {axis: _degrees(texts[axis], notes[axis]) for axis in ("lat", "lon")}
    lat, lon = read["lat"], read["lon"]
    if lat is None or lon is None:
        _note_the_missing(texts, notes)
        return None
    wrong = (position_problem(lat=lat, lon=lon) if position_problem else "") or _beyond(lat, lon)
    if wrong:
        notes["lat"].error(
            wrong, "Ret tallene, eller slet dem begge, så stedet findes på adressen."
        )
        return None
    return lat, lon


def _degrees(text: str, note: CellNotes) -> float | None:
    if not text:
        return None
    if given := _DEGREES.fullmatch(text):
        return float(given[1].replace(",", "."))
    note.error(f"»{text}« er ikke et decimaltal.", _meant_degrees(text))
    return None


def _meant_degrees(text: str) -> str:
    if both := _BOTH.fullmatch(text):
        return f"Skriv {both[1]} under Breddegrad og {both[2]} under Længdegrad."
    if _GROUPED.fullmatch(text):
        whole, *rest = text.split(".")
        return f"Skriv {whole},{''.join(rest)}: punktummerne er nok sat af regnearket."
    return "Skriv grader som et tal, for eksempel 55,6861."


def _note_the_missing(texts: dict[str, str], notes: dict[str, CellNotes]) -> None:
    for axis, other in (("lat", "lon"), ("lon", "lat")):
        if texts[other] and not texts[axis]:
            wrong = "Breddegraden mangler." if axis == "lat" else "Længdegraden mangler."
            notes[axis].error(wrong, "Skriv begge tal, eller slet det andet.")


def _beyond(lat: float, lon: float) -> str:
    if abs(lat) > _LARGEST["lat"]:
        return "Breddegraden er over 90 grader."
    return "Længdegraden er over 180 grader." if abs(lon) > _LARGEST["lon"] else ""
