"""Names as people write them, made comparable: "Brunssum Noord" is "Wijk 02 Brunssum-Noord"."""

import re
import unicodedata

_VOORVOEGSEL = re.compile(r"^(wijk|buurt)\s+\d+[a-z]?(\s*[:.–-]\s*|\s+)|^gemeente\s+", re.IGNORECASE)
_AFKORTINGEN = {" e o ": " en omgeving ", " en omg ": " en omgeving ", " st ": " sint "}
_GEEN_LETTER_OF_CIJFER = re.compile(r"[^0-9a-z%+]+")


def sleutel(naam: str) -> str:
    """What two spellings of one name have in common: no case, accents, hyphens, brackets or double spaces."""
    plain = unicodedata.normalize("NFKD", naam.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _GEEN_LETTER_OF_CIJFER.sub(" ", plain).strip()


def gebied_sleutel(naam: str) -> str:
    """As sleutel, without the number that CBS puts before the name of a wijk, and with "e.o." and "St." in full."""
    key = f" {sleutel(korte_gebiedsnaam(naam).replace('&', ' en '))} "
    for kort, voluit in _AFKORTINGEN.items():
        key = key.replace(kort, voluit)
    return key.strip()


def korte_gebiedsnaam(naam: str) -> str:
    """The name as people say it: without "Wijk 02" or "gemeente"."""
    return _VOORVOEGSEL.sub("", naam.strip()) or naam
