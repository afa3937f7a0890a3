"""A chart's scale holds every figure, and says nothing that the figures do not."""

from __future__ import annotations

import pytest

from webapp.charts import WIDTH, Scale, scale_of


@pytest.mark.parametrize(
    ("figures", "unit", "low", "high"),
    [
        ([54.4, 64.0], "procent", 0, 100),
        ([2.6, 1.1], "procent", 0, 5),
        ([0.23, 0.125, 0.0], "karakter", 0, 0.25),
        ([4627], "boliger", 0, 5000),
        ([-5.0], "procentpoint", -5, 0),
        ([-5.0, 3.0], "procentpoint", -5, 5),
        ([0.0], "procent", 0, 1),
        ([110.0], "procent", 0, 110),
    ],
)
def test_a_scale_has_round_ends_and_zero(
    figures: list[float], unit: str, low: float, high: float
) -> None:
    scale = scale_of(figures, unit)
    assert scale.low == pytest.approx(low)
    assert scale.high == pytest.approx(high)
    assert all(0 < scale.x(one) < WIDTH for one in figures)


def test_larger_stands_further_along() -> None:
    scale = Scale(low=0, high=100)
    assert scale.x(0) < scale.x(54.4) < scale.x(64) < scale.x(100)
