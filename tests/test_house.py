"""Tests of the house: three arrows, no circles, one door to the environment, a sentence each."""

import ast
import graphlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Room -> the rooms it may import, itself among them.
ARROWS = {
    "geodata": {"geodata"},
    "actors": {"actors"},
    "atlas": {"atlas", "geodata", "actors"},
    "webapp": {"webapp", "atlas"},
}
# Room -> the libraries that belong to other rooms only.
STRANGERS = {
    "geodata": {"flask", "flask_babel", "folium", "gunicorn", "typst"},
    "actors": {
        *("flask", "flask_babel", "folium", "gunicorn", "typst"),
        *("geopandas", "geopy", "pyogrio", "pyproj", "shapely"),
    },
    "atlas": {"flask", "flask_babel", "gunicorn"},
    "webapp": {"folium", "geopandas", "geopy", "pyogrio", "pyproj", "shapely", "typst"},
}
READ_THE_ENVIRONMENT = {"atlas.settings", "webapp.config"}
# Ways into the environment: Python's own, those of libraries, and click's by keyword.
ENVIRONMENT_OF_OS = {"environ", "environb", "getenv", "getenvb"}
ENVIRONMENT_METHODS = {"from_envvar", "from_prefixed_env", "load_dotenv"}
ENVIRONMENT_KEYWORDS = {"envvar", "auto_envvar_prefix"}

Modules = Mapping[str, ast.Module]


@cache
def house() -> dict[str, ast.Module]:
    """Every module of the four rooms by its dotted name."""
    modules = {}
    for room in ARROWS:
        for path in sorted((ROOT / room).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            name = ".".join(parts).removesuffix(".__init__")
            modules[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return modules


def sketch(**sources: str) -> dict[str, ast.Module]:
    """A made-up house for the tests of the checks: `a__b` stands for the module `a.b`."""
    return {name.replace("__", "."): ast.parse(source) for name, source in sources.items()}


def imported(tree: ast.Module) -> Iterator[str]:
    """Every dotted name that a module imports, wherever it stands: in functions, for types only."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), level=0, names=names):
                yield from (f"{module}.{alias.name}" for alias in names)
            case ast.Call(
                func=ast.Attribute(attr="import_module") | ast.Name(id="import_module"),
                args=[ast.Constant(value=str(module)), *_],
            ):
                yield module


def against_the_arrows(modules: Modules) -> list[str]:
    """Imports of a room, or of a library, that the importing room does not know."""
    found = []
    for name, tree in modules.items():
        room = name.split(".")[0]
        for target in imported(tree):
            top = target.split(".")[0]
            if (top in ARROWS and top not in ARROWS[room]) or top in STRANGERS[room]:
                found.append(f"{name} imports {target}")
    return found


def circle(modules: Modules) -> list[str]:
    """The first circle of imports between modules, or an empty list."""
    graph: dict[str, set[str]] = {}
    for name, tree in modules.items():
        targets = set()
        for target in imported(tree):
            # `from a.b import c` names the module a.b.c if there is one, else a.b.
            owner = target if target in modules else target.rpartition(".")[0]
            if owner in modules and owner != name:
                targets.add(owner)
        graph[name] = targets
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        return list(error.args[1])
    return []


def relative_imports(modules: Modules) -> list[str]:
    """Imports with leading dots."""
    return [
        f"{name}:{node.lineno}"
        for name, tree in modules.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level > 0
    ]


def names_of_os(tree: ast.Module) -> set[str]:
    """What a module calls `os`; a WSGI request has an `environ` too, which is another thing."""
    aliases = (node for node in ast.walk(tree) if isinstance(node, ast.alias))
    return {alias.asname or "os" for alias in aliases if alias.name in {"os", "os.path"}}


def reaches_the_environment(tree: ast.Module) -> bool:
    """Whether a module reads the environment, or asks a library to."""
    os_names = names_of_os(tree)
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if owner in os_names:
                reached = name in ENVIRONMENT_OF_OS
            case ast.ImportFrom(module="os", names=names):
                reached = any(alias.name in ENVIRONMENT_OF_OS | {"*"} for alias in names)
            case ast.Attribute(attr=name) | ast.alias(name=name):
                reached = name in ENVIRONMENT_METHODS
            case ast.keyword(arg=str(name)):
                reached = name in ENVIRONMENT_KEYWORDS
            case _:
                reached = False
        if reached:
            return True
    return False


def readers_of_the_environment(modules: Modules) -> list[str]:
    """Modules that reach the environment and are not among the two that may."""
    return [
        name
        for name, tree in modules.items()
        if name not in READ_THE_ENVIRONMENT and reaches_the_environment(tree)
    ]


def without_a_sentence(modules: Modules) -> list[str]:
    """Modules that do not open with one sentence saying what they are for."""
    return [
        name
        for name, tree in modules.items()
        if not re.match(r"[^\n]+\.(\n|$)", ast.get_docstring(tree) or "")
    ]


def test_imports_follow_the_arrows() -> None:
    assert against_the_arrows(house()) == []


def test_no_module_imports_itself_in_a_circle() -> None:
    assert circle(house()) == []


def test_imports_are_absolute() -> None:
    assert relative_imports(house()) == []


def test_two_modules_read_the_environment() -> None:
    assert readers_of_the_environment(house()) == []


def test_modules_open_with_a_sentence() -> None:
    assert without_a_sentence(house()) == []


def test_the_whole_house_is_looked_at() -> None:
    assert set(ARROWS) <= set(house())
    assert len(house()) > 2 * len(ARROWS)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("geodata__crs", "import actors"),
        ("actors__records", "def late():\n    from geodata.crs import WGS84"),
        ("atlas__maps", "if TYPE_CHECKING:\n    from webapp import app"),
        ("webapp__pages", "from geodata.districts import District"),
        ("atlas__late", "import importlib\nimportlib.import_module('webapp.cli')"),
        ("actors__where", "import shapely.geometry"),
    ],
)
def test_an_import_against_the_arrows_is_seen(name: str, source: str) -> None:
    assert len(against_the_arrows(sketch(**{name: source}))) == 1


@pytest.mark.parametrize(
    "sources",
    [
        {"atlas__a": "from atlas import b", "atlas__b": "import atlas.a"},
        {"atlas__a": "from atlas.b import x", "atlas__b": "def f():\n    from atlas.a import y"},
        {"atlas": "from atlas.a import x", "atlas__a": "from atlas import x"},
        {"geodata__a": "import atlas.b", "atlas__b": "import geodata.a"},
    ],
)
def test_a_circle_is_seen(sources: dict[str, str]) -> None:
    assert circle(sketch(**sources))


def test_a_package_that_gathers_its_modules_is_no_circle() -> None:
    modules = sketch(
        atlas="from atlas.b import x", atlas__b="from atlas import a", atlas__a="import os"
    )
    assert circle(modules) == []


@pytest.mark.parametrize(
    "source",
    [
        "import os\nos.environ['A']",
        "import os.path\nos.environ['A']",
        "import os as system\nsystem.getenv('A')",
        "from os import environ as e",
        "import click\nclick.option('--a', envvar='A')",
        "app.config.from_prefixed_env()",
    ],
)
def test_a_look_at_the_environment_is_seen(source: str) -> None:
    assert readers_of_the_environment(sketch(atlas__a=source)) == ["atlas.a"]
    assert readers_of_the_environment(sketch(atlas__settings=source)) == []


def test_the_environ_of_a_request_is_another_thing() -> None:
    assert readers_of_the_environment(sketch(webapp__a="import os\nrequest.environ['A']")) == []


def test_a_relative_import_and_a_missing_sentence_are_seen() -> None:
    assert relative_imports(sketch(atlas__a="\nfrom . import b")) == ["atlas.a:2"]
    modules = sketch(a="", b='"""no end"""', c='"""One\nsentence."""', d='"""Says why.\n\nMore."""')
    assert without_a_sentence(modules) == ["a", "b", "c"]
