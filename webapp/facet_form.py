"""The facets of a list as a form: made once for a language, each answer's counts put in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from flask import render_template, request
from markupsafe import Markup

from webapp.facets import TARGET_GROUP, THEME, title_of
from webapp.languages import current_language
from webapp.stencils import Gaps, Stencil
from webapp.texts import gettext, ngettext

if TYPE_CHECKING:
    from webapp.facets import Facet
    from webapp.results_view import ResultsView

MOST_IN_SIGHT: Final = 7
"""Of a longer list, the values that most records have stand first, the rest behind a fold."""

_KEPT: Final = "facet forms"
_MOST_KEPT: Final = 64
"""A form for each language and collection, and room for a few that show a value nobody has here."""

_UNFOLDED: Final = (THEME, TARGET_GROUP)
_LAYER: Final = Markup('<input type="hidden" name="lag" value="{}">')
_FOUND: Final = Markup('<p class="facets__found"><a href="#fundet">{}</a></p>')
_NUMBER: Final = Markup(' <span class="facets__number">{}</span>')

Codes = dict[str, tuple[str, ...]]
"""The values that each facet shows, by its name."""


@dataclass(frozen=True, kw_only=True)
class Pick:
    """One value of a facet as a box to tick, and the names of its two gaps."""

    code: str
    label: str
    state: str
    count: str


@dataclass(frozen=True, kw_only=True)
class FacetPart:
    """One facet for the template: its values in sight, and the rest of a long list."""

    name: str
    title: str
    in_sight: tuple[Pick, ...]
    rest: tuple[Pick, ...]

    @cached_property
    def every(self) -> tuple[Pick, ...]:
        """All its values."""
        return (*self.in_sight, *self.rest)


@dataclass(frozen=True, kw_only=True)
class _Form:
    stencil: Stencil
    parts: tuple[tuple[Facet, FacetPart], ...]


def facet_form(found: ResultsView) -> Markup:
    """Return everything that a list may be narrowed by, as it stands inside the page's form."""
    form = _form(found)
    values = {
        "layers": Markup().join(_LAYER.format(one) for one in found.wish.layers),
        "number": _chosen(found.wish.number),
        "found": _found(found),
        "near": _near(found),
        "opening": _opening(found),
    }
    for facet, part in form.parts:
        _fill(values, found, facet, part)
    return form.stencil.filled(values)


def _fill(values: dict[str, str], found: ResultsView, facet: Facet, part: FacetPart) -> None:
    """Put in the value of each gap of a facet; a box that would find nothing is off."""
    chosen = found.wish.chosen.get(facet.name, ())
    counts = found.results.counts(facet)
    rest_is_open = any(one.code in chosen for one in part.rest)
    values[f"{facet.name} is open"] = " open" if chosen or facet in _UNFOLDED else ""
    values[f"{facet.name} number"] = _chosen(len(chosen))
    values[f"{facet.name} rest is open"] = " open" if rest_is_open else ""
    for one in part.every:
        count = counts.get(one.code, 0)
        values[one.state] = " checked" if one.code in chosen else "" if count else " disabled"
        values[one.count] = str(count)


def _form(found: ResultsView) -> _Form:
    """Return the form of a list, made at the first answer that shows the same values."""
    results = found.results
    kept = results.edition.kept.setdefault(_KEPT, {})
    odd = tuple(results.chosen_elsewhere())
    key = (request.script_root, results.collection, odd)
    if key not in kept:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[key] = _made(found)
    form: _Form = kept[key]
    return form


def _made(found: ResultsView) -> _Form:
    gaps, results = Gaps(), found.results
    shown = [(one, codes) for one in results.facets if (codes := results.values_of(one))]
    parts = tuple((facet, _part(found, facet, codes)) for facet, codes in shown)
    html = render_template("parts/facets.html", facets=[part for _, part in parts], gaps=gaps)
    return _Form(stencil=gaps.cut(html), parts=parts)


def _part(found: ResultsView, facet: Facet, codes: list[str]) -> FacetPart:
    """Return a facet with what stands in sight: what most records have, whatever is chosen."""
    first = set(codes)
    if len(codes) > MOST_IN_SIGHT + 1:
        heaviest = sorted(codes, key=lambda one: -found.results.weight(facet, one))
        first = set(heaviest[:MOST_IN_SIGHT])
    picks = [
        Pick(
            code=one,
            label=facet.label(one),
            state=f"{facet.name} state {one}",
            count=f"{facet.name} count {one}",
        )
        for one in codes
    ]
    return FacetPart(
        name=facet.name,
        title=title_of(facet),
        in_sight=tuple(one for one in picks if one.code in first),
        rest=tuple(one for one in picks if one.code not in first),
    )


def _chosen(number: int) -> str:
    return _number(number, current_language()) if number else ""


@lru_cache(maxsize=256)
def _number(number: int, _language: str) -> str:
    return str(_NUMBER.format(ngettext("%(num)s valgt", "%(num)s valgt", number)))


def _found(found: ResultsView) -> str:
    """Return how many are found, as a way to the list: on a phone it stands below the map."""
    total = found.results.total
    if found.wish.is_empty:
        return ""
    words = (
        ngettext("%(num)s fundet", "%(num)s fundet", total) if total else gettext("Intet fundet")
    )
    return str(_FOUND.format(words))


def _near(found: ResultsView) -> str:
    """Return the choice of a place and a distance, "" where nobody has a point to measure to."""
    if not found.results.tells_places:
        return ""
    return _plain_kept(found, "facet_near", is_plain=found.near is None)


def _opening(found: ResultsView) -> str:
    """Return the choice of a day and a time, "" where nobody's hours can be told by."""
    if not found.results.tells_hours:
        return ""
    return _plain_kept(found, "facet_opening", is_plain=found.wish.moment is None)


def _plain_kept(found: ResultsView, name: str, *, is_plain: bool) -> str:
    """Return a part of the form: the same for everybody who asks nothing of it, and then kept."""
    kept = found.results.edition.kept
    key = f"{name} {request.script_root}"
    if is_plain and key in kept:
        return str(kept[key])
    html = render_template(f"parts/{name}.html", found=found)
    if is_plain:
        kept[key] = html
    return html
