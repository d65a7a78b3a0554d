"""The small push: proposed by one, decided by another."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction

from brunssum.core import audit
from brunssum.core.models import Gebruiker, Organisatie
from brunssum.core.templatetags.kanarie import euro
from casuistiek import permissions
from casuistiek.models import Besluit, Boeking, Budget, Casus, VoorgenomenBesluit, Voorstel, Weigering
from casuistiek.queries import mandaat_of, who_may_confirm
from casuistiek.services.budget import book
from casuistiek.services.stap import check_step, lock, take_step, touch
from casuistiek.services.weigeringen import CannotDecide, Incomplete, NotEnoughBudget
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

    `weigeringen`: the instanties that said no, each with the ground they gave. At least one when it costs money.
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
    if bedrag and not weigeringen:
        raise Incomplete(
            "Vul minstens één instantie in die nee zei, en op welke grond: dit geld is er voor wie nergens anders terecht kan."
        )
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
) -> Besluit | VoorgenomenBesluit:
    """Say yes or no to a voorstel. A yes commits the amount on the budget in the same transaction, or fails.

    A yes above the mandaat of `actor` becomes a VoorgenomenBesluit instead, when there is someone who may confirm it.
    """
    casus = lock(Voorstel.objects.get(pk=voorstel_id).casus_id)
    voorstel = casus.voorstellen.latest("pk")
    check_step(casus, Stap.BESLUIT, actor=actor, op=op)
    if voorstel.pk != voorstel_id:
        raise CannotDecide("Er ligt intussen een nieuwer voorstel. Lees dat eerst.")
    if zin := permissions.bezwaar_tegen_besluit(actor, voorstel, _waiting_for_second(voorstel)):
        raise CannotDecide(zin)
    motivering = {
        "legitimiteit": legitimiteit.strip(),
        "betrokkenheid": betrokkenheid.strip(),
        "rendement": rendement.strip(),
    }
    if uitkomst != Besluit.Uitkomst.TOEGEKEND:
        besluit = Besluit(voorstel=voorstel, uitkomst=uitkomst, beslisser=actor, op=op, **motivering)
        return make_final(besluit, casus, actor=actor)
    if _needs_second(bedrag, voorstel, actor, budget, op):
        return _lay_before_second(
            VoorgenomenBesluit(
                voorstel=voorstel, bedrag=bedrag, budget=budget, beslisser=actor, op=op, **motivering
            ),
            casus,
        )
    besluit = Besluit(
        voorstel=voorstel,
        uitkomst=uitkomst,
        bedrag=bedrag,
        budget=budget,
        beslisser=actor,
        op=op,
        **motivering,
    )
    return make_final(besluit, casus, actor=actor)


def _waiting_for_second(voorstel: Voorstel) -> VoorgenomenBesluit | None:
    return voorstel.voorgenomen_besluiten.filter(status=VoorgenomenBesluit.Status.WACHT).first()


def make_final(besluit: Besluit, casus: Casus, *, actor: Gebruiker) -> Besluit:
    """Store a checked besluit, commit its money and take the step. For the other services only.

    `actor`: who made it final, the beslisser or the one who confirmed it.
    """
    besluit.full_clean()
    besluit.save()
    toegekend = besluit.uitkomst == Besluit.Uitkomst.TOEGEKEND
    if besluit.bedrag and besluit.budget:
        book(
            besluit.budget, Boeking.Soort.VERPLICHTING, besluit.bedrag, actor=actor, op=besluit.op, casus=casus
        )  # fmt: skip
    casus.besloten_op = besluit.op
    casus.toegekend_bedrag = besluit.bedrag if toegekend else None
    take_step(casus, Stap.BESLUIT, actor=actor, op=besluit.op)
    audit.record(
        "besluit.bevestigd" if besluit.bevestigd_door else "besluit.genomen",
        besluit,
        actor=actor,
        na={
            "uitkomst": besluit.uitkomst,
            "bedrag": besluit.bedrag,
            "casus": casus.nummer,
            "budget": str(besluit.budget or ""),
        },
    )
    return besluit


def _needs_second(
    bedrag: Decimal, voorstel: Voorstel, actor: Gebruiker, budget: Budget | None, op: date
) -> bool:
    """Check the amount of a yes, and tell whether it passes the mandaat of this person."""
    if bedrag > voorstel.bedrag:
        raise CannotDecide(
            f"Gevraagd is {euro(voorstel.bedrag)}. Is er meer nodig, vraag dan een nieuw voorstel."
        )
    mandaat = mandaat_of(actor)
    if mandaat is None:
        raise CannotDecide("Voor uw rol is geen mandaat vastgelegd. Vraag de beheerder dat te doen.")
    if bedrag and budget is None:
        raise CannotDecide("Kies uit welk budget dit komt.")
    if budget is not None and budget.jaar != op.year:
        raise CannotDecide(f"{budget} is niet het budget van {op.year}.")
    if bedrag <= mandaat.alleen:
        return False
    if not who_may_confirm(bedrag, beslisser=actor, voorstel=voorstel).exists():
        raise CannotDecide(
            f"Uw mandaat gaat tot en met {euro(mandaat.alleen)}, en er is niemand die {euro(bedrag)} als tweede mag bevestigen."
        )
    return True


def _lay_before_second(voorgenomen: VoorgenomenBesluit, casus: Casus) -> VoorgenomenBesluit:
    vrij = Budget.objects.get(pk=voorgenomen.budget_id).vrij
    if voorgenomen.bedrag > vrij:
        raise NotEnoughBudget(f"In {voorgenomen.budget} is nog {euro(vrij)} vrij. Dit past er niet in.")
    voorgenomen.full_clean()
    voorgenomen.save()
    touch(casus, voorgenomen.op)
    casus.save(update_fields=["bewogen_op"])
    audit.record(
        "besluit.voorgelegd",
        voorgenomen,
        actor=voorgenomen.beslisser,
        na={"bedrag": voorgenomen.bedrag, "casus": casus.nummer, "budget": str(voorgenomen.budget)},
    )
    return voorgenomen
