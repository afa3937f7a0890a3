"""A feed of news (Atom, RFC 4287), in which any text is text and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from xml.etree import ElementTree as ET

MEDIA_TYPE: Final = "application/atom+xml; charset=utf-8"

_ATOM: Final = "http://www.w3.org/2005/Atom"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_NO_CHARACTERS: Final = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)
"""What XML 1.0 forbids (section 2.2), and overrides of direction, which would run on."""


@dataclass(frozen=True, kw_only=True)
class FeedEntry:
    """One piece of news; `id` is an IRI that stays, `updated` knows its zone."""

    id: str
    title: str
    url: str
    updated: datetime
    summary: str
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed; `own_url` is where it is to be had, `url` the page that says the same."""

    id: str
    title: str
    subtitle: str
    author: str
    language: str
    url: str
    own_url: str
    updated: datetime
    entries: tuple[FeedEntry, ...]


def feed_xml(feed: Feed) -> bytes:
    """Return a feed as an Atom document in UTF-8."""
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed", {_LANG: feed.language})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", _moment(feed.updated))
    _text(ET.SubElement(root, f"{{{_ATOM}}}author"), "name", feed.author)
    _link(root, "self", feed.own_url, "application/atom+xml")
    _link(root, "alternate", feed.url, "text/html")
    for one in feed.entries:
        _entry(root, one)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(root: ET.Element, one: FeedEntry) -> None:
    entry = ET.SubElement(root, f"{{{_ATOM}}}entry")
    _text(entry, "id", one.id)
    _text(entry, "title", one.title)
    _text(entry, "updated", _moment(one.updated))
    _link(entry, "alternate", one.url, "text/html")
    _text(entry, "summary", one.summary)
    for term in one.categories:
        ET.SubElement(entry, f"{{{_ATOM}}}category", {"term": _clean(term)})


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}{name}").text = _clean(text)


def _link(parent: ET.Element, relation: str, url: str, media_type: str) -> None:
    attributes = {"rel": relation, "type": media_type, "href": _clean(url)}
    ET.SubElement(parent, f"{{{_ATOM}}}link", attributes)


def _clean(text: str) -> str:
    return _NO_CHARACTERS.sub("", text)


def _moment(moment: datetime) -> str:
    """Return a date-time as RFC 3339 has it, in UTC."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
