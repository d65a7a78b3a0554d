"""What the programme offers to who writes a reisverslag: what is in, what is not, and at what cost."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brunssum.core import bouwstenen
from brunssum.core.bouwstenen import Vraag
from brunssum.core.rollen import Zicht
from inspanningen.models import Bewijs, Inspanning, Mijlpaal, Verschuiving, Versie
from inspanningen.queries.oordelen import MINSTENS
from inspanningen.services import kaart
from tests.factories import (
    BewijsFactory,
    BudgetpostFactory,
    DoelstellingFactory,
    GebiedFactory,
    InspanningFactory,
    LeerpuntFactory,
    MijlpaalFactory,
    OordeelFactory,
    OordeelrondeFactory,
    OrganisatieFactory,
    OverdrachtFactory,
    VoortgangsmeldingFactory,
    WijkplanFactory,
)

pytestmark = pytest.mark.django_db

VAN, TOT = date(2026, 1, 1), date(2026, 6, 30)
ERVOOR, ERNA = date(2025, 12, 31), date(2026, 7, 1)


@pytest.fixture
def vraag(programmamanager):
    return Vraag(programmamanager, Zicht.OPENBAAR, VAN, TOT)


def stenen(soort, vraag):
    return bouwstenen.offered(vraag, [soort])[soort]


def titels(soort, vraag):
    return [steen.titel for steen in stenen(soort, vraag)]


def shift(mijlpaal, op, oud, nieuw, gebruiker, reden="De zaal was bezet."):
    return Verschuiving.objects.create(
        mijlpaal=mijlpaal,
        op=op,
        door=gebruiker,
        oud_wanneer=str(oud),
        oud_van=oud,
        oud_tot=oud,
        nieuw_wanneer=str(nieuw),
        nieuw_van=nieuw,
        nieuw_tot=nieuw,
        reden=reden,
    )


def test_mijlpalen_reached_tell_whose_they_are_and_whether_in_time(vraag):
    gebied = GebiedFactory()
    inspanning = InspanningFactory(nummer="2B", naam="Training")
    inspanning.gebieden.add(gebied)
    one = MijlpaalFactory(inspanning=inspanning, naam="De training is af", gehaald_op=date(2026, 6, 1))
    for outside in (ERVOOR, ERNA):
        MijlpaalFactory(gehaald_op=outside)

    (steen,) = stenen("inspanningen.mijlpaal", vraag)

    assert steen.sleutel == f"inspanningen.mijlpaal:{one.pk}"
    assert steen.zin == "Mijlpaal van 2B Training, 5 weken later dan eerst gepland."
    assert (steen.gebieden, steen.inspanningen) == ({gebied.pk}, {inspanning.pk})
    assert (steen.blok, steen.inhoud) == (
        "mijlpalen",
        {"mijlpalen": [one.pk], "inspanningen": [inspanning.pk]},
    )


def test_mijlpalen_that_moved_count_once_and_only_later(vraag, programmamanager):
    moved = MijlpaalFactory(naam="Twee keer later", van=ERNA, tot=ERNA, wanneer="juli")
    shift(moved, date(2026, 2, 1), date(2026, 3, 1), date(2026, 5, 1), programmamanager)
    last = shift(moved, date(2026, 4, 1), date(2026, 5, 1), ERNA, programmamanager)
    sooner = MijlpaalFactory(naam="Eerder", van=ERNA, tot=ERNA)
    shift(sooner, date(2026, 2, 1), date(2026, 9, 1), ERNA, programmamanager)
    earlier = MijlpaalFactory(naam="Vorig jaar", van=ERNA, tot=ERNA)
    shift(earlier, ERVOOR, date(2026, 1, 1), ERNA, programmamanager)

    (steen,) = stenen("inspanningen.verschuiving", vraag)

    assert steen.sleutel == f"inspanningen.verschuiving:{last.pk}"
    assert steen.zin.endswith("van 2026-03-01 naar 2026-07-01. De zaal was bezet.")


def test_mijlpalen_not_reached_though_their_days_are_over_are_told_too(vraag):
    MijlpaalFactory(naam="Had er moeten zijn")  # april 2026
    MijlpaalFactory(naam="Komt nog", van=ERNA, tot=ERNA)
    MijlpaalFactory(naam="Al lang te laat", van=ERVOOR, tot=ERVOOR)
    MijlpaalFactory(naam="Vervallen", status=Mijlpaal.Status.VERVALLEN, vervallen_op=TOT, vervallen_reden="x")
    assert titels("inspanningen.verschuiving", vraag) == ["Had er moeten zijn"]


def test_fasen_tell_the_last_step_of_the_period(vraag, programmamanager):
    one = kaart.add_inspanning(actor=programmamanager, nummer="7", naam="Buurtbus", fase="idee")
    for fase in ("voorbereiding", "uitvoering"):
        kaart.change_fase(one.pk, actor=programmamanager, fase=fase)
    Versie.objects.update(opgeslagen_op=datetime(2026, 3, 2, 23, 30, tzinfo=UTC))  # the third, here
    kaart.add_inspanning(actor=programmamanager, nummer="8", naam="Nieuw", fase="idee")

    (steen,) = stenen("inspanningen.fase", vraag)

    assert (steen.titel, steen.zin, steen.dag) == (
        "7 Buurtbus",
        "Kwam in de fase ‘Uitvoering’.",
        date(2026, 3, 3),
    )
    assert stenen("inspanningen.fase", Vraag(vraag.user, vraag.zicht, date(2026, 3, 4), TOT)) == []


def test_leerpunten_count_once_by_their_last_step(vraag, programmamanager):
    new = LeerpuntFactory(titel="Nieuw", gesignaleerd_op=VAN)
    old = LeerpuntFactory(titel="Oud", gesignaleerd_op=ERVOOR)
    LeerpuntFactory(titel="Stil", gesignaleerd_op=ERVOOR)
    for naar, op in (("beantwoord", date(2026, 2, 1)), ("aangepakt", date(2026, 3, 1)), ("geborgd", ERNA)):
        old.stappen.create(naar=naar, tekst=f"Wat er bij {naar} hoort.", op=op, door=programmamanager)

    found = {steen.titel: steen for steen in stenen("inspanningen.leerpunt", vraag)}

    assert set(found) == {"Nieuw", "Oud"}
    assert found["Oud"].sleutel == f"inspanningen.leerpunt:{old.pk}-aangepakt"
    assert found["Oud"].zin == "Er veranderde iets. Wat er bij aangepakt hoort."
    assert found["Nieuw"].inhoud == {"leerpunten": [new.pk]}


def test_bewijs_says_what_it_supports(vraag):
    seen = BewijsFactory(op=VAN, tekst="Twaalf mensen kwamen terug.", richting=Bewijs.Richting.SPREEKT_TEGEN)
    BewijsFactory(op=ERNA)
    (steen,) = stenen("inspanningen.bewijs", vraag)
    assert steen.sleutel == f"inspanningen.bewijs:{seen.pk}"
    assert steen.zin == "Spreekt de aanname tegen: Twaalf mensen kwamen terug."


def test_doelstellingen_and_wijkplannen_once_adopted(vraag):
    DoelstellingFactory(naam="Iedereen doet mee", status="vastgesteld", vastgesteld_op=VAN)
    DoelstellingFactory(status="concept")
    WijkplanFactory(status="concept")
    plan = WijkplanFactory(gebied__naam="Wijk 02 Noord", status="vastgesteld", vastgesteld_op=ERVOOR)
    versie = plan.versies.create(nummer=1, op=VAN, stand={}, door=vraag.user)
    plan.aanscherpingen.create(
        jaar=2026, begonnen_op=VAN, gesloten_op=TOT, wie="De buurt", wat_veranderde="Meer licht.", versie=versie
    )  # fmt: skip

    (doel,) = titels("inspanningen.doelstelling", vraag)
    (wijkplan,) = stenen("inspanningen.wijkplan", vraag)

    assert doel.endswith("Iedereen doet mee is vastgesteld")
    assert (wijkplan.titel, wijkplan.zin) == ("Het wijkplan van Noord is aangescherpt", "Meer licht.")
    assert wijkplan.sleutel == f"inspanningen.wijkplan:{plan.pk}-2026"


def test_overdracht_tells_only_that_it_was_taken_over(vraag):
    done = OverdrachtFactory(
        inspanning__naam="Buurtbus",
        status="afgerond",
        klaar_op=TOT,
        klaar_door=vraag.user,
        beeindigd_op=TOT,
        slotwoord="Intern slotwoord.",
    )
    OverdrachtFactory()

    (steen,) = stenen("inspanningen.overdracht", vraag)

    told = f"{steen.titel} {steen.zin}"
    assert "Buurtbus is overgenomen" in told
    assert "Intern slotwoord" not in told
    assert done.bateneigenaar.naam not in told


@pytest.mark.parametrize("zicht", Zicht)
def test_oordelen_are_counts_of_a_whole_closed_round_for_any_publiek(zicht, vraag):
    vraag = Vraag(vraag.user, zicht, VAN, TOT)
    ronde = OordeelFactory(samenvatting="Blijft tussen ons.", inspanning__naam="Naam van een kaart").ronde
    for _ in range(MINSTENS - 2):
        OordeelFactory(ronde=ronde)
    assert stenen("inspanningen.oordeelronde", vraag) == []
    OordeelFactory(ronde=ronde)
    OordeelrondeFactory()  # open

    (steen,) = stenen("inspanningen.oordeelronde", vraag)

    assert steen.zin == "10 van de 10 lopende inspanningen gaven een oordeel over zichzelf."
    assert "Blijft tussen ons" not in str(steen)
    assert "Naam van een kaart" not in str(steen)


def test_money_is_a_sum_of_at_least_five_inspanningen_in_thousands(vraag):
    for nummer in range(4):
        BudgetpostFactory(jaar=2026, gepland=10_400 + nummer, financiering=None)
    assert stenen("inspanningen.geld", vraag) == []
    BudgetpostFactory(jaar=2026, gepland=10_000, financiering=None)
    (steen,) = stenen("inspanningen.geld", vraag)
    assert steen.inhoud == {"wat": "programma", "jaar": 2026}
    assert "5 inspanningen, samen" in steen.zin
    assert "52.000" in steen.zin


def make_all(count, gebruiker):
    first = Inspanning.objects.count()
    for number in range(count):
        MijlpaalFactory(gehaald_op=VAN)
        MijlpaalFactory()
        shift(MijlpaalFactory(van=ERNA, tot=ERNA), VAN, VAN, ERNA, gebruiker)
        LeerpuntFactory(gesignaleerd_op=VAN).inspanningen.add(InspanningFactory())
        BewijsFactory(op=VAN)
        DoelstellingFactory(status="vastgesteld", vastgesteld_op=VAN)
        WijkplanFactory(status="vastgesteld", vastgesteld_op=VAN)
        VoortgangsmeldingFactory(stand="aanvaard")
        nieuw = kaart.add_inspanning(
            actor=gebruiker, nummer=str(5000 + first + number), naam="Nieuw", fase="idee"
        )
        kaart.change_fase(nieuw.pk, actor=gebruiker, fase="voorbereiding")
        OverdrachtFactory(
            status="afgerond", klaar_op=VAN, klaar_door=gebruiker, begonnen_op=VAN, uiterlijk=TOT, beeindigd_op=TOT
        )  # fmt: skip


def test_bouwstenen_of_the_programme_cost_the_same_for_three_and_thirty(programmamanager, django_assert_num_queries):  # fmt: skip
    vraag = Vraag(programmamanager, Zicht.OPENBAAR, VAN, date(2199, 1, 1))
    ours = [bron.soort for bron in bouwstenen.all_bronnen() if bron.soort.startswith("inspanningen.")]
    make_all(3, programmamanager)
    with CaptureQueriesContext(connection) as few:
        bouwstenen.offered(vraag, ours)
    make_all(27, programmamanager)
    with django_assert_num_queries(len(few)):
        found = bouwstenen.offered(vraag, ours)
    assert {soort for soort in ours if len(found[soort]) < 30} == {
        "inspanningen.oordeelronde",
        "inspanningen.geld",
    }


def test_bouwstenen_are_for_who_may_see_what_they_are_about(buitenstaander):
    MijlpaalFactory(gehaald_op=VAN)
    LeerpuntFactory(gesignaleerd_op=VAN)
    BewijsFactory(op=VAN)
    DoelstellingFactory(status="vastgesteld", vastgesteld_op=VAN)
    found = bouwstenen.offered(Vraag(buitenstaander, Zicht.OPENBAAR, VAN, TOT))
    assert not any(found.values())


def test_voortgang_is_offered_once_it_is_accepted_and_outside_only_in_counts(vraag, programmamanager):
    binnen, erna = (datetime(2026, maand, 3, 12, tzinfo=UTC) for maand in (5, 8))
    gebied, inspanning = GebiedFactory(), InspanningFactory(nummer="2B", naam="Buurtkamer")
    inspanning.gebieden.add(gebied)
    own = {"inspanning": inspanning, "organisatie": OrganisatieFactory(naam="Weller"), "gedaan": "De deur is open."}  # fmt: skip
    mijlpaal = MijlpaalFactory(inspanning=inspanning, naam="Deur open")
    one = VoortgangsmeldingFactory(
        **own, aantal=1200, eenheid="bezoekers", mijlpaal=mijlpaal, bereikt_op=date(2026, 5, 1),
        stand="aanvaard", stand__op=binnen,
    )  # fmt: skip
    VoortgangsmeldingFactory(**own, stand="aanvaard", stand__op=erna)
    VoortgangsmeldingFactory(**own, stand="teruggegeven", stand__op=binnen)
    VoortgangsmeldingFactory(**own)
    (steen,) = stenen("inspanningen.voortgang", vraag)
    assert (steen.titel, steen.dag) == ("Weller bij 2B Buurtkamer", date(2026, 5, 3))
    assert steen.zin == "1.200 bezoekers; mijlpaal ‘Deur open’ gehaald op 1 mei 2026."
    assert (steen.gebieden, steen.inspanningen) == ({gebied.pk}, {inspanning.pk})
    assert steen.sleutel == f"inspanningen.voortgang:{one.pk}"
    (intern,) = stenen("inspanningen.voortgang", Vraag(programmamanager, Zicht.INTERN, VAN, TOT))
    assert intern.zin.endswith("1 mei 2026. De deur is open.")


def test_voortgang_without_a_figure_has_a_sentence_too(vraag):
    VoortgangsmeldingFactory(stand="aanvaard", stand__op=datetime(2026, 5, 3, tzinfo=UTC))
    assert [steen.zin for steen in stenen("inspanningen.voortgang", vraag)] == ["Meldde voortgang."]
