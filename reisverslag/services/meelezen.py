"""Who is asked to read a concept along, and their saying that they are done."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from brunssum.core import audit
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Actiepunt, Gebruiker
from brunssum.core.services import actiepunten, meldingen
from reisverslag import meldingsoorten, permissions
from reisverslag.bewerken import lock, refuse_vastgesteld
from reisverslag.models import Meelezer, Opmerking, Reisverslag

MEELEZEN = "reisverslag.meelezen"


class MeelezenGeweigerd(DomainError):
    """A rule about reading along said no."""


@transaction.atomic
def invite_meelezers(
    reisverslag_id: int, *, actor: Gebruiker, gebruikers: Iterable[Gebruiker], uiterlijk: date, op: datetime
) -> list[Meelezer]:
    """Ask these people to read it by a date: each gets a melding and an actiepunt. Who had read it is asked again."""
    reisverslag = _open(reisverslag_id, actor)
    if uiterlijk < localdate(op):
        raise MeelezenGeweigerd("Deze dag is al voorbij. Kies een dag die nog komt.")
    return [
        _invite(reisverslag, gebruiker, actor, uiterlijk, op)
        for gebruiker in sorted(gebruikers, key=lambda one: one.pk)
    ]


@transaction.atomic
def remove_meelezer(meelezer_id: int, *, actor: Gebruiker) -> Reisverslag:
    """Someone need not read it any more. What they said of it stays."""
    reisverslag = _open(Meelezer.objects.get(pk=meelezer_id).reisverslag_id, actor)
    meelezer = Meelezer.objects.select_related("actiepunt", "gebruiker").get(pk=meelezer_id)
    actiepunt, gebruiker = meelezer.actiepunt, meelezer.gebruiker
    meelezer.delete()
    if actiepunt.status == Actiepunt.Status.OPEN:
        actiepunten.withdraw(actiepunt.pk, actor=None)
    audit.record("meelezer.weggehaald", reisverslag, actor=actor, gebruiker=gebruiker.pk)
    return reisverslag


@transaction.atomic
def finish_reading(reisverslag_id: int, *, actor: Gebruiker) -> Meelezer:
    """One is done reading, also for who handed that over. Said twice it stays what it was."""
    reisverslag = lock(reisverslag_id)
    asked = reisverslag.meelezers.filter(Q(gebruiker=actor) | Q(actiepunt__eigenaar=actor))
    meelezer = asked.select_related("actiepunt").order_by("pk").first()
    if meelezer is None or not permissions.may_read_along(actor, reisverslag):
        raise PermissionDenied
    refuse_vastgesteld(reisverslag)
    if not meelezer.is_klaar:
        said = Opmerking.objects.filter(blok__hoofdstuk__reisverslag=reisverslag, door=actor).count()
        uitkomst = {0: "Gelezen, zonder opmerkingen.", 1: "Gelezen, met één opmerking."}
        actiepunten.finish(
            meelezer.actiepunt_id,
            actor=None,
            uitkomst=uitkomst.get(said, f"Gelezen, met {said} opmerkingen."),
        )
        meelezer.actiepunt.refresh_from_db()
        audit.record("meelezer.klaar", reisverslag, actor=actor)
    return meelezer


def end_reading(reisverslag: Reisverslag, *, actor: Gebruiker, op: datetime) -> None:
    """It is vastgesteld: nobody needs to read the concept any more. For the service that does so, in its transaction."""
    asked = reisverslag.meelezers.filter(actiepunt__status=Actiepunt.Status.OPEN)
    for pk in asked.order_by("actiepunt_id").values_list("actiepunt_id", flat=True):
        actiepunten.withdraw(pk, actor=None)
    meldingen.settle(reisverslag, [meldingsoorten.REISVERSLAG_MEELEZEN], actor=actor, op=op)


def _open(reisverslag_id: int, actor: Gebruiker) -> Reisverslag:
    reisverslag = lock(reisverslag_id)
    if not permissions.may_write(actor):
        raise PermissionDenied
    refuse_vastgesteld(reisverslag)
    return reisverslag


def _invite(
    reisverslag: Reisverslag, gebruiker: Gebruiker, actor: Gebruiker, uiterlijk: date, op: datetime
) -> Meelezer:
    if not permissions.may_read_along(gebruiker, reisverslag):
        raise MeelezenGeweigerd(f"{gebruiker} mag een concept voor dit publiek niet lezen.")
    meelezer = reisverslag.meelezers.select_related("actiepunt").filter(gebruiker=gebruiker).first()
    if meelezer and not meelezer.is_klaar:
        raise MeelezenGeweigerd(f"{gebruiker} leest al mee.")
    meelezer = meelezer or Meelezer(reisverslag=reisverslag, gebruiker=gebruiker)
    meelezer.gevraagd_door, meelezer.gevraagd_op = actor, op
    meelezer.actiepunt = actiepunten.make(
        titel="Lees het concept van een reisverslag mee en zeg wat u ervan vindt",
        eigenaar=gebruiker,
        vervalt_op=uiterlijk,
        actor=actor,
        onderwerp=reisverslag,
        soort=MEELEZEN,
        tell=False,
    )
    meelezer.full_clean()
    meelezer.save()
    audit.record("meelezer.gevraagd", reisverslag, actor=actor, gebruiker=gebruiker.pk)
    meldingen.tell([gebruiker], soort=meldingsoorten.REISVERSLAG_MEELEZEN, onderwerp=reisverslag, actor=actor)
    return meelezer
