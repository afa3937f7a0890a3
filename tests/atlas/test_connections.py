"""Tests that the record hangs together: no loose ends, and each relation seen from both sides."""

import pytest

from actors.bundled import bundled_table
from atlas.connections import (
    Connections,
    bundled_connections,
    dangling,
    from_bytes,
    no_connections,
    to_bytes,
)


@pytest.fixture(scope="module")
def connections() -> Connections:
    return bundled_connections()


def test_no_row_points_at_an_id_that_nothing_has(connections: Connections) -> None:
    known = [
        row.values["id"] for kind in ("actors", "projects") for row in bundled_table(kind).rows
    ]
    assert dangling(connections, known) == []
    assert dangling(connections, known[1:]) != []


def test_a_relation_is_seen_from_both_ends(connections: Connections) -> None:
    for row in connections.rows("relations"):
        if row["from_id"] and row["to_id"]:
            there = {(one.reads, one.other_id) for one in connections.links(row["from_id"])}
            back = {(one.reads, one.other_id) for one in connections.links(row["to_id"])}
            assert (row["relation"], row["to_id"]) in there
            assert (f"{row['relation']}-of", row["from_id"]) in back


def test_those_kept_apart_come_last(connections: Connections) -> None:
    for row in connections.rows("relations"):
        apart = [one.reads.startswith("not-") for one in connections.links(row["from_id"])]
        assert apart == sorted(apart)


def test_money_is_found_by_whom_it_is_for(connections: Connections) -> None:
    sums = connections.belonging_to("money", "p-boligsocial-indsats-mjoelnerparken")
    assert {one["as_printed"] for one in sums}
    assert all("p-boligsocial-indsats-mjoelnerparken" in one["for_id"] for one in sums)


def test_a_release_reads_back_what_was_written(connections: Connections) -> None:
    assert from_bytes(to_bytes(connections)) == connections
    assert no_connections().links("p-kulan") == ()
    assert no_connections().row("plans", "h-ukendt") is None
