"""With whom an entry hangs together, and what sums are printed for it, in the words of a book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.catalogue import Entry
    from atlas.connections import Connections, Link, Row
    from atlas.printing.wording import Wording

MOST_TOLD: Final = 6
"""More ties or sums of one entry than these are counted: the rest stands on the website."""

_APART: Final = "not-same-as"


@dataclass(frozen=True, kw_only=True)
class Tie:
    """One tie of an entry: the other one's name, and its number where it stands in the book.

    The name is "" where it is that of the entry itself.
    """

    name: str
    number: int | None


@dataclass(frozen=True, kw_only=True)
class Ties:
    """The ties of one kind under one word; `more` says how many there is no room for."""

    word: str
    others: tuple[Tie, ...]
    more: str


def ties(
    record: Entry, connections: Connections, numbers: dict[str, int], words: Wording
) -> tuple[Ties, ...]:
    """Return an entry's ties by what the other one is to it, those in the book first.

    Who is already named as holder or partner is not named again, nor a name that the entry bears
    itself: of that only the number is told. Those that only look alike are left to the website.
    """
    named, own = ({fold(one) for one in of(record)} for of in (_named, _own_names))
    by_word: dict[str, dict[str, Tie]] = {}
    for link in connections.links(record.id):
        number, again = numbers.get(link.other_id), fold(link.other_name) in own
        known = fold(link.other_name) in named or (again and number is None)
        if link.reads.startswith(_APART) or known:
            continue
        tie = Tie(name="" if again else link.other_name, number=number)
        by_word.setdefault(_word(link, words), {}).setdefault(link.other_name, tie)
    return tuple(_most(word, list(others.values()), words) for word, others in by_word.items())


def sums(record: Entry, connections: Connections, words: Wording) -> str:
    """Return the sums that documents print for a record, each with what kind of sum it is."""
    rows = connections.belonging_to("money", record.id)
    told = list(dict.fromkeys(_sum(one, words) for one in rows))
    rest = len(told) - MOST_TOLD
    more = [words.say("ties.more", count=words.number(rest))] if rest > 0 else []
    printed = words.listed_apart([*told[:MOST_TOLD], *more])
    return words.say("directory.sums", value=printed) if printed else ""


def _sum(row: Row, words: Wording) -> str:
    """Return one sum with its unit, and with every proviso that its document makes.

    A cell of a table prints neither kroner nor millions, so there the whole amount is told.
    """
    amount = row["amount_dkk"]
    bare = "kr" not in row["as_printed"] and amount.isdecimal()
    printed = f"{words.number(int(amount))}\N{NO-BREAK SPACE}kr." if bare else row["as_printed"]
    said = words.sections["money"]
    kind = words.listed(filter(None, (said.get(row["type"]), said.get(row["gross_net"]))))
    when = words.when(row["period"] or row["year"])
    told = words.listed_apart(filter(None, (when, row["condition"])))
    return words.say(
        f"money.{'provided' if told else 'sum'}", kind=kind, printed=printed, told=told
    )


def _named(record: Entry) -> Iterator[str]:
    yield record.properties.get("holder", "")
    yield from record.properties.get("partners", ())


def _own_names(record: Entry) -> Iterator[str]:
    yield record.name
    yield record.properties.get("name_printed", "")
    yield from record.properties.get("alternate_names", ())


def _word(link: Link, words: Wording) -> str:
    """Return the word for a tie; one that reads the same from both ends has a single word."""
    told = words.sections["ties"]
    return told.get(link.reads) or told.get(link.reads.removesuffix("-of"), link.reads)


def _most(word: str, others: list[Tie], words: Wording) -> Ties:
    shown = sorted(others, key=lambda one: (one.number is None, one.number))[:MOST_TOLD]
    rest = len(others) - len(shown)
    more = words.say("ties.more", count=words.number(rest)) if rest else ""
    return Ties(word=word, others=tuple(shown), more=more)
