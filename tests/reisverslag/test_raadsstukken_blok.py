"""Raadsstukken in a reisverslag: what can be chosen, what is told, and that it stays what it was."""

from datetime import date

import pytest

from brunssum.core.bouwstenen import Vraag, offered
from brunssum.core.rollen import Rol, Zicht
from reisverslag import queries, services
from reisverslag.blokken import SOORTEN, Lezing
from reisverslag.models import Blok
from reisverslag.queries.raadsstukken import Afgehandeld, afgehandeld_in
from tests.factories import InspanningFactory, RaadsstukFactory
from tests.pdf_checks import assert_publishable, text_of
from tests.reisverslag.conftest import NU

VAN, TOT = date(2026, 1, 1), date(2026, 6, 30)
BLOK = SOORTEN["raadsstukken"]


@pytest.fixture
def lezing(programmamanager):
    return Lezing(programmamanager, Zicht.OPENBAAR, VAN, TOT)


@pytest.fixture
def verslag(programmamanager):
    return services.start_reisverslag(
        actor=programmamanager, titel="Onderweg", periode_van=VAN, periode_tot=TOT, publiek="raad"
    )


@pytest.fixture
def hoofdstuk(verslag, programmamanager):
    return services.add_hoofdstuk(verslag.pk, actor=programmamanager, titel="Wat u vroeg")


def beantwoord(op, **velden):
    words = {"status": "beantwoord", "antwoord": "Drie groepen denken mee.", "beantwoord_op": op}
    return RaadsstukFactory(ontvangen_op=date(2025, 1, 1), uiterlijk=TOT, **words | velden)


def afgedaan(op, **velden):
    words = {"soort": "motie", "status": "afgedaan", "afgedaan_op": op, "afgedaan_hoe": "De brief is korter."}
    return RaadsstukFactory(ontvangen_op=date(2025, 1, 1), uiterlijk=TOT, **words | velden)


def keuzes(lezing, **kwargs):
    return [int(pk) for pk, _ in BLOK.form_class(lezing=lezing, **kwargs).fields["raadsstukken"].choices]


def test_an_author_chooses_from_what_was_dealt_with_in_the_period_and_from_what_runs(lezing):
    before, first, last, after = (
        beantwoord(date(2025, 12, 31)),
        beantwoord(VAN),
        afgedaan(TOT),
        afgedaan(date(2026, 7, 1)),
    )
    running = RaadsstukFactory()
    withdrawn = RaadsstukFactory(
        status="ingetrokken", ingetrokken_op=date(2026, 3, 3), ingetrokken_reden="Niet nodig."
    )
    assert keuzes(lezing) == [last.pk, first.pk, running.pk]
    assert keuzes(lezing, initial={"raadsstukken": [before.pk]}) == [last.pk, first.pk, running.pk, before.pk]
    assert not {after.pk, withdrawn.pk} & set(keuzes(lezing))


def test_a_draft_is_not_told(lezing):
    stuk = RaadsstukFactory(antwoord="Een half antwoord")
    (facts,) = BLOK.gather([{"raadsstukken": [stuk.pk], "vorm": "lijst"}], lezing)
    assert facts["raadsstukken"][0]["antwoord"] == ""
    assert facts["raadsstukken"][0]["loopt"]


def test_what_is_gone_is_said(lezing):
    (facts,) = BLOK.gather([{"raadsstukken": [999], "vorm": "lijst"}], lezing)
    assert facts["ontbreekt"] == "Een van de gekozen raadsstukken is er niet meer. Kies opnieuw."


def test_gather_costs_the_same_for_three_and_sixty(lezing, django_assert_num_queries):
    chosen = []
    for count in (3, 57):
        for _ in range(count):
            stuk = beantwoord(VAN)
            stuk.inspanningen.add(InspanningFactory())
            chosen.append(stuk.pk)
        with django_assert_num_queries(3):
            BLOK.gather([{"raadsstukken": chosen, "vorm": "lijst"}], lezing)


@pytest.mark.parametrize("vorm", ["lijst", "tabel"])
def test_a_pdf_with_raadsstukken_is_publishable(vorm, verslag, hoofdstuk, programmamanager):
    chosen = [
        beantwoord(VAN, kenmerk="RV-1", antwoord="Eerst dit.\n\n- Dan dat.\n- En dat."),
        afgedaan(TOT, fractie="raad"),
        RaadsstukFactory(onderwerp="Nog open"),
    ]
    chosen[0].inspanningen.add(InspanningFactory(nummer="2B", naam="Ambassadeurs"))
    inhoud = {"raadsstukken": [one.pk for one in chosen], "vorm": vorm}
    services.add_blok(hoofdstuk.pk, actor=programmamanager, soort="raadsstukken", inhoud=inhoud)
    pdf = queries.render_pdf(queries.publicatie(verslag, programmamanager, NU))
    assert_publishable(pdf, titel="Onderweg")
    text = " ".join(text_of(pdf).split())
    for words in (
        "RV-1",
        "En dat.",
        "2B Ambassadeurs",
        "De brief is korter.",
        "Nog open",
        "uiterlijk op 1 april 2026",
    ):
        assert words in text


def test_once_vastgesteld_no_word_of_it_changes(verslag, hoofdstuk, programmamanager):
    stuk = beantwoord(VAN)
    services.add_blok(
        hoofdstuk.pk, actor=programmamanager, soort="raadsstukken", inhoud={"raadsstukken": [stuk.pk], "vorm": "tabel"}
    )  # fmt: skip
    services.vaststellen(verslag.pk, actor=programmamanager, op=NU)
    verslag.refresh_from_db()
    before = queries.render_html(queries.publicatie(verslag, programmamanager, NU))
    stuk.antwoord, stuk.onderwerp, stuk.fractie, stuk.kenmerk = "Iets anders.", "Iets anders", "Niemand", "X"
    stuk.save()
    stuk.inspanningen.add(InspanningFactory())
    assert queries.render_html(queries.publicatie(verslag, programmamanager, NU)) == before


# Offered as bouwsteen


def test_afgehandeld_in_tells_each_once_by_its_last_day(programmamanager, gebruiker_met):
    vraag = beantwoord(VAN)
    motie = afgedaan(TOT, antwoord="Wij doen het.", beantwoord_op=date(2026, 2, 1))
    half = afgedaan(date(2026, 8, 1), antwoord="Wij doen het.", beantwoord_op=date(2026, 2, 1))
    beantwoord(date(2025, 12, 31))
    RaadsstukFactory(antwoord="Een concept")
    found = afgehandeld_in(programmamanager, VAN, TOT)
    assert [(one.pk, one.wat, one.op) for one in found] == [
        (vraag.pk, "beantwoord", VAN),
        (half.pk, "beantwoord", date(2026, 2, 1)),
        (motie.pk, "afgedaan", TOT),
    ]
    assert isinstance(found[0], Afgehandeld)
    assert found[1].hoe == ""  # that came after the period
    assert afgehandeld_in(gebruiker_met(), VAN, TOT) == []


def test_bouwstenen_become_one_blok(verslag, hoofdstuk, programmamanager, django_assert_num_queries):
    made = [beantwoord(VAN), afgedaan(TOT)]
    made[0].inspanningen.add(InspanningFactory())
    vraag = Vraag(programmamanager, Zicht.OPENBAAR, VAN, TOT)
    with django_assert_num_queries(2):
        stenen = offered(vraag, ["reisverslag.raadsstuk"])["reisverslag.raadsstuk"]
    services.place_bouwstenen(
        verslag.pk,
        actor=programmamanager,
        sleutels=[steen.sleutel for steen in stenen],
        hoofdstuk_id=hoofdstuk.pk,
    )
    blok = Blok.objects.get()
    assert set(blok.inhoud["raadsstukken"]) == {one.pk for one in made}
    deel = queries.blok_deel(blok, queries.lezing(verslag, programmamanager))
    assert deel.beeld["vorm"] == "lijst"


def test_a_bateneigenaar_is_offered_them_too(gebruiker_met):
    beantwoord(VAN)
    vraag = Vraag(gebruiker_met(Rol.BATENEIGENAAR), Zicht.OPENBAAR, VAN, TOT)
    assert len(offered(vraag, ["reisverslag.raadsstuk"])["reisverslag.raadsstuk"]) == 1
