"""Days and hours in the list: who is open then, who is not, and of whom nobody knows it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from atlas.layers import danish_order
from atlas.opening import COPENHAGEN, Opening
from tests.webapp.markup import read
from tests.webapp.plain_lists import Plain
from tests.webapp.result_lists import TUESDAY, every_row, get, list_of, path_of, total
from webapp import moments
from webapp.words import today

if TYPE_CHECKING:
    import pytest
    from flask.testing import FlaskClient

    from atlas.catalogue import Catalogue


def test_who_is_open_stands_first_then_who_nobody_knows_of(
    client_of_today: FlaskClient, catalogue_of_today: Catalogue
) -> None:
    plain = Plain(catalogue=catalogue_of_today, today=today(), when=TUESDAY)
    everyone = sorted(plain.everyone(), key=lambda one: (danish_order(one.name), one.id))
    states = {one.id: plain.opening(one) for one in everyone}
    assert set(states.values()) == set(Opening)
    path = path_of("", ("dag", "2026-12-01"), ("kl", "18:00"))
    rows = every_row(client_of_today, path)
    assert rows == [
        one.id
        for wanted in (Opening.OPEN, Opening.UNKNOWN)
        for one in everyone
        if states[one.id] is wanted
    ]
    page = get(client_of_today, path)
    number = sum(one is Opening.OPEN for one in states.values())
    unknown = sum(one is Opening.UNKNOWN for one in states.values())
    heads = [one.text for one in page.all("h2", **{"class": "list__part"})]
    assert heads == [f"Åbent ({number})", f"Åbningstiden kendes ikke ({unknown})"]
    assert "Åbent 1. december 2026 kl. 18.00" in page.text


def test_where_everybody_is_open_nothing_is_left_to_say(
    client_of_today: FlaskClient, catalogue_of_today: Catalogue
) -> None:
    plain = Plain(catalogue=catalogue_of_today, today=today(), when=TUESDAY)
    names = [one.name for one in plain.everyone() if plain.opening(one) is Opening.OPEN]
    when = ("dag", "2026-12-01"), ("kl", "18:00")
    pages = (get(client_of_today, path_of("", ("q", name), *when)) for name in names)
    page = next(one for one in pages if total(one) and "kendes ikke" not in one.text)
    assert [one.text for one in page.all("p", **{"class": "aside-note"}) if not one.text] == []


def test_history_is_never_open(client: FlaskClient, operator_client: FlaskClient) -> None:
    page = get(client, "/soeg?dag=nu")
    assert total(page) == 526
    assert [one.text for one in page.all("h2", **{"class": "list__part"})] == [
        "Åbningstiden kendes ikke (526)"
    ]
    # The harbour club of the operator's table is open 24/7, but nobody confirmed it for years.
    stale = get(operator_client, "/soeg?dag=ti&kl=12:00")
    rows = {one.attributes["data-record"]: one.text for one in stale.having("data-record")}
    told = [text for text in rows.values() if "ikke bekræftet" in text.lower()]
    assert told
    assert all("Ingen har bekræftet, om der er åbent" in one for one in told)


def test_now_is_told_to_the_minute_and_kept_by_nobody(
    client_of_today: FlaskClient,
    catalogue_of_today: Catalogue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for minutes in (0, 59, 60):
        when = datetime(2026, 12, 1, 15, tzinfo=COPENHAGEN) + timedelta(minutes=minutes)
        monkeypatch.setattr(moments, "now", lambda when=when: when)
        plain = Plain(catalogue=catalogue_of_today, today=today(), when=when)
        response = client_of_today.get("/soeg?dag=nu&del=resultater")
        assert response.headers["Cache-Control"] == "no-store"
        expected = sum(plain.opening(one) is Opening.OPEN for one in plain.everyone())
        assert f"Åbent ({expected})" in list_of(read(response.text))
        assert "Åbent nu, lukker kl." in response.text


def test_days_hours_and_whole_days_are_read(client_of_today: FlaskClient) -> None:
    christmas = get(client_of_today, "/soeg?dag=2026-12-25")
    assert "Åbent 25. december 2026" in christmas.text
    for one in christmas.having("data-record"):
        assert "PH off" not in one.text
    weekday = total(get(client_of_today, "/soeg?dag=ti"))
    at_night = total(get(client_of_today, "/soeg?dag=ti&kl=03:00"))
    assert at_night < weekday
    assert "Åbent i dag kl. 10.00" in get(client_of_today, "/soeg?kl=10:00").text
    strange = get(client_of_today, "/soeg?dag=igår&kl=25:00")
    assert "igår" in strange.text
    assert total(strange) == total(get(client_of_today, "/soeg"))


def test_rows_say_the_hours_of_today_where_somebody_confirmed_them(
    client_of_today: FlaskClient, catalogue_of_today: Catalogue
) -> None:
    rows = {
        one.attributes["data-record"]: one.text
        for one in get(client_of_today, "/soeg").having("data-record")
    }
    told = [text for text in rows.values() if "Åbent i dag" in text or "Lukket i dag" in text]
    assert told
    for id_, text in rows.items():
        if "opening_hours" not in catalogue_of_today.by_id[id_].properties:
            assert "Åbent" not in text
            assert "Lukket" not in text
