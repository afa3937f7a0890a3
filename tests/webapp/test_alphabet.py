"""Names from A to Å: the Danish alphabet, other names that lead on, long lists in parts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from atlas.layers import danish_order
from tests.webapp.record_pages import get
from webapp.alphabet import LETTERS, letter_of, sign_of
from webapp.pages import alphabet

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.catalogue import Catalogue


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        *(("Anna", "a"), ("Aalholm", "aa"), ("ålen", "aa"), ("Ærlig", "ae"), ("Øen", "oe")),
        *(("Édith", "e"), ("Ülkü", "y"), ("Ängel", "ae"), ("Özgür", "oe"), ("»Sol«", "s")),
        *(("10 skoler", "andre"), ("مركز", "andre"), ("", "andre"), ("«»", "andre")),
        *(("Ñandu", "n"), ("ﬁn", "f"), ("Šport", "s")),
    ],
)
def test_each_name_stands_under_its_letter(name: str, letter: str) -> None:
    assert letter_of(name) == letter


def test_the_alphabet_is_danish() -> None:
    assert [sign_of(one) for one in LETTERS[-4:]] == ["Æ", "Ø", "Å", "0\N{EN DASH}9"]
    assert len(LETTERS) == 30


def test_every_record_stands_under_a_letter_once(client: FlaskClient, catalogue: Catalogue) -> None:
    found: list[str] = []
    for letter in LETTERS:
        page = get(client, f"/a-aa/{letter}")
        others = {id(one.parents[-1]) for one in page.all("span", **{"class": "name__see"})}
        found += [
            one.attributes["href"].rpartition("/")[2]
            for one in page.all("a")
            if one.parents[-1].attributes.get("class") == "name"
            and id(one.parents[-1]) not in others
        ]
    assert sorted(found) == sorted(catalogue.by_id)


def test_names_of_a_letter_are_in_order_and_each_says_its_age(client: FlaskClient) -> None:
    page = get(client, "/a-aa/b")
    rows = page.all("li", **{"class": "name"})
    assert len(rows) > 10
    assert all("ikke bekræftet siden" in one.text for one in rows)
    first = [danish_order(" ".join(one.text.split())[:4]) for one in rows]
    assert all(one <= two for one, two in pairwise(first))


def test_another_name_leads_to_the_main_one(client_of_today: FlaskClient) -> None:
    page = get(client_of_today, "/a-aa/k")
    row = next(one for one in page.all("li") if one.text.startswith("Kompasset"))
    assert "Kompasset se Lektiecaféen Kompasset" in " ".join(row.text.split())
    assert "/aktoerer/a-lektiecafe-kompasset" in page.links


def test_a_short_list_is_whole_and_a_long_one_in_parts(
    client: FlaskClient, client_of_today: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(get(client_of_today, "/a-aa/").all("h2")) > 10
    assert [one.text for one in get(client, "/a-aa/").all("h2")] == ["A"]
    monkeypatch.setattr(alphabet, "A_PAGE", 20)
    page = get(client, "/a-aa/b?side=2")
    assert 0 < len(page.all("li", **{"class": "name"})) <= 20
    assert "/a-aa/b?side=1" in page.links
    get(client, "/a-aa/b?side=9999")
    get(client, "/a-aa/b?side=0", 404)


def test_an_unknown_letter_is_no_page(client: FlaskClient) -> None:
    assert client.get("/a-aa/findes-ikke").status_code == 404
    assert "Ingen navne begynder med X" in get(client, "/a-aa/x").text
