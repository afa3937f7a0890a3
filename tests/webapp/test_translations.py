"""Every language of the interface is whole, counts as it does, and is told apart from Danish."""

from __future__ import annotations

import re
import string
from collections import Counter
from datetime import time
from gettext import c2py
from html.parser import HTMLParser
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from actors.taxonomy import vocabulary
from tests.webapp.markup import VOID, read
from webapp.config import SiteConfig
from webapp.factory import create_app
from webapp.languages import DEFAULT, LANGUAGES, direction, languages_in
from webapp.moments import clock_in_words
from webapp.texts import gettext, listed, ngettext, without_isolates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from flask import Flask
    from flask.testing import FlaskClient

WEBAPP = Path(__file__).resolve().parents[2] / "webapp"
TRANSLATIONS = WEBAPP / "translations"
OTHERS = sorted(one.name for one in TRANSLATIONS.iterdir() if one.is_dir())
VALUE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
NUMBER = "%(num)s"
NUMBERS = [*range(130), 1000, 1_000_000]
MADE_UP: Final = {"pl": "Polski", "ur": "اردو"}
"""Languages that nobody has translated, one of each direction and number of plural forms."""


def catalogue(language: str) -> Catalog:
    """The translations of a language, as a translator edits them."""
    file = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    return read_po(BytesIO(file.read_bytes()), locale=language)


def texts_of(message: str | Sequence[str] | None) -> tuple[str, ...]:
    """A text alone, or all forms of one that counts."""
    return (message or "",) if isinstance(message, str | None) else tuple(message)


@pytest.fixture(scope="module")
def asked() -> set[tuple[str, ...]]:
    """Every text of the source that a translator is asked for, with its plural where it counts."""
    with (WEBAPP / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call] # Babel's own
    found = {texts_of(one[2]) for one in extract_from_dir(WEBAPP, methods, options)}
    counting = {one[0] for one in found if len(one) > 1}
    # A text alone that also counts somewhere is found there, in its form for one.
    asked = {one for one in found if len(one) > 1 or one[0] not in counting}
    assert len(asked) > 150
    return asked


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_text_and_no_other(language: str, asked: set[tuple[str, ...]]) -> None:
    known = {texts_of(one.id): one for one in catalogue(language) if one.id}
    assert asked - known.keys() == set()
    assert known.keys() - asked == set(), "no longer in the source"
    assert [text for text, one in known.items() if one.fuzzy] == []
    assert [text for text, one in known.items() if not all(texts_of(one.string))] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_fills_in_what_the_source_does(language: str) -> None:
    translated = catalogue(language)
    served = Counter(map(c2py(translated.plural_expr), NUMBERS))
    for message in translated:
        if not message.id:
            continue
        source = sorted(VALUE.findall(texts_of(message.id)[-1]))
        for form, said in enumerate(texts_of(message.string)):
            filled = sorted(VALUE.findall(said))
            # «One project» and «two projects» need no figure where the form is theirs alone.
            alone = isinstance(message.id, tuple) and served[form] == 1 and NUMBER not in filled
            assert filled == [one for one in source if not (alone and one == NUMBER)], message.id
        assert [str(fault) for fault in message.check()] == [], message.id


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_a_form_for_each_of_its_numbers(language: str) -> None:
    translated = catalogue(language)
    assert translated.num_plurals == get_plural(language).num_plurals
    of_unicode = Locale.parse(language).plural_form
    pairs = {(of_unicode(one), c2py(translated.plural_expr)(one)) for one in NUMBERS}
    assert len(pairs) == translated.num_plurals
    for message in translated:
        if isinstance(message.id, tuple):
            assert len(texts_of(message.string)) == translated.num_plurals, message.id


def test_every_catalogue_is_compiled_and_on_the_site() -> None:
    assert sorted(LANGUAGES) == sorted([DEFAULT, *OTHERS]), "make setup compiles the catalogues"


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_language_of_the_site_has_its_other_words(language: str) -> None:
    danish, own = vocabulary(DEFAULT), vocabulary(language)
    for section, words in danish.items():
        assert own[section].keys() == words.keys()
        assert all(own[section].values())
    printed = resources.files("atlas.printing") / "words" / f"{language}.toml"
    assert printed.is_file(), "pages link to the printed atlas in their language"


NO_TEXT: Final = {"head", "script", "code"}


class Unmarked(HTMLParser):
    """Texts of a page in a language that are not in its script, and not marked as another's."""

    def __init__(self, language: str) -> None:
        """Look for them in a page of this language."""
        super().__init__()
        self.language = language
        self.open: list[tuple[str, str]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element; it has its parent's language where it names none."""
        if tag not in VOID:
            here = self.open[-1][1] if self.open else ""
            self.open.append((tag, dict(attrs).get("lang") or here))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass by an element that holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if tag not in VOID:
            while self.open and self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Keep a text of several Latin words and nothing else."""
        is_here = self.open[-1:] and self.open[-1][1] == self.language
        is_text = not {tag for tag, _language in self.open} & NO_TEXT
        is_words = re.search(r"[a-zæøå]{2},? [A-Za-zÆØÅæøå]{2}", data)
        if is_here and is_text and is_words and not re.search(r"[\u0600-\u06ff]", data):
            self.found.append(" ".join(data.split()))


@pytest.mark.parametrize(
    "path",
    [
        "",
        "noerrebro/",
        "soeg?q=kvinder",
        "projekter/p-aktivitetscentret",
        "aktoerer/a-boligsocial-sjaeloer-boulevard",
        "omraader/mjoelnerparken",
        "om",
        "tilgaengelighed",
        "data",
        "indsatser/",
        "planer/",
        "barometer",
        "opgaver/",
        "modstrid",
    ],
)
def test_nothing_on_an_arabic_page_is_danish_unmarked(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/ar/{path}")
    assert answer.status_code == 200
    look = Unmarked("ar")
    look.feed(answer.text)
    assert look.found == []


def test_nothing_of_today_is_danish_unmarked(client_of_today: FlaskClient) -> None:
    for path in ("", "soeg?naer=Mj%C3%B8lnerparken", "soeg?dag=ti&kl=18:00", "soeg?naer=nowhere"):
        answer = client_of_today.get(f"/ar/{path}")
        look = Unmarked("ar")
        look.feed(answer.text)
        assert look.found == []
        assert "&lt;" not in answer.text, "a tag that is read as text"


def made_up(text: str) -> str:
    """A text in no language: each letter doubled by a sign above, what is filled in kept."""
    strange = str.maketrans({letter: f"{letter}\u0302" for letter in string.ascii_letters})
    values = VALUE.findall(text)
    parts = [one.translate(strange) for one in VALUE.split(text)]
    return "".join(f"{part}{value}" for part, value in zip(parts, [*values, ""], strict=True))


@pytest.fixture
def site_with_more(
    record_home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    asked: set[tuple[str, ...]],
) -> Flask:
    """The site with the made-up languages, each put there by its catalogue alone."""
    for code in MADE_UP:
        file = tmp_path / code / "LC_MESSAGES" / "messages.mo"
        file.parent.mkdir(parents=True)
        whole = Catalog(locale=code)
        for text in asked:
            forms = tuple(f"{made_up(text[-1])}{n}" for n in range(whole.num_plurals))
            one = made_up(text[0])
            whole.add(text if len(text) > 1 else text[0], forms if len(text) > 1 else one)
        with file.open("wb") as out:
            write_mo(out, whole)
    for code, name in languages_in(tmp_path).items():
        monkeypatch.setitem(LANGUAGES, code, name)
    app = create_app(SiteConfig(home=record_home))
    app.extensions["babel"].translation_directories.append(str(tmp_path))
    return app


def in_language(app: Flask, code: str) -> AbstractContextManager[object]:
    """A request for a page in a language, as its prefix makes it."""
    return app.test_request_context("/", environ_overrides={"tfi_atlas.language": code})


def test_a_language_more_is_a_catalogue_more(site_with_more: Flask) -> None:
    client = site_with_more.test_client()
    for code, name in MADE_UP.items():
        for path in ("", "tingbjerg/", "registret"):
            page = read(client.get(f"/{code}/{path}").text)
            assert page.one("html").attributes["lang"] == code
            assert page.one("html").attributes["dir"] == direction(code)
            assert made_up("Gå til indholdet") in page.one("a", **{"class": "skip"}).text
            assert page.faults == []
        switch = read(client.get("/om").text).one("a", lang=code)
        assert (switch.text, switch.attributes["href"]) == (name, f"/{code}/om")


@pytest.mark.parametrize(
    ("code", "forms"),
    [("pl", {1: "0", 2: "1", 5: "2", 12: "2", 22: "1"}), ("ur", {1: "0", 2: "1"})],
)
def test_a_language_more_counts_in_its_own_way(
    site_with_more: Flask, code: str, forms: dict[int, str]
) -> None:
    with in_language(site_with_more, code):
        for number, form in forms.items():
            said = ngettext("%(num)s projekt", "%(num)s projekter", number)
            assert said == f"{number} {made_up('projekter')}{form}"


def test_what_is_filled_in_stands_apart_where_writing_runs_left(site_with_more: Flask) -> None:
    apart = "\u2068Valby (nord).\u2069"
    with in_language(site_with_more, "ur"):
        said = gettext("Kort over %(place)s", place="Valby (nord).")
        assert said == f"{made_up('Kort over ')}{apart}"
        assert listed(["a", "b"]) == "\u2067\u2068a\u2069, \u2068b\u2069\u2069"
        assert gettext("%(season)s %(year)s", season="b", year=7).startswith("\u2067\u2068b\u2069")
        assert clock_in_words(time(18, 5)) == "18:05"
        assert without_isolates(said) == f"{made_up('Kort over ')}Valby (nord)."
    with in_language(site_with_more, "pl"):
        assert gettext("Kort over %(place)s", place="Valby") == f"{made_up('Kort over ')}Valby"
        assert listed(["a", "b"]) == "a, b"
