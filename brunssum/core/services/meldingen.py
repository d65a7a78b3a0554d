"""Telling people what happened, and their reading it. What a melding says is its soort's; see meldingsoorten.py."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Exists, F
from django.utils import timezone

from brunssum.core import audit, meldingsoorten, onderwerpen
from brunssum.core.models import Gebruiker, Mailbericht, Melding

GELEZEN_BLIJFT, ONGELEZEN_BLIJFT = timedelta(days=183), timedelta(days=365)
MAIL_BLIJFT = timedelta(days=730)


@transaction.atomic(savepoint=False)  # a part of the service that calls it
def tell(
    ontvangers: Iterable[Gebruiker | None],
    *,
    soort: str,
    onderwerp: models.Model,
    actor: Gebruiker | None,
    sleutel: str = "",
) -> int:
    """Tell these people that something happened to `onderwerp`; gives how many were told. For other services to call.

    Not told: who did it (`actor`; None is the system), who cannot log in, who may not see `onderwerp`. None among
    `ontvangers` is passed over. What someone was told and did not read yet is counted, not told a second time. Of one
    `sleutel` each person is told once for ever. Leaves no audit row: the service that calls this does.
    """
    known = onderwerpen.of(type(onderwerp))
    if known is None:
        raise TypeError(f"{type(onderwerp).__name__} is not registered in an onderwerpen.py")
    if not meldingsoorten.is_known(soort):
        raise ValueError(f"{soort} is not registered in a meldingsoorten.py")
    wanted = {one.pk: one for one in ontvangers if one is not None and one.is_active and one != actor}
    if len(wanted) > 1:  # visible_to asks for their rollen
        models.prefetch_related_objects(list(wanted.values()), "roltoekenningen")
    told = 0
    for pk in sorted(wanted):  # in this order always: two who tell the same people do not wait for each other
        ontvanger, eigen_sleutel = wanted[pk], f"{sleutel}:{pk}" if sleutel else None
        if sleutel and Melding.objects.filter(sleutel=eigen_sleutel).exists():
            continue
        same = Melding.objects.about(onderwerp).unread().filter(ontvanger=ontvanger, soort=soort)
        seen = known.visible_to(ontvanger).filter(pk=onderwerp.pk).annotate(staat_er=Exists(same))
        if row := seen.values("staat_er").first():
            again = row["staat_er"] and _tell_again(same, actor, eigen_sleutel)
            if not again:
                _tell_first(ontvanger, soort, onderwerp, actor, eigen_sleutel)
            told += 1
    return told


@transaction.atomic
def mark_read(melding_pk: int, *, actor: Gebruiker, op: datetime) -> Melding:
    """One has been read. Read again it stays what it was. Leaves no audit row: when people read is nobody's business."""
    melding = Melding.objects.select_for_update().get(pk=melding_pk)
    if melding.ontvanger_id != actor.pk:
        raise PermissionDenied
    if melding.gelezen_op is None:
        melding.gelezen_op = op
        melding.save(update_fields=["gelezen_op"])
    return melding


@transaction.atomic
def mark_all_read(*, actor: Gebruiker, op: datetime) -> int:
    """All of them up to this moment; what is told after it stays unread."""
    return Melding.objects.unread().filter(ontvanger=actor, laatst_op__lte=op).update(gelezen_op=op)


def settle(onderwerp: models.Model, soorten: Iterable[str], *, actor: Gebruiker | None, op: datetime) -> int:
    """What these meldingen asked is done, or asked of another: nobody needs to read them any more.

    For other services to call, in their transaction.
    """
    return Melding.objects.about(onderwerp).unread().filter(soort__in=soorten).update(gelezen_op=op)


@transaction.atomic
def choose_mail(*, actor: Gebruiker, hoe_vaak: str) -> Gebruiker:
    """Say how often one's meldingen come by mail. What stood ready to be mailed before does not come twice."""
    gebruiker = Gebruiker.objects.select_for_update().get(pk=actor.pk)
    voor = audit.snapshot(gebruiker, ["meldingen_per_mail"])
    gebruiker.meldingen_per_mail = hoe_vaak
    gebruiker.clean_fields(exclude=["email", "password"])
    gebruiker.save(update_fields=["meldingen_per_mail"])
    voor, na = audit.changed(voor, audit.snapshot(gebruiker, voor))
    if na:
        audit.record("gebruiker.meldingen_per_mail", gebruiker, actor=actor, voor=voor, na=na)
    return gebruiker


def erase_about(onderwerp: models.Model, *, actor: Gebruiker | None) -> int:
    """Erase every melding about something that is erased itself, by a service that checked that it may."""
    return Melding.objects.about(onderwerp).delete()[0]


def drop_old(*, moment: datetime) -> int:
    """Throw away what was read half a year ago, and what nobody read in a year; of mails what is two years old.

    Gives how many meldingen went.
    """
    read = Melding.objects.filter(gelezen_op__lt=moment - GELEZEN_BLIJFT)
    unread = Melding.objects.unread().filter(laatst_op__lt=moment - ONGELEZEN_BLIJFT)
    gone = read.delete()[0] + unread.delete()[0]
    Mailbericht.objects.filter(gemaakt_op__lt=moment - MAIL_BLIJFT).delete()
    return gone


def _tell_again(same: models.QuerySet, actor: Gebruiker | None, sleutel: str | None) -> bool:
    """Count what was not read yet once more, and have it mailed again; False when it was read just now."""
    changes = {"aantal": F("aantal") + 1, "laatst_op": timezone.now(), "veroorzaakt_door": actor}
    if sleutel:
        changes["sleutel"] = sleutel
    return bool(same.update(**changes, mailbericht=None))


def _tell_first(
    ontvanger: Gebruiker, soort: str, onderwerp: models.Model, actor: Gebruiker | None, sleutel: str | None
) -> None:
    """When another tells it at this very moment it stands there once, and not twice."""
    now = timezone.now()
    melding = Melding(
        ontvanger=ontvanger,
        soort=soort,
        onderwerp_soort=ContentType.objects.get_for_model(onderwerp),
        onderwerp_id=onderwerp.pk,
        veroorzaakt_door=actor,
        sleutel=sleutel,
        gemaakt_op=now,
        laatst_op=now,
    )
    Melding.objects.bulk_create([melding], ignore_conflicts=True)
