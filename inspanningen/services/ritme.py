"""What comes round twice a year, and is easily forgotten: a round of oordelen, a realisatieplanning."""

from datetime import date, timedelta

from django.db import transaction

from brunssum.core.models import Actiepunt, Gebruiker
from brunssum.core.rollen import Rol
from brunssum.core.services import actiepunten
from inspanningen.models import Oordeelronde, Realisatieplanning
from inspanningen.queries.oordelen import last_ronde_gone_by
from inspanningen.queries.realisatieplanningen import volgende_realisatieplanning

RONDE, PLANNING = "oordeelronde.openen", "realisatieplanning.vastleggen"
BINNEN = timedelta(weeks=2)


@transaction.atomic
def ask_what_is_due(*, vandaag: date) -> int:
    """Work of the system, every night: ask the programmamanager for the next round and the next realisatieplanning.

    Once for each, safe to run twice. Gives how many are due. Before the first of them nobody is asked: their pages say
    how to begin.
    """
    ronde, planning = last_ronde_gone_by(vandaag), volgende_realisatieplanning(vandaag)
    laatste = planning.laatste if planning.laatste and planning.op <= vandaag else None
    eigenaar = Gebruiker.objects.filter(is_active=True, roltoekenningen__rol=Rol.PROGRAMMAMANAGER).order_by("pk").first()  # fmt: skip
    if eigenaar is not None and ronde is not None:
        _ask(eigenaar, "Open de volgende oordeelronde", "Elke projectleider zegt dan hoe het ervoor staat.", ronde, RONDE, vandaag)  # fmt: skip
    if eigenaar is not None and laatste is not None:
        _ask(eigenaar, "Leg een realisatieplanning vast", "Dan is later te zien wat er sinds nu is verschoven.", laatste, PLANNING, vandaag)  # fmt: skip
    return (ronde is not None) + (laatste is not None)


def settle(soort: str, *, actor: Gebruiker, uitkomst: str) -> None:
    """What was asked is done by `actor`. For the service that did it, in its transaction."""
    for actiepunt in Actiepunt.objects.filter(soort=soort, status=Actiepunt.Status.OPEN):
        actiepunten.finish(actiepunt.pk, actor=None, uitkomst=uitkomst)


def _ask(
    eigenaar: Gebruiker,
    titel: str,
    toelichting: str,
    laatste: Oordeelronde | Realisatieplanning,
    soort: str,
    vandaag: date,
) -> None:
    actiepunten.make(
        actor=None,
        titel=titel,
        toelichting=f"De vorige was {laatste}. {toelichting}",
        eigenaar=eigenaar,
        vervalt_op=vandaag + BINNEN,
        onderwerp=laatste,
        soort=soort,
        sleutel=f"{soort}:{laatste.pk}",
    )
