"""Every text that the map's script shows, in the language of the page."""

from __future__ import annotations

from webapp.texts import gettext


def map_words() -> dict[str, str]:
    """Return the script's texts; `{name}` is what the script puts in itself."""
    return {
        "map": gettext("Kort"),
        "legend": gettext("Signaturer"),
        "fold": gettext("Signaturer og lag"),
        "layers": gettext("Vis på kortet"),
        "zoomIn": gettext("Zoom ind"),
        "zoomOut": gettext("Zoom ud"),
        "zoomHere": gettext("Zoom ind på stedet"),
        "measuredFrom": gettext("Afstande måles herfra"),
        "close": gettext("Luk"),
        "records": gettext("{count} på samme sted"),
        "cluster": gettext("{count} her; åbn for at zoome ind"),
        "mark": gettext("Et mærke på kortet. Tryk Enter for at se det."),
        "marks": gettext(
            "{count} mærker på kortet. Gå fra det ene til det næste med piletasterne."
        ),
        "fetching": gettext("Henter …"),
        "lost": gettext("Det kunne ikke hentes. Måske er atlasset blevet opdateret imens."),
        "reload": gettext("Hent siden igen"),
        "more": gettext("Vis flere ({count} tilbage)"),
        "found": gettext("Listen er opdateret"),
        "offline": gettext("Ingen forbindelse lige nu. Listen viser det, du så før."),
        "retry": gettext("Prøv igen"),
        "several": gettext("Flere indsatsområder"),
        "signExact": gettext("På adressen"),
        "signApproximate": gettext("Omtrentlig placering"),
        "signSeveral": gettext("Flere på samme sted"),
        "listNote": gettext(
            "En liste siger noget om tal og regler et bestemt år, ikke om dem, der bor her."
            " Ordet har betydet noget forskelligt fra år til år."
        ),
        "locating": gettext("Spørger din telefon eller computer, hvor du er …"),
        "located": gettext("Listen er nu ordnet efter afstand fra dig. Stedet gemmes ikke."),
        "notLocated": gettext(
            "Vi fik ikke at vide, hvor du er. Du kan skrive en adresse eller et sted i stedet."
        ),
        "farAway": gettext("Du ser ud til at være uden for København. Skriv en adresse i stedet."),
        "sheet": gettext("Kort og liste"),
        "sheetMap": gettext("Kort"),
        "sheetBoth": gettext("Begge"),
        "sheetList": gettext("Liste"),
        "touchHint": gettext("Brug to fingre for at flytte kortet"),
        "wheelHint": gettext("Klik på kortet for at zoome med hjulet"),
        "failed": gettext("»{name}« kunne ikke hentes. Listen virker stadig."),
    }
