"""A meeting about casussen: what stands on its agenda, who came, what was agreed, and what of it partners may see."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit, vrije_tekst
from brunssum.core.models import Gebruiker, Organisatie
from casuistiek import permissions
from casuistiek.models import Agendapunt, Casus, Deelprofiel, Overleg, Overlegdeelname, Veld, Verstrekking
from casuistiek.queries import names_betrokkene
from casuistiek.services.stap import lock, touch
from casuistiek.services.weigeringen import CannotMeet, CannotShare
from casuistiek.versleuteling import WrongKey

GEDEELDE_TEKSTEN = {Veld.WAT_GAAT_MIS: "wat er misgaat", Veld.VRAAG: "de vraag", Veld.AFSPRAAK: "de afspraak"}


@transaction.atomic
def plan_overleg(
    *,
    actor: Gebruiker,
    soort: str,
    op: date,
    voorzitter: Gebruiker,
    plaats: str = "",
    organisaties: Iterable[Organisatie] = (),
) -> Overleg:
    """Put a meeting on a day and ask organisations for it."""
    _require_handler(actor)
    overleg = Overleg(soort=soort, op=op, plaats=plaats.strip(), voorzitter=voorzitter)
    overleg.full_clean(exclude=["afgerond_op"])
    overleg.save()
    Overlegdeelname.objects.bulk_create(
        Overlegdeelname(overleg=overleg, organisatie=one) for one in organisaties
    )
    audit.record("overleg.gepland", overleg, actor=actor, na={"soort": soort, "op": op})
    return overleg


@transaction.atomic
def add_agendapunt(overleg_id: int, *, actor: Gebruiker, casus_id: int, vraag: str) -> Agendapunt:
    """Put a casus on the agenda, with what we ask. The casus itself goes on: this is no step."""
    overleg = _open_overleg(overleg_id, actor)
    casus = lock(casus_id)
    if not permissions.may_handle(actor, casus):
        raise PermissionDenied(permissions.NIET_BEHANDELAAR)
    if zin := permissions.bezwaar_tegen_agenda(casus):
        raise CannotMeet(zin)
    if not vraag.strip():
        raise CannotMeet("Schrijf op wat u aan het overleg vraagt.")
    punt = Agendapunt(overleg=overleg, casus=casus, vraag=vraag.strip(), ingebracht_door=actor)
    punt.full_clean()
    punt.save()
    audit.record("overleg.casus_op_agenda", casus, actor=actor, overleg=overleg.pk)
    return punt


@transaction.atomic
def remove_agendapunt(punt_id: int, *, actor: Gebruiker) -> None:
    """Take a casus from the agenda; what was shared for it is shared no longer."""
    punt = _punt(punt_id, actor)
    _open_overleg(punt.overleg_id, actor)
    audit.record("overleg.casus_van_agenda", punt.casus, actor=actor, overleg=punt.overleg_id)
    punt.delete()


@transaction.atomic
def share_casus(
    punt_id: int,
    *,
    actor: Gebruiker,
    organisatie: Organisatie,
    velden: Iterable[str],
    doel: str,
    grondslag: str,
    geldig_tot: date,
    op: datetime,
) -> Verstrekking:
    """Let one organisation see these fields of a casus, until a day. Never more than its Deelprofiel allows."""
    punt = Agendapunt.objects.select_related("casus", "overleg").get(pk=punt_id)
    casus = lock(punt.casus_id)
    if not permissions.is_verantwoordelijk(actor, casus):
        raise PermissionDenied(permissions.NIET_VERANTWOORDELIJK)
    if not punt.overleg.deelnames.filter(organisatie=organisatie).exists():
        raise CannotShare(f"{organisatie} is niet gevraagd voor dit overleg.")
    profiel = Deelprofiel.objects.filter(soort=organisatie.soort).first()
    velden = [veld.value for veld in Veld if veld.value in set(velden)]
    too_much = set(velden) - set(profiel.velden if profiel else ())
    if too_much or not velden:
        raise CannotShare("Kies velden die bij het deelprofiel van deze organisatie horen.")
    if geldig_tot < op.date():
        raise CannotShare("De einddatum is al voorbij.")
    if not doel.strip() or not grondslag.strip():
        raise CannotShare("Vul in waarvoor u deelt, en op welke grond.")
    texts = {Veld.WAT_GAAT_MIS: casus.wat_gaat_mis, Veld.VRAAG: punt.vraag, Veld.AFSPRAAK: punt.afspraak}
    for veld, tekst in texts.items():
        if veld.value in velden:
            _refuse_recognisable(casus, tekst, GEDEELDE_TEKSTEN[veld])
    verstrekking = Verstrekking(
        casus=casus,
        agendapunt=punt,
        organisatie=organisatie,
        velden=velden,
        doel=doel.strip(),
        grondslag=grondslag.strip(),
        geldig_tot=geldig_tot,
        door=actor,
    )
    verstrekking.validate_constraints()
    verstrekking.save()
    audit.record(
        "casus.gedeeld", casus, actor=actor, organisatie=organisatie.naam, velden=velden, tot=geldig_tot
    )
    return verstrekking


@transaction.atomic
def withdraw_verstrekking(verstrekking_id: int, *, actor: Gebruiker, op: datetime) -> None:
    """Share no longer. That it was shared, and what, stays on record."""
    verstrekking = Verstrekking.objects.select_for_update().get(pk=verstrekking_id)
    casus = lock(verstrekking.casus_id)
    if not permissions.is_verantwoordelijk(actor, casus):
        raise PermissionDenied(permissions.NIET_VERANTWOORDELIJK)
    if verstrekking.ingetrokken_op is None:
        verstrekking.ingetrokken_op = op
        verstrekking.save(update_fields=["ingetrokken_op"])
        audit.record("casus.niet_meer_gedeeld", casus, actor=actor, organisatie=verstrekking.organisatie.naam)


@transaction.atomic
def write_afspraak(punt_id: int, *, actor: Gebruiker, op: date, afspraak: str) -> Agendapunt:
    """Write down what was agreed about a casus. A partner who gets it must not learn from it who it is about."""
    punt = _punt(punt_id, actor)
    casus = lock(punt.casus_id)
    if any(Veld.AFSPRAAK in one.velden for one in punt.verstrekkingen.filter(ingetrokken_op=None)):
        _refuse_recognisable(casus, afspraak, GEDEELDE_TEKSTEN[Veld.AFSPRAAK])
    punt.afspraak = afspraak.strip()
    punt.full_clean()
    punt.save()
    touch(casus, op)
    casus.save(update_fields=["bewogen_op"])
    audit.record("overleg.afspraak", casus, actor=actor, overleg=punt.overleg_id)
    return punt


@transaction.atomic
def note_presence(overleg_id: int, *, actor: Gebruiker, aanwezig: dict[int, str]) -> None:
    """Write down which organisations came: by id of the deelname, `ja`, `nee` or nothing yet."""
    overleg = _open_overleg(overleg_id, actor)
    for deelname in overleg.deelnames.all():
        deelname.aanwezig = aanwezig.get(deelname.pk, deelname.aanwezig)
        deelname.full_clean()
        deelname.save()
    audit.record("overleg.aanwezigheid", overleg, actor=actor)


@transaction.atomic
def close_overleg(overleg_id: int, *, actor: Gebruiker, op: date, verslag: str) -> Overleg:
    """The meeting is over and its minutes are written; the agenda stands."""
    overleg = _open_overleg(overleg_id, actor)
    if op < overleg.op:
        raise CannotMeet("Dit overleg moet nog komen.")
    if not verslag.strip():
        raise CannotMeet("Schrijf in een paar zinnen op wat er is besproken.")
    overleg.verslag, overleg.afgerond_op = verslag.strip(), op
    overleg.full_clean()
    overleg.save()
    audit.record("overleg.afgerond", overleg, actor=actor)
    return overleg


@transaction.atomic
def look_at_verstrekkingen(overleg_id: int, *, actor: Gebruiker, op: date) -> list[Verstrekking]:
    """What is shared with the organisation of this partner for a meeting. Every look leaves a row per casus."""
    if (
        not permissions.is_partner(actor)
        or not Overleg.objects.visible_to(actor).filter(pk=overleg_id).exists()
    ):
        raise PermissionDenied
    shared = list(
        Verstrekking.objects.active_on(op)
        .filter(agendapunt__overleg=overleg_id, organisatie=actor.organisatie_id)
        .select_related("casus__gebied__ouder", "agendapunt")
        .prefetch_related("casus__leefgebieden")
        .order_by("pk")
    )
    for verstrekking in shared:
        audit.record("verstrekking.ingezien", verstrekking, actor=actor, casus=verstrekking.casus.nummer)
    return shared


def _require_handler(actor: Gebruiker) -> None:
    if not permissions.may_log(actor):
        raise PermissionDenied


def _open_overleg(overleg_id: int, actor: Gebruiker) -> Overleg:
    _require_handler(actor)
    overleg = Overleg.objects.select_for_update().get(pk=overleg_id)
    if overleg.is_afgerond:
        raise CannotMeet("Dit overleg is afgerond. Er verandert niets meer aan.")
    return overleg


def _punt(punt_id: int, actor: Gebruiker) -> Agendapunt:
    """A point about a casus that this person handles."""
    punt = (
        Agendapunt.objects.select_for_update(of=("self",))
        .select_related("casus__gebied__ouder")
        .get(pk=punt_id)
    )
    if not permissions.may_handle(actor, punt.casus):
        raise PermissionDenied(permissions.NIET_BEHANDELAAR)
    return punt


def _refuse_recognisable(casus: Casus, tekst: str, waar: str) -> None:
    """A text that goes to a partner holds nothing that tells who it is about."""
    found = vrije_tekst.find(tekst)
    try:
        if names_betrokkene(casus, tekst):
            found.append(vrije_tekst.Vondst.BETROKKENE)
    except WrongKey as unreadable:
        raise CannotShare(
            "De naam van de betrokkene is nu niet te lezen, dus niet na te kijken."
        ) from unreadable
    if found:
        raise CannotShare(f"In {waar} staat {' en '.join(found)}. Haal dat eruit voor u deelt.")
