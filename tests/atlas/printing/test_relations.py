"""Tests that entries tell who knows whom and which sums are printed, and actor from project."""

from collections.abc import Mapping
from typing import Any

from atlas.catalogue import Catalogue
from atlas.connections import Connections
from atlas.printing.documents import documents_of
from atlas.printing.entries import BookWide, printed_entry
from atlas.printing.layout import PAPERS
from atlas.printing.plan import plan_book
from atlas.printing.relations import MOST_TOLD, Acquaintance, Ties, sums, ties
from atlas.printing.wording import wording
from geodata.districts import Collection
from tests.atlas.printing.catalogues import (
    BUILT,
    ON_FEW_SHEETS,
    actor,
    bundled,
    catalogue_of,
    project,
)
from tests.atlas.printing.reading import Printed, squeezed
from tests.atlas.printing.test_told import unhyphenated


def test_a_tie_leads_to_the_other_one_by_its_number(record_books: Mapping[str, Printed]) -> None:
    book = record_books["noerrebro"]
    catalogue = bundled()
    numbers = plan_book(
        catalogue, Collection("noerrebro"), PAPERS["a4"], scale=ON_FEW_SHEETS
    ).numbers
    told = [
        tie
        for record in catalogue.records("noerrebro")
        for kind in ties(record, known_to(catalogue, numbers), wording("da"))
        for tie in kind.others
    ]
    inside = [tie for tie in told if tie.number is not None]
    assert len(inside) > 10
    named = [unhyphenated(squeezed(f"{one.number or ''}{one.name}")) for one in told]
    assert [one for one in named if one not in book.flowing] == []


def known_to(
    catalogue: Catalogue, numbers: Mapping[str, int], *, online: bool = False
) -> Acquaintance:
    """What a book of a catalogue knows of who knows whom."""
    records = [catalogue.by_id[one] for one in numbers if one in catalogue.by_id]
    return Acquaintance(catalogue=catalogue, records=records, numbers=numbers, online=online)


def a_relation(number: int = 2, **given: str) -> dict[str, str]:
    """A relation from the project p-1 to another."""
    blank = {"relation": "partner", "reason": "", "document": "d", "document_place": ""}
    other = {"to_id": f"a-{number}", "to_name": f"Forening {number:02}"}
    return {"from_id": "p-1", "from_name": "Et", **blank, **other, **given}


def told_of(*rows: dict[str, str], numbers: Mapping[str, int], **more: Any) -> tuple[Ties, ...]:
    """The ties of the project p-1, of which `more` is known."""
    known = Connections(tables={"relations": rows})
    catalogue = catalogue_of([project(1, "Mjølnerparken", **more)], known)
    return ties(catalogue.by_id["p-1"], known_to(catalogue, numbers), wording("da"))


BESIDE = "\N{NO-BREAK SPACE}"
MANY = MOST_TOLD + 3


def many_tied() -> Catalogue:
    """A project with more partners and sums than are told one by one."""
    money = [a_sum(as_printed=f"{one} kr.", type="applied", year="2007") for one in range(MANY)]
    rows = tuple(map(a_relation, range(MANY)))
    known = Connections(tables={"relations": rows, "money": tuple(money)})
    return catalogue_of([project(1, "Mjølnerparken")], known)


def test_a_book_with_an_address_counts_many_ties_and_sums() -> None:
    catalogue, words = many_tied(), wording("da")
    record, known = catalogue.by_id["p-1"], known_to(catalogue, {"a-8": 3}, online=True)
    [partners] = ties(record, known, words)
    assert partners.others[0].number == 3
    assert len(partners.others) == MOST_TOLD
    assert partners.more == "og 3 til på nettet"
    assert sums(record, known, words).endswith("; 5 kr. (2007); og 3 til på nettet")


def test_a_book_without_an_address_tells_every_tie_and_sum() -> None:
    catalogue, words = many_tied(), wording("da")
    numbers = {f"a-{one}": 20 + one for one in range(MANY - 1)}
    record, known = catalogue.by_id["p-1"], known_to(catalogue, numbers)
    [partners] = ties(record, known, words)
    assert partners.more == ""
    told = [one.number for one in partners.others if one.number] + [*partners.numbers]
    assert told == sorted(numbers.values())
    assert f"Forening {MANY - 1:02}" in [one.name for one in partners.others]
    assert sums(record, known, words).endswith(f"; {MANY - 1} kr. (2007)")


def test_sums_of_one_kind_stand_together_after_its_word() -> None:
    rows = (
        a_sum(as_printed="1 kr.", type="granted", year="2007"),
        a_sum(as_printed="2 kr.", type="wished"),
        a_sum(as_printed="3 kr.", type="granted"),
        a_sum(as_printed="3 kr.", type="granted"),
        a_sum(as_printed="5 \N{EN DASH} 9 kr.", type="wished", year="2006", condition="mindste"),
        a_sum(as_printed="5 \N{EN DASH} 9 kr.", type="wished", year="2006", condition="største"),
        a_sum(as_printed="4 kr.", type=""),
    )
    catalogue = catalogue_of(
        [project(1, "Mjølnerparken")], Connections(tables={"relations": (), "money": rows})
    )
    told = sums(catalogue.by_id["p-1"], known_to(catalogue, {}), wording("da"))
    assert told.endswith(
        ": 4 kr.; bevilget 1 kr. (2007); 3 kr.; ønsket 2 kr.; "
        f"5{BESIDE}\N{EN DASH}{BESIDE}9 kr. (2006; mindste; største)"
    )


def test_a_sum_in_two_spellings_is_told_once_and_one_with_a_purpose_by_itself() -> None:
    rows = (
        a_sum(
            amount_dkk="6000000",
            as_printed="6,0 mill. kr. årligt",
            type="",
            year="2007",
            condition="pr. år",
        ),
        a_sum(amount_dkk="6000000", as_printed="6 mill. kr.", type="", year="2007"),
        a_sum(amount_dkk="6000000", as_printed="6 mill. kr. til huset", type=""),
        a_sum(amount_dkk="5000", as_printed="5 kr.", type="", year="2006", condition="mindste"),
        a_sum(amount_dkk="9000", as_printed="5 kr.", type="", year="2007", condition="største"),
        a_sum(amount_dkk="7000000", as_printed="7 mill. kr.", type="", condition="pr. år"),
        a_sum(amount_dkk="7000000", as_printed="7 mio. kr.", type="", year="2009"),
    )
    catalogue = catalogue_of(
        [project(1, "Mjølnerparken")], Connections(tables={"relations": (), "money": rows})
    )
    told = sums(catalogue.by_id["p-1"], known_to(catalogue, {}), wording("da"))
    assert told.endswith(
        "6,0 mill. kr. årligt (2007); 6 mill. kr. til huset; 5 kr. (2006; 2007; mindste; største);"
        " 7 mill. kr. (pr. år); 7 mio. kr. (2009)"
    )


def test_what_is_only_likely_is_not_told_as_certain() -> None:
    sure = a_relation(2, relation="same-as", reason="Samme navn.")
    likely = a_relation(3, relation="same-as", reason="Samme beløb; sandsynlig, ikke sagt.")
    part = a_relation(4, relation="part-of", reason="sandsynlig, ikke sagt.")
    words = [one.word for one in told_of(sure, likely, part, numbers={"p-1": 1})]
    assert len(set(words)) == len(words)
    assert [("andsynlig" in one) for one in words] == [False, True, True]


def test_the_same_effort_of_the_same_name_is_told_by_its_number_alone() -> None:
    [told] = told_of(
        a_relation(2, relation="same-as", to_name="Et"), numbers={"p-1": 1, "a-2": 6}, name="Et"
    )
    assert [(one.name, one.number) for one in told.others] == [("", 6)]
    assert "andet navn" not in told.word


def test_a_holder_that_a_record_names_bears_its_number_and_is_told_once() -> None:
    row = a_relation(2, relation="holder", from_id="a-2", from_name="Klubben", to_id="p-1")
    [told] = told_of(row, numbers={"p-1": 1, "a-2": 6}, holder="Klubben")
    assert [(one.name, one.number) for one in told.others] == [("Klubben", 6)]


def test_an_effort_that_is_its_own_holder_and_partner_is_told_as_the_same() -> None:
    [told] = told_of(
        a_relation(2, relation="same-as", to_name="Et"),
        numbers={"p-1": 1, "a-2": 6},
        name="Et",
        holder="Et",
        partners=("Et",),
    )
    assert told.word.startswith("Samme indsats")
    assert [one.number for one in told.others] == [6]


def test_an_actor_and_its_effort_of_one_number_are_told_once() -> None:
    rows = (
        a_relation(7, relation="part-of", to_name="Huset"),
        a_relation(relation="part-of", to_id="i-hus", to_name="Huset, bl.a. kælderen"),
        a_relation(relation="same-as", from_id="a-7", to_id="i-hus", to_name="Huset"),
    )
    [told] = told_of(*rows, numbers={"p-1": 1, "a-7": 7})
    assert [(one.name, one.number) for one in told.others] == [("Huset", 7)]


def test_a_holder_without_a_relation_is_found_by_its_name() -> None:
    catalogue = catalogue_of([project(1, "Mjølnerparken", holder="Klubben"), actor("a-1"),
                              actor("a-2", name="Klubben")])  # fmt: skip
    known = known_to(catalogue, {"p-1": 1, "a-1": 2, "a-2": 3})
    [told] = ties(catalogue.by_id["p-1"], known, wording("da"))
    assert [one.number for one in told.others] == [3]


def test_a_project_is_told_from_an_actor(record_books: Mapping[str, Printed]) -> None:
    words = wording("da").say("directory.project")
    entries = {
        one.id: printed_entry(one, None, book_of_all(), wording("da"))
        for one in bundled().by_id.values()
    }
    for record in bundled().by_id.values():
        said = [one.text for one in entries[record.id].what]
        assert (words in said) == (record.layer == "projects"), record.id
    assert words in record_books["noerrebro"].pages[1]


def test_a_kind_that_says_nothing_is_not_told() -> None:
    words, book = wording("da"), book_of_all()
    kinds = {one.id: one.properties.get("kind", "") for one in bundled().by_id.values()}
    assert "andet" in kinds.values()
    for record in bundled().by_id.values():
        kind = kinds[record.id]
        said = [one.text for one in printed_entry(record, None, book, words).what]
        assert words.term("kind", "andet") not in said
        assert not kind or kind == "andet" or words.term("kind", kind) in said


def test_a_name_without_a_number_is_explained_where_there_are_any(
    record_books: Mapping[str, Printed], noerrebro: Printed
) -> None:
    sentence = squeezed(wording("da").say("reading.nameless"))
    assert sentence in squeezed(record_books["noerrebro"].pages[1])
    assert sentence not in squeezed(noerrebro.pages[1])


def book_of_all() -> BookWide:
    """What the entries of the whole record need to know."""
    numbers = {one: number for number, one in enumerate(bundled().by_id, start=1)}
    return BookWide(
        today=BUILT.date(), known=known_to(bundled(), numbers), areas={},
        documents=documents_of(bundled().manifest),
    )  # fmt: skip


def a_sum(**given: str) -> dict[str, str]:
    blank = dict.fromkeys(
        ("amount_dkk", "as_printed", "gross_net", "year", "period", "condition"), ""
    )
    return {"for_id": "p-1"} | blank | given


def test_a_sum_from_a_cell_is_told_in_kroner_with_side_and_proviso() -> None:
    cell = a_sum(
        amount_dkk="5600000", as_printed="5,6", type="budgeted", gross_net="net", year="2007",
        condition="afhænger af ansøgte midler",
    )  # fmt: skip
    known = Connections(tables={"relations": (), "money": (cell,)})
    catalogue = catalogue_of([project(1, "Mjølnerparken")], known)
    for language in ("da", "ar"):
        told = sums(catalogue.by_id["p-1"], known_to(catalogue, {}), wording(language))
        assert "5.600.000\N{NO-BREAK SPACE}kr." in told, "a point parts thousands in all languages"
    danish = sums(catalogue.by_id["p-1"], known_to(catalogue, {}), wording("da"))
    assert "budgetteret, netto 5.600.000\N{NO-BREAK SPACE}kr. (2007; afhænger" in danish


def test_those_that_only_look_alike_are_not_told_as_tied() -> None:
    assert told_of(a_relation(relation="not-same-as"), numbers={"a-2": 2}) == ()


def test_one_works_with_others_and_takes_part_in_what_they_do() -> None:
    rows = (
        a_relation(1),
        a_relation(2, to_id="i-plan", to_name="En indsats"),
        a_relation(3, to_id="i-plan", to_name="Måske en anden", reason="sandsynlig"),
    )
    known = Connections(tables={"relations": rows, "initiatives": ({"id": "i-plan", "place": ""},)})
    catalogue = catalogue_of([project(1, "Mjølnerparken")], known)
    told = ties(catalogue.by_id["p-1"], known_to(catalogue, {}), wording("da"))
    assert [(one.word, one.others[0].name) for one in told] == [
        ("Samarbejder med", "Forening 01"),
        ("Med i", "En indsats"),
        ("Med i (sandsynligvis)", "Måske en anden"),
    ]


def test_an_effort_bears_the_number_of_the_entry_that_is_the_same() -> None:
    rows = (
        a_relation(relation="holder", to_id="i-hus", to_name="Huset"),
        a_relation(relation="same-as", from_id="a-7", to_id="i-hus", to_name="Huset"),
        a_relation(relation="holder", to_id="i-ny", to_name="Ny"),
        a_relation(relation="same-as", from_id="a-8", to_id="i-ny", reason="sandsynlig"),
    )
    [told] = told_of(*rows, numbers={"p-1": 1, "a-7": 7, "a-8": 8})
    assert [(one.name, one.number) for one in told.others] == [("Huset", 7), ("Ny", None)]
    itself = a_relation(relation="same-as", to_id="i-selv", to_name="Selv")
    [own] = told_of(itself, numbers={"p-1": 1})
    assert own.others[0].number is None, "an entry does not lead to itself"
