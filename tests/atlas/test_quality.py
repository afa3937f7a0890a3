import pytest

from actors.records import Project, Provenance
from atlas.assignment import Assigned
from atlas.connections import Connections
from atlas.errors import AtlasError
from atlas.location import Located
from atlas.quality import Accounting, Findings, _inert, report
from geodata.districts import Collection
from geodata.geocoding.protocol import Location, Precision
from tests.atlas.neighbourhoods import relation


def assigned(identifier: str) -> Assigned:
    """An invented record that is somewhere in Valby."""
    provenance = Provenance(document="proevebilag", place="nr. 1")
    record = Project(id=identifier, name="Opdigtet", year=2007, provenance=provenance)
    location = Location(precision=Precision.DISTRICT, source="prøve", collection="valby")
    return Assigned(
        located=Located(record=record, location=location),
        home=Collection.VALBY,
        collections=(Collection.VALBY,),
        areas=(),
    )


def test_an_accounting_that_loses_a_record_cannot_exist() -> None:
    Accounting(read=10, rejected=1, unplaced=2, outside=3, placed=4)
    with pytest.raises(AtlasError, match="lost or counted twice"):
        Accounting(read=11, rejected=1, unplaced=2, outside=3, placed=4)


def test_hostile_text_is_plain_text_in_the_report() -> None:
    hostile = "<script>x</script> [a](javascript:x)\n# Overskrift |"
    assert _inert(hostile) == (
        "&lt;script&gt;x&lt;/script&gt; \\[a\\](javascript:x) # Overskrift \\|"
    )


def test_the_report_says_how_many_efforts_stand_in_several_kinds() -> None:
    ids = {"actors": ["a-1", "a-2"], "projects": ["p-1", "p-2"]}
    findings = Findings(
        accounting={},
        validated={},
        assigned={kind: [assigned(one) for one in found] for kind, found in ids.items()},
        vulnerable_areas=(),
    )
    relations = (relation("a-1", "same-as", "p-1"), relation("p-2", "same-as", "h-1"))
    tables = {"relations": relations, "plans": ({"id": "h-1"}, {"id": "h-2"})}
    text = report(findings, Connections(tables=tables), "Bygget i dag.")
    assert "2 står i flere slags." in text
    assert "- aktører og projekter: 1\n- projekter og planer: 1\n" in text
