"""Every text that the map's script shows, in the language of the page."""

from __future__ import annotations

from webapp.texts import gettext


def map_words() -> dict[str, str]:
    """Return the script's texts; `{name}` is what the script puts in itself."""
    return {
        "map": gettext("Kort"),
        "legend": gettext("Signaturer"),
        "layers": gettext("Vis på kortet"),
        "zoomIn": gettext("Zoom ind"),
        "zoomOut": gettext("Zoom ud"),
        "zoomHere": gettext("Zoom ind på stedet"),
        "close": gettext("Luk"),
        "showing": gettext("Viser {shown} af {total}"),
        "records": gettext("{count} på samme sted"),
        "several": gettext("Flere indsatsområder"),
        "withoutPoint": gettext("{count} på listen har ikke et punkt på kortet."),
        "withoutPointLink": gettext("Se dem"),
        "street": gettext("omtrentlig placering: et sted på gaden"),
        "estate": gettext("omtrentlig placering: hele boligområdet"),
        "neighbourhood": gettext("omtrentlig placering: hele kvarteret"),
        "signExact": gettext("På adressen"),
        "signApproximate": gettext("Omtrentlig placering"),
        "signSeveral": gettext("Flere på samme sted"),
        "touchHint": gettext("Brug to fingre for at flytte kortet"),
        "wheelHint": gettext("Klik på kortet for at zoome med hjulet"),
        "failed": gettext("»{name}« kunne ikke hentes. Listen virker stadig."),
    }
