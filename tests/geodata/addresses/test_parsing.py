"""Tests of reading Danish addresses as people write them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.addresses import Address, match_category, parse_address

STREETS = (
    "Nørrebrogade",
    "Blågårds Plads",
    "A.C. Meyers Vænge",
    "Carl Th. Dreyers Vej",
    "H.C. Ørsteds Vej",
    "10. Februar Vej",
    "2. Tværvej",
    "Hf. Engvang",
    "Vej 12",
    "Christian X's Vej",
)
CITIES = ("København N", "København NV", "Valby", "Brønshøj", "Frederiksberg C", "Nr Åby")
FLOORS = ("", "st", "kl", "k2", "1", "2", "14")
DOORS = ("", "tv", "mf", "th", "3", "12", "a1")

house_numbers = st.builds(
    "{}{}".format, st.integers(1, 999), st.sampled_from(["", *"ABCDEFGHKLMNPRSTUVX"])
)
addresses = st.builds(
    lambda floor, door, **parts: Address(floor=floor, door=door if floor else "", **parts),
    street=st.sampled_from(STREETS),
    house_number=house_numbers,
    floor=st.sampled_from(FLOORS),
    door=st.sampled_from(DOORS),
    town=st.sampled_from(["", "Nr Bjert", "Sjælør"]),
    postcode=st.integers(1000, 9990).map(str),
    city=st.sampled_from(CITIES),
)


@given(addresses)
def test_an_address_in_the_registers_form_is_read_back(address: Address) -> None:
    assert parse_address(address.text) == address


@given(addresses)
def test_without_commas_case_or_letters_composed_it_is_the_same_house(address: Address) -> None:
    line = f" {address.street}  {address.house_number.lower()}\t{address.postcode} {address.city}"
    read = parse_address(line.replace("å", "a\u030a"))
    assert (read.street, read.house_number) == (address.street, address.house_number)
    assert (read.postcode, read.city, read.unknown) == (address.postcode, address.city, ())


@given(st.text(max_size=300), st.text(max_size=20), st.text(max_size=20))
def test_nothing_that_is_written_raises(text: str, postcode: str, city: str) -> None:
    parse_address(text, postcode, city)


@given(st.text(alphabet="abcæøå 0123456789,.-/()", max_size=120))
def test_no_digit_of_a_line_is_dropped(text: str) -> None:
    read = parse_address(text)
    kept = " ".join([read.text, *read.unknown])
    # A number may lose leading zeros, nothing else.
    assert [int(d) for d in sorted(text.replace("0", "")) if d.isdigit()] == [
        int(d) for d in sorted(kept.replace("0", "")) if d.isdigit()
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Nørrebrogade 20 B", {"street": "Nørrebrogade", "house_number": "20B"}),
        ("Nørrebrogade nr. 20", {"street": "Nørrebrogade", "house_number": "20"}),
        ("Nørrebrogade 020", {"street": "Nørrebrogade", "house_number": "20"}),
        (
            "Nørrebrogade 20B 3.tv 2200 København N",
            {"house_number": "20B", "floor": "3", "door": "tv"},
        ),
        ("Nørrebrogade 20, 2. sal th.", {"house_number": "20", "floor": "2", "door": "th"}),
        ("Nørrebrogade 20, st.", {"floor": "st", "door": ""}),
        ("Nørrebrogade 20, stuen t.h.", {"floor": "st", "door": "th"}),
        ("Nørrebrogade 20 kælderen", {"house_number": "20", "floor": "kl"}),
        ("Nørrebrogade 20, 1., dør 4", {"floor": "1", "door": "4"}),
        ("Nørrebrogade 20,2200 København N", {"postcode": "2200", "city": "København N"}),
        (
            "Nørrebrogade 20, DK-2200 København N, Danmark",
            {"postcode": "2200", "city": "København N"},
        ),
        ("Nørrebrogade 20 2200 Kbh. N.", {"postcode": "2200", "city": "Kbh. N"}),
        (
            "Nørrebrogade 20, København N",
            {"house_number": "20", "postcode": "", "city": "København N"},
        ),
        ("Nørrebrogade 20 København N", {"house_number": "20", "city": "København N"}),
        ("Blågårds Plads, 2200 København N", {"street": "Blågårds Plads", "house_number": ""}),
        ("Vej 1 5, 2500 Valby", {"street": "Vej 1", "house_number": "5"}),
        ("Haveforeningen af 1918 12", {"street": "Haveforeningen af 1918", "house_number": "12"}),
        ("2200 København N", {"street": "", "postcode": "2200", "city": "København N"}),
        ("", {"street": "", "house_number": ""}),
    ],
)
def test_ways_of_writing(line: str, expected: dict[str, str]) -> None:
    read = parse_address(line)
    assert {part: getattr(read, part) for part in expected} == expected
    assert read.unknown == ()


@pytest.mark.parametrize(
    ("line", "unknown"),
    [
        ("Griffenfeldsgade 7-9, 2200 København N", ("-9",)),
        ("Griffenfeldsgade 7 - 9, 2200 København N", ("- 9",)),
        ("Griffenfeldsgade 7 B-D, 2200 København N", ("-D",)),
        ("Griffenfeldsgade 7, 9 og 11, 2200 København N", ("9 og 11",)),
        ("Folkets Hus, Stengade 50, 2200 København N", ("Folkets Hus",)),
        ("c/o Bibliotekshuset, Rodosvej 4, 2300 København S", ("c/o Bibliotekshuset",)),
        ("Stengade 50 (baghuset), 2200 København N", ("(baghuset)",)),
        ("Stengade 50 i gården, 2200 København N", ("gården",)),
        ("Stengade 50, Nørrebro, Byen, 2200 København N", ("Byen",)),
    ],
)
def test_what_fits_no_part_is_kept_as_unknown(line: str, unknown: tuple[str, ...]) -> None:
    assert parse_address(line).unknown == unknown


def test_fields_of_their_own_complete_the_line() -> None:
    whole = parse_address("Stengade 50, 2200 København N")
    assert parse_address("Stengade 50", "2200", "København N") == whole
    assert parse_address("Stengade 50", "DK-2200", "København N") == whole
    assert parse_address("Stengade 50", "", "2200 København N") == whole
    assert parse_address("Stengade 50, 2200 København N", "2200", "København N") == whole
    assert parse_address("Stengade 50, København N", "2200", "København N") == whole


def test_fields_that_contradict_the_line_are_unknown() -> None:
    read = parse_address("Stengade 50, 2200 København N", "2300", "København S")
    assert (read.postcode, read.city) == ("2200", "København N")
    assert read.unknown == ("2300", "København S")
    assert parse_address("Stengade 50", "22OO", "").unknown == ("22OO",)


@pytest.mark.parametrize("piece", ["a ", "1 ", "a1 ", ", ", "1234 ", "a,", "st. ", "é", "- 1"])
def test_hostile_lines_take_no_time(piece: str) -> None:
    started = time.perf_counter()
    for length in (50, 199, 100_000):
        parse_address((piece * length)[:length])
    assert time.perf_counter() - started < 1


def test_a_line_longer_than_any_address_is_unknown() -> None:
    line = "Nørrebrogade 20, " + "x" * 200
    assert parse_address(line) == Address(unknown=(line,))


def test_a_number_without_a_comma_is_no_part_of_a_misspelt_street() -> None:
    """«Nørrebrogade 20 3» must not become number 3 of a street three letters away."""
    asked = parse_address("Nørrebrogade 20 3, 2200 København N")
    third = parse_address("Nørrebrogade 3, 2200 København N")
    assert match_category(asked, third, ["Nørrebrogade"]) == "C"
