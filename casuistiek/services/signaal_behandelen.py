"""What the municipality does with a signaal: take it up, say why not, and write to the partner."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from brunssum.core import audit, vrije_tekst
from brunssum.core.models import Gebied, Gebruiker
from brunssum.core.services import meldingen
from casuistiek import permissions
from casuistiek.meldingsoorten import SIGNAAL_BIJ_CASUS, SIGNAAL_VERDER, SIGNAAL_VRAAG
from casuistiek.models import Betrokkene, Casus, Signaal, Signaalaanvulling
from casuistiek.queries.signalen import names_bewoner
from casuistiek.services.inzagelog import record_inzagen_of_signaal
from casuistiek.services.melding import log_casus
from casuistiek.services.privacyverzoek import move_verzoeken
from casuistiek.services.signaalstap import (
    announce_change,
    lock_signaal,
    move,
    said_just_now,
    save,
    tell_partner,
)
from casuistiek.services.stap import lock, touch
from casuistiek.services.weigeringen import Beperkt, CannotMove, CannotStep
from casuistiek.signaalstanden import Stand


@transaction.atomic
def take_up_signaal(
    signaal_id: int,
    *,
    actor: Gebruiker,
    op: date,
    gebied: Gebied,
    wat_gaat_mis: str,
    leefgebieden: Iterable[str],
    betrokken_partijen: str,
    urgentie: int,
    bericht: str = "",
) -> Casus:
    """Make a casus of it, of which this person is the casusverantwoordelijke. Of two who press, the second hears who was first."""
    signaal = _lock_waiting(signaal_id, Stand.OPGEPAKT, actor)
    casus = log_casus(
        actor=actor,
        op=op,
        gebied=gebied,
        wat_gaat_mis=wat_gaat_mis,
        leefgebieden=leefgebieden,
        betrokken_partijen=betrokken_partijen,
        urgentie=urgentie,
    )
    _link(signaal, casus, actor=actor, op=op, bericht=bericht)
    return casus


@transaction.atomic
def join_signaal(signaal_id: int, *, actor: Gebruiker, op: date, casus_id: int, bericht: str = "") -> Signaal:
    """It is about a casus that runs already. The partner hears that it is taken up, and from now on what that casus does."""
    signaal = _lock_waiting(signaal_id, Stand.OPGEPAKT, actor)
    casus = lock(casus_id)
    if not permissions.may_handle(actor, casus):
        raise PermissionDenied(permissions.NIET_BEHANDELAAR)
    if not casus.is_open:
        raise CannotStep("Deze casus loopt niet meer. Maak van het signaal een nieuwe casus.")
    touch(casus, op)
    casus.save(update_fields=["bewogen_op"])
    audit.record("casus.signaal", casus, actor=actor)
    _link(signaal, casus, actor=actor, op=op, bericht=bericht)
    meldingen.tell([casus.casusverantwoordelijke], soort=SIGNAAL_BIJ_CASUS, onderwerp=casus, actor=actor)
    return signaal


@transaction.atomic
def refuse_signaal(signaal_id: int, *, actor: Gebruiker, op: date, reden: str) -> Signaal:
    """Nobody goes on with it; the partner reads why."""
    signaal = _lock_waiting(signaal_id, Stand.NIET_OPGEPAKT, actor)
    if not reden.strip():
        raise ValidationError({"reden": "Schrijf op waarom niet. De partner leest dit."})
    _check_text(signaal, "reden", reden)
    move(signaal, Stand.NIET_OPGEPAKT, actor=actor, op=op, bericht=reden)
    return signaal


@transaction.atomic
def write_to_partner(
    signaal_id: int, *, actor: Gebruiker, op: date, tekst: str, is_vraag: bool = False
) -> Signaalaanvulling:
    """Tell the partner something, or ask something: a question stays open until the partner answers.

    Pressing twice says it once.
    """
    signaal = _lock_visible(signaal_id, actor)
    if zin := permissions.bezwaar_tegen_aanvulling(signaal):
        raise CannotMove(zin)
    if signaal.casus_id and signaal.casus.beperkt_op:
        raise Beperkt(permissions.BEPERKT)
    _check_text(signaal, "tekst", tekst)
    if already := said_just_now(signaal, actor=actor, op=op, tekst=tekst):
        return already
    soort = Signaalaanvulling.Soort.VRAAG if is_vraag else Signaalaanvulling.Soort.BERICHT
    aanvulling = Signaalaanvulling(signaal=signaal, soort=soort, tekst=tekst.strip(), op=op, door=actor)
    aanvulling.full_clean()
    aanvulling.save()
    if is_vraag:
        signaal.vraag_op = op
    save(signaal)
    audit.record(f"signaal.{soort.value}", signaal, actor=actor)
    tell_partner(signaal, soort=SIGNAAL_VRAAG if is_vraag else SIGNAAL_VERDER, actor=actor)
    announce_change(signaal)
    return aanvulling


@sensitive_variables()
@transaction.atomic
def look_at_bewoner(signaal_id: int, *, actor: Gebruiker) -> list[Betrokkene]:
    """Read who a signaal is about. Every look leaves a row in the inzagelog. Once it is a casus: look_at_betrokkenen."""
    signaal = _lock_visible(signaal_id, actor)
    if zin := permissions.bezwaar_tegen_inzage(signaal):
        raise PermissionDenied(zin)
    record_inzagen_of_signaal(signaal, actor=actor)
    return list(signaal.betrokkenen.order_by("pk"))


@sensitive_variables()
@transaction.atomic
def correct_bewoner(
    signaal_id: int, *, actor: Gebruiker, betrokkene_id: int, naam: str, contact: str = ""
) -> Betrokkene:
    """Put right what a partner gave of who a signaal is about. Once it is a casus: set_betrokkene."""
    signaal = _lock_visible(signaal_id, actor)
    if zin := permissions.bezwaar_tegen_inzage(signaal):
        raise PermissionDenied(zin)
    if signaal.beperkt_op:
        raise Beperkt(permissions.STAAT_STIL)
    betrokkene = signaal.betrokkenen.get(pk=betrokkene_id)
    betrokkene.naam, betrokkene.contact = naam.strip(), contact.strip()
    betrokkene.full_clean()
    betrokkene.save()
    audit.record("betrokkene.gewijzigd", betrokkene, actor=actor)
    return betrokkene


def _lock_visible(signaal_id: int, actor: Gebruiker) -> Signaal:
    signaal = lock_signaal(signaal_id)
    if not permissions.may_handle_signaal(actor, signaal):
        raise PermissionDenied
    return signaal


def _lock_waiting(signaal_id: int, naar: Stand, actor: Gebruiker) -> Signaal:
    """The signaal while nobody decided on it; else the sentence that tells who did what."""
    signaal = _lock_visible(signaal_id, actor)
    if zin := permissions.bezwaar_tegen_stand(signaal, naar):
        if zin == permissions.STAAT_STIL:
            raise CannotMove(zin)
        last = signaal.stappen.select_related("door").latest("pk")
        wie = last.door.naam if last.door else signaal.organisatie.naam
        raise CannotMove(f"{zin} Dat deed {wie}. Op de pagina van het signaal leest u hoe het verder ging.")
    return signaal


def _link(signaal: Signaal, casus: Casus, *, actor: Gebruiker, op: date, bericht: str) -> None:
    """From now on it follows the casus; who it is about belongs to that, and to its casusverantwoordelijke."""
    _check_text(signaal, "bericht", bericht)
    signaal.casus = casus
    move(signaal, Stand.OPGEPAKT, actor=actor, op=op, bericht=bericht)
    signaal.betrokkenen.update(casus=casus)
    signaal.privacyverzoeken.update(casus=casus)
    move_verzoeken(casus)


def _check_text(signaal: Signaal, veld: str, tekst: str) -> None:
    """What the partner reads goes out over the API too: no data of a person in it. Where in doubt, the form warns."""
    found = vrije_tekst.find(tekst)
    if names_bewoner(signaal, [tekst]):
        found.append(vrije_tekst.Vondst.BETROKKENE)
    if found:
        raise ValidationError({veld: f"De partner leest dit. Haal eruit: {', '.join(found)}."})
