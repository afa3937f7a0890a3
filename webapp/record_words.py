"""The words for the codes of the record's tables, in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.texts import gettext

if TYPE_CHECKING:
    from collections.abc import Mapping


def kinds_of_initiative() -> Mapping[str, str]:
    """Return how the documents tell of an initiative, by code, the fullest first."""
    return {
        "skema": gettext("Har sit eget skema"),
        "kapitel": gettext("Omtalt i et kapitel"),
        "aktivitet": gettext("Aktivitet i en redegørelse"),
        "tabel": gettext("Linje i en økonomisk oversigt"),
        "aftale": gettext("Del af en aftale"),
        "forslag": gettext("Forslag"),
        "nævnt": gettext("Kun nævnt"),
    }


def kinds_of_plan() -> Mapping[str, str]:
    """Return the kinds of plans for an area, by code."""
    return {
        "helhedsplan": gettext("Helhedsplan"),
        "omraadeloeft": gettext("Områdeløft"),
        "kvarterloeft": gettext("Kvarterløft"),
        "omraadefornyelse": gettext("Områdefornyelse"),
        "partnerskab": gettext("Partnerskab"),
    }


def kinds_of_event() -> Mapping[str, str]:
    """Return the kinds of events, by code, what people came to before what was decided."""
    return {
        "moede": gettext("Møde"),
        "seminar": gettext("Seminar"),
        "arrangement": gettext("Arrangement"),
        "kursus": gettext("Kursus"),
        "kampagne": gettext("Kampagne"),
        "udstilling": gettext("Udstilling"),
        "aabning": gettext("Åbning"),
        "forlob": gettext("Forløb"),
        "undersoegelse": gettext("Undersøgelse"),
        "beslutning": gettext("Beslutning"),
        "frist": gettext("Frist"),
    }


def states_of_event() -> Mapping[str, str]:
    """Return whether an event was held, as far as its document knows."""
    return {
        "held": gettext("Holdt"),
        "planned": gettext("Planlagt, da dokumentet blev skrevet"),
        "unknown": gettext("Dokumentet siger ikke, om det blev holdt"),
    }


def challenges() -> Mapping[str, str]:
    """Return TFI's challenges and fields of work, by code, in the order of its plans."""
    return {
        "udsatte-boligomraader": gettext("Udsatte boligområder"),
        "tryghed": gettext("Tryghed"),
        "mangfoldighed": gettext("Mangfoldighed"),
        "vidensdeling": gettext("Vidensdeling"),
        "beskaeftigelse": gettext("Beskæftigelse"),
        "deltagelse": gettext("Deltagelse"),
        "inklusion-og-medborgerskab": gettext("Inklusion og medborgerskab"),
        "foraeldredialog": gettext("Forældredialog"),
        "rekvireringer": gettext("Rekvireringer"),
        "afrapportering": gettext("Afrapportering"),
        "helhedsplan": gettext("Helhedsplan"),
        "omraadeloeft": gettext("Områdeløft"),
        "i-alt": gettext("I alt"),
    }


def kinds_of_task() -> Mapping[str, str]:
    """Return the kinds of TFI's tasks, by code."""
    return {"requisition": gettext("Rekvirering"), "consultation": gettext("Rådgivning")}


def kinds_of_count() -> Mapping[str, str]:
    """Return what else TFI counted, by code."""
    return {
        "project-visit": gettext("Projektbesøg"),
        "event-participant": gettext("Deltagere i arrangementer"),
        "requesting-administration": gettext("Forvaltninger, der bad om hjælp"),
        "workshop": gettext("Workshopper"),
        "workshop-participant": gettext("Deltagere i workshopper"),
        "trained-process-consultant": gettext("Uddannede proceskonsulenter"),
        "plan-participation": gettext("Planer, TFI var med i"),
    }


def verdicts() -> Mapping[str, str]:
    """Return what became of a deliverable, by code, as the second document tells it."""
    return {
        "delivered": gettext("Leveret"),
        "partly": gettext("Delvis leveret"),
        "replaced": gettext("Erstattet af noget andet"),
        "open": gettext("Står åbent: dokumenterne siger det ikke"),
    }


def kinds_of_publication() -> Mapping[str, str]:
    """Return the kinds of publications, by code, the atlas first."""
    return {
        "atlas": gettext("Udgaver af TFI-atlasset"),
        "rapport": gettext("Rapporter"),
        "undersoegelse": gettext("Undersøgelser"),
        "evaluering": gettext("Evalueringer"),
        "statistik": gettext("Statistik"),
        "politik": gettext("Politikker"),
        "plan": gettext("Planer"),
        "aftale": gettext("Aftaler"),
        "katalog": gettext("Kataloger"),
        "pjece": gettext("Pjecer"),
        "undervisning": gettext("Undervisningsmateriale"),
        "beskrivelser": gettext("Beskrivelser"),
        "oversigt": gettext("Oversigter"),
        "oplaeg": gettext("Oplæg"),
        "film": gettext("Film"),
        "hjemmeside": gettext("Hjemmesider"),
    }


def units() -> Mapping[str, str]:
    """Return what an indicator is counted in, by the word of the documents."""
    return {
        "procent": gettext("procent"),
        "procentpoint": gettext("procentpoint"),
        "karakter": gettext("karakterpoint"),
        "plads": gettext("plads på en rangliste"),
        "boliger": gettext("boliger"),
        "uger": gettext("uger"),
        "tilflytninger": gettext("tilflytninger"),
        "indflytninger": gettext("indflytninger"),
    }


def sides_of_a_sum() -> Mapping[str, str]:
    """Return whether a sum is gross or net, by code."""
    return {"gross": gettext("brutto"), "net": gettext("netto")}


def kinds_of_sum() -> Mapping[str, str]:
    """Return what kind of sum it is, by code, so that an application is never read as a grant."""
    return {
        "granted": gettext("bevilget"),
        "budgeted": gettext("budgetteret"),
        "applied": gettext("ansøgt"),
        "wished": gettext("ønsket"),
    }
