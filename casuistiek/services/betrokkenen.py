"""The only ways to write and to read who a casus is about. Nothing here puts a name in a log row."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from brunssum.core import audit
from brunssum.core.models import Gebruiker
from casuistiek import permissions
from casuistiek.models import Betrokkene, Inzage
from casuistiek.services.inzagelog import record_inzagen
from casuistiek.services.stap import lock


@sensitive_variables()
@transaction.atomic
def look_at_betrokkenen(casus_id: int, *, actor: Gebruiker) -> list[Betrokkene]:
    """Read who a casus is about. Every look leaves a row in the inzagelog per person looked at."""
    casus = lock(casus_id, also_beperkt=True)  # or nobody could tell the betrokkene that it is restricted
    grond = permissions.grond_om_te_zien(actor, casus, timezone.now())
    if grond is None:
        raise PermissionDenied
    record_inzagen(casus, actor=actor, soort=Inzage.Soort.BEKEKEN, grond=grond)
    return list(casus.betrokkenen.order_by("pk"))


@sensitive_variables()
@transaction.atomic
def set_betrokkene(
    casus_id: int, *, actor: Gebruiker, naam: str, contact: str = "", betrokkene_id: int | None = None
) -> Betrokkene:
    """Add a person to a casus, or put right what was written of one."""
    casus = lock(casus_id)
    if not permissions.is_verantwoordelijk(actor, casus):
        raise PermissionDenied(permissions.NIET_VERANTWOORDELIJK)
    betrokkene = casus.betrokkenen.get(pk=betrokkene_id) if betrokkene_id else Betrokkene(casus=casus)
    betrokkene.naam, betrokkene.contact = naam.strip(), contact.strip()
    betrokkene.full_clean()
    betrokkene.save()
    actie = "betrokkene.gewijzigd" if betrokkene_id else "betrokkene.toegevoegd"
    audit.record(actie, betrokkene, actor=actor, casus=casus.nummer)
    return betrokkene


@transaction.atomic
def remove_betrokkene(casus_id: int, *, actor: Gebruiker, betrokkene_id: int) -> None:
    """Erase a person from a casus, for good."""
    casus = lock(casus_id)
    if not permissions.is_verantwoordelijk(actor, casus):
        raise PermissionDenied(permissions.NIET_VERANTWOORDELIJK)
    betrokkene = casus.betrokkenen.get(pk=betrokkene_id)
    audit.record("betrokkene.verwijderd", betrokkene, actor=actor, casus=casus.nummer)
    betrokkene.delete()
