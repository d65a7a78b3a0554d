"""How far residents have a say: each assessment is a new row, and nothing is overwritten."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker
from inspanningen.models import Inspanning, Participatie
from inspanningen.permissions import participatie as permissions
from inspanningen.queries.participatie import newest
from inspanningen.tekst import clean_line


class ParticipatieGeweigerd(DomainError):
    """A rule about participatie said no."""


@transaction.atomic
def assess_participatie(
    inspanning_id: int, *, actor: Gebruiker, soort: str, trede: int, hoe: str, op: date
) -> Participatie:
    """Write down how far the say of residents is planned to go, or really goes, on this day."""
    inspanning = Inspanning.objects.select_for_update().get(pk=inspanning_id)
    if reason := permissions.reason_not_to_assess(actor, inspanning):
        raise PermissionDenied(reason)
    participatie = Participatie(
        inspanning=inspanning, soort=soort, trede=trede, hoe=clean_line(hoe), op=op, door=actor
    )
    participatie.full_clean()
    last = newest([inspanning.pk]).get((inspanning.pk, soort))
    if last and op < last.op:
        raise ParticipatieGeweigerd(
            {"op": f"Op {last.op:%-d-%-m-%Y} is dit voor het laatst vastgelegd. Kies die dag of een latere."}
        )
    if last and (last.trede, last.hoe) == (participatie.trede, participatie.hoe) and last.op == op:
        return last  # pressed twice
    participatie.save(force_insert=True)
    audit.record(
        "participatie.vastgelegd",
        participatie,
        actor=actor,
        na={"soort": participatie.soort, "trede": participatie.trede},
        inspanning=inspanning.pk,
    )
    return participatie
