"""What names mean, in a delivered file or at the source, said by hand and remembered for the next time."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebied, Gebruiker
from monitor import permissions
from monitor.models import Bron, Indicator, Koppeling, Verversing
from monitor.namen import sleutel
from monitor.queries import propose_for
from monitor.queries.bronnen import onderbroken

MAX_NAMEN = 100


class OnbekendeKeuze(DomainError):
    """A name is tied to something that is not there."""


@transaction.atomic
def explain_names(
    verversing_id: int,
    *,
    actor: Gebruiker,
    indicatoren: Mapping[str, int | None],
    gebieden: Mapping[str, int | None],
    blad: str = "",
    indicator: int | None = None,
    gebied: int | None = None,
) -> Verversing:
    """Say what names in this file mean (None: leave it out), and read it again; nothing is stored of its figures.

    `indicator`, `gebied`: what all its figures are about, when the file does not say. What stands above its table is
    remembered with it; without such words it holds for this file only.
    """
    if not permissions.may_import(actor):
        raise PermissionDenied
    verversing = Verversing.objects.select_for_update().get(pk=verversing_id)
    if not verversing.is_voorbeeld:
        raise OnbekendeKeuze("Dit bestand is al afgehandeld. Er is niets gewijzigd.")
    _check_exist(Indicator.objects.all(), [*indicatoren.values(), indicator])
    _check_exist(Gebied.objects.filter(geldig_tot__isnull=True), [*gebieden.values(), gebied])
    for soort, gekozen in ((Koppeling.Soort.INDICATOR, indicatoren), (Koppeling.Soort.GEBIED, gebieden)):
        for tekst, doel in list(gekozen.items())[:MAX_NAMEN]:
            _remember(verversing.bron, soort, tekst, doel)
    keuzes = {"blad": blad, "indicator": indicator, "gebied": gebied}
    verversing.aanlevering.keuzes = {name: value for name, value in keuzes.items() if value}
    verversing.aanlevering.save(update_fields=["keuzes"])
    voorstel = propose_for(verversing)
    for soort, doel in ((Koppeling.Soort.INDICATOR, indicator), (Koppeling.Soort.GEBIED, gebied)):
        if doel:
            _remember(verversing.bron, soort, voorstel.titel, doel)
    for name, aantal in voorstel.aantallen.items():
        setattr(verversing, name, aantal)
    verversing.redenen = [weigering.as_dict() for weigering in voorstel.weigeringen]
    verversing.opmerkingen = list(voorstel.opmerkingen)
    verversing.save()
    audit.record(
        "verversing.gekoppeld", verversing, actor=actor, namen=sorted({*indicatoren, *gebieden})[:MAX_NAMEN]
    )
    return verversing


@transaction.atomic
def confirm_same_gebied(bron_id: int, *, actor: Gebruiker, code: str, hun_naam: str) -> Koppeling:
    """Say that a gebied of ours and the one this bron calls otherwise are the same: its series goes on.

    The next run reads the tables anew. Only for a name that reading stumbled on (OnbekendeKeuze).
    """
    if not permissions.may_import(actor):
        raise PermissionDenied
    bron = Bron.objects.select_for_update().get(pk=bron_id)
    gebied = Gebied.objects.by_code(code).first()
    if gebied is None or not any((one.code, one.hun_naam) == (code, hun_naam) for one in onderbroken(bron)):
        raise OnbekendeKeuze("Deze naam staat er niet meer. Kijk opnieuw wat er is onderbroken.")
    koppeling, _ = Koppeling.objects.update_or_create(
        bron=bron,
        soort=Koppeling.Soort.GEBIED,
        sleutel=f"{code} {sleutel(hun_naam)}"[:150],  # one name may belong to several codes
        defaults={"tekst": hun_naam[:150], "gebied": gebied},
    )
    audit.record("koppeling.zelfde_gebied", bron, actor=actor, gebied=code, naam=hun_naam)
    return koppeling


@transaction.atomic
def forget_name(koppeling_id: int, *, actor: Gebruiker) -> None:
    """Ask again what this name means, at the next file."""
    if not permissions.may_import(actor):
        raise PermissionDenied
    koppeling = Koppeling.objects.select_related("bron").get(pk=koppeling_id)
    audit.record("koppeling.vergeten", koppeling.bron, actor=actor, naam=koppeling.tekst)
    koppeling.delete()


def _remember(bron: Bron, soort: Koppeling.Soort, tekst: str, doel: int | None) -> None:
    if sleutel(tekst):
        Koppeling.objects.update_or_create(
            bron=bron,
            soort=soort,
            sleutel=sleutel(tekst)[:150],
            defaults={"tekst": tekst[:150], f"{soort.value}_id": doel},
        )


def _check_exist(rows, pks: list[int | None]) -> None:
    wanted = {pk for pk in pks if pk is not None}
    if rows.filter(pk__in=wanted).count() != len(wanted):
        raise OnbekendeKeuze("Een van uw keuzes bestaat niet meer. Kies opnieuw.")
