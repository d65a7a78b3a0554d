"""The small push: proposed by one, decided by another."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction

from brunssum.core import audit
from brunssum.core.models import Gebruiker, Organisatie
from brunssum.core.templatetags.kanarie import euro
from casuistiek import permissions
from casuistiek.models import Besluit, Boeking, Budget, Voorstel, Weigering
from casuistiek.queries import mandaat_of
from casuistiek.services.budget import book
from casuistiek.services.stap import check_step, lock, take_step
from casuistiek.services.weigeringen import CannotDecide
from casuistiek.stappen import Stap


@transaction.atomic
def make_voorstel(
    casus_id: int,
    *,
    actor: Gebruiker,
    op: date,
    kleine_duw: str,
    bedrag: Decimal,
    waarom_niet_regulier: str,
    kosten_van_niets_doen: str,
    weigeringen: Iterable[tuple[str, str]] = (),
) -> Voorstel:
    """Propose the small push. Replaces a voorstel that nobody has decided on yet; both stay on the timeline.

    `weigeringen`: the instanties that said no, each with the ground they gave.
    """
    casus = lock(casus_id)
    check_step(casus, Stap.VOORSTEL, actor=actor, op=op)
    voorstel = Voorstel(
        casus=casus,
        kleine_duw=kleine_duw.strip(),
        bedrag=bedrag,
        waarom_niet_regulier=waarom_niet_regulier.strip(),
        kosten_van_niets_doen=kosten_van_niets_doen.strip(),
        door=actor,
        op=op,
    )
    voorstel.full_clean()
    voorstel.save()
    weigeringen = [(instantie.strip(), grond.strip()) for instantie, grond in weigeringen]
    known = {
        organisatie.naam.casefold(): organisatie
        for organisatie in Organisatie.objects.filter(naam__in=[naam for naam, _ in weigeringen])
    }
    for instantie, grond in weigeringen:
        weigering = Weigering(
            voorstel=voorstel, instantie=instantie, grond=grond, organisatie=known.get(instantie.casefold())
        )
        weigering.full_clean()
        weigering.save()
    take_step(casus, Stap.VOORSTEL, actor=actor, op=op)
    audit.record("voorstel.gemaakt", voorstel, actor=actor, na={"bedrag": bedrag, "casus": casus.nummer})
    return voorstel


@transaction.atomic
def decide(
    voorstel_id: int,
    *,
    actor: Gebruiker,
    op: date,
    uitkomst: str,
    legitimiteit: str,
    betrokkenheid: str,
    rendement: str,
    bedrag: Decimal = Decimal(0),
    budget: Budget | None = None,
) -> Besluit:
    """Say yes or no to a voorstel. A yes commits the amount on the budget in the same transaction, or fails."""
    casus = lock(Voorstel.objects.get(pk=voorstel_id).casus_id)
    voorstel = casus.voorstellen.latest("pk")
    check_step(casus, Stap.BESLUIT, actor=actor, op=op)
    if voorstel.pk != voorstel_id:
        raise CannotDecide("Er ligt intussen een nieuwer voorstel. Lees dat eerst.")
    if zin := permissions.bezwaar_tegen_besluit(actor, voorstel):
        raise CannotDecide(zin)
    toegekend = uitkomst == Besluit.Uitkomst.TOEGEKEND
    if toegekend:
        _check_amount(bedrag, voorstel, actor, budget, op)
    else:
        bedrag, budget = Decimal(0), None
    besluit = Besluit(
        voorstel=voorstel,
        uitkomst=uitkomst,
        bedrag=bedrag,
        budget=budget,
        legitimiteit=legitimiteit.strip(),
        betrokkenheid=betrokkenheid.strip(),
        rendement=rendement.strip(),
        beslisser=actor,
        op=op,
    )
    besluit.full_clean()
    besluit.save()
    if bedrag and budget:
        book(budget, Boeking.Soort.VERPLICHTING, bedrag, actor=actor, op=op, casus=casus)
    casus.besloten_op = op
    casus.toegekend_bedrag = bedrag if toegekend else None
    take_step(casus, Stap.BESLUIT, actor=actor, op=op)
    audit.record(
        "besluit.genomen",
        besluit,
        actor=actor,
        na={"uitkomst": uitkomst, "bedrag": bedrag, "casus": casus.nummer, "budget": str(budget or "")},
    )
    return besluit


def _check_amount(
    bedrag: Decimal, voorstel: Voorstel, actor: Gebruiker, budget: Budget | None, op: date
) -> None:
    if bedrag > voorstel.bedrag:
        raise CannotDecide(
            f"Gevraagd is {euro(voorstel.bedrag)}. Is er meer nodig, vraag dan een nieuw voorstel."
        )
    mandaat = mandaat_of(actor)
    if mandaat is None:
        raise CannotDecide("Voor uw rol is geen mandaat vastgelegd. Vraag de beheerder dat te doen.")
    if bedrag > mandaat:
        raise CannotDecide(f"Uw mandaat gaat tot en met {euro(mandaat)}.")
    if bedrag and budget is None:
        raise CannotDecide("Kies uit welk budget dit komt.")
    if budget is not None and budget.jaar != op.year:
        raise CannotDecide(f"{budget} is niet het budget van {op.year}.")
