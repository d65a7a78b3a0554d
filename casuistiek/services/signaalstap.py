"""What every step of a signaal shares. For the other services only."""

from datetime import date

from django.utils import timezone

from brunssum.core import audit
from brunssum.core.gebeurtenissoorten import Gebeurtenissoort
from brunssum.core.models import ApiClient, Gebruiker
from brunssum.core.services import meldingen
from brunssum.core.services.gebeurtenissen import announce
from casuistiek.meldingsoorten import SIGNAAL_BINNEN, SIGNAAL_TE_LANG, SIGNAAL_VERDER, SIGNAAL_VRAAG
from casuistiek.models import Casus, Signaal, Signaalaanvulling, Signaalstap
from casuistiek.queries.signalen import partner_contacts
from casuistiek.signaalstanden import AANVULBAAR, BIJ_STAP, LOPEND, TOEGESTAAN, Stand

Actor = Gebruiker | ApiClient


def lock_signaal(signaal_id: int) -> Signaal:
    """The signaal, for this transaction alone."""
    return (
        Signaal.objects.select_for_update(of=("self",))
        .select_related("organisatie", "gebied__ouder")
        .get(pk=signaal_id)
    )


def move(signaal: Signaal, naar: Stand, *, actor: Actor, op: date, bericht: str = "") -> None:
    """Write down a step that was checked, and tell the partner. Other changed fields of the signaal are saved with it."""
    signaal.stand, signaal.stand_sinds = naar, op
    signaal.afgesloten_op = None if naar in LOPEND else op
    if naar not in AANVULBAAR:
        signaal.vraag_op = None
    save(signaal)
    write_stap(signaal, actor=actor, op=op, bericht=bericht)
    done = [SIGNAAL_BINNEN, SIGNAAL_TE_LANG] + ([] if signaal.vraag_op else [SIGNAAL_VRAAG])
    meldingen.settle(signaal, done, actor=person_of(actor), op=signaal.gewijzigd_op)
    tell_partner(signaal, soort=SIGNAAL_VERDER, actor=actor)


def write_stap(signaal: Signaal, *, actor: Actor, op: date, bericht: str = "") -> None:
    Signaalstap.objects.create(
        signaal=signaal,
        stand=signaal.stand,
        op=op,
        vastgelegd_op=signaal.gewijzigd_op,
        door=person_of(actor),
        bericht=bericht.strip(),
    )
    audit.record(f"signaal.{signaal.stand}", signaal, actor=actor, na={"stand": signaal.stand})
    announce_change(signaal)


def save(signaal: Signaal) -> None:
    signaal.gewijzigd_op = timezone.now()
    signaal.validate_constraints()
    signaal.save()


def follow_casus(casus: Casus, *, actor: Gebruiker, op: date) -> None:
    """The casus took a step: what its partners may know of that, they hear."""
    naar = BIJ_STAP[casus.stap]
    signalen = Signaal.objects.select_for_update(of=("self",)).select_related("organisatie")
    for signaal in signalen.filter(casus=casus).order_by("pk"):
        if naar in TOEGESTAAN[Stand(signaal.stand)]:
            move(signaal, naar, actor=actor, op=max(op, signaal.stand_sinds))


def said_just_now(signaal: Signaal, *, actor: Actor, op: date, tekst: str) -> Signaalaanvulling | None:
    """What was written last, when it is the same again: someone pressed twice."""
    last = signaal.aanvullingen.order_by("-pk").first()
    is_same = last and (last.door, last.op, last.tekst) == (person_of(actor), op, tekst.strip())
    return last if is_same else None


def tell_partner(signaal: Signaal, *, soort: str, actor: Actor) -> None:
    """Those who log in for the partner."""
    meldingen.tell(partner_contacts(signaal), soort=soort, onderwerp=signaal, actor=person_of(actor))


def announce_change(signaal: Signaal) -> None:
    """For the systems of the partner."""
    announce(
        Gebeurtenissoort.SIGNAAL_GEWIJZIGD,
        verwijzing=f"/signalen/{signaal.uuid}",
        organisaties={signaal.organisatie_id},
    )


def person_of(wie: Actor) -> Gebruiker | None:
    """Who it was, when it was a person and no system."""
    return wie if isinstance(wie, Gebruiker) else None
