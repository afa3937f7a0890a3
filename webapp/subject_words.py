"""What each of the policy's six themes is about, in a sentence that anybody understands."""

from __future__ import annotations

from webapp.texts import gettext


def theme_in_words(code: str) -> str:
    """Return what a theme is about, "" for a code that has no words."""
    return {
        "beskaeftigelse": gettext(
            "Vejen til et job, og til at blive i det: jobsøgning, praktik, fritidsjob og hjælp til"
            " at starte for sig selv."
        ),
        "uddannelse": gettext(
            "At lære, og at gøre det færdigt: lektiehjælp, skole, dansk, vejledning og kurser for"
            " børn og voksne."
        ),
        "bolig": gettext(
            "At bo godt, og at bo sammen: naboskab, beboerarbejde og hverdagen i boligområderne."
        ),
        "tryghed": gettext(
            "At kunne færdes uden at være bange: forebyggelse, voksne på gaden, hjælp til unge og"
            " til at løse konflikter."
        ),
        "kultur-og-fritid": gettext(
            "At være med: idræt, foreninger, klubber, musik, fester, biblioteker og steder at"
            " mødes."
        ),
        "sundhed-og-omsorg": gettext(
            "At have det godt: mad, motion, sundhed for børn og voksne, og omsorg for den, der er"
            " syg, gammel eller alene."
        ),
    }.get(code, "")
