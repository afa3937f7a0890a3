"""`tfi-atlas pdf` of a part: by theme, target group, area and box; what is refused."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from atlas.printing.selection import Selection
from atlas.printing_cli import BoxOfDegrees, pdf_command
from tests.atlas.printing.catalogues import town


@pytest.mark.parametrize(
    "box", ["1,2,3", "a,b,c,d", "12.6,55.6,12.5,55.7", "12.5,95,12.6,96", "nan,1,2,3", ""]
)
def test_what_is_no_box_is_refused_with_an_example(box: str) -> None:
    result = CliRunner().invoke(pdf_command, ["--bbox", box])
    assert result.exit_code == 2
    assert "12.53,55.68,12.57,55.71" in result.output


def test_a_box_is_west_south_east_north() -> None:
    box = BoxOfDegrees().convert("12.53,55.68,12.57,55.71", None, None)
    assert box == (12.53, 55.68, 12.57, 55.71)


def test_every_choice_must_be_met() -> None:
    records = town().records("noerrebro")
    both = Selection(themes=("bolig",), area="mjoelnerparken")
    found = [one for one in records if both.holds(one)]
    assert found
    assert all("bolig" in one.properties["themes"] for one in found)
    assert all("mjoelnerparken" in one.properties["areas"] for one in found)
    either = Selection(themes=("bolig", "tryghed"))
    assert {one.id for one in records if either.holds(one)} == {
        one.id for one in records if {"bolig", "tryghed"} & set(one.properties["themes"])
    }


def test_a_file_is_named_by_what_it_was_chosen_by() -> None:
    chosen = Selection(themes=("bolig",), area="mjoelnerparken", box=(1, 2, 3, 4))
    assert Path("-".join(["noerrebro", *chosen.words])).name == (
        "noerrebro-bolig-mjoelnerparken-udsnit"
    )
