"""With whom an entry hangs together, and what sums are printed for it, in the words of a book."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from atlas.printing.wording import danish_figures
from geodata.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from atlas.catalogue import Catalogue, Entry
    from atlas.connections import Connections, Link, Row
    from atlas.printing.wording import Wording

MOST_TOLD: Final = 6
"""More ties of one kind than these are told by number alone, or stand on the website."""

_BESIDE: Final = "\N{NO-BREAK SPACE}"
_SAME: Final = "same-as"
_A_YEAR: Final = "pr. år"
_APART: Final = "not-same-as"


@dataclass(frozen=True, kw_only=True)
class Acquaintance:
    """What a book knows of who knows whom: the release's connections, and the book's numbers.

    `online` is whether the book can send its reader to the website; one that cannot tells all.
    """

    catalogue: Catalogue
    records: Sequence[Entry]
    numbers: Mapping[str, int]
    online: bool

    @property
    def connections(self) -> Connections:
        """Who hangs together with whom, in all of the release."""
        return self.catalogue.connections

    def number_of(self, one: str) -> int | None:
        """Return the number of a record, or of the one that a plan or effort is the same as."""
        if one in self.numbers:
            return self.numbers[one]
        links = self.connections.links(one) if one else ()
        same = (link for link in links if link.reads.startswith(_SAME) and not link.is_likely)
        return next((self.numbers[of.other_id] for of in same if of.other_id in self.numbers), None)

    @cached_property
    def by_name(self) -> Mapping[str, int]:
        """The number of each actor that is alone in bearing its name, by the name folded."""
        found: dict[str, list[int]] = defaultdict(list)
        for one in self.records:
            if one.layer == "actors":
                found[fold(one.name)].append(self.numbers[one.id])
        return {name: of[0] for name, of in found.items() if len(of) == 1}


@dataclass(frozen=True, kw_only=True)
class Tie:
    """One tie of an entry: the other one's name, and its number where it stands in the book.

    The name is "" where it is that of the entry itself.
    """

    name: str
    number: int | None


@dataclass(frozen=True, kw_only=True)
class Ties:
    """The ties of one kind under one word.

    `numbers` are those of further ones that are told by number alone; `more` says how many stand
    on the website.
    """

    word: str
    others: tuple[Tie, ...]
    numbers: tuple[int, ...] = ()
    more: str = ""


def ties(record: Entry, known: Acquaintance, words: Wording) -> tuple[Ties, ...]:
    """Return an entry's ties by what the other one is to it, those in the book first.

    First stand the holder and the partners that the record names itself; they are not named
    again, nor is a name that the entry bears too: of that only the number is told. Those that only
    look alike are left to the website.
    """
    links = [one for one in known.connections.links(record.id) if not one.reads.startswith(_APART)]
    named, own = ({fold(one) for one in of(record)} for of in (_named, _own_names))
    by_word: dict[str, dict[int | str, Tie]] = {}
    for link in links:
        number, again = known.number_of(link.other_id), fold(link.other_name) in own
        number = None if number == known.numbers.get(record.id) else number
        stated = fold(link.other_name) in named and not link.reads.startswith(_SAME)
        if stated or (again and number is None):
            continue
        tie = Tie(name="" if again else link.other_name, number=number)
        same = by_word.setdefault(_word(link, known, words), {})
        # An actor and its effort that bear one number are told once, by the first of their names.
        same.setdefault(number or link.other_name, tie)
    told = (_told(word, list(of.values()), known, words) for word, of in by_word.items())
    return (*_stated(record, links, known, words), *told)


def sums(record: Entry, known: Acquaintance, words: Wording) -> str:
    """Return the sums that documents print for a record, those of one kind after its word.

    A sum that is printed several times is told once, as it is printed first, with what is said of
    it each time: 12,265 mio. kr. and 12.265.000 kr. are one.
    """
    of_kind: dict[str, dict[str, list[str]]] = {}
    spelt: dict[tuple[str, str, str], str] = {}
    for row in known.connections.belonging_to("money", record.id):
        kind, printed = _kind_of_sum(row, words), _amount(row)
        # What a document says a sum is for stands in its own words.
        if row["amount_dkk"] and " til " not in printed:
            printed = spelt.setdefault((kind, row["amount_dkk"], row["year"]), printed)
        of_kind.setdefault(kind, {}).setdefault(printed, []).extend(_provisos(row, words))
    told = [
        _sum(printed, provisos, "" if number else kind, words)
        # A sum of no stated kind would be read as of the kind before it.
        for kind, rows in sorted(of_kind.items(), key=lambda one: bool(one[0]))
        for number, (printed, provisos) in enumerate(rows.items())
    ]
    rest = len(told) - MOST_TOLD if known.online else 0
    if rest > 0:
        told = [*told[:MOST_TOLD], words.say("ties.more", count=words.number(rest))]
    printed = words.listed_apart(told)
    return words.say("directory.sums", value=printed) if printed else ""


def _kind_of_sum(row: Row, words: Wording) -> str:
    said = words.sections["money"]
    return words.listed(filter(None, (said.get(row["type"]), said.get(row["gross_net"]))))


def _amount(row: Row) -> str:
    """Return a sum with its unit, a range of sums in one piece.

    A cell of a table prints neither kroner nor millions, so there the whole amount is told: in
    Danish figures, since those of the documents stand beside it.
    """
    amount = row["amount_dkk"]
    if "kr" not in row["as_printed"] and amount.isdecimal():
        return f"{danish_figures(amount)}{_BESIDE}kr."
    return row["as_printed"].replace(" \N{EN DASH} ", f"{_BESIDE}\N{EN DASH}{_BESIDE}")


def _provisos(row: Row, words: Wording) -> Iterator[str]:
    """Yield when a sum is for, and every proviso that its document makes."""
    said_already = row["condition"] == _A_YEAR and "årlig" in row["as_printed"]
    condition = "" if said_already else row["condition"]
    yield from filter(None, (words.when(row["period"] or row["year"]), condition))


def _sum(printed: str, provisos: Sequence[str], kind: str, words: Wording) -> str:
    # The years first, so that no proviso stands between them.
    told = words.listed_apart(dict.fromkeys(sorted(provisos, key=lambda one: not one.isdecimal())))
    key = f"money.{'provided' if told else 'sum'}"
    return words.say(key, kind=kind, printed=printed, told=told).strip()


def _stated(
    record: Entry, links: Sequence[Link], known: Acquaintance, words: Wording
) -> Iterator[Ties]:
    """Yield the holder and the partners that a record names, with their numbers in the book."""
    linked = {fold(one.other_name): known.numbers.get(one.other_id) for one in links}
    own = set(map(fold, _own_names(record)))
    twins = {fold(one.other_name) for one in links if one.reads.startswith(_SAME)} & own
    holder = record.properties.get("holder", "")
    for key, names in (
        ("stated-holder", [holder] if holder else []),
        ("stated-partner", record.properties.get("partners", ())),
    ):
        others = [
            Tie(name=one, number=linked.get(fold(one)) or known.by_name.get(fold(one)))
            for one in names
            # That an effort is its own holder or partner is told as «Samme indsats».
            if fold(one) not in twins
        ]
        if others:
            yield Ties(word=words.say(f"ties.{key}"), others=tuple(others))


def _named(record: Entry) -> Iterator[str]:
    yield record.properties.get("holder", "")
    yield from record.properties.get("partners", ())


def _own_names(record: Entry) -> Iterator[str]:
    yield record.name
    yield record.properties.get("name_printed", "")
    yield from record.properties.get("alternate_names", ())


def _word(link: Link, known: Acquaintance, words: Wording) -> str:
    """Return the word for a tie; one that reads the same from both ends has a single word."""
    told = words.sections["ties"]
    code = link.reads.removesuffix("-of")
    takes_part = link.reads == "partner" and known.catalogue.is_work(link.other_id)
    word = told.get("partner-in" if takes_part else link.reads) or told.get(code, link.reads)
    if not link.is_likely:
        return word
    return told.get(f"{code}-likely") or words.say("ties.likely", word=word)


def _told(word: str, others: list[Tie], known: Acquaintance, words: Wording) -> Ties:
    """Return ties as a book tells them: all of them where it cannot send its reader elsewhere."""
    inside = sorted((one.number, one.name) for one in others if one.number is not None)
    outside = [one for one in others if one.number is None]
    shown = [Tie(name=name, number=number) for number, name in inside[:MOST_TOLD]]
    if known.online:
        shown = [*shown, *outside][:MOST_TOLD]
        rest = len(others) - len(shown)
        more = words.say("ties.more", count=words.number(rest)) if rest else ""
        return Ties(word=word, others=tuple(shown), more=more)
    numbers = tuple(number for number, _ in inside[MOST_TOLD:])
    return Ties(word=word, others=(*shown, *outside), numbers=numbers)
