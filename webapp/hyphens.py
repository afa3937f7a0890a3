"""Soft hyphens at the seams of long Danish words, so that a heading breaks well on a phone.

Browsers need a dictionary to hyphenate, and most have none for Danish.
"""

from __future__ import annotations

import re
from typing import Final

_SOFT_HYPHEN: Final = "\N{SOFT HYPHEN}"
_LONG: Final = re.compile(r"[^\W\d_]{17,}")
_LINKING_S: Final = re.compile(
    r"(?<=[^\W\d_]{3})(?:tions|sions|ings|heds|elses|skabs|doms|gangs|plads|banks|teks)"
    r"(?=[^\W\d_]{4})",
    re.IGNORECASE,
)
"""A noun of one of these endings takes an s before the next noun: «integrations-forvaltning»."""

_SECOND: Final = re.compile(
    r"(?<=[^\W\d_]{4})(?="
    r"kvarter|forvaltning|ministeri|sekretariat|udvalg|bestyrels|(?<!be)styrels|center|centr|bibliotek|"
    r"repræsenta|rollemodel|medarbejder|kulturhus|kulturcent|kulturste|vejledn|rådgivn|konsulent|"
    r"aktivitet|uddannels|undervisn|samarbejds|kampagne|patrulje|stilling|konference|projekt|"
    r"arrangement|virksomhed|sammensætning|undersøgelse|indsats|politik|ledelse|ambassadør|"
    r"værksted|konkurrence|område|redegørelse|modellen|inddrag|institution|baggrund|gruppe)",
    re.IGNORECASE,
)
"""Words that stand last in the long names of the record."""


def softly(text: str) -> str:
    """Return a text with soft hyphens at the seams of its words of 17 letters and more."""
    return _LONG.sub(lambda found: _broken(found[0]), text)


def _broken(word: str) -> str:
    seamed = _LINKING_S.sub(lambda found: found[0] + _SOFT_HYPHEN, word)
    return _SECOND.sub(lambda found: found[0] + _SOFT_HYPHEN, seamed)
