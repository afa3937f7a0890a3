"""The list of what a wish found as HTML: its heading, what is chosen, its rows, ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import render_template
from markupsafe import Markup, escape

from webapp.faces import face
from webapp.stencils import made_once, stencils_of
from webapp.texts import gettext, listed, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webapp.records import RecordView
    from webapp.results_view import Part, ResultsView
    from webapp.stencils import Stencil

_BLOCKS: Final = "parts/results.html"
_NEAR_MISS: Final = "near_miss"


def results_list(found: ResultsView) -> Markup:
    """Return the whole section: what a wish found, or the ways on from nothing."""
    blocks, results = stencils_of(_BLOCKS, found.results.edition), found.results
    return blocks["section"].filled(
        {
            "bits": found.shown_bits,
            "total": str(results.total),
            "measured": _measured(found),
            "heading": escape(_heading(found)),
            "count": _count(found, blocks),
            "chips": _chips(found, blocks),
            "notes": _notes(found, blocks),
            "body": _body(found, blocks) if results.total else _part("way_on", found),
        }
    )


def _measured(found: ResultsView) -> str:
    """Return for the map where the list is measured from, in degrees (WGS84), and how far (m)."""
    near = found.near
    if near is None or near.spot is None:
        return ""
    told = f"{near.spot.lat:.5f},{near.spot.lon:.5f},{near.reach_m or 0}"
    return f' data-measured="{told}"'


def _heading(found: ResultsView) -> str:
    total = found.results.total
    if found.wish.is_empty:
        return gettext("Alle %(total)s", total=total)
    if not total:
        return gettext("Intet fundet")
    return ngettext("%(num)s fundet", "%(num)s fundet", total)


def _count(found: ResultsView, blocks: Mapping[str, Stencil]) -> str:
    """Return how many of how many are shown, "" where that would say nothing."""
    total = found.results.total
    if not found.tells_count:
        return ""
    if total == found.last - found.first + 1:
        words = gettext("Viser %(shown)s af %(total)s", shown=total, total=found.rest_of_base)
    else:
        span = {"first": found.first, "last": found.last, "total": total}
        words = gettext("Viser %(first)s\N{EN DASH}%(last)s af %(total)s", **span)
    return blocks["count"].filled({"words": escape(words)})


def _notes(found: ResultsView, blocks: Mapping[str, Stencil]) -> str:
    """Return what has to be said before the list, and how many of it the map does not show."""
    told = _near_only(found, blocks) + (_part("notes", found) if found.has_notes else "")
    count = found.results.count_without_point
    if not count:
        return told
    words = ngettext(
        "%(num)s af dem har intet punkt på kortet. Kilden nævner et helt distrikt, hele byen "
        "eller slet intet sted, og vi gætter ikke.",
        "%(num)s af dem har intet punkt på kortet. Kilderne nævner et helt distrikt, hele byen "
        "eller slet intet sted, og vi gætter ikke.",
        count,
    )
    # As plain text: adding Markup to it would escape what was told.
    return f"{told}{blocks['without_point'].filled({'words': escape(words)})}"


def _near_only(found: ResultsView, blocks: Mapping[str, Stencil]) -> str:
    """Return that those shown only come near what was searched for, "" where somebody has it."""
    results = found.results
    if not (results.total and results.comes_near_only):
        return ""
    words = listed(results.missed_words)
    missed = gettext("Vi fandt ikke: %(words)s", words=words) if words else ""
    return str(blocks["near_only"].filled({"missed": escape(f" {missed}" if missed else "")}))


def _chips(found: ResultsView, blocks: Mapping[str, Stencil]) -> str:
    """Return what is chosen, each a way back from it."""
    chip = blocks["chip"]
    each = [
        chip.filled({"url": escape(one.url), "label": escape(one.label)}) for one in found.chips
    ]
    if not each:
        return ""
    return blocks["chips"].filled({"each": "".join(each), "url": escape(found.without_any)})


def _body(found: ResultsView, blocks: Mapping[str, Stencil]) -> str:
    return "".join(
        (
            *(_rows(found, one, blocks) for one in found.parts),
            _pager(found, blocks),
            _near_misses(found, blocks),
            blocks["embed"].filled({"query": escape(found.embedding)}),
        )
    )


def _rows(found: ResultsView, part: Part, blocks: Mapping[str, Stencil]) -> str:
    """Return rows that belong together, with a heading where they are parted by opening hours."""
    words = ""
    if part.name == "open":
        words = gettext("Åbent (%(count)s)", count=found.results.count_open)
    elif part.name:
        words = gettext("Åbningstiden kendes ikke (%(count)s)", count=found.count_unknown)
    heading = blocks["part_heading"].filled({"words": escape(words)}) if words else ""
    return blocks["part"].filled(
        {"heading": heading, "start": str(part.start), "rows": "".join(part.rows)}
    )


def _near_misses(found: ResultsView, blocks: Mapping[str, Stencil]) -> str:
    """Return who has some of what was searched for, where few have all of it."""
    edition = found.results.edition
    items = made_once(_NEAR_MISS, found.near_misses, edition, lambda one: _near_miss(one, blocks))
    return blocks["near_misses"].filled({"items": items}) if items else ""


def _near_miss(record: RecordView, blocks: Mapping[str, Stencil]) -> str:
    return blocks[_NEAR_MISS].filled(
        {
            "url": escape(record.url),
            "name": escape(record.name),
            "face": face(record.name, record.url),
            "place": escape(record.place),
        }
    )


def _pager(found: ResultsView, blocks: Mapping[str, Stencil]) -> str:
    ways = {"earlier": found.earlier, "later": found.later}
    if not any(ways.values()):
        return ""
    return blocks["pager"].filled(
        {
            name: blocks[name].filled({"url": escape(url)}) if url else ""
            for name, url in ways.items()
        }
    )


def _part(name: str, found: ResultsView) -> str:
    return render_template(f"parts/results_{name}.html", found=found)
