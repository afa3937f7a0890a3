"""What a book says of its own age: how old its records are, and whether anybody confirmed them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.freshness import is_confirmed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from atlas.catalogue import Entry
    from atlas.printing.wording import Wording


@dataclass(frozen=True, kw_only=True)
class Notice:
    """The notice on the cover and the map, and the short one at the foot of every page."""

    long: str
    short: str


def notice(records: Sequence[Entry], words: Wording, today: date) -> Notice:
    """Return the notice that the records call for (design, law 3)."""
    old = [one for one in records if not is_confirmed(one.properties, today)]
    years = sorted({one.properties["year"] for one in old if one.properties.get("year")})
    if not records:
        return Notice(long=words.say("notice.empty"), short="")
    if not old:
        return Notice(long=words.say("notice.none"), short=words.say("notice.short_none"))
    if len(old) < len(records):
        long = words.say("notice.some", old=len(old), all=len(records))
        return Notice(long=long, short=words.say("notice.short_some"))
    if not years:
        key, short = "all_without_year", "short_without_year"
    elif len(years) == 1:
        key, short = "all_of_one_year", "short_one_year"
    else:
        key, short = "all_of_years", "short_years"
    told = {"year": years[0], "first": years[0], "last": years[-1]} if years else {}
    return Notice(
        long=words.say(f"notice.{key}", **told), short=words.say(f"notice.{short}", **told)
    )


def question(records: Sequence[Entry], words: Wording, today: date) -> str:
    """Return what a print answers, in the past where nobody of them was confirmed of late."""
    then = records and not any(is_confirmed(one.properties, today) for one in records)
    return words.say("cover.subtitle_then" if then else "cover.subtitle")
