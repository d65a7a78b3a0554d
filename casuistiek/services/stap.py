"""What every step shares. For the other services only."""

from datetime import date

from django.core.exceptions import PermissionDenied

from brunssum.core import audit
from brunssum.core.models import Gebruiker
from casuistiek import permissions
from casuistiek.models import Casus, Overdracht, Stapwissel, VoorgenomenBesluit
from casuistiek.services.signaalstap import follow_casus
from casuistiek.services.weigeringen import Beperkt, CannotStep
from casuistiek.stappen import LOPEND, Stap


def lock(casus_id: int, *, also_beperkt: bool = False) -> Casus:
    """The casus, for this transaction alone. Refused while its processing is restricted, unless that is what it is about."""
    casus = Casus.objects.select_for_update().get(pk=casus_id)
    if casus.beperkt_op and not also_beperkt:
        raise Beperkt(permissions.BEPERKT)
    return casus


def check_step(casus: Casus, naar: Stap, *, actor: Gebruiker, op: date) -> None:
    """Refuse a step that this person may not take, or that cannot be taken now."""
    if zin := permissions.bezwaar_tegen_recht(actor, casus, naar):
        raise PermissionDenied(zin)
    zin = permissions.bezwaar_tegen_stap(casus, naar) or permissions.bezwaar_tegen_datum(casus, op)
    if zin:
        raise CannotStep(zin)


def take_step(casus: Casus, naar: Stap, *, actor: Gebruiker, op: date, toelichting: str = "") -> None:
    """Write down a step that was checked. Other changed fields of the casus are saved with it."""
    van = Stap(casus.stap)
    casus.stap, casus.stap_sinds = naar, op
    touch(casus, op)
    if naar not in LOPEND:
        casus.gesloten_op = op
        casus.overdrachten.filter(status=Overdracht.Status.VOORGESTELD).update(
            status=Overdracht.Status.INGETROKKEN, beantwoord_op=op
        )
    else:
        casus.gesloten_op = None
    VoorgenomenBesluit.objects.filter(voorstel__casus=casus, status=VoorgenomenBesluit.Status.WACHT).update(
        status=VoorgenomenBesluit.Status.VERVALLEN, beantwoord_op=op
    )
    casus.save()
    Stapwissel.objects.create(
        casus=casus, van=van, naar=naar, op=op, door=actor, toelichting=toelichting.strip()
    )
    audit.record(f"casus.{naar.value}", casus, actor=actor, voor={"stap": van.value}, na={"stap": naar.value})
    follow_casus(casus, actor=actor, op=op)


def touch(casus: Casus, op: date) -> None:
    """Something moved: the casus does not stand still."""
    casus.bewogen_op = max(casus.bewogen_op, op)
