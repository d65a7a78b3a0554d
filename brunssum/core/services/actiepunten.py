"""What someone must do by a date. Texts stay out of the audit trail: an actiepunt may be about a casus."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from brunssum.core import audit, meldingsoorten, onderwerpen
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Actiepunt, Gebruiker
from brunssum.core.permissions import actiepunten as permissions
from brunssum.core.rollen import Recht
from brunssum.core.services import meldingen

RECORDED = ("eigenaar", "bevestiger", "vervalt_op", "soort", "onderwerp_id")

VRAAGT_EIGENAAR = frozenset(
    {
        meldingsoorten.ACTIEPUNT_GEKREGEN,
        meldingsoorten.ACTIEPUNT_OVERGEDRAGEN,
        meldingsoorten.ACTIEPUNT_TERUGGEGEVEN,
        meldingsoorten.ACTIEPUNT_BIJNA,
        meldingsoorten.ACTIEPUNT_TE_LAAT,
    }
)
VRAAGT_BEVESTIGER = frozenset({meldingsoorten.ACTIEPUNT_TE_BEVESTIGEN})


class ActiepuntGeweigerd(DomainError):
    """A rule about actiepunten said no."""


@transaction.atomic
def make(
    *,
    titel: str,
    eigenaar: Gebruiker,
    vervalt_op: date,
    actor: Gebruiker | None,
    onderwerp: models.Model | None = None,
    soort: str = "",
    sleutel: str = "",
    bevestiger: Gebruiker | None = None,
    toelichting: str = "",
    vertrouwelijk: bool | None = None,
    tell: bool = True,
) -> Actiepunt:
    """Give someone something to do by a date.

    `actor` None is the system. `onderwerp` is any object whose model is registered (core/onderwerpen.py); whether
    the actiepunt is vertrouwelijk follows from that registration, unless said. Of one `sleutel` there is one
    actiepunt for ever: asked again, that one is returned unchanged, also when it is done or withdrawn. Without `tell`
    its eigenaar gets no melding: the caller tells what it is really about.
    """
    if actor is not None and not permissions.may_make_actiepunt(actor):
        raise PermissionDenied
    if sleutel and (present := Actiepunt.objects.filter(sleutel=sleutel).first()):
        return present
    if not eigenaar.is_active:
        raise ActiepuntGeweigerd(f"{eigenaar} kan niet meer inloggen. Kies een ander.")
    values = {
        "titel": titel.strip(),
        "toelichting": toelichting.strip(),
        "soort": soort,
        "eigenaar": eigenaar,
        "bevestiger": bevestiger,
        "vervalt_op": vervalt_op,
        "gemaakt_door": actor,
        "vertrouwelijk": bool(vertrouwelijk),
        **_about(onderwerp, actor, vertrouwelijk),
    }
    actiepunt = Actiepunt(sleutel=sleutel or None, **values)
    actiepunt.full_clean(validate_unique=False)
    if sleutel:
        actiepunt, created = Actiepunt.objects.get_or_create(sleutel=sleutel, defaults=values)
        if not created:
            return actiepunt
    else:
        actiepunt.save()
    recorded = {naam: waarde for naam, waarde in audit.snapshot(actiepunt, RECORDED).items() if waarde}
    audit.record("actiepunt.gemaakt", actiepunt, actor=actor, na=recorded)
    if tell:
        _tell(actiepunt, [eigenaar], meldingsoorten.ACTIEPUNT_GEKREGEN, actor)
    return actiepunt


@transaction.atomic
def finish(actiepunt_pk: int, *, actor: Gebruiker | None, uitkomst: str) -> Actiepunt:
    """Say that it is done and what came of it. Where someone must confirm, it waits for that.

    `actor` None is the system: a step in an app did what was asked.
    """
    actiepunt = _lock(actiepunt_pk, actor)
    if actor is not None and not permissions.may_finish(actor, actiepunt):
        raise PermissionDenied(permissions.NIET_EIGENAAR)
    _refuse(permissions.bezwaar_tegen_afronden(actor, actiepunt))
    if not uitkomst.strip():
        raise ActiepuntGeweigerd("Schrijf op wat de uitkomst is.")
    waits = actiepunt.bevestiger_id is not None
    actiepunt.status = Actiepunt.Status.GEDAAN if waits else Actiepunt.Status.AFGEROND
    actiepunt.uitkomst = uitkomst.strip()
    actiepunt.gedaan_door, actiepunt.gedaan_op = actor, timezone.now()
    actiepunt.save()
    audit.record("actiepunt.afgerond", actiepunt, actor=actor, na={"status": actiepunt.status})
    _settle(actiepunt, VRAAGT_EIGENAAR, actor)
    if waits:
        _tell(actiepunt, [actiepunt.bevestiger], meldingsoorten.ACTIEPUNT_TE_BEVESTIGEN, actor)
    else:
        _tell(actiepunt, [actiepunt.gemaakt_door], meldingsoorten.ACTIEPUNT_AFGEROND, actor)
    return actiepunt


@transaction.atomic
def confirm(actiepunt_pk: int, *, actor: Gebruiker) -> Actiepunt:
    """The second person agrees that it is done."""
    actiepunt = _lock_to_confirm(actiepunt_pk, actor)
    actiepunt.status, actiepunt.bevestigd_op = Actiepunt.Status.AFGEROND, timezone.now()
    actiepunt.save()
    audit.record("actiepunt.bevestigd", actiepunt, actor=actor, na={"status": actiepunt.status})
    _settle(actiepunt, VRAAGT_BEVESTIGER, actor)
    _tell(actiepunt, [actiepunt.eigenaar], meldingsoorten.ACTIEPUNT_BEVESTIGD, actor)
    if actiepunt.gemaakt_door_id != actiepunt.eigenaar_id:
        _tell(actiepunt, [actiepunt.gemaakt_door], meldingsoorten.ACTIEPUNT_AFGEROND, actor)
    return actiepunt


@transaction.atomic
def send_back(actiepunt_pk: int, *, actor: Gebruiker) -> Actiepunt:
    """The second person does not agree: it is open again. What was written as outcome stays to be completed."""
    actiepunt = _lock_to_confirm(actiepunt_pk, actor)
    actiepunt.status = Actiepunt.Status.OPEN
    actiepunt.gedaan_door = actiepunt.gedaan_op = None
    actiepunt.save()
    audit.record("actiepunt.teruggegeven", actiepunt, actor=actor, na={"status": actiepunt.status})
    _settle(actiepunt, VRAAGT_BEVESTIGER, actor)
    _tell(actiepunt, [actiepunt.eigenaar], meldingsoorten.ACTIEPUNT_TERUGGEGEVEN, actor)
    return actiepunt


@transaction.atomic
def hand_over(
    actiepunt_pk: int, *, actor: Gebruiker | None, naar: Gebruiker, vervalt_op: date | None = None
) -> Actiepunt:
    """Another does it from now on, perhaps by another date. `actor` None is the system: what it is about moved."""
    actiepunt = _lock(actiepunt_pk, actor)
    if actor is not None and not permissions.may_hand_over(actor, actiepunt):
        raise PermissionDenied(permissions.NIET_EIGENAAR)
    _refuse(permissions.bezwaar_tegen_wijzigen(actiepunt))
    if not naar.is_active:
        raise ActiepuntGeweigerd(f"{naar} kan niet meer inloggen. Kies een ander.")
    if naar.pk == actiepunt.bevestiger_id:
        raise ActiepuntGeweigerd(f"{naar} bevestigt dit actiepunt straks. Kies een ander.")
    before = audit.snapshot(actiepunt, ("eigenaar", "vervalt_op"))
    actiepunt.eigenaar, actiepunt.vervalt_op = naar, vervalt_op or actiepunt.vervalt_op
    voor, na = audit.changed(before, audit.snapshot(actiepunt, before))
    if na:
        actiepunt.save()
        audit.record("actiepunt.overgedragen", actiepunt, actor=actor, voor=voor, na=na)
    if "eigenaar" in na:
        _settle(actiepunt, VRAAGT_EIGENAAR, actor)
        _tell(actiepunt, [naar], meldingsoorten.ACTIEPUNT_OVERGEDRAGEN, actor)
    return actiepunt


@dataclass(frozen=True)
class Overgedragen:
    """What came of handing over all at once: how many went, and how many stayed, by the sentence that says why."""

    aantal: int
    gebleven: Mapping[str, int]


@transaction.atomic
def hand_over_all(*, actor: Gebruiker, van: Gebruiker, naar: Gebruiker) -> Overgedragen:
    """All that runs goes from one person to another, with an audit row each: what they do, and what they confirm.

    What the actor may not see stays unseen, and stays. So does what the other may not know of, and what the other
    would do and confirm at once.
    """
    if not actor.mag(Recht.ACTIEPUNTEN_BEHEREN):
        raise PermissionDenied
    if van == naar:
        raise ActiepuntGeweigerd("Kies twee verschillende mensen.")
    if not naar.is_active:
        raise ActiepuntGeweigerd(f"{naar} kan niet meer inloggen. Kies een ander.")
    running = Actiepunt.objects.visible_to(actor).running().filter(Q(eigenaar=van) | Q(bevestiger=van))
    aantal, gebleven = 0, Counter()
    for pk in sorted(running.values_list("pk", flat=True)):
        actiepunt = Actiepunt.objects.select_for_update().get(pk=pk)
        if bezwaar := _bezwaar_tegen_alles(actiepunt, van, naar):
            gebleven[bezwaar] += 1
        elif actiepunt.eigenaar_id == van.pk:
            hand_over(pk, actor=actor, naar=naar)
            aantal += 1
        else:
            _confirmed_by(actiepunt, naar, actor)
            aantal += 1
    return Overgedragen(aantal, dict(gebleven))


@transaction.atomic
def withdraw(actiepunt_pk: int, *, actor: Gebruiker | None) -> Actiepunt:
    """It need not be done any more. `actor` None is the system: what it was about is gone."""
    actiepunt = _lock(actiepunt_pk, actor)
    if actor is not None and not permissions.may_withdraw(actor, actiepunt):
        raise PermissionDenied(permissions.NIET_MAKER)
    _refuse(permissions.bezwaar_tegen_intrekken(actor, actiepunt))
    actiepunt.status = Actiepunt.Status.INGETROKKEN
    actiepunt.save()
    audit.record("actiepunt.ingetrokken", actiepunt, actor=actor, na={"status": actiepunt.status})
    _settle(actiepunt, VRAAGT_EIGENAAR | VRAAGT_BEVESTIGER, actor)
    _tell(actiepunt, [actiepunt.eigenaar], meldingsoorten.ACTIEPUNT_INGETROKKEN, actor)
    return actiepunt


def erase_about(onderwerp: models.Model, *, actor: Gebruiker | None) -> int:
    """Erase every actiepunt about something that is erased itself, by a service that checked that it may."""
    about = Actiepunt.objects.filter(
        onderwerp_soort=ContentType.objects.get_for_model(onderwerp), onderwerp_id=onderwerp.pk
    )
    for actiepunt in about:
        meldingen.erase_about(actiepunt, actor=actor)
        audit.record("actiepunt.gewist", actiepunt, actor=actor)
    return about.delete()[0]


def _about(onderwerp: models.Model | None, actor: Gebruiker | None, vertrouwelijk: bool | None) -> dict:
    """The link to what it is about. An actor links only to what they may know of."""
    if onderwerp is None:
        return {}
    known = onderwerpen.of(type(onderwerp))
    if known is None or not known.takes_actiepunten:
        raise TypeError(
            f"{type(onderwerp).__name__} is not registered to have actiepunten (core/onderwerpen.py)"
        )
    if actor is not None and not known.visible_to(actor).filter(pk=onderwerp.pk).exists():
        raise PermissionDenied
    soort = ContentType.objects.get_for_model(onderwerp)
    hidden = known.vertrouwelijk if vertrouwelijk is None else vertrouwelijk
    return {"onderwerp_soort": soort, "onderwerp_id": onderwerp.pk, "vertrouwelijk": hidden}


def _bezwaar_tegen_alles(actiepunt: Actiepunt, van: Gebruiker, naar: Gebruiker) -> str:
    if naar.pk in {actiepunt.eigenaar_id, actiepunt.bevestiger_id}:
        return f"{naar} zou dit zelf doen en bevestigen"
    if actiepunt.vertrouwelijk and actiepunt.onderwerp_soort_id:
        known = onderwerpen.of(actiepunt.onderwerp_soort.model_class())
        if known is None or not known.visible_to(naar).filter(pk=actiepunt.onderwerp_id).exists():
            return f"{naar} mag niet zien waar het over gaat"
    return ""


def _confirmed_by(actiepunt: Actiepunt, naar: Gebruiker, actor: Gebruiker) -> None:
    """Another confirms it from now on."""
    before = audit.snapshot(actiepunt, ("bevestiger",))
    actiepunt.bevestiger = naar
    actiepunt.save()
    audit.record("actiepunt.overgedragen", actiepunt, actor=actor, voor=before, na={"bevestiger": naar.pk})
    _settle(actiepunt, VRAAGT_BEVESTIGER, actor)
    if actiepunt.status == Actiepunt.Status.GEDAAN:
        _tell(actiepunt, [naar], meldingsoorten.ACTIEPUNT_TE_BEVESTIGEN, actor)


def _lock(actiepunt_pk: int, actor: Gebruiker | None) -> Actiepunt:
    """The actiepunt, for this transaction alone; refused to who may not know of it."""
    actiepunt = Actiepunt.objects.select_for_update().get(pk=actiepunt_pk)
    if actor is not None and not Actiepunt.objects.visible_to(actor).filter(pk=actiepunt_pk).exists():
        raise PermissionDenied
    return actiepunt


def _lock_to_confirm(actiepunt_pk: int, actor: Gebruiker) -> Actiepunt:
    actiepunt = _lock(actiepunt_pk, actor)
    if not permissions.may_confirm(actor, actiepunt):
        raise PermissionDenied(permissions.NIET_BEVESTIGER)
    _refuse(permissions.bezwaar_tegen_bevestigen(actiepunt))
    return actiepunt


def _settle(actiepunt: Actiepunt, soorten: frozenset[str], actor: Gebruiker | None) -> None:
    meldingen.settle(actiepunt, sorted(soorten), actor=actor, op=timezone.now())


def _tell(actiepunt: Actiepunt, wie: list[Gebruiker | None], soort: str, actor: Gebruiker | None) -> None:
    meldingen.tell(wie, soort=soort, onderwerp=actiepunt, actor=actor)


def _refuse(zin: str) -> None:
    if zin:
        raise ActiepuntGeweigerd(zin)
