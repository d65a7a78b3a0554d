"""What leaves the app, and what a page reads."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from brunssum.core.models import Gebied
from brunssum.core.rollen import Rol
from casuistiek import queries, services
from casuistiek.models import Casus
from casuistiek.permissions import Ruimte
from casuistiek.queries import Werkvoorraad
from casuistiek.stappen import Stap
from tests.factories import CasusFactory, GebiedFactory

from .conftest import MELDING

LATER = MELDING + timedelta(days=20)


def test_safe_counts_per_gebied_counts_buurten_with_their_wijk(wijk, buurt):
    oost = GebiedFactory(code="WK089903", naam="Wijk 03 Brunssum-Oost")
    gemeente = GebiedFactory(code="GM0899", naam="Brunssum", soort=Gebied.Soort.GEMEENTE)
    for gebied, aantal in ((buurt, 5), (wijk, 1), (oost, 7)):
        CasusFactory.create_batch(aantal, gebied=gebied, gemeld_op=MELDING)
    CasusFactory(gebied=buurt, gemeld_op=MELDING.replace(year=2025))
    CasusFactory(gebied=gemeente, gemeld_op=MELDING)
    telling = queries.safe_counts_per_gebied(2026)
    assert [(cel.gebied, cel.aantal) for cel in telling.cellen] == [(wijk, 5), (oost, 5)]


def test_safe_counts_of_a_year_with_few_casussen_are_hidden(buurt):
    CasusFactory.create_batch(4, gebied=buurt, gemeld_op=MELDING)
    assert [cel.aantal for cel in queries.safe_counts_per_gebied(2026).cellen] == [None]


def test_werkvoorraad_counts_what_waits_for_this_person(
    casus_op, wijkmanager, programmamanager, gebruiker_met
):
    casus_op(Stap.VOORSTEL)
    offered = casus_op(Stap.TER_PLEKKE)
    casus_op(Stap.GESLOTEN)
    services.save_concept(uuid4(), actor=wijkmanager, op=MELDING)
    ander = gebruiker_met(Rol.WIJKMANAGER)
    services.propose_overdracht(offered.pk, actor=wijkmanager, naar=ander, op=MELDING + timedelta(days=2))
    vandaag = MELDING + timedelta(days=11)  # ten days after the step ter plekke, nine after the voorstel
    assert queries.werkvoorraad_counts(wijkmanager, vandaag) == Werkvoorraad(2, 1, 0, 1, 1, 0)
    assert queries.werkvoorraad_counts(programmamanager, vandaag) == Werkvoorraad(0, 1, 0, 1, 0, 0)
    assert queries.werkvoorraad_counts(ander, vandaag) == Werkvoorraad(0, 0, 0, 1, 0, 1)
    assert queries.werkvoorraad_counts(gebruiker_met(Rol.BESTUUR), vandaag) == Werkvoorraad(0, 0, 0, 0, 0, 0)


def test_werkvoorraad_counts_costs_few_queries(wijkmanager, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        queries.werkvoorraad_counts(wijkmanager, MELDING)


def test_dossier_tells_the_story_newest_first(casus_op, wijkmanager):
    casus = casus_op(Stap.UITVOERING, bedrag=Decimal(500))
    services.add_notitie(casus.pk, actor=wijkmanager, op=LATER, tekst="Dakdekker komt donderdag.")
    services.book_betaling(casus.pk, actor=wijkmanager, op=LATER, bedrag=Decimal(120))
    services.set_betrokkene(casus.pk, actor=wijkmanager, naam="Zwaluw")
    dossier = queries.dossier(Casus.objects.for_detail().get(), LATER)
    assert [moment.titel for moment in dossier.tijdlijn] == [
        "Betaling",
        "Notitie",
        "Uitvoering",
        "Verplichting",
        "Besluit: toegekend",
        "Voorstel",
        "Ter plekke",
        "Gesignaleerd",
    ]
    assert (dossier.geld.verplicht, dossier.geld.betaald, dossier.geld.nog_te_betalen) == (500, 120, 380)
    assert (dossier.aantal_betrokkenen, dossier.overdracht) == (1, None)
    assert dossier.voorstel.besluit.bedrag == 500


def test_klok_counts_days_from_the_melding(casus_op):
    klok = queries.klok(casus_op(Stap.UITVOERING), LATER)
    assert (klok.sinds_melding, klok.tot_eerste_hulp, klok.tot_besluit) == (20, 4, 3)
    assert (klok.sinds_beweging, klok.staat_stil, klok.loopt) == (16, True, True)
    klok = queries.klok(casus_op(Stap.INGETROKKEN), LATER)
    assert (klok.sinds_melding, klok.tot_besluit, klok.staat_stil, klok.loopt) == (1, None, False, False)


def test_geschiedenis_holds_the_changes_of_its_betrokkenen(casus_op, wijkmanager):
    casus, other = casus_op(Stap.TER_PLEKKE), casus_op(Stap.GESIGNALEERD)
    for one in (casus, other):
        services.set_betrokkene(one.pk, actor=wijkmanager, naam="Zwaluw")
    assert [regel.actie for regel in queries.geschiedenis(casus)] == [
        "betrokkene.toegevoegd",
        "casus.ter_plekke",
        "casus.gemeld",
        "casus.concept",
    ]


def test_behandelaars_are_who_may_be_casusverantwoordelijke(wijkmanager, programmamanager, gebruiker_met):
    gebruiker_met(Rol.PROGRAMMATEAM)
    gebruiker_met(Rol.WIJKMANAGER, is_active=False)
    gebruiker_met(Rol.WIJKMANAGER, Rol.PROGRAMMAMANAGER, naam="Allebei")
    assert [one.naam for one in queries.behandelaars()] == ["Allebei", "Programmamanager", "Wijkmanager"]


def test_budget_jaren_are_those_there_is_a_budget_of(programmamanager, budget):
    for jaar in (2024, 2026):
        services.add_toekenning(actor=programmamanager, jaar=jaar, financiering="Noodfonds", bedrag=Decimal(1), op=date(2026, 1, 2))  # fmt: skip
    assert queries.budget_jaren(programmamanager) == [2026, 2024]


def test_mandaat_of_someone_without_one_is_none(mandaat, programmamanager, wijkmanager):
    assert (queries.mandaat_of(programmamanager), queries.mandaat_of(wijkmanager)) == (
        Ruimte(alleen=Decimal(5000), als_tweede=Decimal(20000)),
        None,
    )


def test_werkvoorraad_counts_looks_at_today_by_itself(casus_op, wijkmanager):
    casus_op(Stap.TER_PLEKKE)
    Casus.objects.update(bewogen_op=timezone.localdate() - timedelta(days=10))
    assert queries.werkvoorraad_counts(wijkmanager).staat_stil == (1 if timezone.localdate() > MELDING else 0)
