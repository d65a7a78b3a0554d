"""How a resident says things go, before the small push and after it."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.models import Gebruiker
from casuistiek import permissions
from casuistiek.models import Casus, Hoekmeting
from casuistiek.models.hoekmeting import HOEKEN
from casuistiek.services.stap import lock
from casuistiek.services.weigeringen import CannotMeasure

Hoeken = dict[str, int | None]


@transaction.atomic
def measure(casus_id: int, *, actor: Gebruiker, op: date, moment: str, hoeken: Hoeken) -> Hoekmeting:
    """Write down the four corners, or put right what was written. A corner left out is not known."""
    casus = lock(casus_id)
    if not permissions.may_handle(actor, casus):
        raise PermissionDenied(permissions.NIET_BEHANDELAAR)
    if zin := permissions.bezwaar_tegen_meting(casus, moment):
        raise CannotMeasure(zin)
    return write_meting(casus, actor=actor, op=op, moment=moment, hoeken=hoeken)


def write_meting(casus: Casus, *, actor: Gebruiker, op: date, moment: str, hoeken: Hoeken) -> Hoekmeting:
    """The same as a part of a step, which has checked the right."""
    meting = casus.hoekmetingen.filter(moment=moment).first() or Hoekmeting(casus=casus, moment=moment)
    for hoek in HOEKEN:
        setattr(meting, hoek, hoeken.get(hoek))
    meting.op, meting.door = op, actor
    meting.full_clean()
    meting.save()
    audit.record("casus.hoekmeting", casus, actor=actor, na={"moment": moment})
    return meting
