"""HTML that a template makes once, with gaps that each answer fills in.

A page has thousands of words that are the same for every wish; only the rest is worth making anew.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from flask import current_app, request
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from webapp.published import Edition


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_Thing = TypeVar("_Thing", bound=_HasId)


@dataclass(frozen=True, kw_only=True)
class Stencil:
    """What stays as it is, and the names of the gaps between: one less than there are pieces."""

    pieces: tuple[str, ...]
    gaps: tuple[str, ...]

    def filled(self, values: Mapping[str, str]) -> Markup:
        """Return the HTML with each gap's value, which has to be HTML already.

        Raises:
            KeyError: where a gap has no value.
        """
        parts = [""] * (len(self.pieces) + len(self.gaps))
        parts[::2] = self.pieces
        parts[1::2] = [values[name] for name in self.gaps]
        return Markup("".join(parts))  # noqa: S704 - a template's, and what is put in is HTML


class Gaps:
    """The gaps of a stencil while it is made; a template writes `{{ gaps[name] }}` for one."""

    def __init__(self) -> None:
        """Choose a mark that no record and no visitor can know."""
        self._mark = secrets.token_hex(16)
        self._names: list[str] = []

    def __getitem__(self, name: str) -> str:
        """Return what stands for a gap until it is filled: digits and letters alone."""
        self._names.append(name)
        return f"{self._mark}g{len(self._names) - 1}g"

    def cut(self, html: str) -> Stencil:
        """Return what a template made, cut at its gaps; a name may stand at several."""
        pieces = re.split(rf"{self._mark}g(\d+)g", html)
        return Stencil(
            pieces=tuple(pieces[::2]),
            gaps=tuple(self._names[int(number)] for number in pieces[1::2]),
        )


def stencils_of(template: str, edition: Edition) -> Mapping[str, Stencil]:
    """Return the blocks of a template as stencils in the language of the page, made once.

    A block writes `{{ gaps.name }}` where an answer puts something in, and asks nothing of a wish.
    """
    kept, key = edition.kept, f"stencils {request.script_root} {template}"
    if key not in kept:
        gaps = Gaps()
        told: dict[str, Any] = {"gaps": gaps}
        current_app.update_template_context(told)
        found = current_app.jinja_env.get_template(template)
        context = found.new_context(told)
        kept[key] = {
            name: gaps.cut("".join(block(context))) for name, block in found.blocks.items()
        }
    made: Mapping[str, Stencil] = kept[key]
    return made


def made_once(
    kind: str, things: Iterable[_Thing], edition: Edition, make: Callable[[_Thing], str]
) -> str:
    """Return the HTML of some records, areas or rows, one after the other.

    `make` is called for each of one `kind` once in a language: it is the same wherever it stands.
    """
    kept = edition.kept.setdefault(f"{kind} {request.script_root}", {})
    things = list(things)
    for one in things:
        if one.id not in kept:
            kept[one.id] = make(one)
    return "".join(kept[one.id] for one in things)
