"""The municipality's own words about an indicator."""

from datetime import datetime

from django.db import transaction

from brunssum.core import audit
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker
from monitor.models import Indicator, Toelichting
from monitor.services.toegang import require_import


class IntussenToegelicht(DomainError):
    """Someone else saved a text since this one was opened."""


@transaction.atomic
def explain_indicator(
    indicator_id: int, *, actor: Gebruiker, tekst: str, gezien: str, moment: datetime
) -> Toelichting | None:
    """Write, change or (empty text) take away the explanation. Refuses when it is no longer the text that was seen."""
    require_import(actor=actor)
    indicator = Indicator.objects.select_for_update(no_key=True).get(pk=indicator_id)
    existing = Toelichting.objects.filter(indicator=indicator).first()
    was, tekst = existing.tekst if existing else "", tekst.strip()
    if was == tekst:
        return existing
    if gezien.split() != was.split():
        raise IntussenToegelicht(
            "Iemand anders heeft de toelichting intussen gewijzigd. Uw tekst staat hieronder nog; daarboven staat "
            "wat er nu is. Maak er één tekst van en bewaar opnieuw."
        )
    if not tekst:
        existing.delete()
        audit.record("indicator.toelichting_weggehaald", indicator, actor=actor, voor={"toelichting": was})
        return None
    toelichting = existing or Toelichting(indicator=indicator)
    toelichting.tekst, toelichting.gewijzigd_door, toelichting.gewijzigd_op = tekst, actor, moment
    toelichting.full_clean()
    toelichting.save()
    audit.record(
        "indicator.toegelicht", indicator, actor=actor, voor={"toelichting": was}, na={"toelichting": tekst}
    )
    return toelichting
