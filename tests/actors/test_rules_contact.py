"""Tests of telephone, e-mail and website: what is taken, what is refused, what would be right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actors.findings import Problem
from actors.records import Actor, Project
from actors.validation import Validated

Check = Callable[..., Validated]
Record = Callable[..., Actor | Project]
Found = Callable[..., Problem]

BASE = {"name": "Prøven", "year": "2026"}


@pytest.mark.parametrize(
    "given",
    [
        *("33663366", "33 66 33 66", "+45 33 66 33 66", "0045 33663366", "3366-3366"),
        *("tlf. 33 66 33 66", "Tlf: 33.66.33.66", "(+45) 33663366", "33\u00a066\u00a033\u00a066"),
    ],
)
def test_a_danish_number_is_written_in_one_way(record: Record, given: str) -> None:
    assert record({"phone": given}).contact.phone == "33 66 33 66"


@pytest.mark.parametrize(
    ("given", "kept"),
    [("+46 8 123 456 78", "+46812345678"), ("1813", "1813"), ("112", "112"), ("116 111", "116111")],
)
def test_other_numbers_are_kept(record: Record, given: str, kept: str) -> None:
    assert record({"phone": given}).contact.phone == kept


@pytest.mark.parametrize(
    "given",
    [
        *("3366336", "336633660", "13663366", "+45 3366336", "+4533663366 lok. 12", "ring bare"),
        *("33663366 / 33663367", "+1234567890123456", "+45 13663366"),
    ],
)
def test_another_number_is_refused(problem: Found, given: str) -> None:
    assert problem({"phone": given}).field == "phone"


def test_two_numbers_are_one_too_many(problem: Found) -> None:
    assert problem({"phone": "33 66 33 66 eller 33 66 33 67"}).right == "Skriv ét nummer."


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("kontakt@example.dk", "kontakt@example.dk"),
        ("Kontakt@Example.DK", "Kontakt@example.dk"),
        ("mailto:kontakt@example.dk", "kontakt@example.dk"),
        ("a.b+c@under.example.dk", "a.b+c@under.example.dk"),
        ("kontakt@blåbær.dk", "kontakt@blåbær.dk"),
    ],
)
def test_an_email_address_is_kept(record: Record, given: str, kept: str) -> None:
    assert record({"email": given}).contact.email == kept


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("kontakt(at)example.dk", "Skriv kontakt@example.dk."),
        ("a@example.dk; b@example.dk", "Skriv én adresse."),
        ("kontakt", "Skriv den som kontakt@example.dk."),
        ("kontakt@example", "Skriv den som kontakt@example.dk."),
        ("@example.dk", "Skriv den som kontakt@example.dk."),
        ("a..b@example.dk", "Skriv den som kontakt@example.dk."),
        ("a b@example.dk", "Skriv den som kontakt@example.dk."),
        ('"<script>"@example.dk', "Skriv den som kontakt@example.dk."),
        ("kontakt@-example.dk", "Skriv den som kontakt@example.dk."),
    ],
)
def test_another_address_says_what_would_be_right(problem: Found, given: str, right: str) -> None:
    found = problem({"email": given})
    assert (found.severity, found.right) == ("error", right)


@pytest.mark.parametrize(
    "given",
    ["fatima.hansen@gmail.com", "ismail@gmail.com", "Hussein99@HOTMAIL.com", "jens@live.dk"],
)
def test_a_private_persons_mailbox_is_pointed_at(problem: Found, given: str) -> None:
    found = problem({"email": given})
    assert found.severity == "warning"
    assert "fælles postkasse" in found.right


@pytest.mark.parametrize(
    "given",
    [
        *("kontakt@gmail.com", "info.proeven@gmail.com", "laesecafe.kontor@hotmail.com"),
        *("proeven.valby@gmail.com", "prøven@gmail.com", "proevensbestyrelse@gmail.com"),
        *("fatima.hansen@example.dk", "fatima@gmail.com.example.dk"),
    ],
)
def test_a_role_or_the_actors_own_name_is_no_private_person(check: Check, given: str) -> None:
    validated = check({**BASE, "email": given})
    assert [one.severity for one in validated.problems if one.severity == "warning"] == []


@pytest.mark.parametrize(
    "given",
    [
        *("https://example.dk/", "http://example.dk", "https://www.example.dk:8443/a?b=c#d"),
        *("HTTPS://Example.dk/Å", "https://blåbær.dk/", "https://example.dk/a_(b)"),
    ],
)
def test_a_website_is_http_or_https(record: Record, given: str) -> None:
    assert record({"website": given}).contact.website == given


@pytest.mark.parametrize(
    "given",
    [
        *("javascript:alert(1)", "JavaScript://example.dk/%0aalert(1)", "java\tscript:alert(1)"),
        *("data:text/html,x", "ftp://example.dk/", "file:///etc/passwd", "mailto:a@example.dk"),
        *("https:example.dk", "https:///example.dk", "https://", "http://localhost/"),
        *("https://bo:kode@example.dk/", "https://example.dk@ond.dk/", "https://example.dk:x/"),
        *('https://example.dk/"onclick=', "https://example.dk/<b>", "https://example.dk\\@ond.dk"),
        *(
            "https://a.dk https://b.dk",
            "//example.dk/",
            "https://[::1/",
            "ikke endnu",
            "https://1.2.3.4/",
        ),
    ],
)
def test_any_other_address_is_refused(problem: Found, given: str) -> None:
    found = problem({"website": given})
    assert (found.field, found.severity) == ("website", "error")


@pytest.mark.parametrize("given", ["www.example.dk", "example.dk/om", "blåbær.dk"])
def test_an_address_without_https_gets_it_and_is_pointed_at(check: Check, given: str) -> None:
    validated = check({**BASE, "website": given})
    assert validated.records[0].contact.website == f"https://{given}"
    assert [one.severity for one in validated.warnings] == ["warning"]
