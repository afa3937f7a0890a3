"""What a template makes once and each answer fills: every gap filled, and nothing else touched."""

from __future__ import annotations

import pytest

from webapp.stencils import Gaps


def test_each_gap_gets_its_own_value_wherever_it_stands() -> None:
    gaps = Gaps()
    html = f"<p title='{gaps['name']}'>{gaps['name']}</p><i>{gaps['count']}</i>"
    filled = gaps.cut(html).filled({"name": "Broen", "count": "3"})
    assert filled == "<p title='Broen'>Broen</p><i>3</i>"


def test_gaps_may_be_filled_with_the_gaps_of_another_stencil() -> None:
    inner, outer = Gaps(), Gaps()
    within = inner.cut(f"<b>{inner['x']}</b>")
    whole = outer.cut(f"<p>{within.filled({'x': outer['y']})}</p>")
    assert whole.filled({"y": "5"}) == "<p><b>5</b></p>"


def test_a_value_that_looks_like_a_gap_of_another_stencil_stays_text() -> None:
    gaps, others = Gaps(), Gaps()
    stencil = gaps.cut(f"{gaps['a']}|{gaps['b']}")
    assert stencil.filled({"a": others["b"], "b": "{{ gaps }}"}).endswith("|{{ gaps }}")


def test_a_gap_without_a_value_is_an_error() -> None:
    gaps = Gaps()
    with pytest.raises(KeyError):
        gaps.cut(gaps["forgotten"]).filled({})
