"""Prepare and accept a file with figures."""

import hashlib
import logging
import time
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from brunssum.core import audit
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker
from monitor.indicatorbestand import GeenIndicatorbestand
from monitor.models import Aanlevering, Bron, Indicator, Verversing
from monitor.queries import Cijfer, choices_of, propose, propose_for
from monitor.services.toegang import require_import
from monitor.services.waarnemingen import lock_indicatoren, store_waarnemingen

logger = logging.getLogger(__name__)

EERSTE_JAAR = 1990
BESTAND = "bestand"  # the code of the bron of a file that nobody says more about


class AlAfgehandeld(DomainError):
    """This preview was accepted or withdrawn before."""


class IntussenVeranderd(DomainError):
    """Accepting would now do something else than the preview showed."""


class GeenJaar(DomainError):
    """There can be no figures of this year."""


class GeenBestandsbron(DomainError):
    """Figures of this bron do not come as files."""


class GeenIndicatoren(DomainError):
    """There is nothing to import figures for."""


@transaction.atomic
def prepare_verversing(
    inhoud: bytes,
    *,
    actor: Gebruiker | None,
    bestandsnaam: str,
    periode: int | None,
    moment: datetime,
    bron: str = BESTAND,
    met_vragen: bool = False,
) -> Verversing:
    """Keep a delivered file with what would happen to each cell; no figure is stored yet.

    `bron`: the code of the one it comes from, which remembers what names in its files mean.
    `met_vragen`: also keep a file of which no cell can be placed, for someone who will explain its names.

    Refuses a file that is none of ours, and then keeps nothing.
    """
    require_import(actor=actor)
    if not Indicator.objects.exists():
        raise GeenIndicatoren("Er zijn nog geen indicatoren. Laad ze eerst met manage.py laad_indicatoren.")
    if periode is not None and not EERSTE_JAAR <= periode <= moment.year:
        raise GeenJaar(f"Kies een jaar van {EERSTE_JAAR} tot en met {moment.year}.")
    van = Bron.objects.filter(code=bron, adapter=Bron.Adapter.BESTAND).first()
    if van is None:
        raise GeenBestandsbron("Bij deze bron horen geen bestanden. Kies een andere bron.")
    voorstel = propose(
        inhoud, periode, tot=moment.year, keuzes=choices_of(van.pk), ook_zonder_cellen=met_vragen
    )
    verversing = Verversing(
        bron=van,
        periode=periode or _only(voorstel.perioden),
        aangevraagd_door=actor,
        begonnen_op=moment,
        redenen=[weigering.as_dict() for weigering in voorstel.weigeringen],
        opmerkingen=list(voorstel.opmerkingen),
        **voorstel.aantallen,
    )
    verversing.save()
    Aanlevering.objects.create(
        verversing=verversing,
        bestandsnaam=Path(bestandsnaam).name[:200] or "bestand",
        inhoud=inhoud,
        sha256=hashlib.sha256(inhoud).hexdigest(),
    )
    audit.record("verversing.voorbereid", verversing, actor=actor, periode=periode)
    return verversing


def accept_verversing(
    verversing_id: int, *, actor: Gebruiker | None, moment: datetime, gezien: str = ""
) -> Verversing:
    """Store the figures of a prepared file, all or nothing; refused cells are left out and stay listed.

    `gezien`: the fingerprint of the preview that was shown; when accepting would do something else by now, refuse.
    A file that can no longer be read (its indicators went) makes the run mislukt, and changes no figure.
    """
    require_import(actor=actor)
    try:
        with transaction.atomic():
            return _accept(verversing_id, actor, moment, gezien)
    except GeenIndicatorbestand as refused:
        with transaction.atomic():
            return _fail(verversing_id, actor, " ".join(refused.messages))


@transaction.atomic
def withdraw_verversing(verversing_id: int, *, actor: Gebruiker) -> Verversing:
    """Put a prepared file aside without storing anything."""
    require_import(actor=actor)
    verversing = _locked_preview(verversing_id, Verversing.Status.INGETROKKEN)
    verversing.status = Verversing.Status.INGETROKKEN
    verversing.save(update_fields=["status"])
    audit.record("verversing.ingetrokken", verversing, actor=actor)
    return verversing


@transaction.atomic
def import_indicatorbestand(
    inhoud: bytes,
    *,
    actor: Gebruiker | None,
    bestandsnaam: str,
    periode: int | None,
    moment: datetime,
    bron: str = BESTAND,
) -> Verversing:
    """Prepare a file and accept it at once, for who has no screen to look at a preview."""
    verversing = prepare_verversing(
        inhoud, actor=actor, bestandsnaam=bestandsnaam, periode=periode, moment=moment, bron=bron
    )
    return _accept(verversing.pk, actor, moment, gezien="")


def _accept(verversing_id: int, actor: Gebruiker | None, moment: datetime, gezien: str) -> Verversing:
    begin = time.perf_counter()
    verversing = _locked_preview(verversing_id, Verversing.Status.VERWERKT)
    indicatoren = lock_indicatoren(Indicator.objects.all())
    voorstel = propose_for(verversing, ook_zonder_cellen=False)
    if gezien and gezien != voorstel.vingerafdruk:
        raise IntussenVeranderd(
            "Intussen zijn er cijfers veranderd. Bekijk hieronder opnieuw wat er met dit bestand gebeurt."
        )
    store_waarnemingen(verversing, voorstel.cijfers)
    _set_next_refresh(indicatoren, voorstel.cijfers, moment)
    for name, aantal in voorstel.aantallen.items():
        setattr(verversing, name, aantal)
    verversing.redenen = [weigering.as_dict() for weigering in voorstel.weigeringen]
    verversing.opmerkingen = list(voorstel.opmerkingen)
    verversing.periode = verversing.periode or _only(voorstel.perioden)
    verversing.status = Verversing.Status.VERWERKT
    verversing.verwerkt_op = moment
    verversing.duur = timedelta(seconds=time.perf_counter() - begin)
    verversing.save()
    audit.record("verversing.verwerkt", verversing, actor=actor, **voorstel.aantallen)
    logger.info("verversing %s done: %s cells", verversing.pk, verversing.cellen)
    return verversing


def _only(perioden: list[int]) -> int | None:
    return perioden[0] if len(perioden) == 1 else None


def _fail(verversing_id: int, actor: Gebruiker | None, fout: str) -> Verversing:
    verversing = _locked_preview(verversing_id, Verversing.Status.MISLUKT)
    verversing.status = Verversing.Status.MISLUKT
    verversing.fout = fout[:500]
    verversing.save(update_fields=["status", "fout"])
    audit.record("verversing.mislukt", verversing, actor=actor)
    return verversing


def _locked_preview(verversing_id: int, wanted: Verversing.Status) -> Verversing:
    verversing = Verversing.objects.select_for_update().get(pk=verversing_id)
    if not verversing.can_become(wanted):
        raise AlAfgehandeld(
            f"Dit bestand is al afgehandeld: {verversing.get_status_display().lower()}. Er is niets gewijzigd."
        )
    return verversing


def _set_next_refresh(indicatoren: list[Indicator], cijfers: list[Cijfer], moment: datetime) -> None:
    """Not of what Kanarie reads itself: a file says nothing about when that source is looked at."""
    refreshed = {cijfer.indicator_id for cijfer in cijfers}
    today = timezone.localtime(moment).date()
    for indicator in indicatoren:
        if indicator.pk in refreshed and not indicator.bron.interval_dagen:
            indicator.volgende_verversing = indicator.bron.next_after(today)
    Indicator.objects.bulk_update(indicatoren, ["volgende_verversing"])
