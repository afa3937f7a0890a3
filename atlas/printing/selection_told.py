"""What a book that holds only a part says of itself, so that nobody takes it for the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atlas.catalogue import Catalogue
    from atlas.printing.selection import Selection
    from atlas.printing.wording import Wording


def only(selection: Selection, catalogue: Catalogue, words: Wording) -> str:
    """Return what a selection holds, «Kun indsatsområdet Uddannelse»; "" where it holds all."""
    by = words.listed(_parts(selection, catalogue, words))
    return words.say("selection.only", value=by) if by else ""


def nobody(selection: Selection, catalogue: Catalogue, words: Wording, name: str) -> str:
    """Return that a collection, as it is called in a sentence, has nobody in a selection."""
    by = words.listed(_parts(selection, catalogue, words))
    key = "selection.nobody" if by else "directory.empty"
    return words.say(key, name=name, **({"value": by} if by else {}))


def _parts(selection: Selection, catalogue: Catalogue, words: Wording) -> Iterator[str]:
    if selection.themes:
        yield _all("theme", [words.term("theme", one) for one in selection.themes], words)
    if selection.target_groups:
        groups = [words.term("target_group", one).lower() for one in selection.target_groups]
        yield _all("target_group", groups, words)
    if selection.area:
        yield words.say("selection.area", value=catalogue.areas[selection.area].name)
    if selection.box:
        yield words.say("selection.box")


def _all(kind: str, values: Sequence[str], words: Wording) -> str:
    """Return the values of one choice with the word for it, the last one after an «and»."""
    *before, last = values
    joined = words.say("selection.and").join([words.listed(before), last]) if before else last
    return words.say(f"selection.{kind}_{'many' if before else 'one'}", value=joined)
