"""A strict look at a page: well-formed, nothing inline, every reference and link with an end."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

VOID = {"area", "br", "hr", "img", "input", "link", "meta", "path", "circle", "use"}
LISTS = {"li": {"ul", "ol"}, "dt": {"div", "dl"}, "dd": {"div", "dl"}}
INTERACTIVE = {"a", "button", "label"}
DATA = {"application/json", "application/ld+json"}
"""Types of script that no browser runs."""
POINTS_AT_IDS = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

Attributes = dict[str, str]


@dataclass(slots=True, eq=False)
class Element:
    """One element of a page, with the text directly and indirectly inside it."""

    tag: str
    attributes: Attributes
    # Left out of what a failed test prints: each parent would tell all of its own again.
    parents: tuple[Element, ...] = field(repr=False)
    # All that the page says, and where in it this element begins and ends.
    said: list[str] = field(repr=False)
    begin: int
    end: int | None = None

    @property
    def text(self) -> str:
        """The text inside the element."""
        return "".join(self.said[self.begin : self.end])

    @property
    def language(self) -> str:
        """The language that the element's text is marked as."""
        marked = (one.attributes.get("lang") for one in (self, *reversed(self.parents)))
        return next((one for one in marked if one), "")


@dataclass
class Page:
    """What a page is made of, and everything that is wrong with it."""

    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """The elements of a kind; `data_record="x"` asks for the attribute `data-record`."""
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        return [
            one
            for one in self.elements
            if (not tag or one.tag == tag)
            and all(one.attributes.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag: str = "", **attributes: str) -> Element:
        """The only element of a kind."""
        (found,) = self.all(tag, **attributes)
        return found

    def having(self, attribute: str) -> list[Element]:
        """The elements that have an attribute."""
        return [one for one in self.elements if attribute in one.attributes]

    @property
    def links(self) -> list[str]:
        """Where the page's links lead."""
        return [one.attributes["href"] for one in self.all("a") if "href" in one.attributes]

    @property
    def records(self) -> list[str]:
        """The ids of the records that the page's lists show."""
        return [
            one.attributes["data-record"]
            for one in self.having("data-record")
            if "hidden" not in one.attributes
        ]

    @property
    def text(self) -> str:
        """All of the page's text, data left out."""
        return " ".join(self.one("body").text.split())

    @property
    def map_config(self) -> dict[str, Any]:
        """What the page tells the map's script."""
        config: dict[str, Any] = json.loads(self.one("script", id="map-config").text)
        return config


def read(html: str) -> Page:
    """Reads a page and finds its faults."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    page = reader.page
    page.faults += [f"<{one.tag}> is not closed" for one in reader.open]
    page.faults += [*_ids(page), *_headings(page), *_names(page)]
    return page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[Element] = []
        self.said: list[str] = []

    def updatepos(self, _begin: int, end: int) -> int:
        """Counts no lines: nobody asks for them, and thousands of pages are read."""
        return end

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if len(attributes) != len(attrs):
            self.page.faults.append(f"<{tag}> has an attribute twice")
        own = tag in {"script", "style"}
        said: list[str] = [] if own else self.said
        element = Element(tag, attributes, tuple(self.open), said, len(said))
        self.page.elements.append(element)
        self.page.faults += list(self._misplaced(element))
        if tag in VOID:
            element.end = element.begin
        else:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1].tag != tag:
            inside = self.open[-1].tag if self.open else "nothing"
            self.page.faults.append(f"</{tag}> closes <{inside}>")
            return
        closed = self.open.pop()
        closed.end = len(closed.said)

    def handle_data(self, data: str) -> None:
        closest = self.open[-1] if self.open else None
        (closest.said if closest else self.said).append(data)

    def _misplaced(self, element: Element) -> list[str]:
        tag, attributes = element.tag, element.attributes
        parent = self.open[-1].tag if self.open else ""
        found = [f"{name}= on <{tag}>" for name in attributes if name.startswith("on")]
        if "style" in attributes or tag == "style":
            found.append(f"style inside <{tag}>")
        if tag == "script" and attributes.get("type") not in DATA:
            found += [] if attributes.get("src", "").startswith("/") else ["inline script"]
        if tag in LISTS and parent not in LISTS[tag]:
            found.append(f"<{tag}> in <{parent}>")
        if tag in INTERACTIVE and any(one.tag in INTERACTIVE for one in self.open):
            found.append(f"<{tag}> inside another control")
        if tag in {"p", *HEADINGS} and parent in {"p", "span", "ul", "ol", "dl", *HEADINGS}:
            found.append(f"<{tag}> in <{parent}>")
        for name in ("href", "src", "action"):
            scheme = attributes.get(name, "").strip().lower().partition(":")[0]
            if scheme in {"javascript", "data", "vbscript"}:
                found.append(f"{name}={attributes[name]}")
        return found


def _ids(page: Page) -> list[str]:
    ids = Counter(one.attributes["id"] for one in page.having("id"))
    found = [f"id {one} twice" for one, count in sorted(ids.items()) if count > 1]
    for name in POINTS_AT_IDS:
        for element in page.having(name):
            found += [
                f"{name}={target} leads nowhere"
                for target in element.attributes[name].split()
                if target not in ids
            ]
    found += [
        f"#{link[1:]} leads nowhere"
        for link in page.links
        if link.startswith("#") and link[1:] not in ids
    ]
    return found


def _headings(page: Page) -> list[str]:
    levels = [int(one.tag[1]) for one in page.elements if one.tag in HEADINGS]
    found = [] if levels.count(1) == 1 else [f"{levels.count(1)} h1"]
    return found + [f"h{one} then h{two}" for one, two in pairwise(levels) if two > one + 1]


def _names(page: Page) -> list[str]:
    """Links, buttons and headings that nobody could name."""
    named = ("a", "button", "label", "legend", "title", *HEADINGS)
    return [
        f"<{one.tag}> without words"
        for one in page.elements
        if one.tag in named and not one.text.strip() and not one.attributes.get("aria-label")
    ]
