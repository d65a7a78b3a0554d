"""What ambassadeurs and organisations give the programme, and what they get back for it."""

from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone

from ambassadeurs import meldingsoorten, permissions
from ambassadeurs.models import ONDERWERPEN, Ambassadeur, Ambassadeursgroep, Bijeenkomst, Reflectie
from brunssum.core import audit, onderwerpen, vrije_tekst
from brunssum.core.exceptions import Botsing, DomainError, Tussentijds
from brunssum.core.gebeurtenissoorten import Gebeurtenissoort
from brunssum.core.models import ApiClient, Gebruiker, Organisatie
from brunssum.core.rollen import Rol
from brunssum.core.services import actiepunten, gebeurtenissen, meldingen
from inspanningen.models import Inspanning

ANTWOORD_BINNEN = timedelta(days=28)
"""Asked in one bijeenkomst, answered before the next: groups meet about once a month."""

ANTWOORDEN = "reflectie.antwoord"
MAX_PER_DAG = 10
"""By one personal link. More is no person who thinks along."""

MAX_PER_ORGANISATIE = 50
"""In a day. Someone owes an answer to each: more is a system that runs wild."""


class CannotAnswer(DomainError):
    """This reflectie cannot be answered, or told back, now."""


class CannotReflect(DomainError):
    """This reflectie cannot be taken."""


class CannotReflectToday(CannotReflect, Botsing):
    """It could be on another day."""


@transaction.atomic
def add_reflectie(
    groep_id: int,
    *,
    actor: Gebruiker,
    op: date,
    soort: str,
    tekst: str,
    onderwerp: models.Model,
    ambassadeur: Ambassadeur | None = None,
    bijeenkomst: Bijeenkomst | None = None,
) -> Reflectie:
    """Take what a group or one of its ambassadeurs says of something. Someone owes an answer from now on."""
    groep = Ambassadeursgroep.objects.get(pk=groep_id)
    if not permissions.may_reflect(actor, groep, op):
        raise PermissionDenied
    if not permissions.may_manage(actor):
        ambassadeur = groep.ambassadeurs.active_on(op).get(gebruiker=actor)  # one speaks for oneself
    _require_known(onderwerp, actor)
    return _take(
        groep,
        op=op,
        soort=soort,
        tekst=tekst,
        onderwerp=onderwerp,
        ambassadeur=ambassadeur,
        bijeenkomst=bijeenkomst,
        actor=actor,
    )


@transaction.atomic
def add_reflectie_by_link(
    ambassadeur_id: int, *, op: date, soort: str, tekst: str, onderwerp: models.Model
) -> Reflectie:
    """The same, from an ambassadeur without an account who opened the personal link.

    Raises CannotReflect when the ambassadeur left, or when this link was used very often today.
    """
    ambassadeur = Ambassadeur.objects.select_for_update().select_related("groep").get(pk=ambassadeur_id)
    if not ambassadeur.is_active_on(op):
        raise CannotReflect(
            "U bent geen lid meer van deze groep. Vraag het programmateam als dat niet klopt."
        )
    if ambassadeur.reflecties.filter(ontvangen_op=op, ingevoerd_door=None).count() >= MAX_PER_DAG:
        raise CannotReflect("U stuurde vandaag al veel in. Morgen kan het weer.")
    _require_reflectable(onderwerp)
    return _take(
        ambassadeur.groep,
        op=op,
        soort=soort,
        tekst=tekst,
        onderwerp=onderwerp,
        ambassadeur=ambassadeur,
        bijeenkomst=None,
        actor=None,
    )


@transaction.atomic
def add_reflectie_of_organisatie(
    *, actor: Gebruiker | ApiClient, op: date, soort: str, tekst: str, onderwerp: models.Model
) -> Reflectie:
    """Take what a partner says of something for its organisation, from its page or from its system.

    A text that seems to hold a BSN, a phone number or an e-mail address is refused (CannotReflect) when a system sends
    it; the page warns before it comes here. So is one too many of an organisation in a day (CannotReflectToday).
    """
    if not permissions.may_reflect_for_organisatie(actor):
        raise PermissionDenied
    _require_known(onderwerp, actor)
    organisatie = Organisatie.objects.select_for_update().get(pk=actor.organisatie_id)
    if organisatie.reflecties.filter(ontvangen_op=op).count() >= MAX_PER_ORGANISATIE:
        raise CannotReflectToday("Uw organisatie stuurde vandaag al veel in. Morgen kan het weer.")
    if isinstance(actor, ApiClient) and (found := vrije_tekst.find(tekst)):
        raise CannotReflect({"tekst": f"Hier lijkt {' en '.join(found)} te staan. Laat dat weg."})
    return _take(organisatie, op=op, soort=soort, tekst=tekst, onderwerp=onderwerp, actor=actor)


@transaction.atomic
def answer_reflectie(
    reflectie_id: int, *, actor: Gebruiker, op: date, gevolg: str, antwoord: str, gelezen: str | None = None
) -> Reflectie:
    """Say what we do with it, and why. It can be written better until it is told back.

    An organisation can read it at once: then that is the telling back, and the answer stands.

    `gelezen` is the answer the writer began from: when someone else wrote another since, nothing is overwritten
    (Tussentijds).
    """
    reflectie = _lock(reflectie_id, actor)
    if zin := permissions.bezwaar_tegen_antwoord(reflectie):
        raise CannotAnswer(zin)
    if gelezen is not None and gelezen.split() != reflectie.antwoord.split():
        raise Tussentijds("Iemand anders heeft intussen een antwoord geschreven. Uw tekst staat er nog; lees eerst wat er nu staat.")  # fmt: skip
    reflectie.gevolg, reflectie.antwoord = gevolg, antwoord.strip()
    reflectie.beantwoord_op, reflectie.beantwoord_door = op, actor
    reflectie.full_clean()
    reflectie.save()
    audit.record("reflectie.beantwoord", reflectie, actor=actor, na={"gevolg": gevolg})
    if reflectie.organisatie_id:
        _settle_told_back(reflectie, actor=actor, op=op, hoe=Reflectie.Hoe.PARTNER)
        gebeurtenissen.announce(
            Gebeurtenissoort.REFLECTIE_BEANTWOORD,
            verwijzing=f"/reflecties/{reflectie.pk}",
            organisaties={reflectie.organisatie_id},
        )
    _tell_who_gave(reflectie, meldingsoorten.REFLECTIE_BEANTWOORD, actor)
    return reflectie


@transaction.atomic
def tell_back(reflectie_id: int, *, actor: Gebruiker, op: date, hoe: str) -> Reflectie:
    """The ambassadeur or the group heard the answer: only now it is done."""
    reflectie = _lock(reflectie_id, actor)
    if zin := permissions.bezwaar_tegen_terugvertellen(reflectie):
        raise CannotAnswer(zin)
    _settle_told_back(reflectie, actor=actor, op=op, hoe=hoe)
    _tell_who_gave(reflectie, meldingsoorten.REFLECTIE_TERUGVERTELD, actor)
    return reflectie


def _settle_told_back(reflectie: Reflectie, *, actor: Gebruiker, op: date, hoe: str) -> None:
    reflectie.teruggekoppeld_op, reflectie.teruggekoppeld_hoe = op, hoe
    reflectie.full_clean()
    reflectie.save()
    uitkomst = f"{reflectie.get_gevolg_display()}. {reflectie.get_teruggekoppeld_hoe_display()} terugverteld."
    actiepunten.finish(reflectie.actiepunt_id, actor=None, uitkomst=uitkomst)
    audit.record("reflectie.teruggekoppeld", reflectie, actor=actor, na={"hoe": hoe, "op": op.isoformat()})
    meldingen.settle(reflectie, [meldingsoorten.REFLECTIE_AAN_U], actor=actor, op=timezone.now())


def _tell_who_gave(reflectie: Reflectie, soort: str, actor: Gebruiker) -> None:
    """The ambassadeur, when they log in, and who wrote it down for them; or everyone of the organisation who may read it."""
    if reflectie.organisatie_id:
        of_organisatie = Gebruiker.objects.filter(
            organisatie=reflectie.organisatie_id, roltoekenningen__rol=Rol.PARTNER
        )
        meldingen.tell(of_organisatie.with_rollen(), soort=soort, onderwerp=reflectie, actor=actor)
        return
    gaf = reflectie.ambassadeur.gebruiker if reflectie.ambassadeur else None
    meldingen.tell([gaf, reflectie.ingevoerd_door], soort=soort, onderwerp=reflectie, actor=actor)


def _take(
    van: Ambassadeursgroep | Organisatie,
    *,
    actor: Gebruiker | ApiClient | None,
    onderwerp: models.Model,
    **fields,
) -> Reflectie:
    person = actor if isinstance(actor, Gebruiker) else None
    reflectie = Reflectie(
        groep=van if isinstance(van, Ambassadeursgroep) else None,
        organisatie=van if isinstance(van, Organisatie) else None,
        ingevoerd_door=person,
        ingevoerd_via=actor if isinstance(actor, ApiClient) else None,
        onderwerp_soort=ContentType.objects.get_for_model(onderwerp),
        onderwerp_id=onderwerp.pk,
        ontvangen_op=fields.pop("op"),
        **fields,
    )
    reflectie.tekst = reflectie.tekst.strip()
    reflectie.full_clean(exclude=["actiepunt"])
    reflectie.save()
    reflectie.actiepunt = actiepunten.make(
        titel=f"{reflectie.get_soort_display()} van {van} beantwoorden en het antwoord terugvertellen"[:150],
        eigenaar=_eigenaar(onderwerp, van),
        vervalt_op=reflectie.ontvangen_op + ANTWOORD_BINNEN,
        actor=None,
        onderwerp=reflectie,
        soort=ANTWOORDEN,
        sleutel=f"{ANTWOORDEN}.{reflectie.pk}",
        tell=False,
    )
    reflectie.save(update_fields=["actiepunt"])
    audit.record("reflectie.ontvangen", reflectie, actor=actor, na={"soort": reflectie.soort})
    wie_antwoordt = reflectie.actiepunt.eigenaar
    meldingen.tell([wie_antwoordt], soort=meldingsoorten.REFLECTIE_AAN_U, onderwerp=reflectie, actor=person)
    return reflectie


def _eigenaar(onderwerp: models.Model, van: Ambassadeursgroep | Organisatie) -> Gebruiker:
    """Who answers: the projectleider of the inspanning, else who cares for the group, else a programmamanager.

    For an organisation that is who cares for the group of external parties.
    """
    if isinstance(onderwerp, Inspanning) and onderwerp.projectleider and onderwerp.projectleider.is_active:
        return onderwerp.projectleider
    if isinstance(van, Ambassadeursgroep):
        groepen = [van]
    else:
        extern = Ambassadeursgroep.objects.filter(soort=Ambassadeursgroep.Soort.EXTERNE_PARTIJEN)
        groepen = extern.select_related("contactpersoon").order_by("pk")
    for groep in groepen:
        if groep.contactpersoon and groep.contactpersoon.is_active:
            return groep.contactpersoon
    managers = Gebruiker.objects.filter(is_active=True, roltoekenningen__rol=Rol.PROGRAMMAMANAGER)
    if manager := managers.order_by("pk").first():
        return manager
    raise CannotReflect("Er is nog niemand die antwoord kan geven. Vraag het programmateam om een contactpersoon.")  # fmt: skip


def _require_reflectable(onderwerp: models.Model) -> None:
    if onderwerp._meta.label_lower not in ONDERWERPEN:
        raise TypeError(f"{onderwerp._meta.label} is nothing to reflect on")


def _require_known(onderwerp: models.Model, actor: Gebruiker | ApiClient) -> None:
    _require_reflectable(onderwerp)
    if not onderwerpen.of(type(onderwerp)).visible_to(actor).filter(pk=onderwerp.pk).exists():
        raise PermissionDenied


def _lock(reflectie_id: int, actor: Gebruiker) -> Reflectie:
    reflectie = (
        Reflectie.objects.select_for_update(of=("self",)).select_related("actiepunt").get(pk=reflectie_id)
    )
    if not permissions.may_answer(actor, reflectie):
        raise PermissionDenied
    return reflectie
