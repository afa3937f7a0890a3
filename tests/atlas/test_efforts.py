"""Tests that an effort with several faces is counted once, and that no face is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.connections import Connections, bundled_connections
from atlas.efforts import Efforts
from tests.atlas.neighbourhoods import relation

IDS = [f"a-{number}" for number in range(8)]
ROWS = st.tuples(
    st.sampled_from(IDS), st.sampled_from(["same-as", "same-as", "partner"]), st.sampled_from(IDS)
)


def efforts(*rows: tuple[str, str, str]) -> Efforts:
    return Efforts(Connections(tables={"relations": tuple(relation(*row) for row in rows)}))


def test_faces_are_followed_along_every_chain() -> None:
    found = efforts(
        ("a-1", "same-as", "p-1"), ("h-1", "same-as", "p-1"), ("a-2", "not-same-as", "a-1")
    )
    assert found.faces("h-1") == found.faces("a-1") == ("a-1", "h-1", "p-1")
    assert found.faces("a-2") == ("a-2",)
    assert found.count(["a-1", "p-1", "h-1", "a-2"]) == 2
    kinds = {"actors": ["a-1", "a-2"], "projects": ["p-1"], "plans": ["h-1", "h-2"]}
    assert found.in_several(kinds) == {("actors", "projects", "plans"): 1}


def test_one_that_is_told_as_the_same_as_a_name_only_stays_alone() -> None:
    assert efforts(("", "same-as", "a-1"), ("a-1", "same-as", "")).faces("a-1") == ("a-1",)


@settings(deadline=None)
@given(st.lists(ROWS, max_size=10))
def test_every_id_is_a_face_of_one_effort(rows: list[tuple[str, str, str]]) -> None:
    found = efforts(*rows)
    for one in IDS:
        assert one in found.faces(one)
        assert {found.faces(face) for face in found.faces(one)} == {found.faces(one)}
    same = [(one, other) for one, kind, other in rows if kind == "same-as"]
    for one, other in same:
        assert found.key(one) == found.key(other)
    # Each relation joins two efforts at most.
    assert len(IDS) - len(same) <= found.count(IDS) <= len(IDS)


def test_the_record_has_efforts_of_several_kinds() -> None:
    connections = bundled_connections()
    found = Efforts(connections)
    rows = [row for row in connections.rows("relations") if row["relation"] == "same-as"]
    both = [row for row in rows if row["from_id"] and row["to_id"]]
    assert len(both) > 60
    assert all(found.key(row["from_id"]) == found.key(row["to_id"]) for row in both)
    for row in connections.rows("relations"):
        if row["relation"] == "not-same-as" and row["from_id"] and row["to_id"]:
            assert found.key(row["from_id"]) != found.key(row["to_id"]), row["id"]
