"""Who decides on how much, laid down by someone who does not decide."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.models import Gebruiker
from casuistiek import permissions
from casuistiek.models import Mandaat
from casuistiek.services.weigeringen import CannotMandate


@transaction.atomic
def set_mandaat(
    *, actor: Gebruiker | None, rol: str, tot_bedrag: Decimal, als_tweede_tot_bedrag: Decimal | None = None
) -> Mandaat:
    """Lay down up to which amount a rol decides, alone and as second (not given: as far as alone).

    For the beheerder, or the command line (actor None). Refused for a rol that decides nothing, and for one's own rol.
    """
    if actor is not None and not permissions.may_mandate(actor):
        raise PermissionDenied
    if rol not in permissions.BESLISSENDE_ROLLEN:
        raise CannotMandate("Deze rol beslist niet over voorstellen.")
    if actor is not None and rol in actor.rollen:
        raise CannotMandate("Uw eigen mandaat legt een ander vast.")
    mandaat = Mandaat.objects.select_for_update().filter(rol=rol).first() or Mandaat(rol=rol)
    fields = ("tot_bedrag", "als_tweede_tot_bedrag")
    voor = audit.snapshot(mandaat, fields) if mandaat.pk else {}
    mandaat.tot_bedrag = tot_bedrag
    mandaat.als_tweede_tot_bedrag = tot_bedrag if als_tweede_tot_bedrag is None else als_tweede_tot_bedrag
    mandaat.full_clean()
    mandaat.save()
    audit.record("mandaat.vastgelegd", mandaat, actor=actor, voor=voor, na=audit.snapshot(mandaat, fields))
    return mandaat
