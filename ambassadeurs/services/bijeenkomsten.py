"""Bijeenkomsten: planning them, asking people, and what came of it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from ambassadeurs import meldingsoorten, permissions
from ambassadeurs.agenda import MEDIA_TYPE, as_ics
from ambassadeurs.models import (
    Ambassadeur,
    Ambassadeursgroep,
    Bijeenkomst,
    Deelname,
    Ritme,
    Trainingsmodule,
)
from ambassadeurs.persoonlijke_link import meedenken_token
from brunssum.core import audit, taken
from brunssum.core.accounts import site_url
from brunssum.core.exceptions import DomainError, Tussentijds
from brunssum.core.models import Gebruiker, Organisatie, Taak
from brunssum.core.services import meldingen
from inspanningen.models import Leerpunt

UITNODIGEN = "ambassadeurs.uitnodigen"
PLANNING = ("soort", "titel", "begint_op", "eindigt_op", "plaats", "agenda", "module")


class CannotPlan(DomainError):
    """This bijeenkomst cannot be planned, changed or asked for like this."""


@transaction.atomic
def plan_bijeenkomst(
    *, actor: Gebruiker, groepen: Iterable[Ambassadeursgroep] = (), **planning
) -> Bijeenkomst:
    """Plan a bijeenkomst: the fields of PLANNING. Who takes part in the groepen that day stands on the list at once."""
    _require_manager(actor)
    bijeenkomst = Bijeenkomst(organisator=actor, **_fit(planning))
    bijeenkomst.full_clean()
    bijeenkomst.save()
    bijeenkomst.groepen.set(groepen)
    _set_deelnames(bijeenkomst)
    audit.record("bijeenkomst.gepland", bijeenkomst, actor=actor, na=audit.snapshot(bijeenkomst, ["soort"]))
    _tell_who_is_asked(bijeenkomst, meldingsoorten.BIJEENKOMST_GEPLAND, actor)
    return bijeenkomst


@transaction.atomic
def change_bijeenkomst(
    bijeenkomst_id: int, *, actor: Gebruiker, groepen: Iterable[Ambassadeursgroep], **planning
) -> Bijeenkomst:
    """Change when, where or what about. Who was mailed before can be mailed again: the invitation is newer."""
    bijeenkomst = _lock(bijeenkomst_id, actor)
    if zin := permissions.bezwaar_tegen_wijzigen(bijeenkomst):
        raise CannotPlan(zin)
    before = audit.snapshot(bijeenkomst, PLANNING)
    for name, waarde in _fit(planning).items():
        setattr(bijeenkomst, name, waarde)
    _voor, na = audit.changed(before, audit.snapshot(bijeenkomst, PLANNING))
    bijeenkomst.versie += bool(na)
    bijeenkomst.full_clean()
    bijeenkomst.save()
    bijeenkomst.groepen.set(groepen)
    _set_deelnames(bijeenkomst)
    if na:
        audit.record("bijeenkomst.gewijzigd", bijeenkomst, actor=actor, na={"velden": sorted(na)})
        _tell_who_is_asked(bijeenkomst, meldingsoorten.BIJEENKOMST_GEWIJZIGD, actor)
    return bijeenkomst


@transaction.atomic
def cancel_bijeenkomst(bijeenkomst_id: int, *, actor: Gebruiker, moment: datetime) -> Bijeenkomst:
    """It does not take place. Who was mailed can be mailed that it does not."""
    bijeenkomst = _lock(bijeenkomst_id, actor)
    if zin := permissions.bezwaar_tegen_wijzigen(bijeenkomst):
        raise CannotPlan(zin)
    bijeenkomst.afgelast_op = moment
    bijeenkomst.versie += 1
    bijeenkomst.save()
    audit.record("bijeenkomst.afgelast", bijeenkomst, actor=actor)
    _tell_who_is_asked(bijeenkomst, meldingsoorten.BIJEENKOMST_AFGELAST, actor)
    return bijeenkomst


@transaction.atomic
def request_uitnodigingen(bijeenkomst_id: int, *, actor: Gebruiker, moment: datetime) -> Taak:
    """Have everyone on the list mailed who does not know of this version yet, in the background."""
    bijeenkomst = _lock(bijeenkomst_id, actor)
    if bijeenkomst.eindigt_op < moment:
        raise CannotPlan("Deze bijeenkomst is al geweest.")
    if not _to_mail(bijeenkomst):
        raise CannotPlan("Iedereen met een mailadres heeft al bericht gekregen.")
    return taken.request(
        UITNODIGEN, actor=actor, sleutel=f"{UITNODIGEN}.{bijeenkomst.pk}", bijeenkomst_id=bijeenkomst.pk
    )


def send_uitnodigingen(bijeenkomst_id: int, *, meld: taken.Meld) -> int:
    """Mail each on the list who does not know of this version yet; gives how many.

    Each mail is written down before the next: stopped halfway and run again, nobody is mailed twice, but for the one
    mail that was under way.
    """
    bijeenkomst = Bijeenkomst.objects.get(pk=bijeenkomst_id)
    waiting = _to_mail(bijeenkomst)
    for number, deelname in enumerate(waiting):
        meld(100 * number // len(waiting), f"Mail {number + 1} van {len(waiting)}")
        _mail(bijeenkomst, deelname)
        deelname.gemaild_op, deelname.gemailde_versie = timezone.now(), bijeenkomst.versie
        deelname.save(update_fields=["gemaild_op", "gemailde_versie"])
    return len(waiting)


@transaction.atomic
def report_bijeenkomst(
    bijeenkomst_id: int,
    *,
    actor: Gebruiker,
    verslag: str,
    inwoners: int | None,
    aanwezig: Iterable[Ambassadeur],
    organisaties: Iterable[Organisatie],
    leerpunten: Iterable[Leerpunt] = (),
    gelezen: str | None = None,
) -> Bijeenkomst:
    """Write down who was there and what came of it. Who was asked and is not among `aanwezig` was not there.

    `gelezen` is the verslag the writer began from: when another wrote since, nothing is overwritten (Tussentijds).
    """
    bijeenkomst = _lock(bijeenkomst_id, actor)
    if bijeenkomst.afgelast_op:
        raise CannotPlan("Deze bijeenkomst is afgelast.")
    if gelezen is not None and gelezen.split() != bijeenkomst.verslag.split():
        raise Tussentijds("Iemand anders heeft intussen aan het verslag geschreven. Uw tekst staat er nog; lees eerst wat er nu staat.")  # fmt: skip
    bijeenkomst.verslag, bijeenkomst.inwoners = verslag.strip(), inwoners
    bijeenkomst.full_clean()
    bijeenkomst.save()
    bijeenkomst.leerpunten.set(leerpunten)
    _set_presence(bijeenkomst, {lid.pk for lid in aanwezig}, {one.pk for one in organisaties})
    audit.record("bijeenkomst.verslag", bijeenkomst, actor=actor, na={"inwoners": inwoners})
    return bijeenkomst


@transaction.atomic
def set_ritme(*, actor: Gebruiker, soort: str, maanden: int | None) -> Ritme | None:
    """Say how often there must be one of this soort; None: when there is reason to."""
    _require_manager(actor)
    present = Ritme.objects.select_for_update().filter(soort=soort).first()
    if maanden is None:
        if present:
            audit.record("ritme.weg", present, actor=actor, voor={"maanden": present.maanden})
            present.delete()
        return None
    ritme = present or Ritme(soort=soort)
    voor = {"maanden": ritme.maanden}
    ritme.maanden = maanden
    ritme.full_clean()
    ritme.save()
    audit.record("ritme.gezet", ritme, actor=actor, voor=voor, na={"soort": soort, "maanden": maanden})
    return ritme


@transaction.atomic
def save_module(
    *, actor: Gebruiker, groep: Ambassadeursgroep, naam: str, omschrijving: str = "", volgorde: int = 1
) -> Trainingsmodule:
    """Add a module to the training of a group, or change the one of this name."""
    _require_manager(actor)
    module = Trainingsmodule.objects.filter(groep=groep, naam=naam.strip()).first()
    module = module or Trainingsmodule(groep=groep, naam=naam.strip())
    module.omschrijving, module.volgorde = omschrijving.strip(), volgorde
    module.full_clean()
    module.save()
    audit.record("trainingsmodule.bewaard", module, actor=actor, na={"naam": module.naam})
    return module


def _fit(planning: dict) -> dict:
    if unknown := set(planning) - set(PLANNING):
        raise TypeError(f"no fields of a bijeenkomst: {unknown}")
    if planning.get("soort") == Bijeenkomst.Soort.TRAINING and planning.get("module") is None:
        raise CannotPlan({"module": "Kies bij een training welke module het is."})
    return planning


def _require_manager(actor: Gebruiker) -> None:
    if not permissions.may_manage(actor):
        raise PermissionDenied


def _lock(bijeenkomst_id: int, actor: Gebruiker) -> Bijeenkomst:
    _require_manager(actor)
    return Bijeenkomst.objects.select_for_update().get(pk=bijeenkomst_id)


def _tell_who_is_asked(bijeenkomst: Bijeenkomst, soort: str, actor: Gebruiker) -> None:
    """Those on the list who log in; the others are mailed when the organisator asks for it."""
    on_the_list = Gebruiker.objects.filter(ambassadeurschappen__deelnames__bijeenkomst=bijeenkomst)
    meldingen.tell(on_the_list.with_rollen().distinct(), soort=soort, onderwerp=bijeenkomst, actor=actor)


def _members(bijeenkomst: Bijeenkomst, op: date) -> set[int]:
    groepen = bijeenkomst.groepen.values("pk")
    return set(Ambassadeur.objects.active_on(op).filter(groep__in=groepen).values_list("pk", flat=True))


def _set_deelnames(bijeenkomst: Bijeenkomst) -> None:
    """On the list: who takes part in the groepen that day, and whoever was mailed or there already."""
    wanted = _members(bijeenkomst, bijeenkomst.dag)
    rows = bijeenkomst.deelnames.filter(ambassadeur__isnull=False)
    untouched = rows.filter(status=Deelname.Status.GEVRAAGD, gemaild_op__isnull=True)
    untouched.exclude(ambassadeur__in=wanted).delete()
    present = set(rows.values_list("ambassadeur", flat=True))
    Deelname.objects.bulk_create(
        Deelname(bijeenkomst=bijeenkomst, ambassadeur_id=pk) for pk in sorted(wanted - present)
    )


def _set_presence(bijeenkomst: Bijeenkomst, aanwezig: set[int], organisaties: set[int]) -> None:
    rows = bijeenkomst.deelnames.filter(ambassadeur__isnull=False)
    rows.filter(ambassadeur__in=aanwezig).update(status=Deelname.Status.AANWEZIG)
    rows.exclude(ambassadeur__in=aanwezig).update(status=Deelname.Status.AFWEZIG)
    present = set(rows.values_list("ambassadeur", flat=True))
    bijeenkomst.deelnames.filter(organisatie__isnull=False).exclude(organisatie__in=organisaties).delete()
    known = set(bijeenkomst.deelnames.filter(organisatie__isnull=False).values_list("organisatie", flat=True))
    there = Deelname.Status.AANWEZIG
    Deelname.objects.bulk_create(
        [
            Deelname(bijeenkomst=bijeenkomst, ambassadeur_id=pk, status=there)
            for pk in sorted(aanwezig - present)
        ]
        + [
            Deelname(bijeenkomst=bijeenkomst, organisatie_id=pk, status=there)
            for pk in sorted(organisaties - known)
        ]
    )


def _to_mail(bijeenkomst: Bijeenkomst) -> list[Deelname]:
    """Who does not know of this version and can be mailed. Of a cancelled one: only who was asked before."""
    rows = bijeenkomst.deelnames.filter(ambassadeur__isnull=False).select_related("ambassadeur__groep")
    if bijeenkomst.afgelast_op:
        rows = rows.filter(gemaild_op__isnull=False)
    rows = rows.filter(Q(gemailde_versie__isnull=True) | Q(gemailde_versie__lt=F("bijeenkomst__versie")))
    return [
        row for row in rows.order_by("pk") if row.ambassadeur.mailadres
    ]  # encrypted: not to be asked of the database


def _mail(bijeenkomst: Bijeenkomst, deelname: Deelname) -> None:
    lid = deelname.ambassadeur
    text = render_to_string(
        "ambassadeurs/mail/uitnodiging.txt",
        {
            "lid": lid,
            "bijeenkomst": bijeenkomst,
            "is_gewijzigd": deelname.gemaild_op is not None,
            "programma_naam": settings.PROGRAMMA_NAAM,
            "link": site_url(reverse("ambassadeurs:meedenken_link", args=[meedenken_token(lid)])),
            "contact": settings.CONTACT_EMAIL,
        },
    )
    subject = f"{'Gaat niet door: ' if bijeenkomst.afgelast_op else ''}{bijeenkomst.titel}"
    mail = EmailMessage(subject, text, None, [lid.mailadres])
    mail.attach("bijeenkomst.ics", as_ics([bijeenkomst], is_feed=False), MEDIA_TYPE)
    mail.send()
