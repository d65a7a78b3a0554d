"""Looking at the betrokkenen of a casus when one may not: shortly, with a reason, and never unseen."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse

from brunssum.core import audit, taken
from brunssum.core.accounts import site_url
from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht
from casuistiek import permissions
from casuistiek.models import Noodinzage
from casuistiek.queries import functionarissen
from casuistiek.services.stap import lock
from casuistiek.services.weigeringen import CannotOpen

MELDEN = "casuistiek.noodinzage_melden"


@transaction.atomic
def begin_noodinzage(casus_id: int, *, actor: Gebruiker, moment: datetime, reden: str) -> Noodinzage:
    """Open the betrokkenen of a casus for a short time. Who is told: the functionarissen and the casusverantwoordelijke.

    Asking twice gives the one that is open.
    """
    casus = lock(casus_id)
    if not permissions.may_begin_noodinzage(actor, casus):
        raise PermissionDenied
    if zin := permissions.bezwaar_tegen_noodinzage(actor, casus):
        raise CannotOpen(zin)
    already = casus.noodinzagen.open_at(moment).filter(door=actor).first()
    if already is not None:
        return already
    noodinzage = Noodinzage(
        casus=casus,
        door=actor,
        reden=reden.strip(),
        begonnen_op=moment,
        geldig_tot=moment + Noodinzage.GELDIG,
    )
    noodinzage.full_clean(exclude=["beoordeeld_door", "beoordeeld_op"])
    noodinzage.save()
    audit.record("noodinzage.begonnen", casus, actor=actor)
    taken.request(MELDEN, actor=actor, noodinzage_id=noodinzage.pk)
    return noodinzage


@transaction.atomic
def judge_noodinzage(
    noodinzage_id: int, *, actor: Gebruiker, moment: datetime, oordeel: str, toelichting: str = ""
) -> Noodinzage:
    """Say whether someone had a good reason to look. Once; not about oneself."""
    if not actor.mag(Recht.LOGBOEK_ZIEN):
        raise PermissionDenied
    noodinzage = Noodinzage.objects.select_for_update().get(pk=noodinzage_id)
    if noodinzage.oordeel:
        raise CannotOpen("Deze noodinzage is al beoordeeld.")
    if noodinzage.door_id == actor.pk:
        raise CannotOpen("U beoordeelt niet uw eigen noodinzage. Dat doet een andere functionaris.")
    noodinzage.oordeel, noodinzage.toelichting = oordeel, toelichting.strip()
    noodinzage.beoordeeld_door, noodinzage.beoordeeld_op = actor, moment
    noodinzage.full_clean()
    noodinzage.save(update_fields=["oordeel", "toelichting", "beoordeeld_door", "beoordeeld_op"])
    audit.record("noodinzage.beoordeeld", noodinzage.casus, actor=actor, na={"oordeel": oordeel})
    return noodinzage


def send_noodinzage(noodinzage_id: int) -> None:
    """Mail who must know of it: that it happened and where to read on, and nothing about anyone. Twice does no harm."""
    noodinzage = Noodinzage.objects.select_related("casus__casusverantwoordelijke").get(pk=noodinzage_id)
    casus = noodinzage.casus
    overview = site_url(reverse("casuistiek:noodinzagen"))
    for functionaris in functionarissen():
        text = f"Iemand keek met een noodinzage om wie een casus gaat. Beoordeel of dat nodig was:\n\n{overview}\n"
        send_mail("Een noodinzage wacht op uw oordeel", text, None, [functionaris.email])
    if casus.casusverantwoordelijke_id != noodinzage.door_id and casus.casusverantwoordelijke.is_active:
        page = site_url(reverse("casuistiek:history", args=[casus.kenmerk]))
        text = f"Een collega keek met een noodinzage om wie een casus van u gaat. Wie en waarom leest u hier:\n\n{page}\n"
        send_mail("Noodinzage bij een casus van u", text, None, [casus.casusverantwoordelijke.email])
