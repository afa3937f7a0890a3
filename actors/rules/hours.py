"""What is said of opening hours that nobody can tell by: what is wrong, and how to write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from actors.rules.notes import CellNotes

    HoursProblem = Callable[[str], str]
    """Judges a text of opening hours: "" where it can be told by, else a code of `WRONG`."""

WRONG: Final = {
    "notation": "»{hours}« kan ikke læses som åbningstid.",
    "no_clock": "»{hours}« siger ikke, hvad klokken er.",
    "school_holidays": "Atlasset ved ikke, hvornår skoleferierne (SH) er.",
}
"""What is wrong, by the code that a judge returns."""

_EXAMPLE: Final = "Skriv som »Mo-Fr 10:00-16:00; PH off«, eller lad feltet stå tomt."
_WRITE_DATES: Final = (
    "Skriv ferien med datoer, f.eks. »Jul 01-31 off«; ellers er det uvist, om der er åbent."
)
_SHOWN: Final = 60
_DAYS: Final = {
    "Mo": r"mandag(?:e|s)?|monday(?:s)?|man|mon|ma",
    "Tu": r"tirsdag(?:e|s)?|tuesday(?:s)?|tirs|tir|tues|tue|ti",
    "We": r"onsdag(?:e|s)?|wednesday(?:s)?|ons|wed|on",
    "Th": r"torsdag(?:e|s)?|thursday(?:s)?|tors|tor|thurs|thu|to",
    "Fr": r"fredag(?:e|s)?|friday(?:s)?|fre|fri|fr",
    "Sa": r"lørdag(?:e|s)?|saturday(?:s)?|lør|sat|lø",
    "Su": r"søndag(?:e|s)?|sunday(?:s)?|søn|sun|sø",
    "PH": r"helligdag(?:e|ene)?",
    "off": r"lukket",
    "Mo-Su": r"hver dag|alle dage|dagligt?|daily",
    "24/7": r"døgnåbent|hele døgnet|altid åbent",
}
_WORDS: Final = tuple(
    (re.compile(rf"\b(?:{words})\b\.?", re.IGNORECASE), code) for code, words in _DAYS.items()
)
_TO: Final = re.compile(r"\s*(?:[-\N{EN DASH}\N{EM DASH}]|\btil\b|\bto\b)\s*", re.IGNORECASE)
_FILLER: Final = re.compile(r"\b(?:kl|klokken|fra|åbent|åben)\b\.?:?", re.IGNORECASE)
_CLOCK: Final = re.compile(r"(?<![\d:])(\d{1,2})(?:[.:](\d\d))?(?![\d:])")
_AND: Final = re.compile(r"\s*(?:\bog\b|\band\b|&)\s*", re.IGNORECASE)
_AFTER_A_WORD: Final = re.compile(r"(?<=[^\W\d])\s*:\s*")
_APPOINTMENT: Final = re.compile(r"\b(?:aftale|appointment)\b", re.IGNORECASE)
_NEXT_RULE: Final = re.compile(r"(?<=\d)(?:\s*[,;]\s*|\s+)(?=[A-Z])|\s*[;\n]\s*|(?<=off),?\s+")


def look_at(hours: str, note: CellNotes, problem_of: HoursProblem | None) -> None:
    """Write down what keeps opening hours from being told by; the text itself is kept.

    A warning, never a rejection: the row's other facts stand, and its hours are shown as written.
    """
    code = problem_of(hours) if hours and problem_of else ""
    if not code or problem_of is None:
        return
    short = hours if len(hours) <= _SHOWN else hours[: _SHOWN - 1] + "…"
    note.warn(WRONG[code].format(hours=short), _right(hours, code, problem_of))


def _right(hours: str, code: str, problem_of: HoursProblem) -> str:
    if code == "school_holidays":
        return _WRITE_DATES
    meant = _rewritten(hours)
    if meant and not problem_of(meant):
        return f"Mente du »{meant}«?"
    return _EXAMPLE


def _rewritten(hours: str) -> str:
    """Return what Danish or English words for opening hours may mean in the notation, or ""."""
    if _APPOINTMENT.search(hours) and not any(sign.isdecimal() for sign in hours):
        return f'unknown "{hours.replace(chr(34), "")}"'
    text = _AFTER_A_WORD.sub(" ", _FILLER.sub(" ", hours))
    for word, code in _WORDS:
        text = word.sub(code, text)
    text = _AND.sub(",", _TO.sub("-", text.replace(":", ".")))
    text = _CLOCK.sub(lambda found: f"{int(found[1]):02}:{found[2] or '00'}", text)
    return "; ".join(part for part in _NEXT_RULE.split(" ".join(text.split())) if part)
