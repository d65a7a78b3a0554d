"""What may leave casuïstiek: a story in which nobody is recognised, released by the casusverantwoordelijke."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit, vrije_tekst
from brunssum.core.models import Gebruiker
from casuistiek import permissions
from casuistiek.models import Casus
from casuistiek.queries import names_betrokkene
from casuistiek.services.stap import lock
from casuistiek.services.weigeringen import CannotRelease
from casuistiek.versleuteling import WrongKey


@transaction.atomic
def release_verhaal(casus_id: int, *, actor: Gebruiker, op: date, titel: str, tekst: str) -> Casus:
    """Give the story of a casus to whoever writes reisverslagen. Refused when it names or reaches a person."""
    casus = lock(casus_id)
    if not permissions.is_verantwoordelijk(actor, casus):
        raise PermissionDenied(permissions.NIET_VERANTWOORDELIJK)
    if zin := permissions.bezwaar_tegen_verhaal(actor, casus):
        raise CannotRelease(zin)
    titel, tekst = titel.strip(), tekst.strip()
    if not titel or not tekst:
        raise CannotRelease("Geef het verhaal een titel en een tekst.")
    if found := vrije_tekst.find(f"{titel}\n{tekst}"):
        raise CannotRelease(f"Het verhaal is niet anoniem: er staat {' en '.join(found)} in. Haal dat eruit.")
    try:
        named = names_betrokkene(casus, f"{titel}\n{tekst}")
    except WrongKey as unreadable:
        raise CannotRelease("De naam van de betrokkene is nu niet te lezen, dus niet na te kijken. Vraag de beheerder de oude sleutel weer in te stellen.") from unreadable  # fmt: skip
    if named:
        raise CannotRelease("Het verhaal is niet anoniem: er staat een naam van een betrokkene in. Haal die eruit.")  # fmt: skip
    casus.verhaal_titel, casus.anoniem_verhaal = titel, tekst
    casus.vrijgegeven_door, casus.vrijgegeven_op = actor, op
    casus.full_clean()
    casus.save()
    audit.record("verhaal.vrijgegeven", casus, actor=actor)
    return casus


@transaction.atomic
def withdraw_verhaal(casus_id: int, *, actor: Gebruiker) -> Casus:
    """Take the release back; the text stays, for the casusverantwoordelijke to change. What is published stays so."""
    casus = lock(casus_id)
    if not permissions.is_verantwoordelijk(actor, casus):
        raise PermissionDenied(permissions.NIET_VERANTWOORDELIJK)
    casus.vrijgegeven_door = casus.vrijgegeven_op = None
    casus.save(update_fields=["vrijgegeven_door", "vrijgegeven_op"])
    audit.record("verhaal.ingetrokken", casus, actor=actor)
    return casus
