"""Every euro: bookings are only ever added, and the totals of the budget move with them in one transaction."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F

from brunssum.core import audit
from brunssum.core.models import Gebruiker
from brunssum.core.templatetags.kanarie import euro
from casuistiek import permissions
from casuistiek.models import Boeking, Budget, Casus
from casuistiek.queries import amount_now, geld_of, mandaat_of
from casuistiek.services.stap import lock, take_step, touch
from casuistiek.services.weigeringen import CannotBook, NotEnoughBudget
from casuistiek.stappen import Stap


@transaction.atomic
def add_toekenning(
    *, actor: Gebruiker, jaar: int, financiering: str, bedrag: Decimal, op: date, omschrijving: str = ""
) -> Budget:
    """A financier gives money for a year; the budget begins with the first toekenning."""
    if not permissions.may_decide(actor):
        raise PermissionDenied(permissions.NIET_BESLISSER)
    budget, created = Budget.objects.get_or_create(jaar=jaar, financiering=financiering.strip())
    if created:
        audit.record("budget.aangemaakt", budget, actor=actor, na={"jaar": jaar, "financiering": budget.financiering})  # fmt: skip
    book(budget, Boeking.Soort.TOEKENNING, bedrag, actor=actor, op=op, omschrijving=omschrijving)
    budget.refresh_from_db()
    return budget


@transaction.atomic
def book_betaling(
    casus_id: int, *, actor: Gebruiker, op: date, bedrag: Decimal, omschrijving: str = ""
) -> Boeking:
    """Pay from what was committed to this casus. The first betaling starts the uitvoering."""
    casus = lock(casus_id)
    if not permissions.may_book(actor, casus):
        raise PermissionDenied(permissions.NIET_BEHANDELAAR)
    rest = geld_of(casus).nog_te_betalen
    if zin := permissions.bezwaar_tegen_betaling(casus, rest) or permissions.bezwaar_tegen_datum(casus, op):
        raise CannotBook(zin)
    if bedrag > rest:
        raise NotEnoughBudget(f"Van wat is toegekend is nog {euro(rest)} te betalen.")
    verplichting = casus.boekingen.filter(soort=Boeking.Soort.VERPLICHTING).latest("pk")
    boeking = book(
        verplichting.budget, Boeking.Soort.BETALING, bedrag, actor=actor, op=op, casus=casus, omschrijving=omschrijving
    )  # fmt: skip
    casus.eerste_hulp_op = casus.eerste_hulp_op or op
    if casus.stap == Stap.BESLUIT:
        take_step(casus, Stap.UITVOERING, actor=actor, op=op)
    else:
        touch(casus, op)
        casus.save(update_fields=["eerste_hulp_op", "bewogen_op"])
    return boeking


@transaction.atomic
def correct_boeking(
    boeking_id: int, *, actor: Gebruiker, op: date, juist: Decimal, omschrijving: str
) -> Boeking:
    """Put a booking right with a new one: `juist` is the amount it should have been."""
    if not permissions.may_decide(actor):
        raise PermissionDenied(permissions.NIET_BESLISSER)
    boeking = Boeking.objects.select_related("budget").get(pk=boeking_id)
    if boeking.soort == Boeking.Soort.CORRECTIE:
        raise CannotBook("Corrigeer de oorspronkelijke boeking, niet een correctie.")
    if not omschrijving.strip():
        raise CannotBook("Schrijf op waarom u corrigeert.")
    if juist < 0:
        raise CannotBook("Een bedrag is nul of meer.")
    if boeking.soort == Boeking.Soort.VERPLICHTING and juist > boeking.bedrag:
        _check_more(boeking, juist, actor)
    casus = lock(boeking.casus_id) if boeking.casus_id else None
    Budget.objects.select_for_update().get(pk=boeking.budget_id)
    verschil = juist - amount_now(boeking)
    if not verschil:
        raise CannotBook(f"Deze boeking staat al op {euro(juist)}.")
    correctie = book(
        boeking.budget,
        Boeking.Soort.CORRECTIE,
        verschil,
        actor=actor,
        op=op,
        casus=casus,
        omschrijving=omschrijving,
        corrigeert=boeking,
    )
    if casus and geld_of(casus).nog_te_betalen < 0:
        raise NotEnoughBudget("Zo is er bij deze casus meer betaald dan er is toegezegd.")
    return correctie


def _check_more(verplichting: Boeking, juist: Decimal, actor: Gebruiker) -> None:
    """Correcting is no way round the mandaat, the second pair of eyes, or the rule on one's own voorstel."""
    voorstel = verplichting.casus.voorstellen.latest("pk")
    if zin := permissions.bezwaar_tegen_besluit(actor, voorstel):
        raise CannotBook(zin)
    mandaat = mandaat_of(actor)
    if mandaat is None or juist > mandaat.alleen:
        raise CannotBook(
            "Zo komt het bedrag boven uw mandaat. Laat dit over aan iemand met een hoger mandaat."
        )


def release_rest(casus: Casus, *, actor: Gebruiker, op: date) -> None:
    """Give back to the budget what was committed to this casus and not paid. For the other services only."""
    rest: dict[Budget, Decimal] = defaultdict(Decimal)
    for boeking in casus.boekingen.select_related("budget", "corrigeert"):
        totaal, bedrag = boeking.werking
        rest[boeking.budget] += bedrag if totaal == "verplicht" else -bedrag
    for budget, bedrag in rest.items():
        if bedrag > 0:
            book(budget, Boeking.Soort.VRIJVAL, bedrag, actor=actor, op=op, casus=casus)


def book(
    budget: Budget,
    soort: str,
    bedrag: Decimal,
    *,
    actor: Gebruiker,
    op: date,
    casus: Casus | None = None,
    omschrijving: str = "",
    corrigeert: Boeking | None = None,
) -> Boeking:
    """Add a booking and move the total it works on. For the other services only; inside their transaction.

    The row of the budget is locked, so that the sentence is right; its constraints hold even if it were not.
    """
    budget = Budget.objects.select_for_update().get(pk=budget.pk)
    boeking = Boeking(
        budget=budget,
        casus=casus,
        soort=soort,
        bedrag=bedrag,
        op=op,
        omschrijving=omschrijving.strip(),
        corrigeert=corrigeert,
        door=actor,
    )
    boeking.full_clean()
    totaal, verschil = boeking.werking
    setattr(budget, totaal, getattr(budget, totaal) + verschil)
    if budget.verplicht > budget.bedrag:
        vrij = budget.vrij + verschil if totaal == "verplicht" else budget.verplicht
        raise NotEnoughBudget(
            f"In {budget} is nog {euro(vrij)} vrij. Dit past er niet in."
            if totaal == "verplicht"
            else f"Van {budget} is al {euro(vrij)} toegezegd. Lager kan niet."
        )
    if budget.betaald > budget.verplicht:
        raise NotEnoughBudget("Er is niet meer te betalen dan er is toegezegd.")
    try:
        with transaction.atomic():
            boeking.save()
            Budget.objects.filter(pk=budget.pk).update(**{totaal: F(totaal) + verschil})
    except IntegrityError as error:
        raise NotEnoughBudget(f"Dit past niet in {budget}.") from error
    audit.record(
        f"boeking.{soort}",
        boeking,
        actor=actor,
        na={"bedrag": bedrag, "budget": str(budget), "casus": casus.nummer if casus else None},
    )
    return boeking
