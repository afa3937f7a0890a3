"""Documents by the short titles that a reader knows them by, wherever a book speaks of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.printing.wording import Wording

_NUMBERED: Final = re.compile(
    r"\b([Ss]kema|[Aa]fsnit|[Bb]ilag|[Tt]abel|[Ii]ndikator|note|nr\.) (?=\d)"
)
_LAYERS: Final = {
    "k101:rode (kvarterer)": "kvarterer og roder",
    "k101:rode": "kvarterer og roder",
    "k101:bydel": "bydele",
    "k101:parkregister": "parker",
    "k101:station_oversigtskort": "stationer",
    "tungvognsnet": "hovedveje (tungvognsnettet)",
}
"""The municipality's tables of maps by what is in them, for readers who do not know their names."""

_LAYER: Final = re.compile(rf"\b({'|'.join(map(re.escape, _LAYERS))})(?!\w)")
_BY_HAND: Final = re.compile(r"TFI-atlas, tegnet i hånden (?P<year>\d{4})")
_TOGETHER: Final = "\\1\N{NO-BREAK SPACE}"


@dataclass(frozen=True, kw_only=True)
class Documents:
    """The short titles of the documents that a release stands on, by their ids."""

    titles: Mapping[str, str]

    def named(self, text: str) -> str:
        """Return text in which documents stand by their short titles instead of their ids.

        A figure is kept beside what it numbers: «skema 2.13» is not parted at the end of a line.
        """
        named = self._ids.sub(lambda found: self.titles[found[0]], text) if self.titles else text
        return _NUMBERED.sub(_TOGETHER, named)

    @cached_property
    def _ids(self) -> re.Pattern[str]:
        longest_first = sorted(self.titles, key=len, reverse=True)
        return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?![\w-])")


def stated_in(documents: Documents, words: Wording, *, document: str, place: str) -> str:
    """Return where something stands; of several documents the place names those after the first."""
    return words.say(
        "areas.document",
        document=documents.named(document.partition("|")[0]),
        place=documents.named(place),
    )


def in_readers_words(source: str) -> str:
    """Return the title of a source of maps with its layers told by what they show."""
    return _LAYER.sub(lambda found: _LAYERS[found[0]], source)


def outline_told(source: str, words: Wording) -> str:
    """Return whose outline a place has; of one that the atlas drew, in the language of the book."""
    by_hand = _BY_HAND.fullmatch(source)
    told = words.say("areas.by_hand", year=by_hand["year"]) if by_hand else in_readers_words(source)
    return words.say("areas.outline", value=told)


def documents_of(manifest: Mapping[str, Any]) -> Documents:
    """Return the documents of a release; one that has no short title keeps its id."""
    known = [one for one in manifest["sources"] if one.get("id")]
    return Documents(titles={one["id"]: one.get("short_title") or one["id"] for one in known})
