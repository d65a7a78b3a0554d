"""One reisverslag with every kind of blok: its PDF is publishable, and says the same for ever."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ambassadeurs.models import Ambassadeur, Reflectie
from brunssum.core.models import Gebied
from casuistiek.models import Casus, Knelpunt
from inspanningen.models import (
    Bijdrage,
    Budgetpost,
    Doelstelling,
    Inspanning,
    Leerpunt,
    Mijlpaal,
    Oordeelronde,
    Wijkplan,
    Wijkplanactie,
)
from monitor.models import Indicator, Verhaal, Waarneming
from reisverslag import queries, services
from reisverslag.blokken import SOORTEN
from reisverslag.models import Reisverslag
from tests.factories import OordeelFactory
from tests.pdf_checks import alternatives_of, assert_publishable, text_of
from tests.reisverslag.conftest import NU

pytestmark = pytest.mark.django_db


@pytest.fixture
def alles(programmamanager, alle_inhouden):
    verslag = services.start_reisverslag(
        actor=programmamanager,
        titel="Alles in één",
        periode_van=date(2026, 1, 1),
        periode_tot=date(2026, 6, 30),
        publiek="raad",
    )
    for soort in SOORTEN:
        hoofdstuk = services.add_hoofdstuk(
            verslag.pk, actor=programmamanager, titel=f"Hoofdstuk {SOORTEN[soort].label}"
        )
        services.add_blok(hoofdstuk.pk, actor=programmamanager, soort=soort, inhoud=alle_inhouden[soort])
    return verslag


def pdf_of(verslag, user, op):
    verslag = Reisverslag.objects.get(pk=verslag.pk)
    return queries.render_pdf(queries.publicatie(verslag, user, op))


def change_everything():
    """All that the blokken show, changed behind their back."""
    Inspanning.objects.update(naam="Anders", fase="gestopt")
    Mijlpaal.objects.update(naam="Anders", status="gepland", gehaald_op=None, wanneer="nooit")
    Wijkplan.objects.update(opgave="Anders", bewoners="Anders")
    Wijkplanactie.objects.update(wat="Anders", status="gedaan")
    Oordeelronde.objects.update(naam="Anders")
    OordeelFactory(ronde=Oordeelronde.objects.first())
    Budgetpost.objects.update(gepland=1)
    Bijdrage.objects.update(sterkte="klein", loopt=False)
    Doelstelling.objects.update(naam="Anders")
    Leerpunt.objects.update(titel="Anders", tekst="Anders")
    Reflectie.objects.update(tekst="Anders", antwoord="Anders")
    Ambassadeur.objects.update(aanduiding="Anders", toestemming_citaat_op=None)
    Verhaal.objects.update(titel="Anders", tekst="Anders")
    Casus.objects.update(verhaal_titel="Anders", anoniem_verhaal="Anders")
    Knelpunt.objects.update(naam="Anders")
    Indicator.objects.update(naam="Anders", eenheid="stuks", decimalen=0)
    Gebied.objects.update(naam="Anders")
    Waarneming.objects.update(waarde=99)


def test_pdf_with_every_soort_is_publishable(alles, programmamanager):
    pdf = pdf_of(alles, programmamanager, NU)
    assert_publishable(pdf, titel="Alles in één")
    text = text_of(pdf)
    for shown in (
        "De derde groep is begonnen",
        "Ik doe nu mee.",
        "Moeder van drie, Groep inwoners",
        "Koffie met de buren",
        "Iedereen doet mee",
        "Lampen in het park",
        "Het geld van het programma in 2026",
        "Vergeleken met Het vorige",
        "Naar de lijn",
    ):
        assert shown in text, shown
    told = queries.publicatie(alles, programmamanager, NU).hoofdstukken
    assert not [blok.label for hoofdstuk in told for blok in hoofdstuk.blokken if blok.ontbreekt]
    assert len(alternatives_of(pdf)) >= 6


def test_vastgesteld_says_the_same_whatever_changes_underneath(alles, programmamanager):
    services.vaststellen(alles.pk, actor=programmamanager, op=NU)
    before = text_of(pdf_of(alles, programmamanager, NU))

    change_everything()

    later = NU + timedelta(days=25 * 365)
    assert text_of(pdf_of(alles, programmamanager, later)) == before


def test_concept_costs_the_same_with_each_blok_once_or_three_times(
    alles, alle_inhouden, programmamanager, django_assert_num_queries
):
    with CaptureQueriesContext(connection) as once:
        queries.publicatie(alles, programmamanager, NU)
    hoofdstuk = alles.hoofdstukken.first()
    for soort in SOORTEN:
        if soort not in ("driehoek", "indicatorverloop"):  # each figure asks for its own
            for _ in range(2):
                services.add_blok(
                    hoofdstuk.pk, actor=programmamanager, soort=soort, inhoud=alle_inhouden[soort]
                )
    with django_assert_num_queries(len(once)):
        queries.publicatie(alles, programmamanager, NU)
