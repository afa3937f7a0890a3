"""Text that speaks of documents by their ids, with a link to what the document is for each."""

from __future__ import annotations

import re

from flask import url_for
from markupsafe import Markup, escape

from webapp.published import edition


def linked(text: str) -> Markup:
    """Return text safe for a page, in which known documents are links, by their short titles."""
    documents = edition().documents
    if not documents:
        return escape(text)
    ids = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, documents))})(?![\w-])")
    home = url_for("about.data")
    parts = (
        Markup('<a href="{}#{}">{}</a>').format(
            home, part, documents[part].get("short_title") or part
        )
        if part in documents
        else escape(part)
        for part in ids.split(text)
    )
    return Markup("").join(parts)
