"""What a resident may ask about the own data: to read it, to have it put right, to have it used no further."""

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from brunssum.core import audit
from brunssum.core.models import Actiepunt, Gebruiker
from brunssum.core.services import actiepunten
from casuistiek import permissions
from casuistiek.models import Casus, Inzage, Privacyverzoek
from casuistiek.privacy_export import export_of
from casuistiek.services.inzagelog import record_inzagen
from casuistiek.services.stap import lock
from casuistiek.services.weigeringen import CannotAnswer

TERMIJN = relativedelta(months=1)
"""AVG 12 lid 3."""

VERZOEK = "casus.privacyverzoek"


@transaction.atomic
def ask_privacyverzoek(
    casus_id: int,
    *,
    actor: Gebruiker,
    betrokkene_id: int,
    soort: str,
    ontvangen_op: date,
    toelichting: str = "",
) -> Privacyverzoek:
    """Write down what a betrokkene asks. It must be answered within a month, and stands on someone's start page till then."""
    casus = _own(casus_id, actor)
    casus.betrokkenen.get(pk=betrokkene_id)
    verzoek = Privacyverzoek(
        casus=casus,
        betrokkene=betrokkene_id,
        soort=soort,
        toelichting=toelichting.strip(),
        ontvangen_op=ontvangen_op,
        uiterlijk_op=ontvangen_op + TERMIJN,
        door=actor,
    )
    verzoek.full_clean(exclude=["afgehandeld_op", "afgehandeld_door"])
    verzoek.save()
    actiepunten.make(
        titel=f"Privacyverzoek bij {casus} beantwoorden",
        eigenaar=casus.casusverantwoordelijke,
        vervalt_op=verzoek.uiterlijk_op,
        actor=actor,
        onderwerp=casus,
        soort=VERZOEK,
        sleutel=f"{VERZOEK}:{verzoek.pk}",
    )
    audit.record("privacyverzoek.ontvangen", verzoek, actor=actor, na={"soort": soort, "uiterlijk_op": verzoek.uiterlijk_op})  # fmt: skip
    return verzoek


@transaction.atomic
def answer_privacyverzoek(
    verzoek_id: int, *, actor: Gebruiker, op: date, uitkomst: str, antwoord: str
) -> Privacyverzoek:
    """Say what was done, or why not. A yes to beperking stops all use of the casus at once."""
    verzoek = Privacyverzoek.objects.select_for_update().get(pk=verzoek_id)
    casus = _own(verzoek.casus_id, actor)
    if verzoek.uitkomst:
        raise CannotAnswer("Dit verzoek is al beantwoord.")
    if not antwoord.strip():
        raise CannotAnswer("Schrijf op wat er is gedaan, of waarom niet.")
    if op < verzoek.ontvangen_op:
        raise CannotAnswer("De datum ligt voor de dag waarop het verzoek binnenkwam.")
    verzoek.uitkomst, verzoek.antwoord = uitkomst, antwoord.strip()
    verzoek.afgehandeld_op, verzoek.afgehandeld_door = op, actor
    verzoek.full_clean()
    verzoek.save()
    if verzoek.soort == Privacyverzoek.Soort.BEPERKING and uitkomst == Privacyverzoek.Uitkomst.INGEWILLIGD:
        casus.beperkt_op = op
        casus.save(update_fields=["beperkt_op"])
        audit.record("casus.beperkt", casus, actor=actor)
    for actiepunt in Actiepunt.objects.open().filter(sleutel=f"{VERZOEK}:{verzoek.pk}"):
        actiepunten.finish(actiepunt.pk, actor=None, uitkomst=f"Beantwoord door {actor}.")
    audit.record("privacyverzoek.beantwoord", verzoek, actor=actor, na={"uitkomst": uitkomst})
    return verzoek


@transaction.atomic
def lift_beperking(casus_id: int, *, actor: Gebruiker) -> Casus:
    """Let a casus be used again. Tell the betrokkene first (AVG 18 lid 3)."""
    casus = _own(casus_id, actor)
    if casus.beperkt_op is None:
        raise CannotAnswer("De verwerking van deze casus is niet beperkt.")
    casus.beperkt_op = None
    casus.save(update_fields=["beperkt_op"])
    audit.record("casus.beperking_opgeheven", casus, actor=actor)
    return casus


@sensitive_variables()
@transaction.atomic
def export_betrokkene(casus_id: int, *, actor: Gebruiker, betrokkene_id: int) -> dict[str, Any]:
    """Everything that is kept about one betrokkene, fit for JSON. Leaves a row in the inzagelog."""
    casus = lock(casus_id, also_beperkt=True)
    grond = permissions.grond_om_te_zien(actor, casus, timezone.now())
    if grond is None or not permissions.is_verantwoordelijk(actor, casus):
        raise PermissionDenied(permissions.NIET_VERANTWOORDELIJK)
    betrokkene = casus.betrokkenen.get(pk=betrokkene_id)
    record_inzagen(
        casus, actor=actor, soort=Inzage.Soort.GEEXPORTEERD, grond=grond, betrokkenen=[betrokkene.pk]
    )
    audit.record("betrokkene.geexporteerd", betrokkene, actor=actor, casus=casus.nummer)
    return export_of(betrokkene)


def _own(casus_id: int, actor: Gebruiker) -> Casus:
    casus = lock(casus_id, also_beperkt=True)
    if not permissions.is_verantwoordelijk(actor, casus):
        raise PermissionDenied(permissions.NIET_VERANTWOORDELIJK)
    return casus
