"""What a partner does with a signaal: hand it in, add to it, take it back. A person, or a system of the partner."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from brunssum.core import audit
from brunssum.core.models import Gebied, Gebruiker, Organisatie, Verwerkingsactiviteit
from brunssum.core.rollen import Rol
from brunssum.core.services import meldingen
from casuistiek import permissions
from casuistiek import signaalregels as regels
from casuistiek.meldingsoorten import SIGNAAL_AANGEVULD, SIGNAAL_BINNEN, SIGNAAL_VRAAG, SIGNALEN_VOL
from casuistiek.models import Betrokkene, Casus, Leefgebied, Signaal, Signaalaanvulling, SignaalLeefgebied
from casuistiek.queries.signalen import behandelaars_of
from casuistiek.services.signaalstap import (
    Actor,
    lock_signaal,
    move,
    person_of,
    said_just_now,
    save,
    write_stap,
)
from casuistiek.services.weigeringen import CannotMove, Incomplete, TooMany
from casuistiek.signaalstanden import Stand


@sensitive_variables()
@transaction.atomic
def hand_in_signaal(
    *,
    actor: Actor,
    op: date,
    gebied: Gebied | None,
    wat_gaat_mis: str,
    leefgebieden: Iterable[str],
    urgentie: int = Casus.Urgentie.NORMAAL,
    al_geprobeerd: str = "",
    kenmerk: str = "",
    bewoner_akkoord: bool = False,
    naam: str = "",
    contact: str = "",
    uuid: UUID | None = None,
) -> Signaal:
    """Tell the municipality of a resident who is stuck. Who it is comes along only when the resident agrees.

    Pressing twice, with the same uuid, gives the same signaal.
    """
    if not permissions.may_hand_in(actor):
        raise PermissionDenied
    # One at a time for each partner: so that what is looked up below still holds when it is written.
    organisatie = Organisatie.objects.select_for_update().get(pk=actor.organisatie_id)
    already = Signaal.objects.filter(uuid=uuid).first() if uuid else None
    if already is not None:
        if already.organisatie_id != organisatie.pk:
            raise PermissionDenied
        return already
    now = timezone.now()
    today = _count_today(organisatie, op, now)
    signaal = Signaal(
        uuid=uuid or uuid4(),
        vastgelegd_op=now,
        gewijzigd_op=now,
        organisatie=organisatie,
        ingediend_door=person_of(actor),
        ingediend_met=None if person_of(actor) else actor,
        kenmerk=kenmerk.strip(),
        gebied=gebied,
        wat_gaat_mis=wat_gaat_mis.strip(),
        al_geprobeerd=al_geprobeerd.strip(),
        urgentie=urgentie,
        bewoner_akkoord=bewoner_akkoord,
        verwerkingsactiviteit=Verwerkingsactiviteit.objects.for_casussen(),
        stand_sinds=op,
        ontvangen_op=op,
    )
    leefgebieden, naam, contact = sorted(set(leefgebieden)), naam.strip(), contact.strip()
    _check(
        signaal, leefgebieden, naam, contact
    )  # each constraint a person can break among it: no query for each
    signaal.save()
    SignaalLeefgebied.objects.bulk_create(
        SignaalLeefgebied(signaal=signaal, leefgebied=one) for one in leefgebieden
    )
    if naam:
        betrokkene = Betrokkene(signaal=signaal, naam=naam, contact=contact)
        betrokkene.full_clean()
        betrokkene.save()
    write_stap(signaal, actor=actor, op=op)
    meldingen.tell(behandelaars_of(signaal), soort=SIGNAAL_BINNEN, onderwerp=signaal, actor=person_of(actor))
    if today + 1 == settings.SIGNALEN_PER_DAG:
        _tell_that_it_was_the_last(organisatie, op)
    return signaal


@transaction.atomic
def add_aanvulling(signaal_id: int, *, actor: Actor, op: date, tekst: str) -> Signaalaanvulling:
    """Add to an own signaal, or answer the question that was asked about it. Pressing twice says it once."""
    signaal = _lock_own(signaal_id, actor)
    if zin := permissions.bezwaar_tegen_aanvulling(signaal):
        raise CannotMove(zin)
    if already := said_just_now(signaal, actor=actor, op=op, tekst=tekst):
        return already
    soort = Signaalaanvulling.Soort.ANTWOORD if signaal.vraag_op else Signaalaanvulling.Soort.AANVULLING
    aanvulling = Signaalaanvulling(
        signaal=signaal, soort=soort, tekst=tekst.strip(), op=op, door=person_of(actor)
    )
    aanvulling.full_clean()
    aanvulling.save()
    signaal.vraag_op = None
    save(signaal)
    audit.record("signaal.aangevuld", signaal, actor=actor)
    meldingen.settle(signaal, [SIGNAAL_VRAAG], actor=person_of(actor), op=signaal.gewijzigd_op)
    meldingen.tell(
        behandelaars_of(signaal), soort=SIGNAAL_AANGEVULD, onderwerp=signaal, actor=person_of(actor)
    )
    return aanvulling


@transaction.atomic
def withdraw_signaal(signaal_id: int, *, actor: Actor, op: date) -> Signaal:
    """Take back an own signaal that nobody took up. Who it is about is erased at once."""
    signaal = _lock_own(signaal_id, actor)
    if zin := permissions.bezwaar_tegen_stand(signaal, Stand.INGETROKKEN):
        raise CannotMove(zin)
    signaal.betrokkenen.all().delete()
    move(signaal, Stand.INGETROKKEN, actor=actor, op=op)
    return signaal


def _count_today(organisatie: Organisatie, op: date, now: datetime) -> int:
    """How many its people and its systems gave today, also what was taken back. The organisatie is locked."""
    today = Signaal.objects.filter(organisatie=organisatie, ontvangen_op=op).count()
    if today >= settings.SIGNALEN_PER_DAG:
        tomorrow = timezone.make_aware(datetime.combine(op + timedelta(days=1), time.min))
        raise TooMany(
            f"Uw organisatie heeft vandaag het hoogste aantal signalen gegeven ({settings.SIGNALEN_PER_DAG}). "
            "Bewaar dit signaal en geef het morgen. Kan het niet wachten, bel dan de gemeente.",
            wacht=max(int((tomorrow - now).total_seconds()), 1),
        )
    return today


def _tell_that_it_was_the_last(organisatie: Organisatie, op: date) -> None:
    """Told while it is still taken: a refusal leaves nothing behind, and so could tell nobody, or everyone each time."""
    contacts = Gebruiker.objects.having(Rol.PARTNER).filter(organisatie=organisatie)
    meldingen.tell(
        [*Gebruiker.objects.having(Rol.BEHEERDER), *contacts],
        soort=SIGNALEN_VOL,
        onderwerp=organisatie,
        actor=None,
        sleutel=f"{SIGNALEN_VOL}:{organisatie.pk}:{op}",
    )


def _lock_own(signaal_id: int, actor: Actor) -> Signaal:
    signaal = lock_signaal(signaal_id)
    if not permissions.is_own_signaal(actor, signaal):
        raise PermissionDenied
    return signaal


IN_HAND = ("organisatie", "ingediend_door", "ingediend_met", "gebied", "verwerkingsactiviteit")
"""What was read from the database just now, and so needs no query to see if it exists."""


def _check(signaal: Signaal, leefgebieden: list[str], naam: str, contact: str) -> None:
    """Refuse what is not complete, or may not come along, with all sentences at once."""
    errors = {}
    try:
        signaal.clean_fields(exclude=[*IN_HAND, "kenmerk"])
    except ValidationError as wrong:
        errors = dict(wrong.message_dict)
    if not signaal.wat_gaat_mis:
        errors["wat_gaat_mis"] = "Vul in wat er aan de hand is."
    if not leefgebieden or not set(leefgebieden) <= set(Leefgebied.values):
        errors["leefgebieden"] = "Kies ten minste één leefgebied."
    if contact and not naam:
        errors["naam"] = "Vul ook in om wie het gaat."
    bezwaren = {
        "gebied": regels.bezwaar_tegen_gebied(signaal.gebied if signaal.gebied_id else None),
        "kenmerk": regels.bezwaar_tegen_kenmerk(signaal.kenmerk, organisatie_id=signaal.organisatie_id),
        "bewoner_akkoord": regels.bezwaar_zonder_akkoord(
            met_naam=bool(naam or contact), akkoord=signaal.bewoner_akkoord
        ),
    }
    errors |= {name: zin for name, zin in bezwaren.items() if zin}
    if errors:
        raise Incomplete(errors)
