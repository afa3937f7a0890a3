"""Tests of what a consultant reads about a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from actors.checking import ranges, report, summary
from actors.readers import read_table
from actors.validation import Validated, validate

Make = Callable[..., Path]
Check = Callable[..., Validated]

BASE = {"Navn": "Prøven", "År": "2026"}


def test_the_whole_finding_is_one_text(make_csv: Make) -> None:
    content = (
        "Navn;Indsatsområder;Postnr;E-mail;År;Adrese\n"
        "Prøven;Bolig;2500;kontakt@example.dk;2026;\n"
        "Caféen;Udannelse;250;kontakt@example.dk;2026;Å 1\n"
        ";Bolig;2500;;2026;\n"
        "Bo;Bolig;2500;bo.hansen@gmail.com;2026;\n"
        "Anden;Tryghed;;;;\n"
        "Tredje;Tryghed;;;;\n"
    )
    validated = validate(read_table(make_csv(content=content), "actors"), today=date(2026, 11, 21))
    assert report(validated) == (
        "liste.csv, læst som aktører\n"
        "\n"
        "6 rækker læst: 4 i orden, 2 skal rettes, 3 bør ses efter. Dertil 1 bemærkning om hele"
        " filen.\n"
        "\n"
        "SKAL RETTES\n"
        "\n"
        "Linje 3, Caféen\n"
        "  Indsatsområder: »Udannelse« er ikke et af de seks indsatsområder.\n"
        "    → Mente du »Uddannelse«?\n"
        "  Postnr: »250« er ikke et dansk postnummer.\n"
        "    → Skriv fire cifre.\n"
        "\n"
        "Linje 4, (uden navn)\n"
        "  Navn: Navnet mangler.\n"
        "    → Skriv det navn, som folk kender.\n"
        "\n"
        "BØR SES EFTER\n"
        "\n"
        "Linje 5, Bo\n"
        "  E-mail: Adressen ligner en privatpersons.\n"
        "    → Brug en fælles postkasse, eller sørg for, at personen har sagt ja.\n"
        "\n"
        "Linje 6-7\n"
        "  År: Det fremgår ikke, hvilket år oplysningen gælder for.\n"
        "    → Skriv året under År, eller dagen under Bekræftet.\n"
        "\n"
        "OM HELE FILEN\n"
        "\n"
        "  Kolonnen »Adrese« (F) kendes ikke og er ikke læst.\n"
        "    → Mente du »Adresse«?\n"
        "\n"
        "Sådan kommer du videre: Ret 2 rækker i filen, gem den, og kør kontrollen igen."
        " Rækker, der\n"
        "skal rettes, kommer ikke med i atlasset.\n"
    )


def test_a_file_without_faults_is_told_so_in_three_lines(check: Check) -> None:
    assert report(check(BASE)).splitlines() == [
        "liste.csv, læst som aktører",
        "",
        "1 række læst: 1 i orden.",
        "",
        "Alt er i orden: filen kan bruges, som den er.",
    ]


def test_warnings_alone_keep_nothing_out(check: Check) -> None:
    text = report(check({"Navn": "Prøven"}, table="projects"))
    assert "læst som projekter" in text
    assert "1 række læst: 1 i orden, 1 bør ses efter." in text
    assert "SKAL RETTES" not in text
    assert "Alle rækker kommer med i atlasset." in text


@pytest.mark.parametrize(
    ("rows", "figures"),
    [
        ([BASE] * 1, "1 række læst: 1 i orden."),
        ([{"Navn": "A"}, {"Navn": "B"}], "2 rækker læst: 2 i orden, 2 bør ses efter."),
        ([BASE, {**BASE, "Navn": ""}], "2 rækker læst: 1 i orden, 1 skal rettes."),
    ],
)
def test_the_figures_add_up(check: Check, rows: list[dict[str, str]], figures: str) -> None:
    assert summary(check(*rows)) == figures


@pytest.mark.parametrize(
    ("lines", "text"),
    [([2], "2"), ([3, 2, 4, 4], "2-4"), ([2, 4, 5, 9], "2, 4-5, 9"), ([7, 2], "2, 7")],
)
def test_lines_in_a_run_are_drawn_together(lines: list[int], text: str) -> None:
    assert ranges(lines) == text


def test_nothing_in_a_file_can_steer_the_terminal(make_csv: Make) -> None:
    content = "Navn;År;\x1b[31mrød;\u202eomvendt\n\x1b[2J;x\x07;a;b\nPrøven\x1b;2026;a;b\n"
    validated = validate(read_table(make_csv(content=content), "actors"), today=date(2026, 11, 21))
    text = report(validated)
    assert "rød" in text
    assert all(sign.isprintable() or sign == "\n" for sign in text)
