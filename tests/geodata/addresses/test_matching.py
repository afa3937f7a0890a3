"""Tests of the match categories, which keep the meaning of DAWA's datavask."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geodata.addresses import Address, match_category, parse_address, street_distance

# Streets of 2200 København N that lie within three letters of each other.
NEIGHBOURS = ("Birkegade", "Tibirkegade", "Korsgade", "Thorsgade", "Slotsgade", "Stengade")

FOUND = Address(
    street="Tibirkegade", house_number="14", postcode="2200", city="København N", town="Nord"
)
streets = st.sampled_from(NEIGHBOURS)
found_addresses = st.builds(
    Address,
    street=streets,
    house_number=st.sampled_from(["1", "14", "14A"]),
    town=st.sampled_from(["", "Nord"]),
    postcode=st.sampled_from(["2200", "2300"]),
    city=st.sampled_from(["København N", "København S"]),
)
asked_addresses = st.builds(
    Address,
    street=st.one_of(streets, st.sampled_from(["Birkegad", "Korsgage", "Thorsgade ", "Xgade"])),
    house_number=st.sampled_from(["", "1", "14", "14A"]),
    floor=st.sampled_from(["", "2"]),
    door=st.sampled_from(["", "tv"]),
    town=st.sampled_from(["", "Nord"]),
    postcode=st.sampled_from(["", "2200", "2300"]),
    city=st.sampled_from(["", "København N", "Kbh. N", "København"]),
    unknown=st.sampled_from([(), ("baghuset",)]),
)
street_lists = st.one_of(st.none(), st.lists(streets))


@given(found_addresses, street_lists)
def test_every_distance_0_is_a(found: Address, near: list[str] | None) -> None:
    assert match_category(found, found, near) == "A"
    written = replace(found, street=found.street.upper(), city=found.city.replace("ø", "oe"))
    assert match_category(written, found, near) == "A"


@given(asked_addresses, found_addresses, street_lists)
def test_what_is_unknown_is_never_more_than_c(
    asked: Address, found: Address, near: list[str] | None
) -> None:
    odd = replace(asked, unknown=("-16",))
    assert match_category(odd, found, near) == "C"


@given(asked=asked_addresses, found=found_addresses, near=street_lists, alike=st.booleans())
def test_a_or_b_agree_on_the_house(
    *, asked: Address, found: Address, near: list[str] | None, alike: bool
) -> None:
    if alike:  # else hardly one in a thousand would be more than a C
        found = replace(found, house_number=asked.house_number, postcode=asked.postcode or "2200")
    if match_category(asked, found, near) == "C":
        return
    assert asked.house_number == found.house_number
    assert asked.postcode in {"", found.postcode}
    assert asked.town in {"", found.town}
    assert asked.unknown == ()
    own = street_distance(asked.street, found.street)
    assert own <= 3
    assert (
        all(
            street_distance(asked.street, other) > own
            for other in near or []
            if other != found.street
        )
        or own == 0
    )


@given(asked_addresses, found_addresses)
def test_a_street_that_differs_is_c_where_its_neighbours_are_not_known(
    asked: Address, found: Address
) -> None:
    assume(street_distance(asked.street, found.street) > 0)
    assert match_category(asked, found) == "C"
    assert match_category(asked, found, []) == "C"


def test_the_wrong_street_that_b_guards_against() -> None:
    """Birkegade has no number 14; Tibirkegade, two letters away in the same postcode, has."""
    asked = parse_address("Birkegade 14, 2200 København N")
    found = parse_address("Tibirkegade 14, 2200 København N")
    assert street_distance(asked.street, found.street) == 2
    assert match_category(asked, found, NEIGHBOURS) == "C"
    assert match_category(asked, found, ["Tibirkegade"]) == "B"  # what it is without the guard


def test_a_misspelt_street_is_b_where_it_is_the_closest() -> None:
    asked = parse_address("Tibirkegde 14, 2200 København N")
    assert match_category(asked, replace(FOUND, town=""), NEIGHBOURS) == "B"


@pytest.mark.parametrize("near", [None, [], ["Stengade"]])
def test_a_street_that_is_not_among_the_known_is_not_known_to_be_the_closest(
    near: list[str] | None,
) -> None:
    asked = parse_address("Tibirkegde 14, 2200 København N")
    assert match_category(asked, replace(FOUND, town=""), near) == "C"


def test_two_streets_equally_close_are_c() -> None:
    """Korsgade and Thorsgade are both one letter from what was written."""
    asked = parse_address("Torsgade 1, 2200 København N")
    near = ("Korsgade", "Thorsgade")
    assert {street_distance(asked.street, street) for street in near} == {1}
    for street in near:
        found = parse_address(f"{street} 1, 2200 København N")
        assert match_category(asked, found, near) == "C"


@pytest.mark.parametrize(
    ("line", "category"),
    [
        ("Tibirkegade 14, Nord, 2200 København N", "A"),
        ("tibirkegade 14, 2200 KØBENHAVN N.", "A"),
        ("Tibirkegade 14, 3. tv, 2200 Kbh N", "A"),  # an access address stands for its floors
        ("Tibirkegade 14, 2200", "B"),
        ("Tibirkegade 14, 2200 København", "B"),
        ("Tibirkegade 14, København N", "B"),
        ("Tibirkegade 14, København", "C"),
        ("Tibirkegade 14", "C"),
        ("Tibirkegade 14, 2300 København N", "C"),
        ("Tibirkegade 14A, 2200 København N", "C"),
        ("Tibirkegade 1, 2200 København N", "C"),
        ("Tibirkegade, 2200 København N", "C"),
        ("Tibirkegade 14, Syd, 2200 København N", "C"),
        ("Tibirkegade 14-16, 2200 København N", "C"),
        ("Tibirkevænge 14, 2200 København N", "C"),
        ("Tibirkegade 2 14, 2200 København N", "C"),  # number 2, and then what?
    ],
)
def test_categories(line: str, category: str) -> None:
    assert match_category(parse_address(line), FOUND, NEIGHBOURS) == category


def test_among_dwellings_floor_and_door_must_be_exact() -> None:
    asked = parse_address("Tibirkegade 14, 3. tv, 2200 København N")
    for unit, category in (("3. tv", "A"), ("3. th", "C"), ("2. tv", "C"), ("", "C")):
        found = parse_address(f"Tibirkegade 14, {unit}, 2200 København N")
        assert match_category(asked, found, with_units=True) == category
