"""What a translation of the printed atlas must hold, and how Danish stands in other languages."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from atlas.errors import PrintingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TypeAlias

    Sentences: TypeAlias = Mapping[str, Mapping[str, str]]

ORIGINAL: Final = "da"
"""The language that the others are translated from."""

OPEN: Final = "\N{LEFT-TO-RIGHT ISOLATE}"
CLOSE: Final = "\N{POP DIRECTIONAL ISOLATE}"

_RIGHT_TO_LEFT: Final = {"R", "AL"}
_FORMS: Final = ("zero", "one", "two", "few", "many", "other")
_FIGURE: Final = re.compile(r"\d+([.,:/]\d+)*", re.ASCII)
_PLACE: Final = re.compile(r"\{(\w+)\}")
_APART: Final = re.compile(f"[^{OPEN}{CLOSE}]*({OPEN}[^{OPEN}{CLOSE}]*{CLOSE}[^{OPEN}{CLOSE}]*)*")


def isolated(text: str) -> str:
    """Return Danish text, or figures, so that it reads from left to right wherever it stands.

    The template marks what is so isolated as Danish for whoever listens (`typ/base.typ`).
    """
    return f"{OPEN}{text}{CLOSE}"


def stands_apart(text: str) -> bool:
    """Return whether a text must be isolated among words that run from right to left.

    One that has such words itself runs with them, and has isolated what does not; and a single
    figure keeps its order, and may be part of a longer one: «1:{scale}».
    """
    if OPEN in text or runs_left(text) or not any(map(str.isalnum, text)):
        return False
    return _FIGURE.fullmatch(text) is None


def runs_left(text: str) -> bool:
    """Return whether any letter of a text runs from right to left."""
    return any(unicodedata.bidirectional(one) in _RIGHT_TO_LEFT for one in text)


def is_well_parted(text: str) -> bool:
    """Return whether every isolate of a text is closed in it, and none holds another."""
    return OPEN in text and _APART.fullmatch(text) is not None


def complete(language: str, words: Sentences, original: Sentences) -> None:
    """See that a translation has what the original has, and nothing that nobody asks for.

    A counted sentence may have a form of its own for each of the language's numbers.

    Raises:
        PrintingError: naming the file, and every key that is missing, too many, or whose places
            for values are others than in the original.
    """
    said, asked = dict(_flat(words)), dict(_flat(original))
    counted = {f"{key.removesuffix('_many')}_{form}": key for key in asked for form in _FORMS
               if key.endswith("_many")}  # fmt: skip
    faults = [f"{key} mangler" for key in asked if key not in said]
    faults += [f"{key} findes ikke i {ORIGINAL}.toml" for key in said if key not in asked | counted]
    faults += [
        f"{key} skal bruge {_listed(places)}"
        for key, sentence in asked.items()
        if key not in counted and _places(said.get(key, sentence)) != (places := _places(sentence))
    ]
    if faults:
        message = f"Ret atlas/printing/words/{language}.toml: {'; '.join(faults)}."
        raise PrintingError(message)


def _flat(words: Sentences) -> Iterator[tuple[str, str]]:
    for section, sentences in words.items():
        for key, sentence in sentences.items():
            yield f"{section}.{key}", sentence


def _places(sentence: str) -> set[str]:
    return set(_PLACE.findall(sentence))


def _listed(places: set[str]) -> str:
    return ", ".join(f"{{{one}}}" for one in sorted(places)) or "ingen værdier"
