"""What goes with every export in words: what it is, from when, what one may do with it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from atlas.exports.headings import HEADINGS, LISTS, number_of
from atlas.labels import collection_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from atlas.exports.tables import Content, Table

Line = tuple[str, str]

_LICENCES: Final = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "ODbL 1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
}
_HISTORY: Final = (
    "Det, der stammer fra dokumenterne fra 2007 til 2011, er historie: det er ikke bekræftet siden."
    " Kolonnen »Bekræftet« siger, hvad nogen har set efter, og hvornår."
)
_MONEY: Final = (
    "Læg aldrig beløbene sammen. Det samme beløb står ofte flere steder i dokumenterne, og summer"
    " står ved siden af deres dele. Kolonnen »Slags« siger, om beløbet er bevilget (granted),"
    " budgetteret (budgeted), søgt (applied) eller ønsket (wished)."
)
_DISAGREE: Final = (
    "Hvor dokumenterne modsiger sig selv, står begge tal i tabellen »Modsigelser«. Hvad der ikke"
    " kan læses, står i »Ulæseligt«."
)
_SAFE: Final = (
    "En tekst, som et regneark ville tage for en formel, begynder med en apostrof. Atlasset tager"
    " den af igen, når det læser filen."
)
_AGAIN: Final = (
    "tfi-atlas build --without-record --actors FIL --projects FIL bygger de samme poster igen af"
    " regnearket (arkene »Aktører« og »Projekter«) eller af CSV-filerne actors.csv og projects.csv."
)
_CSV: Final = (
    "UTF-8 med byte order mark, semikolon mellem felterne, komma som decimaltegn, | mellem leddene"
    " i en liste. csv-metadata.json beskriver kolonnerne (W3C, CSV on the Web)."
)
_WHERE: Final = "Længde- og breddegrader er WGS84 (EPSG:4326)."
_OSM: Final = (
    "Punkter fra OpenStreetMap står i filer for sig i mappen odbl og er under ODbL 1.0,"
    " © OpenStreetMap contributors. I de andre filer har de poster intet punkt."
)
_OSM_ALONE: Final = (
    "Punkterne i disse filer er fra OpenStreetMap, © OpenStreetMap contributors, og er under ODbL"
    " 1.0. De er holdt for sig, så resten af eksporten kan bruges under CC BY 4.0."
)


def about(content: Content, tables: Sequence[Table]) -> tuple[Line, ...]:
    """Return what is said of the tables, as lines of a heading and a text, in Danish."""
    return (
        ("TFI-atlas", "Hvem arbejder med integration, hvor, for hvem"),
        *_when(content),
        ("Omfang", _scope(content)),
        ("Historie", _HISTORY),
        ("Penge", _MONEY),
        ("Tvivl", _DISAGREE),
        ("Steder", _WHERE),
        ("Apostrof", _SAFE),
        ("Læs ind igen", _AGAIN),
        *_licences(tables),
        *((("OpenStreetMap", _OSM),) if content.osm else ()),
        ("", ""),
        *((one.title, f"{len(one.rows)} rækker ({one.name})") for one in tables),
        ("", ""),
        *(("Kilde", source_line(one)) for one in content.manifest["sources"]),
    )


def about_osm(content: Content, table: Table) -> tuple[Line, ...]:
    """Return what is said of the files under ODbL."""
    return (
        ("TFI-atlas: punkter fra OpenStreetMap", ""),
        *_when(content),
        ("Licens", _OSM_ALONE),
        *_licences([table]),
        (table.title, f"{len(table.rows)} rækker"),
    )


def markdown(lines: Sequence[Line], *, with_csv: bool) -> bytes:
    """Return the lines as the file that lies beside the others."""
    title, *rest = lines
    written = [f"# {title[0]}", "", *([title[1], ""] if title[1] else [])]
    written += [f"- **{name}**: {text}" if name else "" for name, text in rest]
    if with_csv:
        written += ["", f"- **CSV**: {_CSV}"]
    return "\n".join([*written, ""]).encode()


def file_facts(lines: Sequence[Line]) -> dict[str, str]:
    """Return the lines as metadata of a whole file: each heading once."""
    facts: dict[str, str] = {}
    for name, text in lines:
        if name:
            facts[name] = f"{facts[name]}\n{text}" if name in facts else text
    return facts


def csv_metadata(content: Content, tables: Sequence[Table]) -> dict[str, Any]:
    """Return the description of CSV files after W3C's «Metadata Vocabulary for Tabular Data»."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:title": "TFI-atlas",
        "dc:source": content.manifest["release"],
        "dc:created": content.manifest["built"],
        "dialect": {
            "delimiter": ";",
            "encoding": "utf-8",
            "header": True,
            "lineTerminators": "\r\n",
        },
        "tables": [
            {
                "url": f"{one.name}.csv",
                "dc:title": one.title,
                "dc:license": _LICENCES.get(one.licence, one.licence),
                "dc:rights": one.attribution,
                "tableSchema": {"columns": [_described(one, name) for name in one.columns]},
            }
            for one in tables
        ],
    }


def source_line(source: Mapping[str, Any]) -> str:
    """Return a source of the release in one line: title, who, licence."""
    parts = [source["title"], source.get("publisher", ""), source.get("licence", "")]
    return ", ".join(part for part in parts if part)


def _described(table: Table, column: str) -> dict[str, Any]:
    texts = [text for row in table.rows if (text := row.get(column, ""))]
    numbers = [number_of(column, text) for text in texts]
    described: dict[str, Any] = {"name": column, "titles": {"da": HEADINGS.get(column, column)}}
    if column in LISTS:
        described["separator"] = "|"
    elif numbers and all(isinstance(one, int) for one in numbers):
        described["datatype"] = "integer"
    elif numbers and None not in numbers:
        described["datatype"] = {"base": "decimal", "format": {"decimalChar": ","}}
    return described


def _when(content: Content) -> Iterator[Line]:
    built = datetime.fromisoformat(content.manifest["built"])
    yield "Udgivelse", content.manifest["release"]
    yield "Bygget", f"{built:%d-%m-%Y kl. %H.%M} (UTC)"


def _scope(content: Content) -> str:
    if not content.collections:
        return "Hele atlasset"
    names = ", ".join(collection_name(code, "da") for code in content.collections)
    return f"{names}, og hvad der hænger sammen med det. Tal for hele byen er med."


def _licences(tables: Sequence[Table]) -> Iterator[Line]:
    for licence, attribution in dict.fromkeys((one.licence, one.attribution) for one in tables):
        titles = [
            one.title for one in tables if (one.licence, one.attribution) == (licence, attribution)
        ]
        address = _LICENCES.get(licence, "")
        what = "alle tabeller" if len(titles) == len(tables) else ", ".join(titles)
        yield (
            "Licens",
            f"{licence} {address} Skriv: {attribution}. Gælder {what}.".replace("  ", " "),
        )
