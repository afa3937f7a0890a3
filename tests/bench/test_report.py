"""The document of the bench says what was measured, and a missed aim as well as a reached one."""

import math
import re

import pytest

from bench.basemap import Basemaps, City
from bench.basemap_report import basemaps_section
from bench.building import Builds
from bench.finding import Answer, Finding
from bench.first_visit import FirstVisits, Visit
from bench.first_visit_report import first_visits_section
from bench.large_extract import Passed
from bench.load import Latency
from bench.load_of_many import Load, LoadOfMany
from bench.load_report import load_section
from bench.machine import this_machine
from bench.pages import Page, Pages
from bench.points import Painted, PointsOnMap
from bench.points_report import points_section
from bench.processes import Run
from bench.report import Results, as_markdown
from bench.scaling import Size, exponent
from bench.wire import Weight

FAST = Latency(p50_ms=2.0, p99_ms=4.0, answers=900)
SLOW = Latency(p50_ms=5.0, p99_ms=44.4, answers=300)


def run_of(seconds: float, megabytes: int = 100) -> Run:
    return Run(wall_s=seconds, cpu_s=seconds, peak_bytes=megabytes * 1_000_000)


def basemaps(*, seconds: float = 30, megabytes: float = 2, peak: int = 300) -> Basemaps:
    """Invented measurements: a city that takes so long, and a country of so much memory."""
    city = City(
        build=run_of(seconds),
        size_bytes=int(megabytes * 1_000_000),
        tiles=run_of(6),
        peer=run_of(8),
        peer_bytes=4_000_000,
    )
    countries = [
        Passed(nodes=nodes, ways=nodes // 5, size_bytes=1, run=run_of(20, memory))
        for nodes, memory in ((1_000_000, 250), (2_000_000, peak))
    ]
    return Basemaps(city=city, countries=countries)


def many(times: Latency = FAST, faults: tuple[str, ...] = ()) -> LoadOfMany:
    """Invented measurements: every kind of question answered alike, under 4 and 64 visitors."""
    load = Load(latency=times, faults=faults)
    return LoadOfMany(by_question={"search, part": load}, as_shipped={4: load, 64: load})


def visit_of(seconds: float, kilobytes: int) -> Visit:
    return Visit(
        readable_s=1.5,
        usable_s=seconds,
        finished_s=seconds + 1,
        total_bytes=160_000 + kilobytes * 1000,
        tile_bytes=kilobytes * 1000,
        requests=16,
    )


ASKED = Answer(question="lektiehjælp", found=812, first_ms=4.25, again_ms=1.5)


def visits(*, seconds: float = 4, tiles: Latency = FAST) -> FirstVisits:
    """Invented measurements: a wide screen's map usable after so long, a phone's after 3 s."""
    return FirstVisits(
        of_reference=True,
        atlas={390: visit_of(3, 90), 1280: visit_of(seconds, 100)},
        raster={390: visit_of(6, 180), 1280: visit_of(8, 400)},
        tiles=tiles,
    )


def points(*, painted_ms: float = 40, slow_frames: int = 1) -> PointsOnMap:
    """Invented measurements: 5,000 points painted in that time, 100,000 with some slow frames."""
    frames = (16.0,) * (40 - slow_frames) + (80.0,) * slow_frames
    few = Painted(points=5_000, sent_bytes=16_000, painted_ms=painted_ms, nodes=2, frames_ms=())
    many = Painted(points=100_000, sent_bytes=234_000, painted_ms=300, nodes=2, frames_ms=frames)
    return PointsOnMap(few=few, many=many, markers_ms=1_600, marker_nodes=10_024)


def results(*, kilobytes: float, power: float) -> Results:
    """Invented measurements: a page of that weight, growth to that power."""
    sizes = [
        Size(
            copies=n, projects=131 * n, runs=1, run=run_of(2 + (n**power - 1) / 100, 100 + n // 10)
        )
        for n in (1, 10, 100, 1000)
    ]
    page = Page(
        title="front page", path="/", sent_bytes=7300, first_ms=80, atlas=SLOW, finished=FAST
    )
    return Results(
        machine=this_machine(),
        builds=Builds(runs=3, with_pdf=run_of(3), without_pdf=run_of(2), peer=run_of(6)),
        pages=Pages(pages=[page], district=FAST, per_request=SLOW),
        weights=[
            Weight(collection="valby", by_type={"Script": int(kilobytes * 1000)}, requests=3),
            Weight(collection="amager", by_type={"Font": 9000}, requests=1),
        ],
        visits=visits(),
        points=points(),
        finding=Finding(count=5_000, build_ms=1_900, bytes=6_200_000, answers=(ASKED,)),
        many=many(),
        sizes=sizes,
        basemaps=basemaps(),
        printing=None,
        took_s=90,
    )


def test_what_was_measured_stands_in_the_document() -> None:
    document = as_markdown(results(kilobytes=118.2, power=1))
    assert "in 1.5 minutes" in document
    assert (
        "| front page | 7.3 kB | 80.0 ms | 5.0 ms | 44.4 ms | 2.0 ms | 4.0 ms | 2.5 |" in document
    )
    assert "0.50 of its time, 1.00 of its memory" in document
    assert "2.5 times the atlas's district page" in document
    assert "| amager | 9.0 | 0.0 | 9.0 | 1 |" in document
    assert "| lektiehjælp | 812 | 4.2 ms | 1.5 ms |" in document
    assert "made in 1.9 s, once for a release, and takes 6.2 MB" in document


@pytest.mark.parametrize(("kilobytes", "word"), [(170.0, "reached"), (170.1, "missed")])
def test_a_weight_above_the_aim_is_a_miss(kilobytes: float, word: str) -> None:
    document = as_markdown(results(kilobytes=kilobytes, power=1))
    assert f"The heaviest is {kilobytes} kB: **{word}**" in document


@pytest.mark.parametrize(("power", "word"), [(0.9, "reached"), (1.0, "reached"), (1.1, "missed")])
def test_growth_above_linear_is_a_miss(power: float, word: str) -> None:
    document = as_markdown(results(kilobytes=100, power=power))
    said = re.search(r"to the power of ([\d.]+) in CPU time", document)
    assert said is not None
    assert float(said[1]) == pytest.approx(power, abs=0.02)
    assert f"exponent of at most 1.05: **{word}**" in document


@pytest.mark.parametrize(
    ("seconds", "megabytes", "peak", "words"),
    [
        (60, 15, 2000, ["reached", "reached", "reached"]),
        (60.1, 15, 300, ["missed", "reached", "reached"]),
        (60, 15.1, 2001, ["reached", "missed", "missed"]),
    ],
)
def test_a_basemap_is_held_against_its_aims(
    seconds: float, megabytes: float, peak: int, words: list[str]
) -> None:
    measured = basemaps(seconds=seconds, megabytes=megabytes, peak=peak)
    section = "\n".join(basemaps_section(measured))
    assert re.findall(r"\*\*(\w+)\*\*", section) == words


def test_a_basemap_is_compared_with_its_peer() -> None:
    section = "\n".join(basemaps_section(basemaps(peak=260)))
    assert "0.75 of the time, 0.50 of the size" in section
    without = Basemaps(city=None, countries=basemaps().countries)
    assert "names no folder" in "\n".join(basemaps_section(without))


@pytest.mark.parametrize(
    ("seconds", "tiles", "words"),
    [
        (5.0, FAST, ["reached", "reached", "reached"]),
        (6.0, FAST, ["reached", "missed", "reached"]),
        (6.1, SLOW, ["missed", "missed", "missed"]),
    ],
)
def test_a_first_visit_is_held_against_its_aims(
    seconds: float, tiles: Latency, words: list[str]
) -> None:
    section = "\n".join(first_visits_section(visits(seconds=seconds, tiles=tiles)))
    assert re.findall(r"\*\*(\w+)\*\*", section) == words


def test_a_first_visit_is_compared_with_raster_tiles() -> None:
    section = "\n".join(first_visits_section(visits()))
    assert "| atlas, 390 px | 1.5 s | 3.0 s | 4.0 s | 250.0 kB | 90.0 kB | 16 |" in section
    assert "at 1280 px 0.50 of the time until usable, 0.56 until finished, 0.25 of" in section


def test_a_fixed_cost_does_not_hide_the_growth() -> None:
    assert exponent((100, 2 + 100**1.5), (1000, 2 + 1000**1.5), fixed=2) == pytest.approx(1.5)
    assert exponent((100, 2), (1000, 9), fixed=2) == math.inf


def test_the_machine_has_neither_name_nor_path() -> None:
    machine = this_machine()
    assert machine.cores >= 1
    assert "/" not in machine.processor + machine.python


@pytest.mark.parametrize(
    ("found", "missed"),
    [(many(), 0), (many(SLOW), 1), (many(faults=("/soeg: 503",)), 2)],
)
def test_a_slow_answer_or_a_fault_under_load_is_told(found: LoadOfMany, missed: int) -> None:
    section = "\n".join(load_section(found))
    assert section.count("**missed**") == missed
    assert "5,000" in section
    assert "| 64 visitors |" in section


def test_the_aims_of_points_on_the_map_are_judged() -> None:
    good = "\n".join(points_section(points()))
    assert "| 5,000 | 16.0 kB | 40 ms | 2 |" in good
    assert "it is 0.025: **reached**" in good
    assert "it is 97.5%: **reached**" in good
    bad = "\n".join(points_section(points(painted_ms=400, slow_frames=4)))
    assert "it is 0.250: **missed**" in bad
    assert "it is 90.0%: **missed**" in bad
