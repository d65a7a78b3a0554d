"""What was agreed about a casus: an actiepunt of one person, seen by who may see the casus."""

from calendar import monthrange
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.models import Actiepunt, Gebruiker
from brunssum.core.services import actiepunten
from casuistiek import permissions
from casuistiek.models import Casus
from casuistiek.services.stap import lock, touch
from casuistiek.services.weigeringen import CannotAgree

AFSPRAAK, NAZORG = "casus.afspraak", "casus.nazorg"


@transaction.atomic
def make_afspraak(
    casus_id: int, *, actor: Gebruiker, op: date, titel: str, eigenaar: Gebruiker, vervalt_op: date
) -> Actiepunt:
    """Agree that someone does something for this casus. Everyone who sees the casus may."""
    casus = lock(casus_id)
    if not Casus.objects.visible_to(actor).logged().filter(pk=casus.pk).exists():
        raise PermissionDenied
    if zin := permissions.bezwaar_tegen_afspraak(casus):
        raise CannotAgree(zin)
    afspraak = actiepunten.make(
        titel=titel, eigenaar=eigenaar, vervalt_op=vervalt_op, actor=actor, onderwerp=casus, soort=AFSPRAAK
    )
    touch(casus, op)
    casus.save(update_fields=["bewogen_op"])
    audit.record("casus.afspraak", casus, actor=actor)
    return afspraak


def plan_nazorg(casus: Casus, *, actor: Gebruiker, op: date) -> Actiepunt:
    """Ask the casusverantwoordelijke to look again after three months. For the step to nazorg only; made once."""
    return actiepunten.make(
        titel=f"Nazorg bij {casus}: is het goed gebleven?",
        eigenaar=casus.casusverantwoordelijke,
        vervalt_op=_three_months_after(op),
        actor=actor,
        onderwerp=casus,
        soort=NAZORG,
        sleutel=f"{NAZORG}:{casus.pk}",
    )


def finish_nazorg(casus: Casus, *, actor: Gebruiker) -> None:
    """The casus is closed: someone looked. For the step that closes only."""
    for actiepunt in _open_nazorg(casus):
        actiepunten.finish(actiepunt.pk, actor=None, uitkomst=f"De casus is gesloten door {actor}.")


def move_nazorg(casus: Casus, *, actor: Gebruiker) -> None:
    """Who takes over a casus takes over its nazorg. For the overdracht only."""
    for actiepunt in _open_nazorg(casus):
        actiepunten.hand_over(actiepunt.pk, actor=None, naar=actor)


def _three_months_after(day: date) -> date:
    """The same day three months on, or the last of that month."""
    jaar, maand = divmod(day.month + 2, 12)
    jaar, maand = day.year + jaar, maand + 1
    return date(jaar, maand, min(day.day, monthrange(jaar, maand)[1]))


def _open_nazorg(casus: Casus):
    return list(Actiepunt.objects.about(casus).open().filter(soort=NAZORG))
