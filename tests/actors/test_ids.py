"""Tests of ids: unique in a file, and the same tomorrow."""

from __future__ import annotations

from collections.abc import Callable

from actors.fields import field_named
from actors.validation import Validated

Check = Callable[..., Validated]

BASE = {"name": "Prøven", "year": "2026"}


def test_the_later_of_two_rows_with_one_id_is_rejected(check: Check) -> None:
    rows = [{**BASE, "id": "a-1", "name": name} for name in "ABC"]
    validated = check(rows[0], {**BASE, "name": "X"}, *rows[1:])
    assert [record.name for record in validated.records] == ["A", "X"]
    assert [one.line for one in validated.rejections] == [4, 5]
    for one in validated.rejections:
        assert one.problems[0].wrong == "Id »a-1« står også i linje 2."


def test_an_id_is_told_of_although_its_first_row_is_rejected_too(check: Check) -> None:
    validated = check({"id": "a-1", "name": "", "year": "2026"}, {**BASE, "id": "a-1"})
    assert [one.line for one in validated.rejections] == [2, 3]


def ids(validated: Validated) -> list[str]:
    return [record.id for record in validated.records]


def test_an_id_is_made_of_name_and_place(check: Check) -> None:
    rows = [
        {**BASE, "name": "Café Ærø & Åen", "place": "Prøvebyen"},
        {**BASE, "name": "Prøvebyens bibliotek", "place": "Prøvebyen"},
        {**BASE, "name": "Æ" * 90},
        {**BASE, "name": " ".join(["prøve"] * 40)},
    ]
    made = ids(check(*rows))
    assert made[:2] == ["a-cafe-aeroe-aaen-proevebyen", "a-proevebyens-bibliotek"]
    assert all(len(one) <= field_named("id").max_length for one in made)
    assert not made[3].endswith("-")


def test_a_name_without_latin_letters_gets_an_id(check: Check) -> None:
    made = ids(check({**BASE, "name": "مقهى"}, {**BASE, "name": "кафе"}))
    assert len(set(made)) == 2
    assert all(one.startswith("a-") and len(one) == 8 for one in made)


def test_made_ids_do_not_change_when_the_rows_are_sorted_anew(check: Check) -> None:
    rows = [{**BASE, "address": address, "place": "Valby"} for address in ("Å 1", "Å 2", "Å 3")] + [
        {**BASE, "name": "Anden"}
    ]
    by_address = {r.place.address: r.id for r in check(*rows).records}
    turned = {r.place.address: r.id for r in check(*reversed(rows)).records}
    assert by_address == turned
    assert len(set(by_address.values())) == 4


def test_a_made_id_makes_way_for_a_given_one(check: Check) -> None:
    made = ids(check({**BASE, "id": ""}, {**BASE, "name": "Anden", "id": "a-proeven"}))
    assert made[1] == "a-proeven"
    assert made[0].startswith("a-proeven-")


def test_rows_that_nothing_tells_apart_are_one_too_many(check: Check) -> None:
    validated = check({**BASE, "phone": "33663366"}, {**BASE, "phone": "33663367"})
    (rejection,) = validated.rejections
    assert rejection.problems[0].wrong == "Navn, sted og adresse er de samme som i linje 2."


def test_two_of_one_name_and_place_are_pointed_at(check: Check) -> None:
    validated = check({**BASE, "address": "Å 1"}, {**BASE, "name": "PRØVEN", "address": "Å 2"})
    assert [one.line for one in validated.warnings] == [3]
    assert validated.warnings[0].wrong == "Navn og sted er de samme som i linje 2."
    assert len(validated.records) == 2
