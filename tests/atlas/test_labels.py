"""What of a record is said in words only where its other words do not say it."""

import pytest

from atlas.labels import gender_not_said


@pytest.mark.parametrize(
    ("groups", "gender", "told"),
    [
        (("piger", "boern"), "kvinder", ""),
        (("drenge",), "maend", ""),
        (("unge",), "kvinder", "kvinder"),
        (("piger",), "maend", "maend"),
        ((), "", ""),
    ],
)
def test_a_club_for_girls_is_not_said_to_be_for_women(
    groups: tuple[str, ...], gender: str, told: str
) -> None:
    assert gender_not_said({"target_groups": groups, "gender": gender}) == told
