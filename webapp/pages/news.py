"""What is new: a page, and a feed of the same for whoever follows along."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from flask import Blueprint, Response, render_template, url_for

from atlas.freshness import assured_date
from webapp.addresses_out import public_address
from webapp.atom import MEDIA_TYPE, Feed, FeedEntry, feed_xml
from webapp.languages import current_language
from webapp.news import News, news_of
from webapp.pages.front import Age, age_of
from webapp.payloads import Payload
from webapp.published import edition
from webapp.texts import gettext, ngettext
from webapp.vcard import urn_of
from webapp.words import day, sentence, term, today

if TYPE_CHECKING:
    from webapp.records import RecordView

news = Blueprint("news", __name__)


@news.get("/nyt")
def index() -> str:
    """Answer with what is new in this edition, and what was confirmed last."""
    here = edition()
    records = list(here.catalogue.by_id.values())
    return render_template(
        "news.html",
        news=news_of(here),
        age=age_of(records),
        records=records,
        documents=len({one.properties["provenance"]["document"] for one in records}),
    )


@news.get("/nyt.atom")
def feed() -> Response:
    """Answer with the same as a feed (RFC 4287), made once a day and edition."""
    here = edition()
    key = (f"nyt.{current_language()}.atom", today().isoformat())
    if key not in here.pages:
        here.pages[key] = Payload.of(feed_xml(_feed()), MEDIA_TYPE)
    return here.pages[key].response()


def _feed() -> Feed:
    here, language = edition(), current_language()
    found = news_of(here)
    entries = [_entry(one, found) for one in found.everything]
    entries.append(_about_the_edition(found, age_of(here.catalogue.by_id.values())))
    entries.sort(key=lambda one: one.updated, reverse=True)
    return Feed(
        id=urn_of(f"nyt:{language}"),
        title=gettext("Nyt i TFI-atlas"),
        subtitle=gettext("Nye, rettede og nyligt bekræftede aktører og projekter."),
        author="TFI-atlas",
        language=language,
        url=_address(url_for("news.index")),
        own_url=_address(url_for("news.feed")),
        updated=entries[0].updated,
        entries=tuple(entries),
    )


def _entry(record: RecordView, found: News) -> FeedEntry:
    assured = assured_date(record.stated)
    updated = found.built
    if assured and record not in (*found.new, *found.changed):
        updated = datetime.combine(assured, time(), UTC)
    parts = (record.kind, record.place, record.assurance)
    return FeedEntry(
        id=urn_of(f"{record.id}:{updated:%Y-%m-%d}"),
        title=record.name,
        url=_address(record.url),
        updated=updated,
        summary=sentence(". ".join(sentence(one) for one in parts if one) + "."),
        categories=tuple(term("theme", one) for one in record.stated["themes"]),
    )


def _about_the_edition(found: News, age: Age) -> FeedEntry:
    """Return the edition itself as news: what it holds, and how old that is."""
    said = [ngettext("Atlasset har %(num)s opslag.", "Atlasset har %(num)s opslag.", age.total)]
    if age.is_history and age.years:
        said.append(
            gettext(
                "De er historie fra %(first)s til %(last)s, og ingen har bekræftet dem siden.",
                first=age.years[0],
                last=age.years[-1],
            )
        )
    return FeedEntry(
        id=urn_of(f"udgave:{edition().release.id}"),
        title=gettext("Ny udgave, %(day)s", day=day(found.built.date())),
        url=_address(url_for("news.index")),
        updated=found.built,
        summary=" ".join(said),
    )


def _address(path: str) -> str:
    return public_address(path) or path
