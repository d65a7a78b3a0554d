"""A group writes along on a doelstelling: asked by the programmateam, written by its members."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadeurs import permissions
from ambassadeurs.meldingsoorten import MEESCHRIJVEN
from ambassadeurs.models import Ambassadeursgroep, Meeschrijven
from brunssum.core import audit
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker
from brunssum.core.services import meldingen
from inspanningen.models import Doelstelling
from inspanningen.services import doelstelling as doelstellingen


class MeeschrijvenGeweigerd(DomainError):
    """This group cannot write along on this doelstelling."""


@transaction.atomic
def invite_groep(
    doelstelling_id: int, *, actor: Gebruiker, op: date, groep: Ambassadeursgroep
) -> Meeschrijven:
    """Let a group write along on a concept, from day `op`."""
    _may_invite(actor)
    doelstelling = Doelstelling.objects.select_for_update().get(pk=doelstelling_id)
    if zin := permissions.bezwaar_tegen_meeschrijven(doelstelling):
        raise MeeschrijvenGeweigerd(zin)
    meeschrijven = Meeschrijven(groep=groep, doelstelling=doelstelling, sinds=op)
    meeschrijven.full_clean()
    meeschrijven.save()
    audit.record("doelstelling.groep_schrijft_mee", doelstelling, actor=actor, groep=groep.naam)
    members = Gebruiker.objects.filter(ambassadeurschappen__in=groep.ambassadeurs.active_on(op))
    meldingen.tell(members.with_rollen().distinct(), soort=MEESCHRIJVEN, onderwerp=doelstelling, actor=actor)
    return meeschrijven


@transaction.atomic
def end_meeschrijven(meeschrijven_id: int, *, actor: Gebruiker) -> Doelstelling:
    """The group no longer writes along. What it wrote stays."""
    _may_invite(actor)
    rows = Meeschrijven.objects.select_related("groep", "doelstelling").select_for_update(of=("self",))
    meeschrijven = rows.get(pk=meeschrijven_id)
    doelstelling = meeschrijven.doelstelling
    audit.record(
        "doelstelling.groep_schrijft_niet_meer_mee", doelstelling, actor=actor, groep=meeschrijven.groep.naam
    )
    meeschrijven.delete()
    return doelstelling


@transaction.atomic
def write_along(
    meeschrijven_id: int,
    *,
    actor: Gebruiker,
    op: date,
    basisversie: int,
    naam: str,
    omschrijving: str,
    toelichting: str = "",
) -> Doelstelling:
    """Save what a member of the group made of the words. Raises Tussentijds when another saved since `basisversie`."""
    meeschrijven = Meeschrijven.objects.select_related("groep").get(pk=meeschrijven_id)
    if reason := permissions.reason_not_to_write_along(actor, meeschrijven.groep, op):
        raise PermissionDenied(reason)
    return doelstellingen.edit_doelstelling(
        meeschrijven.doelstelling_id,
        actor=actor,
        basisversie=basisversie,
        velden={"naam": naam, "omschrijving": omschrijving},
        toelichting=toelichting,
        namens=meeschrijven.groep.naam,
    )


def _may_invite(actor: Gebruiker) -> None:
    if not permissions.may_manage(actor):
        raise PermissionDenied("Een groep uitnodigen kan alleen het programmateam.")
