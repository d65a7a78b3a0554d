"""What pages show of several rows at once. Each costs the same few queries however many rows there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from dateutil.relativedelta import relativedelta
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from ambassadeurs.models import (
    ONDERWERPEN,
    Ambassadeur,
    Ambassadeursgroep,
    Bijeenkomst,
    Deelname,
    Reflectie,
    Ritme,
    Trainingsmodule,
)
from brunssum.core import onderwerpen
from brunssum.core.models import ApiClient, Gebruiker


@dataclass(frozen=True)
class Reflectiestand:
    """How the programme answers what it is given."""

    aantal: int
    open: int
    te_laat: int
    mediaan_dagen: float | None
    """Half of what was told back took this many days or fewer, from hearing to telling back."""


def reflectiestand(user: Gebruiker, vandaag: date) -> Reflectiestand:
    rows = Reflectie.objects.visible_to(user)
    told = rows.exclude(teruggekoppeld_op=None).values_list("ontvangen_op", "teruggekoppeld_op")
    days = [(back - heard).days for heard, back in told]
    return Reflectiestand(
        aantal=rows.count(),
        open=rows.open().count(),
        te_laat=rows.late(vandaag).count(),
        mediaan_dagen=median(days) if days else None,
    )


@dataclass(frozen=True)
class Keuze:
    """One thing to reflect on, as the value of a form field ("inspanningen.inspanning:12")."""

    waarde: str
    label: str


def keuzes(user: Gebruiker | None) -> dict[str, list[Keuze]]:
    """What someone may reflect on, by kind. `user` None: by personal link; what is public in name, no knelpunten."""
    found = {}
    for label in ONDERWERPEN:
        onderwerp = _onderwerp(label)
        if onderwerp is None or (user is None and onderwerp.model._meta.app_label == "casuistiek"):
            continue
        rows = onderwerp.visible_to(user) if user else onderwerp.model._default_manager.all()
        options = [Keuze(f"{label}:{obj.pk}", onderwerp.label(obj)) for obj in rows.order_by("pk")]
        if options:
            found[str(onderwerp.model._meta.verbose_name_plural).capitalize()] = options
    return found


def read_keuze(waarde: str, user: Gebruiker | ApiClient | None) -> models.Model | None:
    """The object that a value of a Keuze points at; None when it does not exist or may not be known."""
    label, _, pk = waarde.partition(":")
    if label not in ONDERWERPEN or not (pk.isascii() and pk.isdecimal()):
        return None
    onderwerp = _onderwerp(label)
    if onderwerp is None or (user is None and onderwerp.model._meta.app_label == "casuistiek"):
        return None
    rows = onderwerp.visible_to(user) if user else onderwerp.model._default_manager.all()
    return rows.filter(pk=pk).first()


def _onderwerp(label: str) -> onderwerpen.Onderwerp | None:
    return next((one for one in onderwerpen.all_registered() if one.model._meta.label_lower == label), None)


def onderwerp_namen(reflecties: Iterable[Reflectie]) -> dict[int, str]:
    """What each reflectie is about, in words, by its pk: for who has only a personal link."""
    by_soort: dict[int, list[Reflectie]] = {}
    for reflectie in reflecties:
        by_soort.setdefault(reflectie.onderwerp_soort_id, []).append(reflectie)
    namen = {}
    for soort_id, rows in by_soort.items():
        model = ContentType.objects.get_for_id(soort_id).model_class()
        objects = model._default_manager.in_bulk({row.onderwerp_id for row in rows})
        namen |= {row.pk: str(objects[row.onderwerp_id]) for row in rows if row.onderwerp_id in objects}
    return namen


def onderwerpen_for(user: Gebruiker | ApiClient, reflecties: Iterable[Reflectie]) -> dict[int, models.Model]:
    """What each reflectie is about, by its pk, of what this user may know. One query for each kind of thing."""
    by_soort: dict[int, list[Reflectie]] = {}
    for reflectie in reflecties:
        by_soort.setdefault(reflectie.onderwerp_soort_id, []).append(reflectie)
    found = {}
    for soort_id, rows in by_soort.items():
        known = onderwerpen.of(ContentType.objects.get_for_id(soort_id).model_class())
        objects = known.visible_to(user).in_bulk({row.onderwerp_id for row in rows})
        found |= {row.pk: objects[row.onderwerp_id] for row in rows if row.onderwerp_id in objects}
    return found


def reflecties_over(
    user: Gebruiker,
    onderwerp_ids: dict[str, Iterable[int]],
    *,
    leerpunten: Iterable[int] = (),
    ook: Iterable[int] = (),
) -> models.QuerySet:
    """The reflecties about any of these, by kind ("inspanningen.inspanning"), or said in the bijeenkomst that gave
    one of these leerpunten, and those that are asked for by id (`ook`); the newest first.
    """
    learned = Bijeenkomst.leerpunten.through.objects.filter(leerpunt__in=list(leerpunten))
    wanted = models.Q(bijeenkomst__in=learned.values("bijeenkomst")) | models.Q(pk__in=list(ook))
    for label, pks in onderwerp_ids.items():
        if label in ONDERWERPEN and (pks := list(pks)):
            soort = ContentType.objects.get_by_natural_key(*label.split("."))
            wanted |= models.Q(onderwerp_soort=soort, onderwerp_id__in=pks)
    rows = Reflectie.objects.visible_to(user).filter(wanted)
    return rows.select_related("organisatie").newest_first()


def reflectie_feiten(reflectie_ids: Iterable[int]) -> dict[int, dict]:
    """What may be published of answered reflecties, by id: from which group or organisation, never from whom.

    JSON-able. One query.
    """
    rows = Reflectie.objects.filter(pk__in=list(reflectie_ids)).exclude(beantwoord_op=None)
    return {
        one.pk: {
            "soort": one.get_soort_display(),
            "groep": one.afzender.naam,
            "ontvangen_op": one.ontvangen_op,
            "tekst": one.tekst,
            "gevolg": one.get_gevolg_display(),
            "antwoord": one.antwoord,
            "teruggekoppeld_op": one.teruggekoppeld_op,
            "teruggekoppeld_hoe": one.get_teruggekoppeld_hoe_display() if one.teruggekoppeld_op else "",
        }
        for one in rows.select_related("groep", "organisatie")
    }


@dataclass(frozen=True)
class Ritmestand:
    """Whether bijeenkomsten of a soort are held as often as was agreed."""

    soort: str
    label: str
    maanden: int
    laatste: Bijeenkomst | None
    volgende: Bijeenkomst | None
    uiterlijk: date | None
    """The last day for the next one; None when there never was one."""
    is_te_laat: bool
    is_gepland: bool
    """The next one is planned, in time."""


def ritmestanden(user: Gebruiker, now: datetime) -> list[Ritmestand]:
    """One for each soort with a Ritme, late ones first. Counted from the last one that was held."""
    ritmes = {ritme.soort: ritme for ritme in Ritme.objects.all()}
    rows = Bijeenkomst.objects.visible_to(user).not_cancelled().filter(soort__in=ritmes).order_by("begint_op")
    held: dict[str, Bijeenkomst] = {}
    coming: dict[str, Bijeenkomst] = {}
    for row in rows:
        if row.eindigt_op < now:
            held[row.soort] = row
        else:
            coming.setdefault(row.soort, row)
    vandaag = timezone.localdate(now)
    standen = [_stand(ritme, held.get(soort), coming.get(soort), vandaag) for soort, ritme in ritmes.items()]
    return sorted(standen, key=lambda stand: (not stand.is_te_laat, stand.is_gepland, stand.label))


def _stand(
    ritme: Ritme, laatste: Bijeenkomst | None, volgende: Bijeenkomst | None, vandaag: date
) -> Ritmestand:
    uiterlijk = laatste.dag + relativedelta(months=ritme.maanden) if laatste else None
    is_te_laat = uiterlijk < vandaag if uiterlijk else True
    return Ritmestand(
        soort=ritme.soort,
        label=ritme.get_soort_display(),
        maanden=ritme.maanden,
        laatste=laatste,
        volgende=volgende,
        uiterlijk=uiterlijk,
        is_te_laat=is_te_laat,
        is_gepland=volgende is not None and (uiterlijk is None or volgende.dag <= uiterlijk),
    )


@dataclass(frozen=True)
class Trainingsrij:
    ambassadeur: Ambassadeur
    gevolgd: tuple[date | None, ...]
    """Per module, in their order: the day it was followed; None when it still is to come."""

    @property
    def nog(self) -> int:
        return sum(day is None for day in self.gevolgd)


@dataclass(frozen=True)
class Training:
    modules: list[Trainingsmodule]
    rijen: list[Trainingsrij]


def training(groep: Ambassadeursgroep, vandaag: date) -> Training:
    """Who of the group followed which module. Three queries."""
    modules = list(groep.modules.order_by("volgorde", "pk"))
    leden = list(groep.ambassadeurs.active_on(vandaag).order_by("aanduiding", "pk"))
    followed: dict[tuple[int, int], date] = {}
    rows = Deelname.objects.filter(
        ambassadeur__in=leden, bijeenkomst__module__in=modules, status=Deelname.Status.AANWEZIG
    ).select_related("bijeenkomst")
    for row in rows.order_by("-bijeenkomst__begint_op"):
        followed[row.ambassadeur_id, row.bijeenkomst.module_id] = row.bijeenkomst.dag
    return Training(
        modules,
        [Trainingsrij(lid, tuple(followed.get((lid.pk, module.pk)) for module in modules)) for lid in leden],
    )
