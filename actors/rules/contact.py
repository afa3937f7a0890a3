"""E-mail, telephone and website: one of each, for the public, and no private person's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from actors.words import fold

if TYPE_CHECKING:
    from actors.rules.notes import CellNotes

_EMAIL: Final = re.compile(r"[A-Za-z0-9_%+'-]+(?:\.[A-Za-z0-9_%+'-]+)*@(.+)")
_HOST: Final = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,}")
_PRIVATE_HOSTS: Final = frozenset(
    {
        *("gmail.com", "googlemail.com", "hotmail.com", "hotmail.dk", "outlook.com", "outlook.dk"),
        *("live.com", "live.dk", "msn.com", "yahoo.com", "yahoo.dk", "icloud.com", "me.com"),
        *("mail.dk", "jubii.dk", "ofir.dk", "proton.me", "protonmail.com", "gmx.com", "mail.com"),
        *("stofanet.dk", "youmail.dk", "webspeed.dk", "tdcadsl.dk", "privat.dk", "aol.com"),
    }
)
_ROLES: Final = frozenset(
    {
        *("kontakt", "info", "post", "mail", "kontor", "adm", "admin", "hus", "center", "cafe"),
        *("klub", "skole", "raad", "hjaelp", "hej", "hello", "contact", "office", "booking"),
    }
)
_PARTS_OF_ROLES: Final = (
    *("kontakt", "sekretariat", "bestyrelse", "forening", "formand", "kasserer", "bibliotek"),
    *("projekt", "netvaerk", "frivillig", "raadgivning"),
)
_SHORTEST_NAME_WORD: Final = 4

_DIALLED: Final = re.compile(r"[0-9]+")
_PHONE_LABEL: Final = re.compile(r"^(?:tlf|tel|telefon|mobil)\b\.?:?\s*", re.IGNORECASE)
_BLANKS: Final = re.compile(r"[\s.\-()\u2010-\u2015]+")
_DANISH: Final = re.compile(r"(?:(?:\+|00)45)?([2-9][0-9]{7})")
_SHORT: Final = re.compile(r"1[0-9]{2,3}|116[0-9]{3}")
"""112, 114, 1813 and the European 116 numbers."""
_FOREIGN: Final = re.compile(r"(?:\+|00)([1-9][0-9]{6,14})")
"""E.164: a country code and a number, at most 15 digits."""

_UNSAFE: Final = re.compile(r"[\s<>\"'`{}|\\^]")
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_NO_SCHEME: Final = re.compile(r"(?P<host>[^/:?#@]+)(?::[0-9]+)?(?:[/?#].*)?")


def email(text: str, name: str, note: CellNotes) -> str:
    """Return one e-mail address, its host in small letters; `name` is the record's."""
    if not text:
        return ""
    address = text.removeprefix("mailto:")
    given = _EMAIL.fullmatch(address)
    if given is None or not _HOST.fullmatch(given[1]):
        note.error(f"»{text}« er ikke en e-mailadresse.", _meant_email(text))
        return ""
    local, host = address.rsplit("@", 1)
    if host.lower() in _PRIVATE_HOSTS and not _is_role(local, name):
        note.warn(
            "Adressen ligner en privatpersons.",
            "Brug en fælles postkasse, eller sørg for, at personen har sagt ja.",
        )
    return f"{local}@{host.lower()}"


def phone(text: str, note: CellNotes) -> str:
    """Return one telephone number: Danish as 33 66 33 66, foreign as +46812345678."""
    if not text:
        return ""
    number = _BLANKS.sub("", _PHONE_LABEL.sub("", text))
    if danish := _DANISH.fullmatch(number):
        return " ".join(_DIALLED.findall(re.sub("(..)", r"\1 ", danish[1])))
    if foreign := _FOREIGN.fullmatch(number):
        if not foreign[1].startswith("45"):
            return f"+{foreign[1]}"
    elif _SHORT.fullmatch(number):
        return number
    several = len(re.findall(r"(?:[0-9]\s?){8}", text)) > 1
    right = "Skriv ét nummer." if several else "Skriv otte cifre, for eksempel 33 66 33 66."
    note.error(f"»{text}« er ikke et telefonnummer.", right)
    return ""


def website(text: str, note: CellNotes) -> str:
    """Return one address of the web; only http and https are let in."""
    if not text:
        return ""
    bare = _NO_SCHEME.fullmatch(text)
    if bare and _HOST.fullmatch(bare["host"]) and not _UNSAFE.search(text):
        note.warn("Adressen mangler https://.", f"Den er læst som https://{text}. Tjek den.")
        return f"https://{text}"
    wrong = _wrong_address(text)
    if wrong:
        note.error(wrong, "Skriv hele adressen, for eksempel https://example.dk/.")
        return ""
    return text


def _meant_email(text: str) -> str:
    spelled = re.sub(r"\s*[\[(](?:at|snabel-?a)[\])]\s*", "@", text, flags=re.IGNORECASE)
    if spelled != text and _EMAIL.fullmatch(spelled):
        return f"Skriv {spelled}."
    if text.count("@") > 1:
        return "Skriv én adresse."
    return "Skriv den som kontakt@example.dk."


def _is_role(local: str, name: str) -> bool:
    """Return whether the part before @ is of a role, or made of the record's own name."""
    if _ROLES.intersection(fold(part) for part in re.split(r"[\W\d_]+", local)):
        return True
    own = [fold(word) for word in re.split(r"[\W_]+", name)]
    words = [word for word in own if len(word) >= _SHORTEST_NAME_WORD]
    return any(word in fold(local) for word in (*_PARTS_OF_ROLES, *words))


def _wrong_address(text: str) -> str:
    """Return what is wrong with an address of the web, or ""."""
    if _UNSAFE.search(text):
        return f"»{text}« har tegn, som ikke hører til i en webadresse."
    scheme = _SCHEME.match(text)
    if scheme is None or scheme[1].lower() not in {"http", "https"}:
        return f"»{text}« er ikke en adresse på nettet (http:// eller https://)."
    try:
        parts = urlsplit(text)
        host, user, _port = parts.hostname or "", parts.username, parts.port
    except ValueError:
        return f"»{text}« er ikke en hel webadresse."
    if user is not None:
        return "Adressen indeholder et brugernavn."
    if not text[len(scheme[0]) :].startswith("//") or not _HOST.fullmatch(host):
        return f"»{text}« er ikke en hel webadresse."
    return ""
