"""Tests of the command line as a person meets it: words, exit codes, files."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from atlas.cli import cli

Run = Callable[..., Result]

GOOD = "Id;Navn;Indsatsområder;Sted;År\na-et;Opdigtet Klub;bolig;Mjølnerparken;2026\n"
BAD = "Id;Navn;Indsatsområder;Sted;Breddegrad;Længdegrad\na-to;;boligg;Valby;12,5;55,6\n"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    environment = {
        "TFI_ATLAS_HOME": str(tmp_path / "home"),
        "TFI_ATLAS_REFERENCE": "",
        "SOURCE_DATE_EPOCH": "1795000000",
    }

    def call(*arguments: str | Path) -> Result:
        return CliRunner(env=environment).invoke(cli, [str(one) for one in arguments])

    return call


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str, str], Path]:
    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


Write = Callable[[str, str], Path]


def test_build_prints_the_accounting_and_publishes(run: Run, tmp_path: Path) -> None:
    result = run("build", "--without-pdf")
    assert result.exit_code == 0, result.output
    assert " læst = 0 afvist + " in result.output
    manifest = json.loads((tmp_path / "home" / "current" / "manifest.json").read_text())
    assert manifest["release"] in result.output


def test_strict_ends_with_findings_after_publishing(run: Run, table: Write) -> None:
    bad = table("bad.csv", BAD)
    easy = run("build", "--without-pdf", "--actors", bad)
    assert easy.exit_code == 0, easy.output
    assert "skal ses efter" in easy.output
    strict = run("build", "--without-pdf", "--strict", "--actors", bad)
    assert strict.exit_code == 1, strict.output


def test_several_files_may_follow_one_option(run: Run, table: Write, tmp_path: Path) -> None:
    two = table("two.csv", GOOD.replace("a-et", "a-andet").replace("Klub", "Kreds"))
    result = run("build", "--without-pdf", "--actors", table("one.csv", GOOD), two, "--strict")
    assert result.exit_code == 0, result.output
    layer = (tmp_path / "home" / "current" / "noerrebro" / "actors.geojson").read_text()
    assert '"a-et"' in layer
    assert '"a-andet"' in layer


def test_check_says_everything_at_once(run: Run, table: Write, tmp_path: Path) -> None:
    bad = table("bad.csv", BAD)
    marked = tmp_path / "marked.xlsx"
    result = run("check", bad, "--as", "actors", "-o", marked)
    assert result.exit_code == 1
    for word in ("Navn", "boligg", "Bredde- og længdegrad er byttet om"):
        assert word in result.output
    assert marked.stat().st_size > 1000
    assert run("check", table("good.csv", GOOD), "--as", "actors").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "findes-ikke.csv", "--as", "actors"),
        ("check",),
        ("pdf", "atlantis"),
        ("build", "--nonsens"),
    ],
)
def test_wrong_use_is_exit_2(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_file_that_is_no_table_is_wrong_use(run: Run, tmp_path: Path) -> None:
    picture = tmp_path / "billede.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    result = run("check", picture, "--as", "actors")
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_nothing_published_is_said_with_what_to_do(run: Run) -> None:
    result = run("releases", "list")
    assert result.exit_code == 3
    assert "tfi-atlas build" in result.output


def test_a_reference_without_its_files_fails_and_names_the_file(run: Run, tmp_path: Path) -> None:
    result = run("build", "--without-pdf", "--reference", tmp_path)
    assert result.exit_code == 3
    assert "bydele_kk_2023.geojson" in result.output


def test_releases_are_listed_and_rolled_back(run: Run, table: Write) -> None:
    run("build", "--without-pdf")
    run("build", "--without-pdf", "--without-record", "--actors", table("good.csv", GOOD))
    before = run("releases", "list").output.splitlines()
    assert len(before) == 2
    other = next(line[2:] for line in before if line.startswith(" "))
    assert run("releases", "rollback", other).exit_code == 0
    assert f"* {other}" in run("releases", "list").output
    assert run("releases", "rollback", "20000101T000000Z-0").exit_code == 3


def test_geocode_writes_where_each_record_is_and_why_not(run: Run, table: Write) -> None:
    text = GOOD + "a-tre;Et andet sted;bolig;Langtbortistan;2026\n"
    result = run("geocode", table("aktører.csv", text), "--as", "actors")
    assert result.exit_code == 1
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(result.stdout, newline=""))}
    assert rows["a-et"]["precision"] == "estate"
    assert 55.70 < float(rows["a-et"]["lat"]) < 55.71
    assert rows["a-tre"]["lat"] == ""
    assert "Langtbortistan" in rows["a-tre"]["reason"]


def test_pdf_writes_the_named_collection(run: Run, tmp_path: Path) -> None:
    run("build", "--without-pdf")
    result = run("pdf", "tingbjerg", "-o", tmp_path / "print")
    assert result.exit_code == 0, result.output
    assert [path.name for path in (tmp_path / "print").iterdir()] == ["tingbjerg.pdf"]
    assert (tmp_path / "print" / "tingbjerg.pdf").read_bytes().startswith(b"%PDF-")


def test_sources_are_listed_with_their_licence(run: Run) -> None:
    result = run("sources", "list")
    assert result.exit_code == 0
    assert "CC BY 4.0" in result.output
