"""Money: where it comes from (Financiering) and what it is for (Budgetpost).

A budgetpost is never paid from money that is not there in its year: that would hide exactly what this list is for.
Both sides of that rule are checked under the lock of the financiering.
"""

from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker
from brunssum.core.templatetags.kanarie import datum
from inspanningen.gelijktijdig import next_versie
from inspanningen.models import Budgetpost, Financiering, Inspanning
from inspanningen.permissions import geld as permissions
from inspanningen.tekst import clean, clean_line

FINANCIERING = ("naam", "bron", "bedrag", "van", "tot", "voorwaarden", "verantwoorden_op", "verantwoord_op", "toelichting")  # fmt: skip
BUDGETPOST = ("jaar", "omschrijving", "financiering", "gepland", "werkelijk")


class GeldGeweigerd(DomainError):
    """A rule about money said no."""


@transaction.atomic
def add_financiering(
    *,
    actor: Gebruiker,
    naam: str,
    bron: str,
    bedrag: Decimal,
    van: date,
    tot: date | None = None,
    voorwaarden: str = "",
    verantwoorden_op: date | None = None,
    verantwoord_op: date | None = None,
    toelichting: str = "",
) -> Financiering:
    """Write down money that the programme gets."""
    _may_financiering(actor)
    financiering = Financiering()
    _fill_financiering(
        financiering, naam, bron, bedrag, van, tot, voorwaarden, verantwoorden_op, verantwoord_op, toelichting
    )
    audit.record("financiering.toegevoegd", financiering, actor=actor, na=_stand(financiering, FINANCIERING))
    return financiering


@transaction.atomic
def edit_financiering(
    financiering_id: int,
    *,
    actor: Gebruiker,
    naam: str,
    bron: str,
    bedrag: Decimal,
    van: date,
    tot: date | None,
    voorwaarden: str,
    verantwoorden_op: date | None,
    verantwoord_op: date | None,
    toelichting: str,
    gelezen: int | None = None,
) -> Financiering:
    """Change what is known of this money. `gelezen`: the version the writer began from (Tussentijds when there is a newer)."""
    financiering = _lock_financiering(financiering_id, actor)
    next_versie(financiering, gelezen)
    before = _stand(financiering, FINANCIERING)
    _fill_financiering(
        financiering, naam, bron, bedrag, van, tot, voorwaarden, verantwoorden_op, verantwoord_op, toelichting
    )
    _refuse_posten_outside_term(financiering)
    voor, na = audit.changed(before, _stand(financiering, FINANCIERING))
    audit.record("financiering.bewerkt", financiering, actor=actor, voor=voor, na=na)
    return financiering


@transaction.atomic
def remove_financiering(financiering_id: int, *, actor: Gebruiker) -> None:
    """Take away money that nothing is paid from; what it was stays in the audit trail."""
    financiering = _lock_financiering(financiering_id, actor)
    if nummers := _nummers(financiering.budgetposten.all()):
        raise GeldGeweigerd(
            f"Hieruit wordt nog betaald: {nummers}. Kies daar eerst een andere financiering, en haal deze dan weg."
        )
    audit.record(
        "financiering.weggehaald", financiering, actor=actor, voor=_stand(financiering, FINANCIERING)
    )
    financiering.delete()


@transaction.atomic
def add_budgetpost(
    inspanning_id: int,
    *,
    actor: Gebruiker,
    jaar: int,
    omschrijving: str,
    gepland: Decimal,
    financiering: Financiering | None = None,
    werkelijk: Decimal | None = None,
) -> Budgetpost:
    """Say what an inspanning costs in a year, and who pays. Without `financiering` nobody does yet."""
    inspanning = Inspanning.objects.select_for_update().get(pk=inspanning_id)
    _may_budget(actor, inspanning)
    post = Budgetpost(inspanning=inspanning)
    _fill_budgetpost(post, jaar, omschrijving, gepland, financiering, werkelijk)
    audit.record("budgetpost.toegevoegd", post, actor=actor, na=_stand(post, BUDGETPOST))
    return post


@transaction.atomic
def edit_budgetpost(
    budgetpost_id: int,
    *,
    actor: Gebruiker,
    jaar: int,
    omschrijving: str,
    gepland: Decimal,
    financiering: Financiering | None,
    werkelijk: Decimal | None,
    gelezen: int | None = None,
) -> Budgetpost:
    """Change a budgetpost. `gelezen`: the version the writer began from (Tussentijds when there is a newer)."""
    post = _lock_budgetpost(budgetpost_id, actor)
    next_versie(post, gelezen)
    before = _stand(post, BUDGETPOST)
    _fill_budgetpost(post, jaar, omschrijving, gepland, financiering, werkelijk)
    voor, na = audit.changed(before, _stand(post, BUDGETPOST))
    audit.record("budgetpost.bewerkt", post, actor=actor, voor=voor, na=na)
    return post


@transaction.atomic
def remove_budgetpost(budgetpost_id: int, *, actor: Gebruiker) -> Inspanning:
    """Take a budgetpost away; what it was stays in the audit trail. Gives the inspanning it was of."""
    post = _lock_budgetpost(budgetpost_id, actor)
    audit.record("budgetpost.weggehaald", post, actor=actor, voor=_stand(post, BUDGETPOST))
    post.delete()
    return post.inspanning


def _may_financiering(actor: Gebruiker) -> None:
    if reason := permissions.reason_not_to_change_financiering(actor):
        raise PermissionDenied(reason)


def _may_budget(actor: Gebruiker, inspanning: Inspanning) -> None:
    if reason := permissions.reason_not_to_change_budget(actor, inspanning):
        raise PermissionDenied(reason)


def _lock_financiering(financiering_id: int, actor: Gebruiker) -> Financiering:
    _may_financiering(actor)
    return Financiering.objects.select_for_update().get(pk=financiering_id)


def _lock_budgetpost(budgetpost_id: int, actor: Gebruiker) -> Budgetpost:
    rows = Budgetpost.objects.select_for_update(of=("self",)).select_related("inspanning")
    post = rows.get(pk=budgetpost_id)
    _may_budget(actor, post.inspanning)
    return post


def _fill_financiering(
    financiering: Financiering,
    naam: str,
    bron: str,
    bedrag: Decimal,
    van: date,
    tot: date | None,
    voorwaarden: str,
    verantwoorden_op: date | None,
    verantwoord_op: date | None,
    toelichting: str,
) -> None:
    financiering.naam, financiering.bron, financiering.bedrag = clean_line(naam), clean_line(bron), bedrag
    financiering.van, financiering.tot = van, tot
    financiering.verantwoorden_op, financiering.verantwoord_op = verantwoorden_op, verantwoord_op
    financiering.voorwaarden, financiering.toelichting = clean(voorwaarden), clean(toelichting)
    financiering.full_clean()
    financiering.save()


def _fill_budgetpost(
    post: Budgetpost,
    jaar: int,
    omschrijving: str,
    gepland: Decimal,
    financiering: Financiering | None,
    werkelijk: Decimal | None,
) -> None:
    if financiering is not None:
        financiering = Financiering.objects.select_for_update().get(pk=financiering.pk)
        if not financiering.covers(jaar):
            raise GeldGeweigerd({"financiering": _outside_term(financiering, jaar)})
    post.jaar, post.omschrijving, post.financiering = jaar, clean_line(omschrijving), financiering
    post.gepland, post.werkelijk = gepland, werkelijk
    post.full_clean()
    post.save()


def _outside_term(financiering: Financiering, jaar: int) -> str:
    if jaar < financiering.van.year:
        return f"{financiering} begint pas op {datum(financiering.van)}. Kies voor {jaar} een andere, of laat dit leeg."
    return (
        f"{financiering} stopt op {datum(financiering.tot)}. Kies voor {jaar} een andere, of laat dit leeg."
    )


def _refuse_posten_outside_term(financiering: Financiering) -> None:
    outside = financiering.budgetposten.exclude(
        jaar__gte=financiering.van.year, jaar__lte=_last_year(financiering)
    )
    if nummers := _nummers(outside):
        raise GeldGeweigerd(
            f"Buiten deze looptijd wordt er nog uit betaald: {nummers}. Kies daar eerst een andere financiering."
        )


def _last_year(financiering: Financiering) -> int:
    return financiering.tot.year if financiering.tot else 9999


def _nummers(posten) -> str:
    """Which inspanningen these budgetposten are of, with their year: "2A (2028), 5 (2029)"."""
    rows = posten.values_list("inspanning__volgnummer", "inspanning__nummer", "jaar").distinct()
    return ", ".join(f"{nummer} ({jaar})" for _, nummer, jaar in sorted(rows))


def _stand(obj: Financiering | Budgetpost, names: tuple[str, ...]) -> dict:
    """For the audit trail: amounts and days as text, so that a cent is a cent."""
    return {
        name: str(value) if isinstance(value, Decimal | date) else value
        for name, value in audit.snapshot(obj, names).items()
    }
