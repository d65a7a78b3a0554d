"""The realisatieplanning: the plan of all inspanningen, frozen twice a year so that it can be compared later."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit, vrije_tekst
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker
from inspanningen.models import Mijlpaal, Planningsregel, Programma, Realisatieplanning
from inspanningen.permissions import mijlpalen as permissions
from inspanningen.services import ritme
from inspanningen.tekst import clean_line

FROZEN = (
    "naam",
    "wanneer",
    "van",
    "tot",
    "eerste_wanneer",
    "eerste_van",
    "eerste_tot",
    "status",
    "gehaald_op",
    "vervallen_op",
    "vervallen_reden",
)


class RealisatieplanningGeweigerd(DomainError):
    """A rule about realisatieplanningen said no."""


@transaction.atomic
def take_realisatieplanning(
    *, actor: Gebruiker, naam: str, op: date, opmerking: str = ""
) -> Realisatieplanning:
    """Freeze all mijlpalen as they are now, also those reached and vervallen. It can never be changed again."""
    if reason := permissions.reason_not_to_take_realisatieplanning(actor):
        raise PermissionDenied(reason)
    Programma.objects.select_for_update().first()  # one at a time: two who press at once make one
    naam, opmerking = clean_line(naam), clean_line(opmerking)
    _check(naam, opmerking, op)
    planning = Realisatieplanning(naam=naam, genomen_op=op, genomen_door=actor, opmerking=opmerking)
    planning.full_clean()
    planning.save()
    mijlpalen = Mijlpaal.objects.for_list()
    regels = [
        Planningsregel(
            realisatieplanning=planning,
            mijlpaal=mijlpaal,
            inspanning_id=mijlpaal.inspanning_id,
            inspanning_nummer=mijlpaal.inspanning.nummer,
            inspanning_naam=mijlpaal.inspanning.naam,
            **{name: getattr(mijlpaal, name) for name in FROZEN},
        )
        for mijlpaal in mijlpalen
    ]
    if not regels:
        raise RealisatieplanningGeweigerd("Er zijn nog geen mijlpalen. Zet die eerst in de planning.")
    Planningsregel.objects.bulk_create(regels, batch_size=500)
    na = {"naam": naam, "genomen_op": op, "opmerking": opmerking, "mijlpalen": len(regels)}
    audit.record("realisatieplanning.vastgelegd", planning, actor=actor, na=na)
    ritme.settle(ritme.PLANNING, actor=actor, uitkomst=f"Vastgelegd: {naam}.")
    return planning


def _check(naam: str, opmerking: str, op: date) -> None:
    if Realisatieplanning.objects.filter(naam__iexact=naam).exists():
        raise RealisatieplanningGeweigerd({"naam": "Er is al een realisatieplanning met deze naam. Kies een andere naam."})  # fmt: skip
    last = Realisatieplanning.objects.newest_first().first()
    if last and op < last.genomen_op:
        raise RealisatieplanningGeweigerd(f"De datum ligt voor {last.genomen_op:%-d-%-m-%Y}, de dag van ‘{last}’.")  # fmt: skip
    for name, tekst in (("naam", naam), ("opmerking", opmerking)):
        if found := vrije_tekst.find(tekst):
            raise RealisatieplanningGeweigerd({name: f"Er staat {' en '.join(found)} in. Haal dat eruit."})
