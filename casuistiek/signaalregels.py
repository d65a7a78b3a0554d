"""What a partner may not hand in, rule by rule: so that who hands in hears all that is wrong at once, and a system as well.

Each gives the sentence that refuses, or nothing.
"""

from django.core.exceptions import ValidationError

from brunssum.core import vrije_tekst
from brunssum.core.models import Gebied
from casuistiek.models import Signaal


def bezwaar_tegen_kenmerk(kenmerk: str, *, organisatie_id: int) -> str:
    """Causes a query."""
    if not kenmerk:
        return ""
    if vrije_tekst.find(kenmerk):
        return "Dit lijkt een persoonsgegeven. Gebruik een nummer uit uw eigen systeem."
    try:
        Signaal._meta.get_field("kenmerk").run_validators(kenmerk)
    except ValidationError as refused:
        return " ".join(refused.messages)
    if Signaal.objects.filter(organisatie=organisatie_id, kenmerk=kenmerk).exists():
        return "Uw organisatie gaf al een signaal met dit kenmerk."
    return ""


def bezwaar_tegen_gebied(gebied: Gebied | None) -> str:
    is_place = gebied and gebied.soort in (Gebied.Soort.WIJK, Gebied.Soort.BUURT) and not gebied.geldig_tot
    return "" if is_place else "Kies een wijk of buurt die nu bestaat."


def bezwaar_zonder_akkoord(*, met_naam: bool, akkoord: bool) -> str:
    if met_naam and not akkoord:
        return (
            "Naam en contactgegevens mogen alleen mee als de bewoner het weet en goed vindt. "
            "Laat ze anders leeg: het signaal blijft dan zonder naam."
        )
    return ""
