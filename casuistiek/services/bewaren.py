"""How long data are kept, and erasing them afterwards: two persons agree, the system erases, a proof stays."""

from collections.abc import Callable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model

from brunssum.core import audit, taken
from brunssum.core.models import Gebruiker, Taak
from brunssum.core.services import actiepunten, meldingen
from casuistiek import permissions
from casuistiek.bewaren import due_casussen, expires_on, last_day_to_begin, read_stamgegevens
from casuistiek.models import (
    Agendapunt,
    Besluit,
    Betrokkene,
    Bewaartermijn,
    Casus,
    Deelprofiel,
    Noodinzage,
    Notitie,
    Privacyverzoek,
    Signaal,
    Stapwissel,
    Vernietigingsbewijs,
    Vernietigingslijst,
    Vernietigingsregel,
    Verstrekking,
    VoorgenomenBesluit,
    Voorstel,
    Weigering,
)
from casuistiek.queries import wijk_of
from casuistiek.services.bijlagen import erase_bijlagen
from casuistiek.services.signaal_wissen import GEWIST, erase_signalen
from casuistiek.services.weigeringen import CannotErase
from casuistiek.stappen import LOPEND
from inspanningen.services import drop_old_imports

VERNIETIGING = "casuistiek.vernietiging"

WEG: tuple[tuple[str, type[Model]], ...] = (("betrokkenen", Betrokkene), ("notities", Notitie))
"""Rows of a casus that go altogether."""

LEEG: tuple[tuple[type[Model], str, dict[str, str]], ...] = (
    (Stapwissel, "casus", {"toelichting": ""}),
    (Voorstel, "casus", dict.fromkeys(("kleine_duw", "waarom_niet_regulier", "kosten_van_niets_doen"), "")),
    (Weigering, "voorstel__casus", {"instantie": GEWIST, "grond": ""}),
    (VoorgenomenBesluit, "voorstel__casus", dict.fromkeys(("legitimiteit", "betrokkenheid", "rendement", "toelichting"), "")),
    (Besluit, "voorstel__casus", dict.fromkeys(("legitimiteit", "betrokkenheid", "rendement"), "")),
    (Noodinzage, "casus", {"reden": GEWIST, "toelichting": ""}),
    (Privacyverzoek, "casus", {"toelichting": "", "antwoord": GEWIST}),
    (Agendapunt, "casus", {"vraag": "", "afspraak": ""}),
    (Verstrekking, "casus", {"doel": GEWIST, "grondslag": GEWIST}),
    (Vernietigingsregel, "casus", {"bewaren_omdat": GEWIST}),
)  # fmt: skip
"""Rows that stay as an anonymous skeleton, and the texts in them that go. By path to the casus."""


def load_bewaren(*, actor: Gebruiker | None) -> int:
    """Add the Bewaartermijnen and Deelprofielen of the data file that are not there yet. Changes none; safe to repeat."""
    content, added = read_stamgegevens(), 0
    with transaction.atomic():
        for model, key in ((Bewaartermijn, "bewaartermijnen"), (Deelprofiel, "deelprofielen")):
            for entry in content[key]:
                row, created = model.objects.get_or_create(soort=entry["soort"], defaults=entry)
                if created:
                    row.full_clean()
                    audit.record(f"{model._meta.model_name}.vastgelegd", row, actor=actor, na=entry)
                    added += 1
    return added


@transaction.atomic
def set_bewaartermijn(soort: str, *, actor: Gebruiker, maanden: int, grondslag: str) -> Bewaartermijn:
    """Lay down how long a kind of data is kept. Holds from the next night on."""
    if not permissions.may_set_bewaartermijn(actor):
        raise PermissionDenied
    termijn = Bewaartermijn.objects.select_for_update().get(soort=soort)
    fields = ("maanden", "grondslag")
    voor = audit.snapshot(termijn, fields)
    termijn.maanden, termijn.grondslag = maanden, grondslag.strip()
    termijn.full_clean()
    termijn.save()
    voor, na = audit.changed(voor, audit.snapshot(termijn, fields))
    audit.record("bewaartermijn.vastgelegd", termijn, actor=actor, voor=voor, na=na)
    return termijn


@transaction.atomic
def make_vernietigingslijst(*, vandaag: date) -> Vernietigingslijst | None:
    """Put every casus whose term is over on a list that waits for two persons. None when there is nothing to erase.

    Work of the night, safe to repeat: a casus that is on an open list is not put on another.
    """
    rows = [
        Vernietigingsregel(
            casus=casus, soort=termijn.soort, verlopen_op=expires_on(casus.gesloten_op, termijn.maanden)
        )
        for termijn in Bewaartermijn.objects.select_for_update().filter(soort__in=Bewaartermijn.CASUSSEN)
        for casus in due_casussen(termijn, vandaag).order_by("gesloten_op", "pk")
    ]
    if not rows:
        return None
    lijst = Vernietigingslijst.objects.create(opgesteld_op=vandaag)
    for row in rows:
        row.lijst = lijst
    Vernietigingsregel.objects.bulk_create(rows)
    audit.record("vernietigingslijst.opgesteld", lijst, actor=None, casussen=len(rows))
    return lijst


@transaction.atomic
def keep_longer(regel_id: int, *, actor: Gebruiker, omdat: str) -> Vernietigingsregel:
    """Take a casus from the list, with the reason. It is asked about again after a year."""
    regel = Vernietigingsregel.objects.select_for_update().get(pk=regel_id)
    lijst = _to_judge(regel.lijst_id, actor)
    if not omdat.strip():
        raise CannotErase("Schrijf op waarom deze casus langer bewaard moet blijven.")
    regel.bewaren_omdat, regel.bewaard_door = omdat.strip(), actor
    regel.full_clean(exclude=["vernietigd_op"])
    regel.save()
    if lijst.status == Vernietigingslijst.Status.AKKOORD:  # what the first agreed with has changed
        lijst.status, lijst.eerste_akkoord, lijst.eerste_akkoord_op = Vernietigingslijst.Status.OPGESTELD, None, None  # fmt: skip
        lijst.save()
    audit.record("vernietigingslijst.bewaard", lijst, actor=actor, casus=regel.casus.nummer)
    return regel


@transaction.atomic
def agree(lijst_id: int, *, actor: Gebruiker, op: datetime) -> Taak | None:
    """Agree with erasing what is on the list. The second person sets it going, and gets the job to follow."""
    lijst = _to_judge(lijst_id, actor)
    if zin := permissions.bezwaar_tegen_akkoord(actor, lijst):
        raise CannotErase(zin)
    if lijst.status == Vernietigingslijst.Status.OPGESTELD:
        lijst.status, lijst.eerste_akkoord, lijst.eerste_akkoord_op = (
            Vernietigingslijst.Status.AKKOORD,
            actor,
            op,
        )
    else:
        lijst.status = Vernietigingslijst.Status.VASTGESTELD
        lijst.tweede_akkoord, lijst.tweede_akkoord_op = actor, op
    lijst.validate_constraints()
    lijst.save()
    audit.record("vernietigingslijst.akkoord", lijst, actor=actor, na={"status": lijst.status})
    return request_vernietiging(lijst.pk, actor=actor) if lijst.tweede_akkoord_id else None


def request_vernietiging(lijst_id: int, *, actor: Gebruiker | None) -> Taak:
    """Ask for the work of a list both persons agreed with; the nightly job asks again when it was not finished."""
    return taken.request(VERNIETIGING, actor=actor, sleutel=f"{VERNIETIGING}:{lijst_id}", lijst_id=lijst_id)


def destroy(lijst_id: int, *, op: datetime, meld: Callable[[int, str], None]) -> int:
    """Erase every casus on a list that two persons agreed with; gives how many it did.

    Each casus is a transaction of its own with its proof in it: stopped halfway, it goes on where it was; done twice,
    the second time does nothing.
    """
    lijst = Vernietigingslijst.objects.get(pk=lijst_id)
    if lijst.status != Vernietigingslijst.Status.VASTGESTELD:
        return 0
    todo = list(
        lijst.regels.filter(bewaren_omdat="", vernietigd_op=None).order_by("pk").values_list("pk", flat=True)
    )
    termijnen = {termijn.soort: termijn for termijn in Bewaartermijn.objects.all()}
    done = 0
    for number, regel_id in enumerate(todo, start=1):
        with transaction.atomic():
            meld(99 * number // len(todo), f"Casus {number} van {len(todo)}")
            done += _destroy_one(regel_id, lijst, termijnen, op)
    with transaction.atomic():
        lijst = Vernietigingslijst.objects.select_for_update().get(pk=lijst_id)
        if lijst.status == Vernietigingslijst.Status.VASTGESTELD:
            lijst.status, lijst.vernietigd_op = Vernietigingslijst.Status.VERNIETIGD, op
            lijst.save()
            audit.record("vernietigingslijst.vernietigd", lijst, actor=None, casussen=done)
    return done


@transaction.atomic
def clean_up_unaccepted(*, vandaag: date) -> dict[str, int]:
    """Throw away what nobody went on with: signalen that were no casus, unfinished meldingen and imports. Work of the night."""
    counts = {}
    for termijn in Bewaartermijn.objects.exclude(soort__in=Bewaartermijn.CASUSSEN):
        begin = last_day_to_begin(vandaag, termijn.maanden)
        match termijn.soort:
            case Bewaartermijn.Soort.SIGNAAL:
                signalen = Signaal.objects.filter(afgesloten_op__lte=begin).erasable()
                counts[termijn.soort] = erase_signalen(signalen, op=vandaag)
            case Bewaartermijn.Soort.CONCEPT:
                concepten = Casus.objects.filter(is_concept=True, bewogen_op__lte=begin)
                counts[termijn.soort] = concepten.count()
                concepten.delete()
            case _:
                counts[termijn.soort] = drop_old_imports(tot_en_met=begin)
        if counts[termijn.soort]:
            Vernietigingsbewijs.objects.create(
                soort=termijn.soort,
                aantallen={"stuks": counts[termijn.soort]},
                grondslag=termijn.grondslag,
                maanden=termijn.maanden,
            )
    return counts


def _destroy_one(
    regel_id: int, lijst: Vernietigingslijst, termijnen: dict[str, Bewaartermijn], op: datetime
) -> int:
    """Erase one casus and leave the proof; 0 when it was done already, or something holds it back now."""
    regel = Vernietigingsregel.objects.select_for_update().get(pk=regel_id)
    casus = (
        Casus.objects.select_for_update(of=("self",)).select_related("gebied__ouder").get(pk=regel.casus_id)
    )
    if regel.vernietigd_op or regel.bewaren_omdat or casus.vernietigd_op:
        return 0
    if casus.stap in LOPEND or casus.beperkt_op:
        regel.bewaren_omdat = "De casus loopt weer." if casus.stap in LOPEND else "De verwerking is beperkt."
        regel.save(update_fields=["bewaren_omdat"])
        return 0
    counts = _erase(casus, op)
    termijn = termijnen[regel.soort]
    Vernietigingsbewijs.objects.create(
        soort=regel.soort,
        nummer=casus.nummer,
        aantallen=counts,
        grondslag=termijn.grondslag,
        maanden=termijn.maanden,
        eerste_akkoord=lijst.eerste_akkoord,
        tweede_akkoord=lijst.tweede_akkoord,
        lijst=lijst,
        vernietigd_op=op,
    )
    regel.vernietigd_op = op
    regel.save(update_fields=["vernietigd_op"])
    audit.record("casus.vernietigd", casus, actor=None, lijst=lijst.pk)
    return 1


def _erase(casus: Casus, op: datetime) -> dict[str, int]:
    """Take away who it is about and every word that was written; gives how many rows of what."""
    counts = {"bijlagen": erase_bijlagen(casus, actor=None)}
    counts["signalen"] = erase_signalen(Signaal.objects.filter(casus=casus), op=op.date())
    for name, model in WEG:
        counts[name], _ = model.objects.filter(casus=casus).delete()
    counts["actiepunten"] = actiepunten.erase_about(casus, actor=None)
    meldingen.erase_about(casus, actor=None)
    counts["teksten"] = sum(
        model.objects.filter(**{path: casus}).exclude(**{f"{field}__in": ["", text]}).update(**{field: text})
        for model, path, texts in LEEG
        for field, text in texts.items()
    )
    casus.wat_gaat_mis = casus.betrokken_partijen = ""
    if casus.vrijgegeven_op is None:  # what was released names nobody, and others may have printed it
        casus.verhaal_titel = casus.anoniem_verhaal = ""
    casus.gebied = wijk_of(casus.gebied)
    casus.vernietigd_op = op.date()
    casus.save()
    return counts


def _to_judge(lijst_id: int, actor: Gebruiker) -> Vernietigingslijst:
    """The list, for this transaction alone, while it can still be agreed with or changed."""
    if not permissions.may_agree_to_erase(actor):
        raise PermissionDenied
    lijst = Vernietigingslijst.objects.select_for_update().get(pk=lijst_id)
    if not lijst.is_te_beoordelen:
        raise CannotErase("Over deze lijst is al beslist.")
    return lijst
