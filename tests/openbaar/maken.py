"""What the public pages are about."""

from datetime import UTC, datetime

from brunssum.core.models import Gebied
from reisverslag.models import Reisverslag, Verslagstap
from tests.api.cijfers import make_indicator, make_waarneming
from tests.factories import BlokFactory, GebiedFactory, HoofdstukFactory, UitgaveFactory

GEPUBLICEERD = datetime(2026, 7, 5, 9, 0, tzinfo=UTC)


def make_gepubliceerd(*, stap=Reisverslag.Stap.GEPUBLICEERD, **verslag) -> Reisverslag:
    """A published reisverslag with one hoofdstuk of frozen text, and its pdf."""
    uitgave = UitgaveFactory(**{f"reisverslag__{name}": value for name, value in verslag.items()})
    gemaakt = uitgave.reisverslag
    BlokFactory(
        hoofdstuk=HoofdstukFactory(reisverslag=gemaakt, titel="Wat we zagen"),
        feiten={"tekst": "# Onderweg\n\nMensen doen **mee**."},
        feiten_op=gemaakt.vastgesteld_op,
    )
    Verslagstap.objects.create(
        reisverslag=gemaakt, naar=Reisverslag.Stap.GEPUBLICEERD, door=gemaakt.auteur, op=GEPUBLICEERD
    )
    gemaakt.stap = stap
    gemaakt.save(update_fields=["stap"])
    return gemaakt


def make_gebied_met_cijfers() -> Gebied:
    """A wijk of the own gemeente, with a figure and a benchmark beside it."""
    gemeente = Gebied.objects.filter(code="GM0899").first() or GebiedFactory(
        code="GM0899", naam="Brunssum", soort=Gebied.Soort.GEMEENTE
    )
    wijk = GebiedFactory(code="WK089902", naam="Wijk 02 Brunssum-Noord", ouder=gemeente)
    benchmark = GebiedFactory(naam="Benchmark sterk stedelijk", soort=Gebied.Soort.BENCHMARK)
    indicator = make_indicator("bijstand", naam="Huishoudens met bijstand", gunstig="lager")
    indicator.thema.plek = "hoek"
    indicator.thema.save()
    make_waarneming(indicator, wijk, 2023, waarde="6.8")
    make_waarneming(indicator, benchmark, 2023, waarde="4.2")
    return wijk
