"""What a resident may ask about the own data: to read it, to have it put right or erased, to have it used no further.

`over` is the casus in which they stand, or the signaal that is no casus: of a casus its casusverantwoordelijke answers,
of a signaal whoever handles it.
"""

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
from casuistiek.models import Casus, Inzage, Privacyverzoek, Signaal
from casuistiek.privacy_export import export_of
from casuistiek.services.inzagelog import record_inzagen, record_inzagen_of_signaal
from casuistiek.services.signaal_wissen import erase_signalen
from casuistiek.services.signaalstap import lock_signaal
from casuistiek.services.stap import lock
from casuistiek.services.weigeringen import CannotAnswer

TERMIJN = relativedelta(months=1)
"""AVG 12 lid 3."""

VERZOEK = "casus.privacyverzoek"


@transaction.atomic
def ask_privacyverzoek(
    over: Casus | Signaal,
    *,
    actor: Gebruiker,
    betrokkene_id: int,
    soort: str,
    ontvangen_op: date,
    toelichting: str = "",
) -> Privacyverzoek:
    """Write down what a betrokkene asks. It must be answered within a month, and stands on someone's start page till then."""
    over = _lock_own(over, actor)
    over.betrokkenen.get(pk=betrokkene_id)
    verzoek = Privacyverzoek(
        **{over._meta.model_name: over},
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
        titel=f"Privacyverzoek bij {over} beantwoorden",
        eigenaar=over.casusverantwoordelijke if isinstance(over, Casus) else actor,
        vervalt_op=verzoek.uiterlijk_op,
        actor=actor,
        onderwerp=over
        if isinstance(over, Casus)
        else verzoek,  # a partner may know of the signaal, not of this
        soort=VERZOEK,
        sleutel=_sleutel(verzoek),
    )
    audit.record("privacyverzoek.ontvangen", verzoek, actor=actor, na={"soort": soort, "uiterlijk_op": verzoek.uiterlijk_op})  # fmt: skip
    return verzoek


@transaction.atomic
def answer_privacyverzoek(
    verzoek_id: int, *, actor: Gebruiker, op: date, uitkomst: str, antwoord: str
) -> Privacyverzoek:
    """Say what was done, or why not. A yes to beperking stops all use at once; a yes to wissen erases at once."""
    over = _lock_own(Privacyverzoek.objects.get(pk=verzoek_id).over, actor)
    verzoek = Privacyverzoek.objects.select_for_update().get(pk=verzoek_id)
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
    for actiepunt in _open_actiepunten([verzoek]):
        actiepunten.finish(actiepunt.pk, actor=None, uitkomst=f"Beantwoord door {actor}.")
    audit.record("privacyverzoek.beantwoord", verzoek, actor=actor, na={"uitkomst": uitkomst})
    if uitkomst == Privacyverzoek.Uitkomst.INGEWILLIGD:
        if verzoek.soort == Privacyverzoek.Soort.BEPERKING:
            _restrict(over, op=op, actor=actor)
        elif verzoek.soort == Privacyverzoek.Soort.WISSEN:
            _erase(over, verzoek.betrokkene, op=op, actor=actor)
    return verzoek


@transaction.atomic
def lift_beperking(over: Casus | Signaal, *, actor: Gebruiker) -> Casus | Signaal:
    """Let it be used again. Tell the betrokkene first (AVG 18 lid 3)."""
    over = _lock_own(over, actor)
    if over.beperkt_op is None:
        raise CannotAnswer(f"De verwerking van {_deze(over)} is niet beperkt.")
    over.beperkt_op = None
    over.save(update_fields=["beperkt_op"])
    audit.record(f"{over._meta.model_name}.beperking_opgeheven", over, actor=actor)
    return over


@sensitive_variables()
@transaction.atomic
def export_betrokkene(over: Casus | Signaal, *, actor: Gebruiker, betrokkene_id: int) -> dict[str, Any]:
    """Everything that is kept about one betrokkene, fit for JSON. Leaves a row in the inzagelog."""
    over = _lock_own(over, actor)
    betrokkene = over.betrokkenen.get(pk=betrokkene_id)
    look = {"actor": actor, "soort": Inzage.Soort.GEEXPORTEERD, "betrokkenen": [betrokkene.pk]}
    if isinstance(over, Casus):
        grond = permissions.grond_om_te_zien(actor, over, timezone.now())
        record_inzagen(over, grond=grond, **look)
        audit.record("betrokkene.geexporteerd", betrokkene, actor=actor, casus=over.nummer)
    else:
        record_inzagen_of_signaal(over, **look)
        audit.record("betrokkene.geexporteerd", betrokkene, actor=actor)
    return export_of(betrokkene)


def move_verzoeken(casus: Casus) -> None:
    """Who becomes casusverantwoordelijke answers what was asked and not answered yet. For those services only."""
    for actiepunt in _open_actiepunten(casus.privacyverzoeken.filter(uitkomst="")):
        actiepunten.hand_over(actiepunt.pk, actor=None, naar=casus.casusverantwoordelijke)


def _lock_own(over: Casus | Signaal, actor: Gebruiker) -> Casus | Signaal:
    """It, for this transaction alone, when this person answers for the data in it. Also while it is restricted."""
    if isinstance(over, Casus):
        casus = lock(over.pk, also_beperkt=True)
        if not permissions.is_verantwoordelijk(actor, casus):
            raise PermissionDenied(permissions.NIET_VERANTWOORDELIJK)
        return casus
    signaal = lock_signaal(over.pk)
    if not permissions.may_handle_signaal(actor, signaal):
        raise PermissionDenied
    if zin := permissions.bezwaar_tegen_inzage(signaal):
        raise PermissionDenied(zin)
    return signaal


def _restrict(over: Casus | Signaal, *, op: date, actor: Gebruiker) -> None:
    over.beperkt_op = op
    over.save(update_fields=["beperkt_op"])
    audit.record(f"{over._meta.model_name}.beperkt", over, actor=actor)


def _erase(over: Casus | Signaal, betrokkene_id: int, *, op: date, actor: Gebruiker) -> None:
    """Who it is, now; of a signaal that is done every word as well. A dossier stays without a name, until its term is over."""
    over.betrokkenen.filter(pk=betrokkene_id).delete()
    audit.record(f"{over._meta.model_name}.betrokkene_gewist", over, actor=actor)
    if isinstance(over, Signaal) and not over.is_lopend:
        erase_signalen(Signaal.objects.filter(pk=over.pk), op=op)


def _deze(over: Casus | Signaal) -> str:
    return "deze casus" if isinstance(over, Casus) else "dit signaal"


def _sleutel(verzoek: Privacyverzoek) -> str:
    return f"{VERZOEK}:{verzoek.pk}"


def _open_actiepunten(verzoeken) -> list[Actiepunt]:
    return list(Actiepunt.objects.open().filter(sleutel__in=[_sleutel(one) for one in verzoeken]))
