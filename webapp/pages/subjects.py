"""The pages of the six themes and of the target groups: what, who, where, and what is open."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from webapp.pages.front import age_of
from webapp.published import edition
from webapp.rows import items
from webapp.subject_words import theme_in_words
from webapp.subjects import TARGET_GROUP, THEME, SubjectKind, subject_of, subjects_of

subjects = Blueprint("subjects", __name__)


@subjects.get("/temaer/")
def themes() -> str:
    """Answer with the policy's six themes, each with what it is about."""
    return _index(THEME)


@subjects.get("/temaer/<code>")
def theme(code: str) -> str:
    """Answer with one theme."""
    return _page(THEME, code)


@subjects.get("/maalgrupper/")
def target_groups() -> str:
    """Answer with the target groups that somebody is there for."""
    return _index(TARGET_GROUP)


@subjects.get("/maalgrupper/<code>")
def target_group(code: str) -> str:
    """Answer with one target group."""
    return _page(TARGET_GROUP, code)


def _index(kind: SubjectKind) -> str:
    here = edition()
    return render_template(
        "subjects.html",
        kind=kind,
        subjects=subjects_of(kind, here),
        about=theme_in_words,
        age=age_of(here.catalogue.by_id.values()),
    )


def _page(kind: SubjectKind, code: str) -> str:
    here = edition()
    if code not in kind.codes:
        abort(404)
    subject = subject_of(kind, code, here)
    return render_template(
        "subject.html",
        subject=subject,
        kind=kind,
        about=theme_in_words(code) if kind is THEME else "",
        age=age_of(subject.records),
        rows=_rows(code) if kind is THEME else {},
    )


def _rows(theme_code: str) -> dict[str, int]:
    """Return how many rows of the record's tables name a theme, by table."""
    connections = edition().catalogue.connections
    return {
        table: sum(
            theme_code in items(row.get("themes") or row.get("theme") or "")
            for row in connections.rows(table)
        )
        for table in ("initiatives", "indicators")
    }
