"""What we take from other gemeenten and give to them, and what came of it."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit, vrije_tekst
from brunssum.core.exceptions import DomainError, Tussentijds
from brunssum.core.models import Gebruiker, Organisatie
from inspanningen import permissions
from inspanningen.models import Leerpunt, Leeruitwisseling
from inspanningen.permissions import leeruitwisseling as own_permissions
from inspanningen.services.leerpunt import add_leerpunt

FIELDS = ("organisatie", "richting", "op", "met_wie", "waarover")


class UitwisselingGeweigerd(DomainError):
    """A rule about leeruitwisselingen said no."""


@transaction.atomic
def add_uitwisseling(
    *,
    actor: Gebruiker,
    leerpunt: Leerpunt,
    organisatie: Organisatie,
    richting: str,
    op: date,
    met_wie: str,
    waarover: str,
) -> Leeruitwisseling:
    """Write down that we took this leerpunt from a gemeente, or gave it to one. What is done with it comes later."""
    if reason := permissions.reason_not_to_add_leerpunt(actor):
        raise PermissionDenied(reason)
    uitwisseling = Leeruitwisseling(leerpunt=leerpunt, vastgelegd_door=actor)
    _fill(uitwisseling, organisatie=organisatie, richting=richting, op=op, met_wie=met_wie, waarover=waarover)
    audit.record("leeruitwisseling.vastgelegd", uitwisseling, actor=actor, na=_stand(uitwisseling))
    return uitwisseling


@transaction.atomic
def take_leerpunt(
    *,
    actor: Gebruiker,
    organisatie: Organisatie,
    op: date,
    met_wie: str,
    waarover: str,
    titel: str,
    tekst: str,
    leercirkel: str,
) -> Leeruitwisseling:
    """Take what another gemeente learned over as a leerpunt of our own, with that gemeente as where it comes from."""
    leerpunt = add_leerpunt(
        actor=actor, op=op, titel=titel, tekst=tekst, leercirkel=leercirkel, herkomst=organisatie.naam
    )
    return add_uitwisseling(
        actor=actor,
        leerpunt=leerpunt,
        organisatie=organisatie,
        richting=Leeruitwisseling.Richting.GENOMEN,
        op=op,
        met_wie=met_wie,
        waarover=waarover,
    )


@transaction.atomic
def finish_uitwisseling(
    uitwisseling_id: int, *, actor: Gebruiker, op: date, staat: str, uitkomst: str
) -> Leeruitwisseling:
    """Say what was done with it, or why it was of no use here."""
    uitwisseling = Leeruitwisseling.objects.select_for_update().get(pk=uitwisseling_id)
    if reason := own_permissions.reason_not_to_edit_uitwisseling(actor, uitwisseling):
        raise PermissionDenied(reason)
    if zin := own_permissions.bezwaar_tegen_afronden(uitwisseling):
        raise Tussentijds(zin)
    if op < uitwisseling.op:
        raise UitwisselingGeweigerd({"op": f"Het gesprek was op {uitwisseling.op:%-d-%-m-%Y}. Kies die dag of een dag daarna."})  # fmt: skip
    _names_nobody(uitkomst)
    uitwisseling.staat, uitwisseling.uitkomst, uitwisseling.uitkomst_op = staat, uitkomst.strip(), op
    uitwisseling.full_clean()
    uitwisseling.save()
    audit.record("leeruitwisseling.afgerond", uitwisseling, actor=actor, na={"staat": str(staat), "op": f"{op}"})  # fmt: skip
    return uitwisseling


@transaction.atomic
def edit_uitwisseling(
    uitwisseling_id: int, *, actor: Gebruiker, gelezen: str | None = None, uitkomst: str = "", **velden: Any
) -> Leeruitwisseling:
    """Correct what was written down: `velden` are FIELDS; when it is finished also the words of what came of it.

    `gelezen` is the waarover the writer began from: when another changed that since, nothing is kept (Tussentijds).
    """
    uitwisseling = Leeruitwisseling.objects.select_for_update().get(pk=uitwisseling_id)
    if reason := own_permissions.reason_not_to_edit_uitwisseling(actor, uitwisseling):
        raise PermissionDenied(reason)
    if gelezen is not None and gelezen.split() != uitwisseling.waarover.split():
        raise Tussentijds(f"Iemand anders heeft dit intussen veranderd in: ‘{uitwisseling.waarover}’. Uw tekst staat er nog: bewaart u die, dan komt zij ervoor in de plaats.")  # fmt: skip
    voor = _stand(uitwisseling)
    if uitwisseling.staat != Leeruitwisseling.Staat.OPEN:
        _names_nobody(uitkomst)
        uitwisseling.uitkomst = uitkomst.strip()
    _fill(uitwisseling, **velden)
    voor, na = audit.changed(voor, _stand(uitwisseling))
    if na:
        audit.record("leeruitwisseling.verbeterd", uitwisseling, actor=actor, voor=voor, na=na)
    return uitwisseling


def _fill(uitwisseling: Leeruitwisseling, **velden) -> None:
    if velden["organisatie"].soort not in (Organisatie.Soort.GEMEENTE, Organisatie.Soort.REGIO):
        raise UitwisselingGeweigerd({"organisatie": "Kies een gemeente of een andere overheid."})
    for name in FIELDS:
        value = velden[name]
        setattr(uitwisseling, name, " ".join(value.split()) if isinstance(value, str) else value)
    _names_nobody(uitwisseling.met_wie, uitwisseling.waarover)
    uitwisseling.full_clean()
    uitwisseling.save()


def _names_nobody(*teksten: str) -> None:
    if found := vrije_tekst.find("\n".join(teksten)):
        raise UitwisselingGeweigerd(
            f"Dit leest iedereen bij de gemeente. Er staat {' en '.join(found)} in. Haal dat eruit."
        )


def _stand(uitwisseling: Leeruitwisseling) -> dict:
    return audit.snapshot(uitwisseling, (*FIELDS, "uitkomst")) | {
        "op": f"{uitwisseling.op}",
        "leerpunt": uitwisseling.leerpunt_id,
    }
