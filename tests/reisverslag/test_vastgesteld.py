"""A reisverslag that is vastgesteld says the same for ever, whatever happens to what it is about."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model

from brunssum.core.models import Gebied
from casuistiek.models import Casus
from inspanningen.models import Inspanning
from monitor.models import Bron, Indicator, Thema, Waarneming
from reisverslag import queries, services
from reisverslag.models import Reisverslag
from tests.api.cijfers import make_verversing
from tests.pdf_checks import text_of
from tests.reisverslag.conftest import NU

pytestmark = pytest.mark.django_db

JAREN_LATER = NU + timedelta(days=25 * 365)


def pdf_of(pk, user, op):
    verslag = Reisverslag.objects.get(pk=pk)
    return queries.render_pdf(queries.publicatie(verslag, user, op))


def change_everything(bronnen, settings):
    """All that the verslag shows, changed behind its back."""
    Inspanning.objects.update(
        naam="Anders", fase="gestopt", resultaat_tekst="Niets meer.", planning_tekst="Nooit.", nummer="99"
    )
    for inspanning in Inspanning.objects.all():
        inspanning.gebieden.clear()
    Casus.objects.update(verhaal_titel="Anders", anoniem_verhaal="Iets anders.", toegekend_bedrag=1)
    Casus.objects.update(vrijgegeven_op=None, vrijgegeven_door=None)
    Gebied.objects.update(naam="Anders")
    for waarneming in Waarneming.objects.all():
        indicator = waarneming.indicator
        Waarneming.objects.filter(pk=waarneming.pk).update(vervangen_door=make_verversing(indicator))
        Waarneming.objects.create(
            indicator=indicator,
            gebied=waarneming.gebied,
            periode=2023,
            waarde=99,
            verversing=make_verversing(indicator),
        )
    Indicator.objects.update(
        naam="Anders", korte_naam="Anders", eenheid="stuks", gunstig="hoger", decimalen=0
    )
    Thema.objects.update(naam="Anders", plek="midden")
    Bron.objects.update(naam="Anders")
    get_user_model().objects.update(naam="Iemand anders", functie="Andere functie")
    settings.GEMEENTE_NAAM = "Gemeente Anders"
    settings.PROGRAMMA_NAAM = "Programma Anders"


def test_vastgesteld_verslag_gives_the_same_words_and_figures_for_ever(
    verslag, bronnen, programmamanager, settings
):
    services.vaststellen(verslag.pk, actor=programmamanager, op=NU)
    before = text_of(pdf_of(verslag.pk, programmamanager, NU))
    assert "Drie groepen denken mee." in before
    assert "6,8" in before

    change_everything(bronnen, settings)

    assert text_of(pdf_of(verslag.pk, programmamanager, JAREN_LATER)) == before


def test_concept_follows_what_it_is_about(verslag, bronnen, programmamanager, settings):
    """The other side: that change_everything does change everything that a reader sees."""
    casus = {
        "vrijgegeven_op": bronnen.casus.vrijgegeven_op,
        "vrijgegeven_door": bronnen.casus.vrijgegeven_door,
    }
    before = text_of(pdf_of(verslag.pk, programmamanager, NU))

    change_everything(bronnen, settings)
    Casus.objects.update(**casus)

    after = text_of(pdf_of(verslag.pk, programmamanager, JAREN_LATER))
    for shown in (
        "Werken met ambassadeurs",
        "Uitvoering",
        "Drie groepen denken mee.",
        "Vanaf april 2025.",
        "Een dak boven een scootmobiel",
        "Drie jaar lang",
        "350",
        "Brunssum-Noord",
        "Benchmark sterk stedelijk",
        "6,8",
        "4,2",
        "Huishoudens met bijstand",
        "Programma Brunssum",
        "Gemeente Brunssum",
        "1 juli 2026",
    ):
        assert shown in before, shown
        assert shown not in after, shown


def test_vastgesteld_verslag_reads_nothing_but_itself(verslag, programmamanager, django_assert_num_queries):
    services.vaststellen(verslag.pk, actor=programmamanager, op=NU)
    verslag = Reisverslag.objects.select_related("auteur").get(pk=verslag.pk)

    with django_assert_num_queries(2):  # its hoofdstukken, its blokken
        queries.publicatie(verslag, programmamanager, JAREN_LATER)
